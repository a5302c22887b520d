"""The state machine of resource orders."""

from datetime import timedelta
from enum import StrEnum

from hub.kernel.machine import Actor, Machine, Row, Wait


class ResourceOrderState(StrEnum):
    """As TMF652 publishes them."""

    ACKNOWLEDGED = "acknowledged"
    REJECTED = "rejected"
    COMPLETED = "completed"
    FAILED = "failed"


class ResourceOrderEvent(StrEnum):
    REJECT = "reject"  # it asks for something nobody knows
    COMPLETE = "complete"
    FAIL = "fail"  # there is not enough
    OVERDUE = "overdue"


S, E = ResourceOrderState, ResourceOrderEvent

MACHINE = Machine(
    "resource order",
    initial=S.ACKNOWLEDGED,
    final=(S.REJECTED, S.COMPLETED, S.FAILED),
    rows=(
        Row(S.ACKNOWLEDGED, E.REJECT, S.REJECTED),
        Row(S.ACKNOWLEDGED, E.COMPLETE, S.COMPLETED),
        Row(S.ACKNOWLEDGED, E.FAIL, S.FAILED),
        Row(S.ACKNOWLEDGED, E.OVERDUE, S.FAILED),
    ),
    waits=(
        Wait(
            S.ACKNOWLEDGED, Actor.MACHINE, "ROM, in the step that stores it", timedelta(minutes=1), E.OVERDUE
        ),
    ),
)
