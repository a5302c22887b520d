"""The state machine of service orders."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from hub.kernel.machine import Actor, Machine, Row, Wait


class ServiceOrderState(StrEnum):
    """`PUBLISHED` says which TMF641 state each one is."""

    ACKNOWLEDGED = "acknowledged"
    REJECTED = "rejected"
    RESERVING = "reserving"  # ROM is asked for resources
    ACTIVATING = "activating"  # the network is asked
    RETRYING = "retrying"  # the network failed; the next attempt has its time
    # The network is silent: it may act at any time until it says that it will not.
    WITHDRAWING = "withdrawing"
    RELEASING = "releasing"  # it will not be: the resources go back
    COMPLETED = "completed"
    FAILED = "failed"


class ServiceOrderEvent(StrEnum):
    REJECT = "reject"
    RESERVE = "reserve"
    ACTIVATE = "activate"
    RETRY = "retry"
    RELEASE = "release"
    COMPLETE = "complete"
    FAIL = "fail"
    OVERDUE = "overdue"


S, E = ServiceOrderState, ServiceOrderEvent

PUBLISHED: dict[ServiceOrderState, str] = {
    S.ACKNOWLEDGED: "acknowledged",
    S.REJECTED: "rejected",
    S.RESERVING: "inProgress",
    S.ACTIVATING: "inProgress",
    S.RETRYING: "inProgress",
    S.WITHDRAWING: "inProgress",
    S.RELEASING: "inProgress",
    S.COMPLETED: "completed",
    S.FAILED: "failed",
}

# How often an outcome is asked for before silence counts as failure.
QUESTIONS = 3


def _has_resources(order: Any) -> bool:
    return bool(order.resource_order_id)


def _may_ask(order: Any) -> bool:
    return bool(order.questions < QUESTIONS)


MACHINE = Machine(
    "service order",
    initial=S.ACKNOWLEDGED,
    final=(S.REJECTED, S.COMPLETED, S.FAILED),
    rows=(
        Row(S.ACKNOWLEDGED, E.REJECT, S.REJECTED),
        Row(S.ACKNOWLEDGED, E.RESERVE, S.RESERVING),
        Row(S.ACKNOWLEDGED, E.ACTIVATE, S.ACTIVATING),
        Row(S.ACKNOWLEDGED, E.COMPLETE, S.COMPLETED),
        Row(S.ACKNOWLEDGED, E.OVERDUE, S.FAILED),
        Row(S.RESERVING, E.ACTIVATE, S.ACTIVATING),
        Row(S.RESERVING, E.COMPLETE, S.COMPLETED),
        Row(S.RESERVING, E.FAIL, S.FAILED),
        Row(S.RESERVING, E.OVERDUE, S.RESERVING, "may ask again"),
        Row(S.RESERVING, E.OVERDUE, S.RELEASING),
        Row(S.ACTIVATING, E.COMPLETE, S.COMPLETED),
        Row(S.ACTIVATING, E.RETRY, S.RETRYING),
        Row(S.ACTIVATING, E.FAIL, S.RELEASING, "has resources"),
        Row(S.ACTIVATING, E.FAIL, S.FAILED),
        Row(S.ACTIVATING, E.OVERDUE, S.ACTIVATING, "may ask again"),
        Row(S.ACTIVATING, E.OVERDUE, S.WITHDRAWING),
        Row(S.WITHDRAWING, E.COMPLETE, S.COMPLETED),
        Row(S.WITHDRAWING, E.FAIL, S.RELEASING, "has resources"),
        Row(S.WITHDRAWING, E.FAIL, S.FAILED),
        Row(S.WITHDRAWING, E.OVERDUE, S.WITHDRAWING),
        Row(S.RETRYING, E.OVERDUE, S.ACTIVATING),
        Row(S.RELEASING, E.RELEASE, S.FAILED),
        Row(S.RELEASING, E.OVERDUE, S.RELEASING),
    ),
    waits=(
        Wait(
            S.ACKNOWLEDGED, Actor.MACHINE, "SOM, in the step that stores it", timedelta(minutes=1), E.OVERDUE
        ),
        Wait(S.RESERVING, Actor.MACHINE, "ROM", timedelta(minutes=1), E.OVERDUE),
        Wait(S.ACTIVATING, Actor.MACHINE, "activation", timedelta(seconds=30), E.OVERDUE),
        Wait(S.RETRYING, Actor.TIMER, "the back-off of the specification", timedelta(minutes=5), E.OVERDUE),
        Wait(S.WITHDRAWING, Actor.MACHINE, "activation", timedelta(minutes=1), E.OVERDUE),
        Wait(S.RELEASING, Actor.MACHINE, "ROM", timedelta(minutes=1), E.OVERDUE),
    ),
    guards={
        "may ask again": _may_ask,
        "has resources": _has_resources,
    },
)
