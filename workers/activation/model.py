"""Activations: what is asked of the network for one service, and what became of it. No I/O, no TMF words."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Reason
from hub.messages.activation import Operation, Outcome
from workers.activation.drivers.driver import Answer, Command
from workers.activation.machine import MACHINE, ActivationEvent, ActivationState
from workers.activation.service import ACTIVE, Said, Service

# An element that takes longer has failed; a failed attempt nobody repeats for longer is taken back.
LIMIT, PATIENCE = (
    MACHINE.waits[state].limit or timedelta()
    for state in (ActivationState.CONFIGURING, ActivationState.FAILED)
)
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(kw_only=True)
class Activation(Aggregate):
    """One activation; its id is the activation key. `state` is only ever assigned by `fire`.

    `sequence` says how new it is among all that is asked for its service, `wanted_state` what the service shall be in
    the end; `creates` says that the service was not there when this was asked. One that was `withdrawn` shall not be
    done any more. `fingerprint` is of the request of a direct one, which belongs to no service order; `method` is how it
    was asked for, as HTTP would say it, and `said` is None when it leaves that as it is.
    """

    service_id: str
    specification_id: str
    service_order_id: str = ""
    operation: str = Operation.CONFIGURE
    wanted_state: str = ACTIVE
    sequence: int = 1
    characteristics: dict[str, Any] = field(default_factory=dict)
    creates: bool = False
    fingerprint: str = ""
    method: str = ""
    said: Said | None = None
    withdrawn: bool = False
    state: ActivationState = MACHINE.initial
    attempt: int = 1
    requests: int = 0
    applications: int = 0
    reason: Reason | None = None
    attempted_at: datetime = _BEGINNING
    completion_date: datetime | None = None

    @property
    def settled(self) -> bool:
        return MACHINE.is_final(self.state)

    def can_try(self, attempt: int) -> bool:
        """Whether this is a further attempt, after one that failed and was not taken back."""
        return self.state is ActivationState.FAILED and not self.withdrawn and attempt > self.attempt

    def command(self) -> Command:
        """What the network is asked for."""
        return Command(
            key=self.id,
            service_id=self.service_id,
            specification_id=self.specification_id,
            operation=Operation.WITHDRAW if self.withdrawn else Operation(self.operation),
            state=self.wanted_state,
            sequence=self.sequence,
            attempt=self.attempt,
            since=self.attempted_at,
            characteristics=self.characteristics,
        )

    def begin(self, service: Service, now: datetime) -> None:
        """The network is asked for the first time."""
        self.attempted_at = now
        self.creates = self.operation == Operation.CONFIGURE and not service.stands
        self.withdrawn = self.operation == Operation.WITHDRAW
        self.record(
            "begin",
            target=self.state,
            operation=self.operation,
            specification=self.specification_id,
            attempt=self.attempt,
        )

    def nothing_to_do(self, now: datetime) -> None:
        """What is asked for is none of the network's business."""
        self.fire(MACHINE, ActivationEvent.DONE)
        self.completion_date = now

    def try_again(self, attempt: int, now: datetime) -> None:
        """A further attempt after one that failed."""
        self.attempt, self.attempted_at = attempt, now
        self.fire(MACHINE, ActivationEvent.RETRY, attempt=attempt)

    def withdraw(self, attempt: int, now: datetime) -> None:
        """It is taken back: the network has to say whether it has acted."""
        self.attempt, self.attempted_at, self.withdrawn = max(attempt, self.attempt), now, True
        self.record("withdraw", self.state, self.state, attempt=attempt)

    def wait(self, until: datetime, now: datetime) -> bool:
        """The network is at work and is looked after at `until`; False when it has been for too long."""
        limit = self.attempted_at + LIMIT
        if now >= limit:
            return False
        if self.state is ActivationState.FAILED:
            self.fire(MACHINE, ActivationEvent.RETRY, attempt=self.attempt)
        self.wake_at = min(until, limit)
        return True

    def silent(self, now: datetime) -> None:
        """The network has not answered in time: this attempt has failed, whatever it still does."""
        text = f"the element has not answered within {LIMIT.total_seconds():.0f} s"
        self.answered(Answer(Outcome.FAILED, Reason(Code.NETWORK_SILENT, text, self.id)), now)

    def answered(self, answer: Answer, now: datetime) -> None:
        """The attempt has ended as the network says."""
        self.reason = answer.reason
        if answer.outcome is Outcome.FAILED:
            self.fire(MACHINE, ActivationEvent.FAIL, code=self._code())
            self.wake_at = now + PATIENCE
            return
        if answer.outcome is Outcome.DONE:
            self.applications += 1
            self.fire(MACHINE, ActivationEvent.DONE)
        else:
            self.fire(
                MACHINE,
                ActivationEvent.ABANDON if self.withdrawn else ActivationEvent.REFUSE,
                code=self._code(),
            )
        self.wake_at, self.completion_date = None, now

    def abandon(self, now: datetime) -> None:
        """Nobody wants it any more, and the network does not say what it did."""
        self.fire(MACHINE, ActivationEvent.ABANDON, code=self._code())
        self.wake_at, self.completion_date = None, now

    def ignore(self, outcome: Outcome, attempt: int) -> None:
        """An answer that says nothing new, or comes too late."""
        self.record("ignore", self.state, self.state, outcome=outcome, attempt=attempt)

    def _code(self) -> str:
        return self.reason.code if self.reason else ""
