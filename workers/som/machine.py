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
    ACTIVATING = "activating"  # the network is asked: to configure, or to remove what it has
    RETRYING = "retrying"  # the network failed; the next attempt has its time
    # The network is silent: it may act at any time until it says that it will not.
    WITHDRAWING = "withdrawing"
    RELEASING = "releasing"  # it will not be: the resources go back
    RETURNING = "returning"  # the service is in the network no more: its resources go back
    COMPLETED = "completed"
    FAILED = "failed"
    # Cancelled, in each case until nothing of the order is left:
    RECLAIMING = "reclaiming"  # ROM may have given something, or may yet
    REVOKING = "revoking"  # the network may have acted, or may yet
    REVERTING = "reverting"  # it has: it is asked to undo that
    PAUSING = "pausing"  # it failed to; the next attempt has its time
    DISCARDING = "discarding"  # the resources go back
    CANCELLED = "cancelled"


class ServiceOrderEvent(StrEnum):
    REJECT = "reject"
    RESERVE = "reserve"
    ACTIVATE = "activate"
    RETRY = "retry"
    RELEASE = "release"
    COMPLETE = "complete"
    FAIL = "fail"
    OVERDUE = "overdue"
    CANCEL = "cancel"
    DISCARD = "discard"  # what ROM has given is known, nobody wants it
    REVERT = "revert"  # what the network has done is undone


S, E = ServiceOrderState, ServiceOrderEvent

PUBLISHED: dict[ServiceOrderState, str] = {
    S.ACKNOWLEDGED: "acknowledged",
    S.REJECTED: "rejected",
    S.RESERVING: "inProgress",
    S.ACTIVATING: "inProgress",
    S.RETRYING: "inProgress",
    S.WITHDRAWING: "inProgress",
    S.RELEASING: "inProgress",
    S.RETURNING: "inProgress",
    S.COMPLETED: "completed",
    S.FAILED: "failed",
    S.RECLAIMING: "pendingCancellation",
    S.REVOKING: "pendingCancellation",
    S.REVERTING: "pendingCancellation",
    S.PAUSING: "pendingCancellation",
    S.DISCARDING: "pendingCancellation",
    S.CANCELLED: "cancelled",
}

# How often an outcome is asked for before silence counts as failure.
QUESTIONS = 3


def _has_reserved(order: Any) -> bool:
    return bool(order.resource_order_id)


def _takes_down(order: Any) -> bool:
    return bool(order.action == "delete")


def _gives_back(order: Any) -> bool:
    return _takes_down(order) and bool(order.resources)


def _may_ask(order: Any) -> bool:
    return bool(order.questions < QUESTIONS)


#: Giving up would leave something behind: who is asked, with growing pauses, until there is an answer.
PATIENT: dict[ServiceOrderState, str] = {
    S.WITHDRAWING: "activation",
    S.RELEASING: "ROM",
    S.RETURNING: "ROM",
    S.RECLAIMING: "ROM",
    S.REVOKING: "activation",
    S.REVERTING: "activation",
    S.DISCARDING: "ROM",
}
#: What was reserved goes back to ROM.
HANDING_BACK = frozenset({S.RELEASING, S.RETURNING, S.DISCARDING})

