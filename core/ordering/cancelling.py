"""Taking an order back: whether that is possible, and beginning it. How it is undone is `progress`'s business."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from core.ordering import progress
from core.ordering.items import Item
from core.ordering.machine import ORDER, OrderEvent
from core.ordering.machine_item import ENDED, Goal, ItemState
from core.ordering.machine_node import NodeState
from core.ordering.model import ProductOrder
from core.ordering.node import Node
from hub.kernel.errors import Code, Reason


class Verdict(StrEnum):
    POSSIBLE = "possible"
    FLAGGED = "flagged"  # something is past its soft point of no return
    REFUSED = "refused"


def assess(order: ProductOrder, items: Sequence[str] = ()) -> tuple[Verdict, list[Reason]]:
    """Whether the order (or these items, and what cannot be without them) could be cancelled now, and why not."""
    if not order.begun:
        refused = ORDER.next(order.state, OrderEvent.CANCEL, order) is None
    else:
        refused = not order.assessed and ORDER.next(order.state, OrderEvent.ASSESS, order) is None
    if refused:
        text = f"the order is {order.state}: it cannot be cancelled"
        return Verdict.REFUSED, [Reason(Code.STATE_FORBIDS, text, "state")]
    if vain := [i for i in order.items if i.id in items and not _can_be_taken_back(i)]:
        return Verdict.REFUSED, [
            Reason(
                Code.STATE_FORBIDS,
                f"item {i.id}, to {i.action}, is {i.state}",
                f"productOrderItem[{i.id}]",
            )
            for i in vain
        ]
    concerned = {item.id for item in progress.concerned(order, wanted_items(order, items))}
    behind = [n for n in order.nodes if n.task.item_id in concerned and passed(n)]
    hard = [_reason(n) for n in behind if n.task.point_of_no_return == "hard"]
    soft = [_reason(n) for n in behind if n.task.point_of_no_return == "soft"]
    if hard:
        return Verdict.REFUSED, hard
    return (Verdict.FLAGGED, soft) if soft else (Verdict.POSSIBLE, [])


def begin(order: ProductOrder, task_id: str, items: Sequence[str], now: datetime) -> None:
    """Straight when nothing has begun; else it is assessed first, and nothing new is begun meanwhile."""
    order.cancellation_id, order.cancelling_items = task_id, list(items)
    if not order.begun and not items:
        order.hold = None
        order.clear_fallout("cancelled")
        order.fire(ORDER, OrderEvent.CANCEL, task=task_id)
        order.ended(now)
    else:
        order.fire(ORDER, OrderEvent.ASSESS, task=task_id, items=list(items))
        order.expect(now)
    progress.review(order, now)


def decide(order: ProductOrder, now: datetime) -> tuple[Verdict, list[Reason]]:
    """Begins to undo, or refuses and goes on as if nobody had asked."""
    verdict, reasons = assess(order, order.cancelling_items)
    if verdict is Verdict.REFUSED:
        order.fire(ORDER, OrderEvent.REFUSE, reasons=[r.code for r in reasons])
        close(order)
    else:
        because = Reason(Code.CANCELLED, "the customer has taken it back")
        items = wanted_items(order, order.cancelling_items)
        progress.fail_items(order, items, Goal.CANCEL, because, {item.id for item in items})
        order.cancellation_accepted = True
        order.fire(ORDER, OrderEvent.CANCEL, verdict=verdict)
    progress.go_on(order, now)
    return verdict, reasons


def ended(order: ProductOrder) -> bool:
    """Whether the open cancellation has come to its end, by whatever way."""
    wanted = wanted_items(order, order.cancelling_items)
    undone = order.cancellation_accepted and all(i.state in ENDED for i in wanted)
    return order.settled or undone


def succeeded(order: ProductOrder) -> bool:
    """Nothing of what was to be cancelled was completed."""
    if order.cancelled:
        return True
    wanted = wanted_items(order, order.cancelling_items)
    return order.cancellation_accepted and not any(i.state is ItemState.COMPLETED for i in wanted)


def close(order: ProductOrder) -> None:
    """The cancellation is over: another one may be asked for."""
    order.cancellation_id, order.cancelling_items, order.cancellation_accepted = "", [], False


def wanted_items(order: ProductOrder, items: Sequence[str]) -> list[Item]:
    """Those named, or all that change something."""
    return [i for i in order.counted_items if not items or i.id in items]


def _can_be_taken_back(item: Item) -> bool:
    """It changes something, and nobody has given it up yet."""
    return item.action != "noChange" and item.goal is Goal.DO


def passed(node: Node) -> bool:
    """Whether its point of no return is behind it: somebody below has it, or has done it."""
    unknown = node.state is NodeState.HELD and node.outcome_unknown
    return unknown or node.state in {NodeState.SUBMITTED, NodeState.COMPLETED}


def _reason(node: Node) -> Reason:
    text = f"{node.task.specification_id} is past its {node.task.point_of_no_return} point of no return"
    return Reason(Code.POINT_OF_NO_RETURN, text, f"productOrderItem[{node.task.item_id}]")
