"""som.v1 messages of orders and their cancellations ↔ the model."""

import hashlib
from collections.abc import Iterable, Sequence

from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.ids import derived_id, new_id
from hub.kernel.versions import version_in
from hub.messages import rpc
from hub.messages.activation import activation_key
from proto.som.v1 import service_order_pb2 as pb
from workers.som.cancellation import Cancellation
from workers.som.commands import UpdateServiceOrder
from workers.som.item import PRESENCE, Item, ItemRef, ItemRelationship
from workers.som.model import ServiceOrder
from workers.som.part import ADD, MODIFY, Part
from workers.som.rpc.service_mapping import from_value, to_value

# The keys of its activations have the number of a part besides.
LONGEST_ID = 100


def to_create(request: pb.CreateServiceOrderRequest) -> ServiceOrder:
    """The order that is asked for; an id is made where none was given."""
    message, key = request.service_order, request.idempotency_key
    if not message.item:
        raise refuse(
            Kind.INVALID, Code.ATTRIBUTE_INVALID, "a service order needs an item", "serviceOrderItem"
        )
    order = to_order(message, message.id or (derived_id("service order", key) if key else new_id()))
    order.items = [item for i in message.item for item in _to_items(i, "")]
    order.content = hashlib.sha256(message.SerializeToString(deterministic=True)).hexdigest()
    return order


def to_order(message: pb.ServiceOrder, identifier: str) -> ServiceOrder:
    """What is said of an order, without its items."""
    order_id = rpc.identifier(identifier, "id", LONGEST_ID)
    return ServiceOrder(
        id=order_id,
        external_id=rpc.identifier(message.external_id or order_id, "externalId"),
        order_date=rpc.BEGINNING,
        start_date=rpc.moment(message, "requested_start_date"),
        wanted_by=rpc.moment(message, "requested_completion_date"),
        description=message.description,
        category=message.category,
        priority=message.priority,
        parties=[rpc.to_party(p) for p in message.related_party],
        reservation_id=message.service_qualification_id,
        extension=message.extension_json,
    )


def to_update(request: pb.UpdateServiceOrderRequest) -> UpdateServiceOrder:
    message = request.service_order
    order = to_order(message, message.id)
    order.items = [item for i in message.item for item in _to_items(i, "")]
    return UpdateServiceOrder(order, message.state, request.if_version)


def _to_items(message: pb.ServiceOrderItem, parent: str) -> Iterable[Item]:
    """An item and, behind it, everything nested in it."""
    for name, value in (("id", message.id), ("action", message.action)):
        if not value:
            raise refuse(
                Kind.INVALID, Code.ATTRIBUTE_INVALID, f"an item needs its {name}", f"serviceOrderItem.{name}"
            )
    state = message.service.state
    if state and state not in PRESENCE and message.action in {ADD, MODIFY}:
        text = f"{state} is no state to ask for; these are: {', '.join(PRESENCE)}"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "serviceOrderItem.service.state")
    yield Item(
        id=message.id,
        action=message.action,
        service=to_value(message.service),
        quantity=message.quantity,
        parent=parent,
        relationships=[
            ItemRelationship(r.relationship_type, _to_ref(r.order_item), r.extension_json)
            for r in message.relationship
        ],
        extension=message.extension_json,
    )
    for nested in message.item:
        yield from _to_items(nested, message.id)


def _to_ref(message: pb.ServiceOrderItemRef) -> ItemRef:
    return ItemRef(message.item_id, message.service_order_id, message.id, message.extension_json)


def from_order(order: ServiceOrder) -> pb.ServiceOrder:
    nested: dict[str, list[Item]] = {}
    for item in order.items:
        nested.setdefault(item.parent, []).append(item)
    return pb.ServiceOrder(
        id=order.id,
        version=order.version,
        state=order.state,
        external_id=order.external_id,
        order_date=rpc.timestamp(order.order_date),
        start_date=rpc.timestamp(order.begun_at),
        completion_date=rpc.timestamp(order.completion_date),
        item=_from_items(order, nested, ""),
        requested_start_date=rpc.timestamp(order.start_date),
        requested_completion_date=rpc.timestamp(order.wanted_by),
        description=order.description,
        category=order.category,
        priority=order.priority,
        related_party=[rpc.from_party(p) for p in order.parties],
        service_qualification_id=order.reservation_id,
        reason=rpc.from_reason(order.reason) if order.reason else None,
        cancellation_reason=order.cancelled_because,
        extension_json=order.extension,
    )


def _from_items(
    order: ServiceOrder, nested: dict[str, list[Item]], parent: str
) -> Sequence[pb.ServiceOrderItem]:
    return [_from_item(order, nested, item) for item in nested.get(parent, ())]


def _from_item(order: ServiceOrder, nested: dict[str, list[Item]], item: Item) -> pb.ServiceOrderItem:
    reason = order.item_reason(item)
    return pb.ServiceOrderItem(
        id=item.id,
        action=item.action,
        state=order.item_state(item),
        part=[_from_part(order, part) for part in order.parts_of(item)],
        reason=rpc.from_reason(reason) if reason else None,
        service=from_value(item.service),
        quantity=item.quantity,
        relationship=[_from_relationship(r) for r in item.relationships],
        item=_from_items(order, nested, item.id),
        extension_json=item.extension,
    )


def _from_relationship(relationship: ItemRelationship) -> pb.ServiceOrderItemRelationship:
    other = relationship.order_item
    ref = pb.ServiceOrderItemRef(
        item_id=other.item_id,
        service_order_id=other.service_order_id,
        id=other.id or other.item_id,
        extension_json=other.extension,
    )
    return pb.ServiceOrderItemRelationship(
        relationship_type=relationship.relationship_type,
        order_item=None if other == ItemRef() else ref,
        extension_json=relationship.extension,
    )


def _from_part(order: ServiceOrder, part: Part) -> pb.ServiceOrderPart:
    return pb.ServiceOrderPart(
        number=part.number,
        state=part.state,
        action=part.action,
        service_id=part.service_id,
        service_specification_id=part.specification_id,
        service_specification_version=version_in(part.specification_version),
        path=part.path,
        after=part.after,
        characteristic=rpc.from_values(part.effective().items()),
        supporting_resource=[
            pb.SupportingResource(
                name=r.name,
                resource_specification_id=r.specification_id,
                resource_id=r.resource_id,
                value=r.value,
            )
            for r in part.resources
        ],
        site=part.site,
        resource_order_id=part.resource_order_id,
        release_order_id=part.release_order_id,
        activation_key=activation_key(order.id, part.number),
        activation_attempts=part.attempts,
        questions=part.questions,
        reason=rpc.from_reason(part.reason) if part.reason else None,
    )


def from_cancellation(task: Cancellation) -> pb.Cancellation:
    return pb.Cancellation(
        id=task.id,
        version=task.version,
        state=task.state,
        service_order_id=task.order_id,
        cancellation_reason=task.reason,
        requested_cancellation_date=rpc.timestamp(task.wanted_at),
        effective_cancellation_date=rpc.timestamp(task.completion_date),
        reason=rpc.from_reason(task.refusal) if task.refusal else None,
        extension_json=task.extension,
    )
