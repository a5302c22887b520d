"""The state machines of product orders, their items and the nodes of their plans: three tables."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from hub.kernel.machine import Actor, Machine, Row, Wait


class OrderState(StrEnum):
    ACKNOWLEDGED = "acknowledged"  # stored, to be judged
    REJECTED = "rejected"
    VALIDATED = "validated"  # judged good, to be decomposed
    DECOMPOSED = "decomposed"  # the plan is stored, to be started
    IN_PROGRESS = "inProgress"
    COMPLETED = "completed"
    PARTIAL = "partial"
    FAILED = "failed"


class OrderEvent(StrEnum):
    REJECT = "reject"
    VALIDATE = "validate"
    DECOMPOSE = "decompose"
    START = "start"
    SETTLE = "settle"  # every item has ended
    OVERDUE = "overdue"


class ItemState(StrEnum):
    ACKNOWLEDGED = "acknowledged"
    REJECTED = "rejected"
    IN_PROGRESS = "inProgress"
    COMPLETED = "completed"
    FAILED = "failed"


class ItemEvent(StrEnum):
    REJECT = "reject"
    START = "start"
    COMPLETE = "complete"
    FAIL = "fail"


class NodeState(StrEnum):
    WAITING = "waiting"
    SUBMITTED = "submitted"
    COMPLETED = "completed"
    FAILED = "failed"
    SKIPPED = "skipped"


class NodeEvent(StrEnum):
    SUBMIT = "submit"
    COMPLETE = "complete"
    FAIL = "fail"
    SKIP = "skip"  # something it requires has failed
    OVERDUE = "overdue"


# How often the outcome of a service order is asked for before silence counts as failure.
QUESTIONS = 3


def _all_completed(order: Any) -> bool:
    return all(item.state is ItemState.COMPLETED for item in order.items)


def _none_completed(order: Any) -> bool:
    return not any(item.state is ItemState.COMPLETED for item in order.items)


def _may_ask(node: Any) -> bool:
    return bool(node.questions < QUESTIONS)


_SELF = "the core, by the order's own command"

ORDER = Machine(
    "product order",
    initial=OrderState.ACKNOWLEDGED,
    final=(OrderState.REJECTED, OrderState.COMPLETED, OrderState.PARTIAL, OrderState.FAILED),
    rows=(
        Row(OrderState.ACKNOWLEDGED, OrderEvent.REJECT, OrderState.REJECTED),
        Row(OrderState.ACKNOWLEDGED, OrderEvent.VALIDATE, OrderState.VALIDATED),
        Row(OrderState.ACKNOWLEDGED, OrderEvent.OVERDUE, OrderState.ACKNOWLEDGED),
        Row(OrderState.VALIDATED, OrderEvent.DECOMPOSE, OrderState.DECOMPOSED),
        Row(OrderState.VALIDATED, OrderEvent.REJECT, OrderState.REJECTED),
        Row(OrderState.VALIDATED, OrderEvent.OVERDUE, OrderState.VALIDATED),
        Row(OrderState.DECOMPOSED, OrderEvent.START, OrderState.IN_PROGRESS),
        Row(OrderState.DECOMPOSED, OrderEvent.OVERDUE, OrderState.DECOMPOSED),
        Row(OrderState.IN_PROGRESS, OrderEvent.SETTLE, OrderState.COMPLETED, "all items completed"),
        Row(OrderState.IN_PROGRESS, OrderEvent.SETTLE, OrderState.FAILED, "no item completed"),
        Row(OrderState.IN_PROGRESS, OrderEvent.SETTLE, OrderState.PARTIAL),
    ),
    waits=(
        Wait(OrderState.ACKNOWLEDGED, Actor.MACHINE, _SELF, timedelta(minutes=1), OrderEvent.OVERDUE),
        Wait(OrderState.VALIDATED, Actor.MACHINE, _SELF, timedelta(minutes=1), OrderEvent.OVERDUE),
        Wait(OrderState.DECOMPOSED, Actor.MACHINE, _SELF, timedelta(minutes=1), OrderEvent.OVERDUE),
        Wait(OrderState.IN_PROGRESS, Actor.PARTS, "the nodes of its plan"),
    ),
    guards={"all items completed": _all_completed, "no item completed": _none_completed},
)

ITEM = Machine(
    "product order item",
    initial=ItemState.ACKNOWLEDGED,
    final=(ItemState.REJECTED, ItemState.COMPLETED, ItemState.FAILED),
    rows=(
        Row(ItemState.ACKNOWLEDGED, ItemEvent.REJECT, ItemState.REJECTED),
        Row(ItemState.ACKNOWLEDGED, ItemEvent.START, ItemState.IN_PROGRESS),
        Row(ItemState.ACKNOWLEDGED, ItemEvent.FAIL, ItemState.FAILED),
        Row(ItemState.IN_PROGRESS, ItemEvent.COMPLETE, ItemState.COMPLETED),
        Row(ItemState.IN_PROGRESS, ItemEvent.FAIL, ItemState.FAILED),
    ),
    waits=(
        Wait(ItemState.ACKNOWLEDGED, Actor.WHOLE, "its order"),
        Wait(ItemState.IN_PROGRESS, Actor.PARTS, "its nodes, or the items it bundles"),
    ),
)

NODE = Machine(
    "plan node",
    initial=NodeState.WAITING,
    final=(NodeState.COMPLETED, NodeState.FAILED, NodeState.SKIPPED),
    rows=(
        Row(NodeState.WAITING, NodeEvent.SUBMIT, NodeState.SUBMITTED),
        Row(NodeState.WAITING, NodeEvent.SKIP, NodeState.SKIPPED),
        Row(NodeState.SUBMITTED, NodeEvent.COMPLETE, NodeState.COMPLETED),
        Row(NodeState.SUBMITTED, NodeEvent.FAIL, NodeState.FAILED),
        Row(NodeState.SUBMITTED, NodeEvent.OVERDUE, NodeState.SUBMITTED, "may ask again"),
        Row(NodeState.SUBMITTED, NodeEvent.OVERDUE, NodeState.FAILED),
    ),
    waits=(
        Wait(NodeState.WAITING, Actor.WHOLE, "its order, when what it requires stands"),
        Wait(NodeState.SUBMITTED, Actor.MACHINE, "SOM", timedelta(minutes=10), NodeEvent.OVERDUE),
    ),
    guards={"may ask again": _may_ask},
)
