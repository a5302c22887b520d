"""How a service order comes in and begins."""

import hashlib
from collections.abc import Iterable

import msgspec

from hub.kernel.errors import Reason
from hub.messages.base import mapping
from hub.messages.som import CreateServiceOrder, ServiceOrderItem
from hub.platform.unit_of_work import Need, Step
from workers.som import coverage
from workers.som.catalog_store import current_catalog
from workers.som.decompose import decompose
from workers.som.ending import go_on
from workers.som.inventory import Presence, Service
from workers.som.keeping import foresee, take
from workers.som.model import Item, ServiceOrder, new_service_id
from workers.som.part import ADD, DELETE, Part
from workers.som.sending import publish
from workers.som.store import SERVICE_ORDERS, SERVICES

# TMF638 states a service can be ordered to be in, and what they mean in the network.
PRESENCE = {"active": Presence.ACTIVE, "inactive": Presence.INACTIVE}


def create(step: Step, message: CreateServiceOrder) -> ServiceOrder:
    """Begins a service order; one that is known is a question, answered with where it stands.

    One with a date in the future waits for it; what speaks against it now is said now.
    """
    known = step.look(SERVICE_ORDERS, message.id)
    if known is not None:
        publish(step, known)
        return known
    order = _accepted(step, message)
    step.add(SERVICE_ORDERS, order)
    if order.start_date is None or order.start_date <= step.now:
        begin(step, order)
        return order
    parts = _parts(step, order)
    if isinstance(parts, Reason):
        order.reject(parts, step.now)
    else:
        foresee(step, order, parts)
        order.wait(step.now)
    go_on(step, order)
    return order


def begin(step: Step, order: ServiceOrder) -> None:
    """Decomposes the order by the catalogue and takes the first steps, or rejects it."""
    parts = _parts(step, order)
    if isinstance(parts, Reason):
        order.reject(parts, step.now)
    else:
        take(step, order, parts)
        order.begin(parts, step.now)
    go_on(step, order)


def content_of(message: CreateServiceOrder) -> str:
    """The same for the same order, and for no other."""
    return hashlib.sha256(msgspec.json.encode(message)).hexdigest()


def needs_create(message: CreateServiceOrder) -> list[Need]:
    items = ((item.service.id or _new(message, item)) for item in message.service_order_item)
    return [(SERVICE_ORDERS, message.id), *((SERVICES, service) for service in items if service)]


def further_create(step: Step, message: CreateServiceOrder) -> Iterable[Need]:
    """What the services it names stand on, or will, and what stands on them."""
    for item in message.service_order_item:
        service = step.look(SERVICES, item.service.id) if item.service.id else None
        if service is not None:
            yield from ((SERVICES, below.service_id) for below in service.services)
            if service.above_id:
                yield SERVICES, service.above_id
        if item.action == ADD:
            wanted = _specification(step, item)
            found = coverage.parts(step.current(current_catalog), wanted, item.service.place)
            built = [] if isinstance(found, Reason) else [part.path for part in found if part.path]
            yield from ((SERVICES, new_service_id(message.id, item.id, path)) for path in built)


def _new(message: CreateServiceOrder, item: ServiceOrderItem) -> str:
    """The service that will be made for an item; '' for none."""
    return new_service_id(message.id, item.id) if item.action == ADD else ""


def _parts(step: Step, order: ServiceOrder) -> list[Part] | Reason:
    def look(identifier: str) -> Service | None:
        return step.look(SERVICES, identifier)

    return decompose(order, step.current(current_catalog), look)


def _accepted(step: Step, message: CreateServiceOrder) -> ServiceOrder:
    order = ServiceOrder(
        id=message.id,
        external_id=message.external_id,
        order_date=step.now,
        items=[_item(step, message, item) for item in message.service_order_item],
        start_date=message.requested_start_date,
        wanted_by=message.requested_completion_date,
        priority=message.priority or "",
        parties=message.related_party,
        reservation_id=message.service_qualification_id or "",
        content=content_of(message),
    )
    for position, item in enumerate(order.items):
        order.record(
            "accept",
            source=order.state if position else "",
            target=order.state,
            action=item.action,
            specification=item.specification_id,
            item=item.id,
            characteristics=item.characteristics,
        )
    return order


def _specification(step: Step, item: ServiceOrderItem) -> str:
    """What the item is about; it need not say so when it names a service there is."""
    service = step.look(SERVICES, item.service.id) if item.service.id else None
    return item.service.service_specification.id or (service.specification_id if service else "")


def _item(step: Step, message: CreateServiceOrder, item: ServiceOrderItem) -> Item:
    service = item.service
    return Item(
        id=item.id,
        action=item.action,
        specification_id=_specification(step, item),
        service_id=service.id or _new(message, item),
        characteristics={} if item.action == DELETE else mapping(service.service_characteristic),
        presence=PRESENCE.get(service.state or ""),
        places=service.place,
        related=service.related_entity,
        relies_on=[
            r.order_item.item_id
            for r in item.service_order_item_relationship
            if r.relationship_type == "reliesOn"
        ],
    )