MACHINE = Machine(
    "service order",
    initial=S.ACKNOWLEDGED,
    final=(S.REJECTED, S.COMPLETED, S.FAILED, S.CANCELLED),
    rows=(
        Row(S.ACKNOWLEDGED, E.REJECT, S.REJECTED),
        Row(S.ACKNOWLEDGED, E.RESERVE, S.RESERVING),
        Row(S.ACKNOWLEDGED, E.ACTIVATE, S.ACTIVATING),
        Row(S.ACKNOWLEDGED, E.COMPLETE, S.RETURNING, "gives resources back"),
        Row(S.ACKNOWLEDGED, E.COMPLETE, S.COMPLETED),
        Row(S.ACKNOWLEDGED, E.OVERDUE, S.FAILED),
        Row(S.ACKNOWLEDGED, E.CANCEL, S.CANCELLED),
        Row(S.RESERVING, E.ACTIVATE, S.ACTIVATING),
        Row(S.RESERVING, E.COMPLETE, S.COMPLETED),
        Row(S.RESERVING, E.FAIL, S.FAILED),
        Row(S.RESERVING, E.OVERDUE, S.RESERVING, "may ask again"),
        Row(S.RESERVING, E.OVERDUE, S.RELEASING),
        Row(S.RESERVING, E.CANCEL, S.RECLAIMING),
        Row(S.ACTIVATING, E.COMPLETE, S.RETURNING, "gives resources back"),
        Row(S.ACTIVATING, E.COMPLETE, S.COMPLETED),
        Row(S.ACTIVATING, E.RETRY, S.RETRYING),
        Row(S.ACTIVATING, E.FAIL, S.RELEASING, "has reserved"),
        Row(S.ACTIVATING, E.FAIL, S.FAILED),
        Row(S.ACTIVATING, E.OVERDUE, S.ACTIVATING, "may ask again"),
        Row(S.ACTIVATING, E.OVERDUE, S.WITHDRAWING),
        Row(S.ACTIVATING, E.CANCEL, S.REVOKING),
        Row(S.WITHDRAWING, E.COMPLETE, S.RETURNING, "gives resources back"),
        Row(S.WITHDRAWING, E.COMPLETE, S.COMPLETED),
        Row(S.WITHDRAWING, E.FAIL, S.RELEASING, "has reserved"),
        Row(S.WITHDRAWING, E.FAIL, S.FAILED),
        Row(S.WITHDRAWING, E.OVERDUE, S.WITHDRAWING),
        Row(S.RETRYING, E.OVERDUE, S.ACTIVATING),
        Row(S.RETRYING, E.CANCEL, S.DISCARDING, "has reserved"),
        Row(S.RETRYING, E.CANCEL, S.CANCELLED),
        Row(S.RELEASING, E.RELEASE, S.FAILED),
        Row(S.RELEASING, E.OVERDUE, S.RELEASING),
        Row(S.RETURNING, E.RELEASE, S.COMPLETED),
        Row(S.RETURNING, E.OVERDUE, S.RETURNING),
        Row(S.RECLAIMING, E.DISCARD, S.DISCARDING),
        Row(S.RECLAIMING, E.FAIL, S.CANCELLED),
        Row(S.RECLAIMING, E.OVERDUE, S.RECLAIMING),
        Row(S.REVOKING, E.COMPLETE, S.RETURNING, "gives resources back"),
        Row(S.REVOKING, E.COMPLETE, S.COMPLETED, "takes down"),
        Row(S.REVOKING, E.COMPLETE, S.REVERTING),
        Row(S.REVOKING, E.FAIL, S.DISCARDING, "has reserved"),
        Row(S.REVOKING, E.FAIL, S.CANCELLED),
        Row(S.REVOKING, E.OVERDUE, S.REVOKING),
        Row(S.REVERTING, E.REVERT, S.DISCARDING, "has reserved"),
        Row(S.REVERTING, E.REVERT, S.CANCELLED),
        Row(S.REVERTING, E.RETRY, S.PAUSING),
        Row(S.REVERTING, E.FAIL, S.COMPLETED),
        Row(S.REVERTING, E.OVERDUE, S.REVERTING),
        Row(S.PAUSING, E.OVERDUE, S.REVERTING),
        Row(S.DISCARDING, E.RELEASE, S.CANCELLED),
        Row(S.DISCARDING, E.OVERDUE, S.DISCARDING),
    ),
    waits=(
        Wait(
            S.ACKNOWLEDGED, Actor.MACHINE, "SOM, in the step that stores it", timedelta(minutes=1), E.OVERDUE
        ),
        Wait(S.RESERVING, Actor.MACHINE, "ROM", timedelta(minutes=1), E.OVERDUE),
        Wait(S.ACTIVATING, Actor.MACHINE, "activation", timedelta(seconds=30), E.OVERDUE),
        Wait(S.RETRYING, Actor.TIMER, "the back-off of the specification", timedelta(minutes=5), E.OVERDUE),
        Wait(S.PAUSING, Actor.TIMER, "the back-off of the specification", timedelta(minutes=5), E.OVERDUE),
        *(
            Wait(
                state,
                Actor.MACHINE,
                f"{who}, asked until it answers, ever less often",
                timedelta(minutes=5),
                E.OVERDUE,
            )
            for state, who in PATIENT.items()
        ),
    ),
    guards={
        "may ask again": _may_ask,
        "has reserved": _has_reserved,
        "takes down": _takes_down,
        "gives resources back": _gives_back,
    },
)
