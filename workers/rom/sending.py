"""What ROM tells: how an order is, and what could be had."""

import hashlib

import msgspec

from hub.messages.base import Place, SpecificationRef, error_messages, values
from hub.messages.rom import (
    AvailableResource,
    ResourceAvailability,
    ResourceAvailabilityAnswer,
    ResourceAvailabilityEvent,
    ResourceOrderEvent,
    ResourceOrderItem,
    ResourceOrderStateChangeEvent,
)
from hub.messages.rom import Resource as PublishedResource
from hub.messages.rom import ResourceOrder as PublishedOrder
from hub.platform.unit_of_work import Step
from workers.rom.model import OrderItem, ResourceOrder
from workers.rom.reservation import Reservation


def publish(step: Step, order: ResourceOrder) -> None:
    """Tells whoever listens how the order is."""
    published = PublishedOrder(
        id=order.id,
        external_id=order.external_id,
        state=order.state,
        order_item=[_item(item) for item in order.items],
        error_message=error_messages(order.reason),
    )
    event = ResourceOrderStateChangeEvent(
        event_type="ResourceOrderStateChangeEvent",
        event_time=step.now,
        event=ResourceOrderEvent(resource_order=published),
    )
    step.send(event, key=order.external_id)


def publish_availability(step: Step, reservation: Reservation) -> None:
    """Tells what was found, and until when it is held if it is."""
    answer = ResourceAvailability(
        id=reservation.id,
        external_id=reservation.external_id,
        item=[
            AvailableResource(
                id=item.id,
                available=item.available,
                free=item.free,
                error_message=error_messages(item.reason),
            )
            for item in reservation.items
        ],
        reserved_until=reservation.until if reservation.held else None,
        used=reservation.used,
    )
    event = ResourceAvailabilityEvent(
        event_type="ResourceAvailabilityEvent",
        event_time=step.now,
        event=ResourceAvailabilityAnswer(resource_availability=answer),
    )
    step.send(event, key=reservation.external_id)


def fingerprint(message: msgspec.Struct) -> str:
    """Of two requests with the same one, the second asks for the same again."""
    return hashlib.sha256(msgspec.json.encode(message)).hexdigest()


def _item(item: OrderItem) -> ResourceOrderItem:
    resource = PublishedResource(
        id=item.resource_id or None,
        name=f"{item.specification_id} {item.value}" if item.value else None,
        value=item.value or None,
        resource_specification=SpecificationRef(id=item.specification_id),
        place=Place(id=item.site) if item.site else None,
        service_id=item.service_id or None,
        resource_characteristic=values(item.characteristics),
    )
    return ResourceOrderItem(id=item.id, action=item.action, state=item.state, resource=resource)
