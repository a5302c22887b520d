"""The state machine of product orders. Items and nodes of the plan have theirs in `machine_item` and `machine_node`.

Once an order has begun, its state is what its items and nodes make of it: `review` asks the guards.
"""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from core.ordering.machine_item import ENDED, Goal, ItemState
from hub.kernel.machine import Actor, Machine, Row, Wait


class OrderState(StrEnum):
    ACKNOWLEDGED = "acknowledged"  # stored, to be judged
    REJECTED = "rejected"
    VALIDATED = "validated"  # judged good, to be decomposed
    PENDING = "pending"  # somebody outside has to answer first
    DECOMPOSED = "decomposed"  # the plan is stored, to be started at its date
    HELD = "held"  # by a rule, by an operator, or because a part of it waits for repair
    IN_PROGRESS = "inProgress"
    PARTIALLY_COMPLETED = "partiallyCompleted"  # something failed, the rest goes on
    COMPENSATING = "compensating"  # what was done is being undone after a failure
    ASSESSING_CANCELLATION = "assessingCancellation"
    CANCELLING = "cancelling"
    COMPLETED = "completed"
    PARTIAL = "partial"
    FAILED = "failed"
    CANCELLED = "cancelled"


class OrderEvent(StrEnum):
    REJECT = "reject"
    VALIDATE = "validate"
    ASK = "ask"  # an answer from outside is needed
    ANSWER = "answer"
    DECOMPOSE = "decompose"
    START = "start"
    RECONSIDER = "reconsider"  # its date has come: what it is about may have changed since
    REVIEW = "review"  # a part of it has moved
    HOLD = "hold"
    RELEASE = "release"
    REVISE = "revise"
    ASSESS = "assess"  # a cancellation was asked for
    CANCEL = "cancel"
    REFUSE = "refuse"  # the cancellation
    OVERDUE = "overdue"
    DUE = "due"  # its date has come


S, E = OrderState, OrderEvent

# Nothing has been asked of anybody yet.
UNSTARTED: tuple[OrderState, ...] = (S.ACKNOWLEDGED, S.VALIDATED, S.PENDING, S.DECOMPOSED)
RUNNING: tuple[OrderState, ...] = (S.IN_PROGRESS, S.PARTIALLY_COMPLETED, S.COMPENSATING, S.CANCELLING)
FINAL = (S.REJECTED, S.COMPLETED, S.PARTIAL, S.FAILED, S.CANCELLED)

# What a review finds, the first that holds.
_ENDS = (
    (S.COMPLETED, "all items completed"),
    (S.CANCELLED, "all items cancelled"),
    (S.FAILED, "all items ended, none completed"),
    (S.PARTIAL, "all items ended"),
)
_ON_THE_WAY = (
    (S.HELD, "held"),
    (S.CANCELLING, "being cancelled"),
    (S.COMPENSATING, "being undone"),
    (S.PARTIALLY_COMPLETED, "something failed"),
    (S.IN_PROGRESS, None),
)


def _ended(order: Any) -> bool:
    return all(item.state in ENDED or item.state is ItemState.COMPLETED for item in order.items)


def _states(order: Any) -> set[ItemState]:
    """Of the items that were to change something; of all when none was."""
    return {item.state for item in order.counted_items}


_GUARDS = {
    "more to answer": lambda order: bool(order.open_questions),
    "begun": lambda order: order.begun,
    "not begun": lambda order: not order.begun,
    "all items completed": lambda order: (
        _ended(order) and _states(order) == {ItemState.COMPLETED} and not order.something_missing
    ),
    "all items cancelled": lambda order: _ended(order) and _states(order) == {ItemState.CANCELLED},
    "all items ended, none completed": lambda order: (
        _ended(order) and ItemState.COMPLETED not in _states(order)
    ),
    "all items ended": _ended,
    "held by an operator": lambda order: order.hold is not None and bool(order.hold.by),
    "held": lambda order: order.held,
    "being cancelled": lambda order: order.being_cancelled,
    "being undone": lambda order: any(item.state is ItemState.COMPENSATING for item in order.items),
    "something failed": lambda order: (
        order.something_missing or any(item.goal is Goal.FAIL for item in order.items)
    ),
}

