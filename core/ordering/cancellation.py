"""A request to take an order back: a task of its own with its own state (TMF622 CancelProductOrder)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Reason
from hub.kernel.machine import Actor, Machine, Row, Wait


class CancellationState(StrEnum):
    """TMF622 TaskStateType."""

    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "inProgress"
    DONE = "done"
    TERMINATED_WITH_ERROR = "terminatedWithError"


class CancellationEvent(StrEnum):
    ACCEPT = "accept"
    REFUSE = "refuse"
    FINISH = "finish"
    OVERDUE = "overdue"


S, E = CancellationState, CancellationEvent

CANCELLATION = Machine(
    "cancellation",
    initial=S.ACKNOWLEDGED,
    final=(S.DONE, S.TERMINATED_WITH_ERROR),
    rows=(
        Row(S.ACKNOWLEDGED, E.ACCEPT, S.IN_PROGRESS),
        Row(S.ACKNOWLEDGED, E.REFUSE, S.TERMINATED_WITH_ERROR),
        Row(S.ACKNOWLEDGED, E.FINISH, S.DONE),
        Row(S.ACKNOWLEDGED, E.OVERDUE, S.ACKNOWLEDGED),
        Row(S.IN_PROGRESS, E.FINISH, S.DONE),
        # Something was completed all the same.
        Row(S.IN_PROGRESS, E.REFUSE, S.TERMINATED_WITH_ERROR),
    ),
    waits=(
        Wait(
            S.ACKNOWLEDGED,
            Actor.TIMER,
            "its requested date, then the core's assessment",
            timedelta(minutes=1),
            E.OVERDUE,
        ),
        Wait(S.IN_PROGRESS, Actor.PARTS, "the order that is being undone"),
    ),
)


@dataclass(kw_only=True)
class Cancellation(Aggregate):
    order_id: str
    requested_at: datetime
    # Empty: all.
    items: list[str] = field(default_factory=list)
    reason: str = ""
    state: CancellationState = CANCELLATION.initial
    # Not before this.
    requested_cancellation_date: datetime | None = None
    effective_cancellation_date: datetime | None = None
    # Why it was refused, or what is past its soft point of no return.
    reasons: list[Reason] = field(default_factory=list)
    extension: str = ""

    @property
    def settled(self) -> bool:
        return CANCELLATION.is_final(self.state)

    def ask(self, now: datetime) -> None:
        """It has been stored."""
        self.record("ask", target=self.state, order=self.order_id)
        self.wake_at = self.requested_cancellation_date
        if self.wake_at is None or self.wake_at <= now:
            self.wait(now)

    def wait(self, now: datetime) -> None:
        """The order is to be assessed now."""
        limit = CANCELLATION.waits[S.ACKNOWLEDGED].limit
        self.wake_at = now + limit if limit else None

    def is_later_than(self, moment: datetime) -> bool:
        return self.requested_cancellation_date is not None and self.requested_cancellation_date > moment

    def is_due(self, now: datetime) -> bool:
        return self.requested_cancellation_date is None or self.requested_cancellation_date <= now

    def accept(self, flags: list[Reason]) -> None:
        self.reasons = flags
        self.wake_at = None
        self.fire(CANCELLATION, CancellationEvent.ACCEPT)

    def refuse(self, reasons: list[Reason]) -> None:
        self.reasons = [*self.reasons, *reasons]
        self.wake_at = None
        self.fire(CANCELLATION, CancellationEvent.REFUSE, reasons=[r.code for r in reasons])

    def finish(self, now: datetime) -> None:
        self.effective_cancellation_date = now
        self.wake_at = None
        self.fire(CANCELLATION, CancellationEvent.FINISH)
