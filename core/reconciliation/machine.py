"""The two tables of reconciliation: a run through the inventories, and a mismatch such runs have found."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from hub.kernel.errors import TRANSIENT, Code
from hub.kernel.machine import Actor, Machine, Row, Wait

#: How often the same is asked before nobody is expected to answer; the pauses double.
ASKS = 5
#: How often a repair is tried before an operator has to decide.
ATTEMPTS = 3
#: Why a repair was not possible that may be another matter in a while.
PASSING = TRANSIENT | {Code.STATE_FORBIDS, Code.PRODUCT_BUSY}


class ReconciliationState(StrEnum):
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"  # what was found until then stands


class ReconciliationEvent(StrEnum):
    FINISH = "finish"
    FAIL = "fail"
    OVERDUE = "overdue"


class MismatchState(StrEnum):
    OPEN = "open"
    REPAIRING = "repairing"
    RETRYING = "retrying"  # a repair has failed and is tried again
    HELD = "held"  # it is fallout
    IGNORED = "ignored"  # an operator says that it is well as it is
    REPAIRED = "repaired"
    GONE = "gone"  # a later reconciliation has not found it any more


class MismatchEvent(StrEnum):
    FIND = "find"
    REPAIR = "repair"
    SETTLE = "settle"
    FAIL = "fail"
    OVERDUE = "overdue"
    RAISE = "raise"
    IGNORE = "ignore"
    YIELD = "yield"  # an order works on the product
    VANISH = "vanish"


def may_ask_again(asking: Any) -> bool:
    return bool(asking.asks < ASKS)


def worth_another_attempt(mismatch: Any) -> bool:
    return mismatch.attempts_left > 0 and mismatch.reason.code in PASSING


_R, _RE = ReconciliationState, ReconciliationEvent

RECONCILIATION = Machine(
    "reconciliation",
    initial=_R.RUNNING,
    final=(_R.COMPLETED, _R.FAILED),
    rows=(
        Row(_R.RUNNING, _RE.FINISH, _R.COMPLETED),
        Row(_R.RUNNING, _RE.FAIL, _R.FAILED),
        Row(_R.RUNNING, _RE.OVERDUE, _R.RUNNING, "may be asked again"),
        Row(_R.RUNNING, _RE.OVERDUE, _R.FAILED),
    ),
    waits=(Wait(_R.RUNNING, Actor.MACHINE, "SOM's answers", timedelta(seconds=30), _RE.OVERDUE),),
    guards={"may be asked again": may_ask_again},
)

_S, _E = MismatchState, MismatchEvent
_LATER = "a reconciliation that finds it again"

MISMATCH = Machine(
    "mismatch",
    initial=_S.OPEN,
    # What is well now can be found again: nothing is final.
    final=(),
    rows=(
        Row(_S.OPEN, _E.REPAIR, _S.REPAIRING),
        Row(_S.OPEN, _E.SETTLE, _S.REPAIRED),
        Row(_S.OPEN, _E.RAISE, _S.HELD),
        Row(_S.OPEN, _E.IGNORE, _S.IGNORED),
        Row(_S.OPEN, _E.VANISH, _S.GONE),
        Row(_S.REPAIRING, _E.SETTLE, _S.REPAIRED),
        Row(_S.REPAIRING, _E.FAIL, _S.RETRYING, "worth another attempt"),
        Row(_S.REPAIRING, _E.FAIL, _S.HELD),
        Row(_S.REPAIRING, _E.OVERDUE, _S.REPAIRING, "may be asked again"),
        Row(_S.REPAIRING, _E.OVERDUE, _S.HELD),
        Row(_S.RETRYING, _E.REPAIR, _S.REPAIRING),
        Row(_S.RETRYING, _E.SETTLE, _S.REPAIRED),
        Row(_S.RETRYING, _E.YIELD, _S.OPEN),
        Row(_S.RETRYING, _E.IGNORE, _S.IGNORED),
        Row(_S.RETRYING, _E.VANISH, _S.GONE),
        Row(_S.HELD, _E.REPAIR, _S.REPAIRING),
        # Adopted by an operator, or the answer came late.
        Row(_S.HELD, _E.SETTLE, _S.REPAIRED),
        Row(_S.HELD, _E.IGNORE, _S.IGNORED),
        Row(_S.HELD, _E.VANISH, _S.GONE),
        Row(_S.IGNORED, _E.FIND, _S.OPEN),
        Row(_S.IGNORED, _E.REPAIR, _S.REPAIRING),
        Row(_S.IGNORED, _E.SETTLE, _S.REPAIRED),
        Row(_S.IGNORED, _E.VANISH, _S.GONE),
        Row(_S.REPAIRED, _E.FIND, _S.OPEN),
        Row(_S.GONE, _E.FIND, _S.OPEN),
    ),
    waits=(
        Wait(_S.OPEN, Actor.PERSON, "an operator, or a later reconciliation"),
        Wait(_S.REPAIRING, Actor.MACHINE, "SOM's answer", timedelta(seconds=30), _E.OVERDUE),
        Wait(_S.RETRYING, Actor.TIMER, "the next attempt", timedelta(minutes=1), _E.REPAIR),
        Wait(_S.HELD, Actor.PERSON, "an operator"),
        Wait(_S.IGNORED, Actor.WHOLE, f"{_LATER} otherwise, or not at all"),
        Wait(_S.REPAIRED, Actor.WHOLE, _LATER),
        Wait(_S.GONE, Actor.WHOLE, _LATER),
    ),
    guards={"worth another attempt": worth_another_attempt, "may be asked again": may_ask_again},
)

#: Found, and not put right: what a reconciliation that does not find it again takes away.
STANDING = frozenset({_S.OPEN, _S.RETRYING, _S.HELD, _S.IGNORED})
#: What somebody still has to do something about.
UNSETTLED = frozenset({_S.OPEN, _S.REPAIRING, _S.RETRYING, _S.HELD})
