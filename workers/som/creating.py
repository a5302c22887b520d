"""How a service order comes in and begins."""

from collections.abc import Iterable
from dataclasses import replace

from hub.kernel.errors import Reason
from hub.platform.unit_of_work import Need, Step
from workers.som import coverage
from workers.som.catalog_store import current_catalog
from workers.som.decompose import decompose
from workers.som.ending import go_on
from workers.som.inventory import Service
from workers.som.item import Item
from workers.som.keeping import foresee, take
from workers.som.model import ServiceOrder, new_service_id
from workers.som.part import ADD, Part
from workers.som.sending import publish
from workers.som.store import SERVICE_ORDERS, SERVICES


def create(step: Step, asked: ServiceOrder) -> ServiceOrder:
    """Begins a service order; one that is known is a question, answered with where it stands.

    One with a date in the future waits for it; what speaks against it now is said now.
    """
    known = step.look(SERVICE_ORDERS, asked.id)
    if known is not None:
        publish(step, known)
        return known
    order = _accepted(step, asked)
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


def needs_create(asked: ServiceOrder) -> list[Need]:
    items = (item.service_id or _new(asked, item) for item in asked.items)
    return [(SERVICE_ORDERS, asked.id), *((SERVICES, service) for service in items if service)]


def further_create(step: Step, asked: ServiceOrder) -> Iterable[Need]:
    """What the services it names stand on, or will, and what stands on them."""
    for item in asked.items:
        service = step.look(SERVICES, item.service_id) if item.service_id else None
        if service is not None:
            yield from ((SERVICES, below.service_id) for below in service.services)
            if service.above_id:
                yield SERVICES, service.above_id
        if item.action == ADD:
            wanted = _specification(step, item)
            found = coverage.parts(step.current(current_catalog), wanted, item.places)
            built = [] if isinstance(found, Reason) else [part.path for part in found if part.path]
            yield from ((SERVICES, new_service_id(asked.id, item.id, path)) for path in built)


def _new(asked: ServiceOrder, item: Item) -> str:
    """The service that will be made for an item; '' for none."""
    return new_service_id(asked.id, item.id) if item.action == ADD else ""


def _parts(step: Step, order: ServiceOrder) -> list[Part] | Reason:
    def look(identifier: str) -> Service | None:
        return step.look(SERVICES, identifier)

    return decompose(order, step.current(current_catalog), look)


def _accepted(step: Step, asked: ServiceOrder) -> ServiceOrder:
    """A copy: when a batch fails its messages are run again, and have to be as they came."""
    items = [_item(step, asked, item) for item in asked.items]
    order = replace(asked, items=items, order_date=step.now, foreseen=[], cancellation_ids=[])
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


def _item(step: Step, asked: ServiceOrder, item: Item) -> Item:
    """It names its service, and what that is."""
    specification = replace(item.service.specification, id=_specification(step, item))
    identifier = item.service_id or _new(asked, item)
    return replace(item, service=replace(item.service, id=identifier, specification=specification))


def _specification(step: Step, item: Item) -> str:
    """What the item is about; it need not say so when it names a service there is."""
    service = step.look(SERVICES, item.service_id) if item.service_id else None
    return item.specification_id or (service.specification_id if service else "")
