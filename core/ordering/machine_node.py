"""The state machine of plan nodes: one service order each, carried out, repaired, taken back."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from hub.kernel.errors import TRANSIENT
from hub.kernel.machine import Actor, Machine, Row, Wait


class NodeState(StrEnum):
    WAITING = "waiting"
    SUBMITTED = "submitted"
    RETRYING = "retrying"  # it failed; the next attempt has its time
    HELD = "held"  # fallout: an operator decides
    COMPLETED = "completed"
    FAILED = "failed"
    SKIPPED = "skipped"  # never begun, and will not be
    CANCELLING = "cancelling"  # its service order is asked to be taken back
    UNDOING = "undoing"  # it stood; a service order of its own undoes it
    UNDO_RETRYING = "undoRetrying"
    UNDO_HELD = "undoHeld"
    UNDONE = "undone"
    KEPT = "kept"  # not wanted any more, but it stays


class NodeEvent(StrEnum):
    SUBMIT = "submit"
    COMPLETE = "complete"
    FAIL = "fail"
    CANCELLED = "cancelled"  # SOM has taken it back
    SKIP = "skip"
    UNDO = "undo"
    OVERDUE = "overdue"
    TRY_AGAIN = "tryAgain"  # the pause is over
    # of an operator
    RETRY = "retry"
    FORCE_COMPLETE = "forceComplete"
    GIVE_UP = "giveUp"


S, E = NodeState, NodeEvent

#: Nothing is under way, nothing is to come.
AT_REST = frozenset({S.COMPLETED, S.FAILED, S.SKIPPED, S.UNDONE, S.KEPT})
#: Waits for an operator.
FALLEN_OUT = frozenset({S.HELD, S.UNDO_HELD})
#: Somebody below has been asked.
ASKED = frozenset({S.SUBMITTED, S.CANCELLING, S.UNDOING})
#: On the way back, or back.
UNDO_STATES = frozenset({S.CANCELLING, S.UNDOING, S.UNDO_RETRYING, S.UNDO_HELD, S.UNDONE})

# How often an outcome is asked for before silence is a case for an operator.
QUESTIONS = 3

_LIMIT = timedelta(minutes=10)


def _worth_another_attempt(node: Any) -> bool:
    transient = node.reason is not None and node.reason.code in TRANSIENT
    return transient and node.attempts_now < node.task.retry.attempts


_GUARDS = {
    "may ask again": lambda node: node.questions < QUESTIONS,
    "worth another attempt": _worth_another_attempt,
    "held when it fails": lambda node: node.task.on_failure == "hold",
    "outcome unknown": lambda node: node.outcome_unknown,
    "cannot be undone": lambda node: not node.can_be_undone,
    "its undoing was ordered": lambda node: bool(node.undo_order_id),
}

NODE = Machine(
    "plan node",
    initial=S.WAITING,
    final=(S.SKIPPED, S.UNDONE, S.KEPT),
    rows=(
        Row(S.WAITING, E.SUBMIT, S.SUBMITTED),
        Row(S.WAITING, E.SKIP, S.SKIPPED),
        Row(S.SUBMITTED, E.COMPLETE, S.COMPLETED),
        Row(S.SUBMITTED, E.FAIL, S.RETRYING, "worth another attempt"),
        Row(S.SUBMITTED, E.FAIL, S.HELD, "held when it fails"),
        Row(S.SUBMITTED, E.FAIL, S.FAILED),
        Row(S.SUBMITTED, E.UNDO, S.CANCELLING),
        Row(S.SUBMITTED, E.OVERDUE, S.SUBMITTED, "may ask again"),
        Row(S.SUBMITTED, E.OVERDUE, S.HELD),
        Row(S.RETRYING, E.TRY_AGAIN, S.SUBMITTED),
        # It was done after all: no further attempt.
        Row(S.RETRYING, E.COMPLETE, S.COMPLETED),
        Row(S.RETRYING, E.UNDO, S.FAILED),
        Row(S.HELD, E.RETRY, S.SUBMITTED),
        Row(S.HELD, E.FORCE_COMPLETE, S.COMPLETED),
        Row(S.HELD, E.GIVE_UP, S.CANCELLING, "outcome unknown"),
        Row(S.HELD, E.GIVE_UP, S.FAILED),
        Row(S.HELD, E.UNDO, S.CANCELLING, "outcome unknown"),
        Row(S.HELD, E.UNDO, S.FAILED),
        # What comes after all is taken; that it failed is at least known now.
        Row(S.HELD, E.COMPLETE, S.COMPLETED),
        Row(S.HELD, E.FAIL, S.HELD),
        Row(S.COMPLETED, E.UNDO, S.KEPT, "cannot be undone"),
        Row(S.COMPLETED, E.UNDO, S.UNDOING),
        # Given up too early: what was built after all is taken down again.
        Row(S.FAILED, E.COMPLETE, S.KEPT, "cannot be undone"),
        Row(S.FAILED, E.COMPLETE, S.UNDOING),
        Row(S.CANCELLING, E.CANCELLED, S.UNDONE),
        Row(S.CANCELLING, E.FAIL, S.UNDONE),
        Row(S.CANCELLING, E.COMPLETE, S.KEPT, "cannot be undone"),
        Row(S.CANCELLING, E.COMPLETE, S.UNDOING),
        Row(S.CANCELLING, E.OVERDUE, S.CANCELLING, "may ask again"),
        Row(S.CANCELLING, E.OVERDUE, S.UNDO_HELD),
        Row(S.UNDOING, E.COMPLETE, S.UNDONE),
        Row(S.UNDOING, E.FAIL, S.UNDO_RETRYING, "worth another attempt"),
        Row(S.UNDOING, E.FAIL, S.UNDO_HELD),
        Row(S.UNDOING, E.OVERDUE, S.UNDOING, "may ask again"),
        Row(S.UNDOING, E.OVERDUE, S.UNDO_HELD),
        Row(S.UNDO_RETRYING, E.TRY_AGAIN, S.UNDOING),
        Row(S.UNDO_RETRYING, E.COMPLETE, S.UNDONE),
        Row(S.UNDO_HELD, E.RETRY, S.UNDOING, "its undoing was ordered"),
        Row(S.UNDO_HELD, E.RETRY, S.CANCELLING),
        Row(S.UNDO_HELD, E.FORCE_COMPLETE, S.UNDONE),
        Row(S.UNDO_HELD, E.GIVE_UP, S.KEPT),
        Row(S.UNDO_HELD, E.COMPLETE, S.UNDONE, "its undoing was ordered"),
        Row(S.UNDO_HELD, E.COMPLETE, S.KEPT, "cannot be undone"),
        Row(S.UNDO_HELD, E.COMPLETE, S.UNDOING),
        Row(S.UNDO_HELD, E.FAIL, S.UNDO_HELD, "its undoing was ordered"),
        Row(S.UNDO_HELD, E.FAIL, S.UNDONE),
        Row(S.UNDO_HELD, E.CANCELLED, S.UNDONE),
    ),
    waits=(
        Wait(S.WAITING, Actor.WHOLE, "its order, when what it requires stands"),
        *(Wait(s, Actor.MACHINE, "SOM", _LIMIT, E.OVERDUE) for s in sorted(ASKED)),
        *(
            Wait(s, Actor.TIMER, "the back-off of its retry policy", timedelta(hours=1), E.TRY_AGAIN)
            for s in (S.RETRYING, S.UNDO_RETRYING)
        ),
        *(Wait(s, Actor.PERSON, "an operator, by its fallout") for s in sorted(FALLEN_OUT)),
        Wait(S.COMPLETED, Actor.WHOLE, "its order, should that be rolled back or cancelled"),
        Wait(S.FAILED, Actor.WHOLE, "its order, or SOM, should it stand after all"),
    ),
    guards=_GUARDS,
)
