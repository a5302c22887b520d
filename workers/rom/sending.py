"""What ROM tells: how an order is, and what could be had."""

import hashlib
from typing import Any

import msgspec

from hub.messages.base import NamedValue, Place, SpecificationRef, error_messages
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
        # An item that names no kind of resource is about nothing that could be told.
        order_item=[_item(item) for item in order.items if item.specification_id],
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


def fingerprint(message: Any) -> str:
    """Of two requests with the same one, the second asks for the same again."""
    return hashlib.sha256(msgspec.json.encode(message)).hexdigest()


def _item(item: OrderItem) -> ResourceOrderItem:
    about = item.resource
    resource = PublishedResource(
        id=about.id or None,
        name=about.name or None,
        value=about.value or None,
        resource_specification=SpecificationRef(id=item.specification_id),
        place=Place(id=item.site) if item.site else None,
        service_id=about.service_id or None,
        resource_characteristic=[NamedValue(name=c.name, value=c.value) for c in about.characteristics],
    )
    return ResourceOrderItem(id=item.id, action=item.action, state=item.state, resource=resource)
