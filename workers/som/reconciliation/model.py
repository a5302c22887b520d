"""A walk through the service inventory, and the repair of one mismatch. No I/O."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hub.kernel.aggregate import Aggregate
from hub.kernel.clock import doubled
from hub.kernel.errors import Code, Reason
from hub.kernel.ids import derived_id
from hub.messages.reconciliation import RepairService
from workers.som.catalog import ActivationPolicy
from workers.som.reconciliation.deciding import Decision
from workers.som.reconciliation.machine import (
    LONGEST,
    QUESTIONS,
    RECONCILIATION,
    REPAIR,
    ReconciliationEvent,
    ReconciliationState,
    RepairEvent,
    RepairState,
    Task,
    pause,
)

#: Who is asked for what they have in a range.
NETWORK, RESOURCES = "activation", "ROM"


@dataclass(kw_only=True)
class ServiceReconciliation(Aggregate):
    """Compares all services with the network and ROM, range by range. `state` is only ever assigned by `fire`.

    The range is the services with ids above `after`, up to `through` ('' for no end: it is the last one). `asked` are
    the services to be compared in it, with their versions when the others were asked; `owed` is who has not answered.
    """

    after: str = ""
    through: str = ""
    asked: dict[str, int] = field(default_factory=dict)
    owed: list[str] = field(default_factory=list)
    compared: int = 0
    # How many messages have carried something.
    pages: int = 0
    questions: int = 0
    state: ReconciliationState = RECONCILIATION.initial
    reason: Reason | None = None

    @property
    def settled(self) -> bool:
        return RECONCILIATION.is_final(self.state)

    def ask(self, after: str, through: str, versions: dict[str, int], now: datetime) -> None:
        """The next range."""
        self.after, self.through, self.asked = after, through, versions
        self.owed, self.questions = [NETWORK, RESOURCES], 0
        self.wake_at = now + pause(0)

    def owes(self, who: str, after: str, through: str) -> bool:
        """Whether an answer about this range is waited for; any other is late, or came twice."""
        return not self.settled and who in self.owed and (after, through) == (self.after, self.through)

    def answered(self, who: str, compared: int) -> bool:
        """One of the two has answered; True when it was the last of the range."""
        self.owed.remove(who)
        if self.owed:
            return False
        self.compared += compared
        event = ReconciliationEvent.ADVANCE if self.through else ReconciliationEvent.COMPLETE
        self.fire(RECONCILIATION, event, through=self.through, compared=self.compared)
        if self.settled:
            self.wake_at, self.asked = None, {}
        return True

    def overdue(self, now: datetime) -> None:
        """Silence: whoever owes an answer is asked again, at last the walk is given up."""
        self.fire(RECONCILIATION, ReconciliationEvent.OVERDUE, owed=list(self.owed))
        self.questions += 1
        self.wake_at = now + pause(self.questions)
        if self.settled:
            text = f"{' and '.join(self.owed)} did not answer, asked {QUESTIONS + 1} times"
            self.reason = Reason(Code.TIME_LIMIT_PASSED, text, self.id)
            self.wake_at, self.asked = None, {}


def repair_id(asked_id: str, attempt: int) -> str:
    """One attempt to repair something is an aggregate of its own."""
    return derived_id("serviceRepair", asked_id, str(attempt))


@dataclass(kw_only=True)
class ServiceRepair(Aggregate):
    """One attempt to put a mismatch right. `state` is only ever assigned by `fire`.

    `tasks` are what is left to be done, the first one now. `holds` is whether it works on the service as an order does:
    then nobody else does. `sequence` numbers what is asked of the network, `activations` are the attempts at it.
    """

    asked: RepairService
    decision: Decision = field(default_factory=Decision)
    tasks: list[Task] = field(default_factory=list)
    holds: bool = False
    sequence: int = 0
    activations: int = 0
    policy: ActivationPolicy | None = None
    questions: int = 0
    state: RepairState = REPAIR.initial
    reason: Reason | None = None

    @property
    def settled(self) -> bool:
        return REPAIR.is_final(self.state)

    @property
    def service_id(self) -> str:
        return self.asked.mismatch.service_id

    @property
    def service_order_id(self) -> str:
        """The service order of our own that carries it out."""
        return own_order_id(self.id)

    @property
    def resource_order_id(self) -> str:
        """The resource order for what is being done in this state."""
        return derived_id("repairResourceOrder", self.id, self.state)

    def wait_its_turn(self, now: datetime) -> None:
        """Somebody works on the service."""
        if REPAIR.next(self.state, RepairEvent.OVERDUE, self) is RepairState.FAILED:
            text = f"service {self.service_id} was always worked on, tried {self.questions + 1} times"
            self.reason = Reason(Code.STATE_FORBIDS, text, self.asked.mismatch.id)
        self._move(RepairEvent.OVERDUE, now)

    def begin(self, decision: Decision, now: datetime) -> None:
        """It is known what is to be done, and nobody is in the way."""
        self.decision, self.tasks = decision, list(decision.tasks)
        self._move(RepairEvent.GO_ON, now, tasks=list(self.tasks))

    def done(self, now: datetime) -> None:
        """What the state stands for has been done."""
        self.tasks = self.tasks[1:]
        self._move(RepairEvent.GO_ON, now)

    def fail(self, reason: Reason, now: datetime) -> None:
        """It cannot be done."""
        self.reason = reason
        self._move(RepairEvent.FAIL, now)

    def activation_failed(self, reason: Reason, now: datetime) -> None:
        """A transient failure of the network: another attempt after a growing pause, as many as the specification allows."""
        if self.activations < (self.policy or ActivationPolicy()).attempts:
            self._move(RepairEvent.RETRY, now, code=reason.code, attempt=self.activations)
        else:
            self.fail(reason, now)

    def at_work(self, now: datetime) -> None:
        """Whoever was asked has answered that it is not done yet: that is no silence."""
        self.questions = 0
        self._wait(now)

    def overdue(self, now: datetime) -> None:
        """Silence, or the pause is over; afterwards the state says what is asked, and of whom."""
        self._move(RepairEvent.OVERDUE, now)

    def _move(self, event: RepairEvent, now: datetime, **detail: Any) -> None:
        source = self.state
        self.fire(REPAIR, event, **({"code": self.reason.code} if self.reason else {}) | detail)
        if self.state is source:
            self.questions += 1
        else:
            self.questions = 0
            self.activations += self.state is RepairState.ACTIVATING
        self._wait(now)

    def _wait(self, now: datetime) -> None:
        if self.settled:
            self.wake_at = None
            return
        limit = pause(self.questions)
        if self.state is RepairState.RETRYING:
            first = (self.policy or ActivationPolicy()).back_off_seconds
            limit = doubled(timedelta(seconds=first), self.activations - 1, LONGEST)
        self.wake_at = now + limit


def own_order_id(identifier: str) -> str:
    """The service order a repair carries something out by; its external id is the repair's."""
    return derived_id("repairOrder", identifier)
