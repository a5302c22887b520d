"""The state machine of service orders; its states are those TMF641 publishes. Their parts have `machine_part.py`."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from hub.kernel.machine import Actor, Machine, Row, Wait


class ServiceOrderState(StrEnum):
    ACKNOWLEDGED = "acknowledged"
    REJECTED = "rejected"
    IN_PROGRESS = "inProgress"
    PENDING_CANCELLATION = "pendingCancellation"  # until nothing of it is left
    COMPLETED = "completed"
    PARTIAL = "partial"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ServiceOrderEvent(StrEnum):
    REJECT = "reject"
    BEGIN = "begin"
    CANCEL = "cancel"
    FINISH = "finish"  # all its parts have ended


S, E = ServiceOrderState, ServiceOrderEvent


def _all_completed(order: Any) -> bool:
    return all(order.item_state(item) is S.COMPLETED for item in order.items)


def _some_completed(order: Any) -> bool:
    return any(order.item_state(item) is S.COMPLETED for item in order.items)


def _nothing_left(order: Any) -> bool:
    return not order.stands


MACHINE = Machine(
    "service order",
    initial=S.ACKNOWLEDGED,
    final=(S.REJECTED, S.COMPLETED, S.PARTIAL, S.FAILED, S.CANCELLED),
    rows=(
        Row(S.ACKNOWLEDGED, E.REJECT, S.REJECTED),
        Row(S.ACKNOWLEDGED, E.BEGIN, S.IN_PROGRESS),
        Row(S.ACKNOWLEDGED, E.CANCEL, S.CANCELLED),
        Row(S.IN_PROGRESS, E.CANCEL, S.PENDING_CANCELLATION),
        Row(S.IN_PROGRESS, E.FINISH, S.COMPLETED, "all items completed"),
        Row(S.IN_PROGRESS, E.FINISH, S.PARTIAL, "some items completed"),
        Row(S.IN_PROGRESS, E.FINISH, S.FAILED),
        Row(S.PENDING_CANCELLATION, E.FINISH, S.CANCELLED, "nothing is left"),
        Row(S.PENDING_CANCELLATION, E.FINISH, S.COMPLETED, "all items completed"),
        Row(S.PENDING_CANCELLATION, E.FINISH, S.PARTIAL, "some items completed"),
        Row(S.PENDING_CANCELLATION, E.FINISH, S.FAILED),
    ),
    waits=(
        Wait(
            S.ACKNOWLEDGED,
            Actor.TIMER,
            "its requested start date, or when it has none",
            timedelta(minutes=1),
            E.BEGIN,
        ),
        Wait(S.IN_PROGRESS, Actor.PARTS, "its parts"),
        Wait(S.PENDING_CANCELLATION, Actor.PARTS, "its parts, until nothing is left of them"),
    ),
    guards={
        "all items completed": _all_completed,
        "some items completed": _some_completed,
        "nothing is left": _nothing_left,
    },
)
