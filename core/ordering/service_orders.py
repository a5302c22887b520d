"""What SOM is told about a node: the message its state stands for. Telling it again is asking what became of it."""

from core.ordering.machine_node import NodeState
from core.ordering.model import ProductOrder
from core.ordering.node import Node
from core.ordering.planning.places import known_as
from core.ordering.planning.plan import PlannedProduct
from hub.messages.base import Place, RelatedEntity, RelatedParty, SpecificationRef, values
from hub.messages.som import CancelServiceOrder, CreateServiceOrder, Service, ServiceOrderItem

_OPPOSITE = {"add": "delete", "modify": "modify", "delete": "add"}


def message_for(order: ProductOrder, node: Node) -> CreateServiceOrder | CancelServiceOrder:
    """For a node that is submitted, cancelling or undoing."""
    if node.state is NodeState.CANCELLING:
        return CancelServiceOrder(id=node.service_order_id, external_id=order.id)
    task = node.task
    if node.state is not NodeState.UNDOING:
        service_id = node.service_id if task.action != "add" else ""
        return _create(
            order,
            node,
            node.service_order_id,
            task.action,
            task.specification_id,
            service_id,
            task.characteristics,
        )
    if task.compensation:
        return _create(order, node, node.undo_order_id, "add", task.compensation, "", task.characteristics)
    action = _OPPOSITE[task.action]
    service_id = "" if action == "add" else node.service_id or task.service_id
    return _create(order, node, node.undo_order_id, action, task.specification_id, service_id, task.previous)


def _create(  # noqa: PLR0917 (what a service order says)
    order: ProductOrder,
    node: Node,
    identifier: str,
    action: str,
    specification_id: str,
    service_id: str,
    characteristics: dict[str, object],
) -> CreateServiceOrder:
    planned = order.index.products.get((node.task.item_id, node.task.instance))
    service = Service(
        id=service_id or None,
        service_specification=SpecificationRef(id=specification_id),
        state="terminated" if action == "delete" else "active",
        service_characteristic=values(characteristics),
        place=_places(planned) if planned else [],
        related_entity=[RelatedEntity(id=order.product_of(planned), role="product", referred_type="Product")]
        if planned
        else [],
    )
    item = order.item(node.task.item_id)
    return CreateServiceOrder(
        id=identifier,
        external_id=order.id,
        priority=order.priority or None,
        requested_completion_date=order.requested_completion_date,
        service_qualification_id=(item.service_qualification_id or None)
        if item and action == "add"
        else None,
        related_party=[
            RelatedParty(
                id=p.id, role=p.role or None, name=p.name or None, referred_type=p.referred_type or None
            )
            for p in order.parties
        ],
        service_order_item=[ServiceOrderItem(id=node.task.item_id, action=action, service=service)],
    )


def _places(planned: PlannedProduct) -> list[Place]:
    return [
        Place(id=known_as(p), role=p.role or None, name=p.name or None, postcode=p.postcode or None)
        for p in planned.places
    ]
