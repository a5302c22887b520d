"""What SOM says of a node's service order."""

from datetime import datetime
from typing import Any

from core.ordering.machine_node import NodeState
from core.ordering.node import Node
from hub.kernel.errors import Code, Reason
from hub.messages.base import SpecificationRef, error_messages, values
from hub.messages.som import (
    Service,
    ServiceOrder,
    ServiceOrderEvent,
    ServiceOrderItem,
    ServiceOrderStateChangeEvent,
)
from hub.platform.message import Message, compose

_UNDO_ORDERED = {NodeState.UNDOING, NodeState.UNDO_HELD, NodeState.UNDO_RETRYING}


def outcome(
    node: Node,
    order: str,
    state: str,
    now: datetime,
    *,
    about: str = "",
    code: Code | None = None,
    **results: Any,
) -> Message:
    """About the service order that is under way for the node, or the one with the id `about`."""
    undone_by = node.undo_order_id if node.state in _UNDO_ORDERED else ""
    identifier = about or undone_by or node.service_order_id
    service = Service(
        id=node.service_id or f"s-{node.key}",
        service_specification=SpecificationRef(id=node.task.specification_id),
        service_characteristic=values(results),
    )
    said = ServiceOrder(
        id=identifier,
        external_id=order,
        state=state,
        service_order_item=[ServiceOrderItem(id=node.task.item_id, action="add", service=service)],
        error_message=error_messages(Reason(code, f"{node.key} {state}") if code else None),
    )
    event = ServiceOrderStateChangeEvent(
        event_type="ServiceOrderStateChangeEvent",
        event_time=now,
        event=ServiceOrderEvent(service_order=said),
    )
    return compose(event, key=identifier, correlation=order)
