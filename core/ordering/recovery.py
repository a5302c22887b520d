"""What becomes of one node: attempts, outcomes, silence, fallout, undoing. The only place that moves nodes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.ordering.effects import FalloutRaised
from core.ordering.machine_node import ASKED, AT_REST, FALLEN_OUT, NODE, UNDO_STATES, NodeEvent, NodeState
from core.ordering.model import ProductOrder
from core.ordering.node import Node, pause, service_order_id
from hub.kernel.errors import Code, Reason
from hub.kernel.ids import derived_id

S, E = NodeState, NodeEvent

# Outcomes of these states are about the service order that undoes, not about the one that did.
_UNDO_ORDERED = frozenset({S.UNDOING, S.UNDO_RETRYING, S.UNDO_HELD, S.UNDONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a service order came to: complete, fail or cancelled, and what it left."""

    event: NodeEvent
    service_id: str = ""
    results: Mapping[str, Any] = field(default_factory=dict)
    reason: Reason | None = None


def settle(order: ProductOrder, node: Node, service_order: str, outcome: Outcome, now: datetime) -> bool:
    """Moves a node by the outcome of a service order; False when the table has no use for it (any more)."""
    about_undo = bool(node.undo_order_id) and service_order == node.undo_order_id
    current = (
        node.undo_order_id if node.state in _UNDO_ORDERED and node.undo_order_id else node.service_order_id
    )
    if service_order != current:
        return False
    event = outcome.event
    if event is E.CANCELLED and NODE.row(node.state, event, node) is None:
        event = E.FAIL  # somebody else has taken it back: it will not be
    if event is E.COMPLETE and node.state is S.COMPLETED and outcome.service_id and not node.service_id:
        _adopt(order, node, outcome)
        return True
    # The policy looks at the new reason.
    before, node.reason = node.reason, outcome.reason or node.reason
    if NODE.row(node.state, event, node) is None:
        node.reason = before
        return False
    if event is E.COMPLETE and not about_undo:
        node.service_id, node.results = outcome.service_id or node.service_id, dict(outcome.results)
    elif event is E.COMPLETE and node.task.action == "delete":
        # What was ended has been built again.
        node.service_id, node.results = outcome.service_id or node.service_id, dict(outcome.results)
    move(order, node, event, now, **({"code": outcome.reason.code} if outcome.reason else {}))
    return True


def _adopt(order: ProductOrder, node: Node, outcome: Outcome) -> None:
    """An operator has called it done, and it was: what SOM has built is what the product consists of."""
    node.service_id, node.results = outcome.service_id, {**outcome.results, **node.results}
    order.record("adopt", node.state, node.state, node=node.key, service=node.service_id)
    _tell_product(order, node)


def _tell_product(order: ProductOrder, node: Node) -> None:
    """What its product consists of is not what it was when the item ended."""
    item = order.item(node.task.item_id)
    if item is not None:
        order.item_moved(item)


def at_work(order: ProductOrder, node: Node, now: datetime) -> None:
    """Somebody has answered that it is not done yet: that is no silence."""
    node.questions = 0
    node.deadline = now + node.limit
    order.record("wait", node.state, node.state, node=node.key)


def overdue(order: ProductOrder, node: Node, now: datetime) -> None:
    """Its deadline has come: ask again, make the next attempt, or let an operator decide."""
    event = NODE.waits[node.state].expiry or E.OVERDUE
    if NODE.next(node.state, event, node) in FALLEN_OUT:
        text = f"SOM has not answered, asked {node.questions + 1} times"
        node.reason, node.outcome_unknown = Reason(Code.OUTCOME_UNKNOWN, text, node.service_order_id), True
    move(order, node, event, now)


def move(order: ProductOrder, node: Node, event: NodeEvent, now: datetime, **detail: Any) -> None:
    """Fires `event` and does what the state it leads to asks for."""
    source = node.state
    order.fire(NODE, event, node, node=node.key, **detail)
    if node.fallout_id and node.state is not source:
        order.clear_node_fallout(node, f"{event}: {node.state}")
    _enter(order, node, source, event, now)


def _enter(order: ProductOrder, node: Node, source: NodeState, event: NodeEvent, now: datetime) -> None:
    if node.state in ASKED:
        _ask(order, node, source, event, now)
    elif node.state in AT_REST:
        _rest(order, node, now)
    elif node.state in FALLEN_OUT:
        node.deadline = None
        if node.state is not source:
            _fall_out(order, node)
        elif event is E.FAIL:
            node.outcome_unknown = False
    else:
        attempt = node.undo_order_id or node.service_order_id
        node.deadline = now + pause(node.task.retry, attempt, node.attempts_now)


def _ask(order: ProductOrder, node: Node, source: NodeState, event: NodeEvent, now: datetime) -> None:
    if node.state is source:
        node.questions += 1
    elif node.state is S.CANCELLING:
        node.questions = 0
    else:
        _attempt(order, node, source, event, now)
    node.deadline = now + node.limit
    order.ask_som(node)


def _rest(order: ProductOrder, node: Node, now: datetime) -> None:
    node.deadline, node.ended_at = None, now
    if order.settled:
        _tell_product(order, node)
    if node.state is S.COMPLETED:
        node.reason, node.outcome_unknown = None, False
    elif node.state is S.FAILED and node.reason is not None:
        order.tell(node.reason, node.task.item_id)


def _attempt(order: ProductOrder, node: Node, source: NodeState, event: NodeEvent, now: datetime) -> None:
    """A service order of its own for the next attempt; after a silence the last one is asked about again."""
    node.questions = 0
    undo = node.state is S.UNDOING
    if event in {E.RETRY, E.UNDO, E.COMPLETE}:
        node.attempts_now = 0
    unknown, node.outcome_unknown = node.outcome_unknown and event is E.RETRY, False
    if undo:
        if not (unknown and node.undo_order_id):
            node.undo_attempts += 1
            node.undo_order_id = service_order_id(order.id, node.key, node.undo_attempts, undo=True)
    elif not unknown:
        node.attempts += 1
        node.service_order_id = service_order_id(order.id, node.key, node.attempts)
    node.attempts_now += 1
    if source is S.WAITING:
        node.started_at = now
        node.service_id = node.task.service_id or order.service_of(node)


def _fall_out(order: ProductOrder, node: Node) -> None:
    cause = node.reason or Reason(Code.INTERNAL_ERROR, "no reason was given")
    undoing = node.state in UNDO_STATES
    code, text = cause.code, cause.text
    if undoing and not node.outcome_unknown:
        code, text = Code.COMPENSATION_FAILED, f"{node.key} could not be undone: {cause.text}"
    number = str(node.attempts + node.undo_attempts)
    node.fallout_id = derived_id("fallout", order.id, node.key, node.state, number, str(order.version))
    raised = FalloutRaised(
        id=node.fallout_id,
        item_id=node.task.item_id,
        node=node.key,
        reason=Reason(code, text, f"productOrderItem[{node.task.item_id}]"),
        context={
            "serviceOrder": (node.undo_order_id if undoing else "") or node.service_order_id,
            "serviceSpecification": node.task.specification_id,
            "action": node.task.action,
            "attempts": node.undo_attempts if undoing else node.attempts,
            "characteristics": node.task.characteristics,
            "causedBy": cause.code,
        },
        # What is being undone is not wanted any more: neither can it be cancelled, nor its order be failed by it.
        actions=("retry", "force-complete", "fail-item")
        if undoing
        else ("retry", "force-complete", "fail-item", "fail-order", "cancel"),
    )
    order.raise_fallout(raised)