_SELF = "the core, by the order's own command"
_MINUTE = timedelta(minutes=1)

ORDER = Machine(
    "product order",
    initial=S.ACKNOWLEDGED,
    final=FINAL,
    rows=(
        Row(S.ACKNOWLEDGED, E.VALIDATE, S.VALIDATED),
        Row(S.VALIDATED, E.ASK, S.PENDING),
        Row(S.PENDING, E.ANSWER, S.PENDING, "more to answer"),
        Row(S.PENDING, E.ANSWER, S.ACKNOWLEDGED),  # time has passed, and it is known better: judged again
        Row(S.PENDING, E.OVERDUE, S.HELD),
        Row(S.VALIDATED, E.DECOMPOSE, S.DECOMPOSED),
        Row(S.DECOMPOSED, E.START, S.IN_PROGRESS),
        Row(S.DECOMPOSED, E.RECONSIDER, S.ACKNOWLEDGED),
        *(Row(s, E.OVERDUE, s) for s in (S.ACKNOWLEDGED, S.VALIDATED)),
        Row(S.DECOMPOSED, E.DUE, S.DECOMPOSED),
        *(Row(s, E.REJECT, S.REJECTED) for s in UNSTARTED),
        *(Row(s, E.HOLD, S.HELD) for s in UNSTARTED),
        *(Row(s, E.CANCEL, S.CANCELLED) for s in UNSTARTED),
        *(Row(s, E.REVISE, S.ACKNOWLEDGED) for s in UNSTARTED),
        Row(S.HELD, E.RELEASE, S.IN_PROGRESS, "begun"),
        Row(S.HELD, E.RELEASE, S.ACKNOWLEDGED),
        Row(S.HELD, E.REJECT, S.REJECTED, "not begun"),
        Row(S.HELD, E.CANCEL, S.CANCELLED, "not begun"),
        Row(S.HELD, E.REVISE, S.HELD, "begun"),
        Row(S.HELD, E.REVISE, S.HELD, "held by an operator"),
        Row(S.HELD, E.REVISE, S.ACKNOWLEDGED),
        Row(S.HELD, E.ASSESS, S.ASSESSING_CANCELLATION, "begun"),
        *(Row(s, E.HOLD, S.HELD) for s in (S.IN_PROGRESS, S.PARTIALLY_COMPLETED)),
        *(Row(s, E.REVISE, s) for s in (S.IN_PROGRESS, S.PARTIALLY_COMPLETED)),
        *(Row(s, E.ASSESS, S.ASSESSING_CANCELLATION) for s in (S.IN_PROGRESS, S.PARTIALLY_COMPLETED)),
        Row(S.ASSESSING_CANCELLATION, E.CANCEL, S.CANCELLING),
        Row(S.ASSESSING_CANCELLATION, E.REFUSE, S.IN_PROGRESS),
        Row(S.ASSESSING_CANCELLATION, E.OVERDUE, S.ASSESSING_CANCELLATION),
        *(Row(s, E.REVIEW, t, guard) for s in (*RUNNING, S.HELD) for t, guard in (*_ENDS, *_ON_THE_WAY)),
        *(Row(S.ASSESSING_CANCELLATION, E.REVIEW, t, guard) for t, guard in _ENDS),
    ),
    waits=(
        *(Wait(s, Actor.MACHINE, _SELF, _MINUTE, E.OVERDUE) for s in (S.ACKNOWLEDGED, S.VALIDATED)),
        Wait(S.PENDING, Actor.PERSON, "whoever was asked", timedelta(days=30), E.OVERDUE),
        Wait(S.DECOMPOSED, Actor.TIMER, "its requested start date, or when it has none", _MINUTE, E.DUE),
        Wait(S.HELD, Actor.PERSON, "an operator, or the order that has the product"),
        Wait(S.ASSESSING_CANCELLATION, Actor.MACHINE, _SELF, _MINUTE, E.OVERDUE),
        *(Wait(s, Actor.PARTS, "the nodes of its plan") for s in RUNNING),
    ),
    guards=_GUARDS,
)
