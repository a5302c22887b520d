"""A service order as the bus brings it, in our own words. Pure."""

import hashlib
from datetime import UTC, datetime

import msgspec

from hub.kernel.values import Characteristic, Party, Place
from hub.messages import base
from hub.messages.som import CreateServiceOrder, Service, ServiceOrderItem
from workers.som.item import RELIES_ON, Item, ItemRef, ItemRelationship
from workers.som.model import ServiceOrder
from workers.som.values import RelatedEntity, ServiceValue, SpecificationRef

# Stands where the date is given in the step that stores the order.
_LATER = datetime(1970, 1, 1, tzinfo=UTC)


def asked_for(message: CreateServiceOrder) -> ServiceOrder:
    """The order a message asks for; it has not come in yet."""
    return ServiceOrder(
        id=message.id,
        external_id=message.external_id,
        order_date=_LATER,
        items=[_item(item) for item in message.service_order_item],
        start_date=message.requested_start_date,
        wanted_by=message.requested_completion_date,
        priority=message.priority or "",
        parties=[_party(party) for party in message.related_party],
        reservation_id=message.service_qualification_id or "",
        content=hashlib.sha256(msgspec.json.encode(message)).hexdigest(),
    )


def _item(item: ServiceOrderItem) -> Item:
    return Item(
        id=item.id,
        action=item.action,
        service=_service(item.service),
        relationships=[
            ItemRelationship(r.relationship_type, ItemRef(r.order_item.item_id, id=r.order_item.item_id))
            for r in item.service_order_item_relationship
            if r.relationship_type == RELIES_ON
        ],
    )


def _service(service: Service) -> ServiceValue:
    specification = service.service_specification
    return ServiceValue(
        id=service.id or "",
        state=service.state or "",
        specification=SpecificationRef(specification.id, specification.version or ""),
        characteristics=[Characteristic(c.name, c.value) for c in service.service_characteristic],
        places=[_place(place) for place in service.place],
        related=[RelatedEntity(e.id, e.role or "", e.referred_type or "") for e in service.related_entity],
    )


def _party(party: base.RelatedParty) -> Party:
    return Party(
        party.id, name=party.name or "", role=party.role or "", referred_type=party.referred_type or ""
    )


def _place(place: base.Place) -> Place:
    return Place(place.id, name=place.name or "", role=place.role or "", postcode=place.postcode or "")
