"""som.v1 messages of orders and services ↔ the model."""

from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.ids import new_id
from hub.kernel.values import Ref
from hub.kernel.versions import version_in
from hub.messages import rpc
from hub.messages.activation import activation_key
from hub.messages.base import NamedValue as Value
from hub.messages.base import Place, RelatedEntity, RelatedParty, SpecificationRef
from hub.messages.som import (
    CreateServiceOrder,
    OrderItemRef,
    OrderItemRelationship,
    Service,
    ServiceOrderItem,
)
from proto.shared.v1 import common_pb2 as shared
from proto.som.v1 import service_order_pb2 as pb
from workers.som import inventory
from workers.som.cancellation import Cancellation
from workers.som.creating import PRESENCE
from workers.som.model import Item, ServiceOrder
from workers.som.part import Part

# The keys of its activations have the number of a part besides.
LONGEST_ID = 100


def to_create(message: pb.ServiceOrder) -> CreateServiceOrder:
    """The order as it would come from the bus; an id is made where none was given."""
    if not message.item:
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, "a service order needs an item", "item")
    identifier = rpc.identifier(message.id or new_id(), "id", LONGEST_ID)
    return CreateServiceOrder(
        id=identifier,
        external_id=rpc.identifier(message.external_id or identifier, "external_id"),
        service_order_item=[_to_item(item) for item in message.item],
        priority=message.priority or None,
        requested_start_date=rpc.moment(message, "requested_start_date"),
        requested_completion_date=rpc.moment(message, "requested_completion_date"),
        service_qualification_id=message.service_qualification_id or None,
        related_party=[
            RelatedParty(
                id=p.id, role=p.role or None, name=p.name or None, referred_type=p.referred_type or None
            )
            for p in message.related_party
        ],
    )


def _to_item(message: pb.ServiceOrderItem) -> ServiceOrderItem:
    for name, value in (("id", message.id), ("action", message.action)):
        if not value:
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, f"an item needs its {name}", f"item.{name}")
    if not message.service_id and not message.service_specification_id:
        text = "an item names a service, or the specification of a new one"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "item.serviceSpecificationId")
    if message.service_state and message.service_state not in PRESENCE:
        text = f"{message.service_state} is no state to ask for; these are: {', '.join(PRESENCE)}"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "item.serviceState")
    service = Service(
        id=message.service_id or None,
        state=message.service_state or None,
        service_specification=SpecificationRef(id=message.service_specification_id),
        service_characteristic=[
            Value(name=c.name, value=c.value) for c in map(rpc.to_characteristic, message.characteristic)
        ],
        place=[
            Place(id=p.id, role=p.role or None, name=p.name or None, postcode=p.postcode or None)
            for p in message.place
        ],
        related_entity=[
            RelatedEntity(
                id=rpc.identifier(e.id, "item.related_entity.id"),
                role=e.role or None,
                referred_type=e.referred_type or None,
            )
            for e in message.related_entity
        ],
    )
    return ServiceOrderItem(
        id=message.id,
        action=message.action,
        service=service,
        service_order_item_relationship=[
            OrderItemRelationship(relationship_type="reliesOn", order_item=OrderItemRef(item_id=other))
            for other in message.relies_on
        ],
    )


def from_order(order: ServiceOrder) -> pb.ServiceOrder:
    return pb.ServiceOrder(
        id=order.id,
        version=order.version,
        state=order.state,
        external_id=order.external_id,
        order_date=rpc.timestamp(order.order_date),
        completion_date=rpc.timestamp(order.completion_date),
        item=[_from_item(order, item) for item in order.items],
        requested_start_date=rpc.timestamp(order.start_date),
        requested_completion_date=rpc.timestamp(order.wanted_by),
        priority=order.priority,
        related_party=[
            shared.RelatedParty(
                id=p.id, role=p.role or "", name=p.name or "", referred_type=p.referred_type or ""
            )
            for p in order.parties
        ],
        service_qualification_id=order.reservation_id,
        reason=rpc.from_reason(order.reason) if order.reason else None,
    )


def _from_item(order: ServiceOrder, item: Item) -> pb.ServiceOrderItem:
    reason = order.item_reason(item)
    return pb.ServiceOrderItem(
        id=item.id,
        action=item.action,
        state=order.item_state(item),
        service_id=item.service_id,
        service_specification_id=item.specification_id,
        characteristic=rpc.from_values(item.characteristics.items()),
        service_state=item.presence or "",
        place=_from_places(item.places),
        related_entity=_from_related(item.related),
        relies_on=item.relies_on,
        part=[_from_part(order, part) for part in order.parts_of(item)],
        reason=rpc.from_reason(reason) if reason else None,
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
    )


def from_service(service: inventory.Service) -> pb.Service:
    held = (rpc.from_ref(Ref(r.resource_id, name=r.name)) for r in service.resources)
    below = (rpc.from_ref(Ref(s.service_id, name=s.name)) for s in service.services)
    return pb.Service(
        id=service.id,
        version=service.version,
        state=service.state,
        name=service.name,
        service_specification_id=service.specification_id,
        service_specification_version=version_in(service.specification_version),
        characteristic=rpc.from_values(service.characteristics.items()),
        supporting_resource=[ref for ref in held if ref is not None],
        supporting_service=[ref for ref in below if ref is not None],
        service_order_id=service.service_order_id,
        product_order_id=service.product_order_id,
        open_service_order_id=service.open_order_id,
        place=_from_places(service.places),
        related_entity=_from_related(service.related),
    )


def _from_places(places: list[Place]) -> list[shared.Place]:
    return [
        shared.Place(id=p.id, role=p.role or "", name=p.name or "", postcode=p.postcode or "") for p in places
    ]


def _from_related(related: list[RelatedEntity]) -> list[pb.RelatedEntity]:
    return [
        pb.RelatedEntity(id=e.id, role=e.role or "", referred_type=e.referred_type or "") for e in related
    ]
