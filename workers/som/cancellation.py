"""A request to take a service order back: a task of its own with its own state (TMF641 CancelServiceOrder)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Reason
from hub.kernel.ids import derived_id
from hub.kernel.machine import Actor, Machine, Row, Wait


class CancellationState(StrEnum):
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "inProgress"
    DONE = "done"
    TERMINATED_WITH_ERROR = "terminatedWithError"


class CancellationEvent(StrEnum):
    FINISH = "finish"
    REFUSE = "refuse"
    DUE = "due"


S, E = CancellationState, CancellationEvent

CANCELLATION = Machine(
    "cancellation",
    initial=S.ACKNOWLEDGED,
    final=(S.DONE, S.TERMINATED_WITH_ERROR),
    rows=(
        Row(S.ACKNOWLEDGED, E.DUE, S.IN_PROGRESS),
        Row(S.IN_PROGRESS, E.FINISH, S.DONE),
        # It has ended before, or something was completed all the same.
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
        Wait(S.IN_PROGRESS, Actor.PARTS, "the order that is being taken back"),
    ),
)


def cancellation_of(order_id: str) -> str:
    """The one request a message on the bus stands for, however often it comes."""
    return derived_id("cancellation", order_id)


@dataclass(kw_only=True)
class Cancellation(Aggregate):
    """`state` is only ever assigned by `fire`; `refusal` is why the order was not cancelled."""

    order_id: str
    requested_at: datetime
    reason: str = ""
    # When it is to be done, None at once.
    wanted_at: datetime | None = None
    state: CancellationState = CANCELLATION.initial
    completion_date: datetime | None = None
    refusal: Reason | None = None
    extension: str = ""

    @property
    def settled(self) -> bool:
        return CANCELLATION.is_final(self.state)

    def accept(self) -> None:
        self.record("ask", target=self.state, serviceOrder=self.order_id, reason=self.reason)
        self.wake_at = self.wanted_at

    def due(self) -> None:
        self.fire(CANCELLATION, E.DUE)
        self.wake_at = None

    def finish(self, now: datetime) -> None:
        """Nothing is left of the order."""
        self._settle(E.FINISH, now)

    def refuse(self, reason: Reason, now: datetime) -> None:
        self.refusal = reason
        self._settle(E.REFUSE, now, code=reason.code)

    def _settle(self, event: CancellationEvent, now: datetime, **detail: Any) -> None:
        self.fire(CANCELLATION, event, **detail)
        self.completion_date = now
