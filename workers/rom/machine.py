"""The state machine of resource orders. Those of resources, reservations and cancellations stand with them."""

from datetime import timedelta
from enum import StrEnum

from hub.kernel.machine import Actor, Machine, Row, Wait


class ResourceOrderState(StrEnum):
    """As TMF652 publishes them."""

    ACKNOWLEDGED = "acknowledged"
    REJECTED = "rejected"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ResourceOrderEvent(StrEnum):
    REJECT = "reject"  # it asks for something nobody can do, now or later
    COMPLETE = "complete"
    FAIL = "fail"  # there is not enough
    CANCEL = "cancel"
    DUE = "due"  # its date has come


S, E = ResourceOrderState, ResourceOrderEvent

MACHINE = Machine(
    "resource order",
    initial=S.ACKNOWLEDGED,
    final=(S.REJECTED, S.COMPLETED, S.FAILED, S.CANCELLED),
    rows=(
        Row(S.ACKNOWLEDGED, E.REJECT, S.REJECTED),
        Row(S.ACKNOWLEDGED, E.COMPLETE, S.COMPLETED),
        Row(S.ACKNOWLEDGED, E.FAIL, S.FAILED),
        Row(S.ACKNOWLEDGED, E.CANCEL, S.CANCELLED),
        Row(S.ACKNOWLEDGED, E.DUE, S.ACKNOWLEDGED),
    ),
    waits=(
        Wait(
            S.ACKNOWLEDGED,
            Actor.TIMER,
            "its requested start date, or when it has none",
            timedelta(minutes=1),
            E.DUE,
        ),
    ),
)
