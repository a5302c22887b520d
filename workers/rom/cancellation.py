"""Taking a resource order back, as a task of its own (TMF652 CancelResourceOrder)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Reason
from hub.kernel.ids import derived_id
from hub.kernel.machine import Actor, Machine, Row, Wait
from hub.kernel.values import Ref


class CancellationState(StrEnum):
    """TMF652 TaskStateType."""

    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "inProgress"
    DONE = "done"
    TERMINATED_WITH_ERROR = "terminatedWithError"


class CancellationEvent(StrEnum):
    START = "start"
    FINISH = "finish"
    REFUSE = "refuse"  # the order has ended
    DUE = "due"  # its date has come


S, E = CancellationState, CancellationEvent

CANCELLATION = Machine(
    "resource order cancellation",
    initial=S.ACKNOWLEDGED,
    final=(S.DONE, S.TERMINATED_WITH_ERROR),
    rows=(
        Row(S.ACKNOWLEDGED, E.DUE, S.ACKNOWLEDGED),
        Row(S.ACKNOWLEDGED, E.START, S.IN_PROGRESS),
        Row(S.IN_PROGRESS, E.FINISH, S.DONE),
        Row(S.IN_PROGRESS, E.REFUSE, S.TERMINATED_WITH_ERROR),
    ),
    waits=(
        Wait(
            S.ACKNOWLEDGED,
            Actor.TIMER,
            "its requested date, or when it has none",
            timedelta(minutes=1),
            E.DUE,
        ),
        Wait(S.IN_PROGRESS, Actor.PARTS, "its order, in the same step"),
    ),
)


@dataclass(kw_only=True)
class Cancellation(Aggregate):
    """An order has one at most: what has ended stays as it is, however often somebody asks."""

    # As whoever asks names it.
    order: Ref
    requested_at: datetime
    why: str = ""
    state: CancellationState = CANCELLATION.initial
    # Not before this.
    requested_cancellation_date: datetime | None = None
    effective_cancellation_date: datetime | None = None
    reason: Reason | None = None
    extension: str = ""

    @property
    def order_id(self) -> str:
        return self.order.id

    @property
    def settled(self) -> bool:
        return CANCELLATION.is_final(self.state)

    def accept(self) -> None:
        """It is asked for the first time."""
        self.record("accept", target=self.state, order=self.order_id)

    def ask(self, order: Ref, date: datetime | None, why: str, extension: str) -> None:
        """It is wanted, at a date or now; asked again, what was said last counts."""
        self.order, self.why, self.extension = order, why, extension
        self.requested_cancellation_date = date
        self.record("ask", self.state, self.state, order=self.order_id, why=self.why)

    def waits(self, now: datetime) -> bool:
        """Whether its date has not come yet; then it is looked at again when it has."""
        date = self.requested_cancellation_date
        self.wake_at = date if date is not None and date > now else None
        return self.wake_at is not None

    def due(self) -> None:
        """Its date has come."""
        self.wake_at = None
        self.fire(CANCELLATION, E.DUE)

    def finish(self, now: datetime) -> None:
        """The order is cancelled."""
        self.fire(CANCELLATION, E.START)
        self.effective_cancellation_date = now
        self.fire(CANCELLATION, E.FINISH)

    def refuse(self, reason: Reason) -> None:
        self.fire(CANCELLATION, E.START)
        self.reason = reason
        self.fire(CANCELLATION, E.REFUSE, code=reason.code)


def cancellation_id(order_id: str) -> str:
    return derived_id("cancellation", order_id)
