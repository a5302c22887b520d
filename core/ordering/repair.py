"""Carrying out an operator's decision about fallout."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from core.ordering import progress, recovery
from core.ordering.fallout import Action, Fallout
from core.ordering.machine_item import Goal
from core.ordering.machine_node import NodeEvent, NodeState
from core.ordering.model import ProductOrder
from hub.kernel.errors import Code, Kind, Reason, refuse

_EVENTS = {
    Action.RETRY: NodeEvent.RETRY,
    Action.FORCE_COMPLETE: NodeEvent.FORCE_COMPLETE,
    Action.FAIL_ITEM: NodeEvent.GIVE_UP,
}


def decided(order: ProductOrder, fallout: Fallout) -> None:
    """Nobody has to decide about its node any more, even if that has to wait for what stands on it."""
    node = order.node(fallout.node)
    if node is not None and node.fallout_id == fallout.id:
        node.fallout_id = ""


def repair(order: ProductOrder, fallout: Fallout, results: Mapping[str, Any], now: datetime) -> None:
    """Does what was decided; `cancel` is begun by the caller. `results` are what a service done by hand has."""
    action, by, why = Action(fallout.action), fallout.by, fallout.why
    if action is Action.FAIL_ORDER:
        because = Reason(Code.OPERATOR_DECISION, f"{by} has given the order up: {why}")
        if order.begun:
            decided(order, fallout)
            progress.fail_items(order, list(order.items), Goal.FAIL, because, {fallout.item_id})
            order.tell(because, fallout.item_id)
            progress.go_on(order, now)
        else:
            order.reject([because], now, by=by, why=why)
            progress.review(order, now)
    elif action is not Action.CANCEL and not fallout.node:
        order.release(now, by=by, why=why)
    elif action is not Action.CANCEL:
        node = order.node(fallout.node)
        if node is None or node.fallout_id != fallout.id:
            text = f"{fallout.node} does not wait for this decision any more"
            raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")
        if action is Action.FORCE_COMPLETE and node.state is NodeState.HELD:
            node.results = dict(results)
            node.service_id = node.service_id or node.task.service_id
        recovery.move(order, node, _EVENTS[action], now, by=by, why=why)
        progress.go_on(order, now)
