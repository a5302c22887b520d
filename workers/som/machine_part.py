"""The state machine of a part of a service order: one service that is built, changed or ended for it."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from hub.kernel.machine import Actor, Machine, Row, Wait


class PartState(StrEnum):
    WAITING = "waiting"  # for other parts, or for its order to begin
    RESERVING = "reserving"  # ROM is asked for resources
    ACTIVATING = "activating"  # the network is asked: to configure, or to remove what it has
    RETRYING = "retrying"  # the network failed; the next attempt has its time
    # The network is silent: it may act at any time until it says that it will not.
    WITHDRAWING = "withdrawing"
    RELEASING = "releasing"  # it will not be: the resources go back
    DONE = "done"  # it is as it was asked for, and can still be undone
    RETURNING = "returning"  # the service is in the network no more: its resources go back
    COMPLETED = "completed"
    FAILED = "failed"
    # Taken back, in each case until nothing of the part is left:
    RECLAIMING = "reclaiming"  # ROM may have given something, or may yet
    REVOKING = "revoking"  # the network may have acted, or may yet
    REVERTING = "reverting"  # it has: it is asked to undo that
    PAUSING = "pausing"  # it failed to; the next attempt has its time
    DISCARDING = "discarding"  # the resources go back
    CANCELLED = "cancelled"


class PartEvent(StrEnum):
    RESERVE = "reserve"
    ACTIVATE = "activate"
    DONE = "done"
    RETRY = "retry"
    RELEASE = "release"
    COMPLETE = "complete"  # nobody will want it undone any more
    FAIL = "fail"
    OVERDUE = "overdue"
    CANCEL = "cancel"  # it is not wanted any more, before it is done
    DISCARD = "discard"  # what ROM has given is known, nobody wants it
    UNDO = "undo"  # it is not wanted any more, and done
    REVERT = "revert"  # what the network has done is undone


S, E = PartState, PartEvent

# How often an outcome is asked for before silence counts as failure.
QUESTIONS = 3


def _has_reserved(part: Any) -> bool:
    return bool(part.resource_order_id)


def _network_has_it(part: Any) -> bool:
    return bool(part.attempts)


def _gives_back(part: Any) -> bool:
    return part.action == "delete" and bool(part.resources)


def _may_ask(part: Any) -> bool:
    return bool(part.questions < QUESTIONS)


#: Giving up would leave something behind: who is asked, with growing pauses, until there is an answer.
PATIENT: dict[PartState, str] = {
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

PART = Machine(
    "service order part",
    initial=S.WAITING,
    final=(S.COMPLETED, S.FAILED, S.CANCELLED),
    rows=(
        Row(S.WAITING, E.RESERVE, S.RESERVING),
        Row(S.WAITING, E.ACTIVATE, S.ACTIVATING),
        Row(S.WAITING, E.DONE, S.DONE),
        Row(S.WAITING, E.FAIL, S.FAILED),
        Row(S.WAITING, E.CANCEL, S.CANCELLED),
        Row(S.RESERVING, E.ACTIVATE, S.ACTIVATING),
        Row(S.RESERVING, E.DONE, S.DONE),
        Row(S.RESERVING, E.FAIL, S.FAILED),
        Row(S.RESERVING, E.OVERDUE, S.RESERVING, "may ask again"),
        Row(S.RESERVING, E.OVERDUE, S.RELEASING),
        Row(S.RESERVING, E.CANCEL, S.RECLAIMING),
        Row(S.ACTIVATING, E.DONE, S.DONE),
        Row(S.ACTIVATING, E.RETRY, S.RETRYING),
        Row(S.ACTIVATING, E.FAIL, S.RELEASING, "has reserved"),
        Row(S.ACTIVATING, E.FAIL, S.FAILED),
        Row(S.ACTIVATING, E.OVERDUE, S.ACTIVATING, "may ask again"),
        Row(S.ACTIVATING, E.OVERDUE, S.WITHDRAWING),
        Row(S.ACTIVATING, E.CANCEL, S.REVOKING),
        Row(S.WITHDRAWING, E.DONE, S.DONE),
        Row(S.WITHDRAWING, E.FAIL, S.RELEASING, "has reserved"),
        Row(S.WITHDRAWING, E.FAIL, S.FAILED),
        Row(S.WITHDRAWING, E.OVERDUE, S.WITHDRAWING),
        Row(S.RETRYING, E.OVERDUE, S.ACTIVATING),
        Row(S.RETRYING, E.CANCEL, S.DISCARDING, "has reserved"),
        Row(S.RETRYING, E.CANCEL, S.CANCELLED),
        Row(S.RELEASING, E.RELEASE, S.FAILED),
        Row(S.RELEASING, E.OVERDUE, S.RELEASING),
        Row(S.DONE, E.COMPLETE, S.RETURNING, "gives resources back"),
        Row(S.DONE, E.COMPLETE, S.COMPLETED),
        Row(S.DONE, E.UNDO, S.REVERTING, "the network has it"),
        Row(S.DONE, E.UNDO, S.DISCARDING, "has reserved"),
        Row(S.DONE, E.UNDO, S.CANCELLED),
        Row(S.RETURNING, E.RELEASE, S.COMPLETED),
        Row(S.RETURNING, E.OVERDUE, S.RETURNING),
        Row(S.RECLAIMING, E.DISCARD, S.DISCARDING),
        Row(S.RECLAIMING, E.FAIL, S.CANCELLED),
        Row(S.RECLAIMING, E.OVERDUE, S.RECLAIMING),
        Row(S.REVOKING, E.DONE, S.DONE),
        Row(S.REVOKING, E.FAIL, S.DISCARDING, "has reserved"),
        Row(S.REVOKING, E.FAIL, S.CANCELLED),
        Row(S.REVOKING, E.OVERDUE, S.REVOKING),
        Row(S.REVERTING, E.REVERT, S.DISCARDING, "has reserved"),
        Row(S.REVERTING, E.REVERT, S.CANCELLED),
        Row(S.REVERTING, E.RETRY, S.PAUSING),
        # What cannot be undone stands.
        Row(S.REVERTING, E.FAIL, S.RETURNING, "gives resources back"),
        Row(S.REVERTING, E.FAIL, S.COMPLETED),
        Row(S.REVERTING, E.OVERDUE, S.REVERTING),
        Row(S.PAUSING, E.OVERDUE, S.REVERTING),
        Row(S.DISCARDING, E.RELEASE, S.CANCELLED),
        Row(S.DISCARDING, E.OVERDUE, S.DISCARDING),
    ),
    waits=(
        Wait(S.WAITING, Actor.WHOLE, "its order, when what it comes after is done"),
        Wait(S.DONE, Actor.WHOLE, "its order, when that is settled or not wanted any more"),
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
        "the network has it": _network_has_it,
        "gives resources back": _gives_back,
    },
)
