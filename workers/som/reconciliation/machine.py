"""The state machines of reconciliation in SOM: of a walk through the service inventory, and of one repair."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from hub.kernel.clock import doubled
from hub.kernel.machine import Actor, Machine, Row, Wait


class ReconciliationState(StrEnum):
    RUNNING = "running"  # activation and ROM are asked for what they have in a range
    COMPLETED = "completed"
    FAILED = "failed"


class ReconciliationEvent(StrEnum):
    ADVANCE = "advance"  # a range is compared, the next one is asked for
    COMPLETE = "complete"
    OVERDUE = "overdue"


class RepairState(StrEnum):
    WAITING = "waiting"  # somebody works on what is to be put right
    RESERVING = "reserving"  # ROM is asked for a value a service stands on
    RELEASING = "releasing"  # ROM is to take one back
    ACTIVATING = "activating"  # the network is asked: to configure, or to remove what it has
    RETRYING = "retrying"  # the network failed; the next attempt has its time
    ORDERING = "ordering"  # a service order of our own is being carried out
    COMPLETED = "completed"
    FAILED = "failed"


class RepairEvent(StrEnum):
    GO_ON = "go on"  # whatever was to be done has been: the next task begins
    RETRY = "retry"
    FAIL = "fail"
    OVERDUE = "overdue"


class Task(StrEnum):
    """What a repair may have to do, in the order of its list."""

    RESERVE = "reserve"
    RELEASE = "release"
    ACTIVATE = "activate"
    ORDER = "order"


# How often somebody silent is asked before a reconciliation is given up, and how often a repair looks for its turn.
QUESTIONS = 5
TURNS = 12
# The longest pause between two questions.
LONGEST = timedelta(minutes=5)


def pause(times: int) -> timedelta:
    """The pause before somebody is asked again: a minute, doubled so many times, up to five."""
    return doubled(timedelta(minutes=1), times, LONGEST)


def _may_ask(reconciliation: Any) -> bool:
    return bool(reconciliation.questions < QUESTIONS)


def _may_wait(repair: Any) -> bool:
    return bool(repair.questions < TURNS)


def _reserves(repair: Any) -> bool:
    return bool(repair.tasks[:1] == [Task.RESERVE])


def _releases(repair: Any) -> bool:
    return bool(repair.tasks[:1] == [Task.RELEASE])


def _activates(repair: Any) -> bool:
    return bool(repair.tasks[:1] == [Task.ACTIVATE])


def _orders(repair: Any) -> bool:
    return bool(repair.tasks[:1] == [Task.ORDER])


R, W = ReconciliationState, ReconciliationEvent

RECONCILIATION = Machine(
    "service reconciliation",
    initial=R.RUNNING,
    final=(R.COMPLETED, R.FAILED),
    rows=(
        Row(R.RUNNING, W.ADVANCE, R.RUNNING),
        Row(R.RUNNING, W.COMPLETE, R.COMPLETED),
        Row(R.RUNNING, W.OVERDUE, R.RUNNING, "may ask again"),
        Row(R.RUNNING, W.OVERDUE, R.FAILED),
    ),
    waits=(Wait(R.RUNNING, Actor.MACHINE, "activation and ROM, asked ever less often", LONGEST, W.OVERDUE),),
    guards={"may ask again": _may_ask},
)

S, E = RepairState, RepairEvent

REPAIR = Machine(
    "service repair",
    initial=S.WAITING,
    final=(S.COMPLETED, S.FAILED),
    rows=(
        Row(S.WAITING, E.GO_ON, S.RESERVING, "reserves next"),
        Row(S.WAITING, E.GO_ON, S.RELEASING, "releases next"),
        Row(S.WAITING, E.GO_ON, S.ACTIVATING, "activates next"),
        Row(S.WAITING, E.GO_ON, S.ORDERING, "orders next"),
        Row(S.WAITING, E.GO_ON, S.COMPLETED),
        Row(S.WAITING, E.FAIL, S.FAILED),
        Row(S.WAITING, E.OVERDUE, S.WAITING, "may wait"),
        Row(S.WAITING, E.OVERDUE, S.FAILED),
        Row(S.RESERVING, E.GO_ON, S.RELEASING, "releases next"),
        Row(S.RESERVING, E.GO_ON, S.COMPLETED),
        Row(S.RESERVING, E.FAIL, S.FAILED),
        Row(S.RESERVING, E.OVERDUE, S.RESERVING),
        Row(S.RELEASING, E.GO_ON, S.COMPLETED),
        Row(S.RELEASING, E.FAIL, S.FAILED),
        Row(S.RELEASING, E.OVERDUE, S.RELEASING),
        Row(S.ACTIVATING, E.GO_ON, S.COMPLETED),
        Row(S.ACTIVATING, E.RETRY, S.RETRYING),
        Row(S.ACTIVATING, E.FAIL, S.FAILED),
        Row(S.ACTIVATING, E.OVERDUE, S.ACTIVATING),
        Row(S.RETRYING, E.OVERDUE, S.ACTIVATING),
        Row(S.ORDERING, E.GO_ON, S.COMPLETED),
        Row(S.ORDERING, E.FAIL, S.FAILED),
        Row(S.ORDERING, E.OVERDUE, S.ORDERING),
    ),
    waits=(
        Wait(S.WAITING, Actor.MACHINE, "the order that works on the service", LONGEST, E.OVERDUE),
        Wait(S.RETRYING, Actor.TIMER, "the back-off of the specification", LONGEST, E.OVERDUE),
        *(
            Wait(state, Actor.MACHINE, f"{who}, asked until it answers, ever less often", LONGEST, E.OVERDUE)
            for state, who in (
                (S.RESERVING, "ROM"),
                (S.RELEASING, "ROM"),
                (S.ACTIVATING, "activation"),
                (S.ORDERING, "our own service order"),
            )
        ),
    ),
    guards={
        "reserves next": _reserves,
        "releases next": _releases,
        "activates next": _activates,
        "orders next": _orders,
        "may wait": _may_wait,
    },
)
