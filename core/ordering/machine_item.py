"""The state machine of order items: what the order and the nodes of its plan make of them, found by `review`."""

from enum import StrEnum
from typing import Any

from core.ordering.machine_node import AT_REST, NodeState
from hub.kernel.machine import Actor, Machine, Row, Wait


class ItemState(StrEnum):
    ACKNOWLEDGED = "acknowledged"
    REJECTED = "rejected"
    PENDING = "pending"  # an answer about it is awaited
    HELD = "held"  # with its order, or because a node of it waits for repair
    IN_PROGRESS = "inProgress"
    COMPENSATING = "compensating"
    ASSESSING_CANCELLATION = "assessingCancellation"
    CANCELLING = "cancelling"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ItemEvent(StrEnum):
    REVIEW = "review"


class Goal(StrEnum):
    """What is to become of an item: what it says, or its undoing and how that is called then."""

    DO = "do"
    FAIL = "fail"
    CANCEL = "cancel"


S, E = ItemState, ItemEvent

#: It ended without what was ordered.
ENDED = frozenset({S.FAILED, S.CANCELLED})

_UNSTARTED = (S.ACKNOWLEDGED, S.PENDING, S.HELD)
_STARTED = (S.IN_PROGRESS, S.COMPENSATING, S.ASSESSING_CANCELLATION, S.CANCELLING, S.COMPLETED)

# What a review finds, the first that holds.
_BEFORE = (
    (S.REJECTED, "its order is rejected"),
    (S.CANCELLED, "its order was cancelled before it began"),
    (S.PENDING, "an answer about it is awaited"),
    (S.HELD, "its order is held before it began"),
    (S.ACKNOWLEDGED, "its order has not begun"),
)
_AFTER = (
    (S.COMPLETED, "wanted, and all of it stands"),
    (S.CANCELLED, "not wanted, and nothing is under way"),
    (S.FAILED, "given up, and nothing is under way"),
    (S.ASSESSING_CANCELLATION, "its cancellation is assessed"),
    (S.HELD, "a part of it is held"),
    (S.COMPENSATING, "given up"),
    (S.CANCELLING, "not wanted"),
    (S.IN_PROGRESS, None),
)

# The guards see a `core.ordering.parts.Part`: an item with its order, nodes and members.


def _stands(part: Any) -> bool:
    """What is wanted of it stands, or is optional; what is not wanted any more is out of the way."""
    nodes = all(
        _gone(n) if n.unwanted else n.in_effect or (n.state in AT_REST and n.dispensable) for n in part.nodes
    )
    return nodes and all(
        m.state is ItemState.COMPLETED or (m.state in ENDED and part.order.completes_without(m))
        for m in part.members
    )


def _at_rest(part: Any) -> bool:
    return all(map(_gone, part.nodes)) and all(m.state in ENDED for m in part.members)


def _gone(node: Any) -> bool:
    """Nothing of it is left that has to be undone."""
    return node.state in AT_REST and node.state is not NodeState.COMPLETED


_GUARDS = {
    "its order is rejected": lambda part: part.order.rejected,
    "its order was cancelled before it began": lambda part: not part.order.begun and part.order.cancelled,
    "an answer about it is awaited": lambda part: not part.order.begun and part.awaits_answer,
    "its order is held before it began": lambda part: not part.order.begun and part.order.held,
    "its order has not begun": lambda part: not part.order.begun,
    "wanted, and all of it stands": lambda part: part.item.goal is Goal.DO and _stands(part),
    "not wanted, and nothing is under way": lambda part: part.item.goal is Goal.CANCEL and _at_rest(part),
    "given up, and nothing is under way": lambda part: part.item.goal is Goal.FAIL and _at_rest(part),
    "its cancellation is assessed": lambda part: part.being_assessed,
    "a part of it is held": lambda part: any(n.fallout_id for n in part.nodes),
    "given up": lambda part: part.item.goal is Goal.FAIL,
    "not wanted": lambda part: part.item.goal is Goal.CANCEL,
}

ITEM = Machine(
    "product order item",
    initial=S.ACKNOWLEDGED,
    final=(S.REJECTED, S.FAILED, S.CANCELLED),
    rows=(
        *(Row(s, E.REVIEW, t, guard) for s in _UNSTARTED for t, guard in (*_BEFORE, *_AFTER)),
        *(Row(s, E.REVIEW, t, guard) for s in _STARTED for t, guard in _AFTER),
    ),
    waits=(
        *(Wait(s, Actor.WHOLE, "its order") for s in (S.ACKNOWLEDGED, S.ASSESSING_CANCELLATION)),
        Wait(S.PENDING, Actor.WHOLE, "its order, when it is answered"),
        Wait(S.HELD, Actor.WHOLE, "its order, or the operator who decides about its node"),
        *(
            Wait(s, Actor.PARTS, "its nodes, or the items it bundles")
            for s in (S.IN_PROGRESS, S.COMPENSATING, S.CANCELLING)
        ),
        Wait(S.COMPLETED, Actor.WHOLE, "its order, should that be rolled back or cancelled"),
    ),
    guards=_GUARDS,
)
