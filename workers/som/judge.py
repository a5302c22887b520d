"""What speaks against a service order before anything is done for it."""

from collections import Counter
from collections.abc import Callable

from hub.kernel.errors import Code, Reason
from hub.kernel.graph import cycle
from hub.kernel.lifecycle import changeable
from workers.som.catalog import Catalog, Facing, ServiceSpecification
from workers.som.inventory import TERMINATED, Service
from workers.som.item import Item
from workers.som.machine_service import BUILDABLE
from workers.som.model import ServiceOrder, new_service_id
from workers.som.part import ADD, DELETE, MODIFY, NO_CHANGE, Part

_ACTIONS = (ADD, MODIFY, DELETE, NO_CHANGE)

Look = Callable[[str], Service | None]


def reason_against(order: ServiceOrder, catalog: Catalog, look: Look) -> Reason | None:
    """Why SOM cannot do it, None when it can as far as the items say."""
    ids = Counter(item.id for item in order.items)
    repeated = next((identifier for identifier, times in ids.items() if times > 1), None)
    if repeated is not None:
        return Reason(Code.ITEM_ID_REPEATED, f"there are {ids[repeated]} items {repeated}", repeated)
    for item in order.items:
        strange = next((other for other in item.relies_on if other not in ids), None)
        if strange is not None:
            text = f"item {item.id} relies on item {strange}, which is not there"
            return Reason(Code.ITEM_RELATIONSHIP_BROKEN, text, item.id)
    round_trip = cycle({item.id: item.relies_on for item in order.items})
    if round_trip:
        text = f"these items rely on each other: {', '.join(round_trip)}"
        return Reason(Code.REQUIREMENT_CIRCULAR, text, round_trip[0])
    return next(filter(None, (_against(order, item, catalog, look) for item in order.items)), None)


def reason_against_parts(order: ServiceOrder, parts: list[Part], look: Look) -> Reason | None:
    """Why it cannot be done with the services there are; each is worked on by one part of one order at a time."""
    times = Counter(part.service_id for part in parts)
    for part in parts:
        if times[part.service_id] > 1:
            text = f"two items are about service {part.service_id}, or what it stands on"
            return Reason(Code.STATE_FORBIDS, text, part.item_id)
        service = look(part.service_id)
        if service is not None and service.open_order_id not in {"", order.id}:
            return _busy(service)
        if part.action == ADD and service is not None and service.state not in BUILDABLE:
            return Reason(Code.STATE_FORBIDS, f"service {service.id} is {service.state}", part.item_id)
    return None


def _against(order: ServiceOrder, item: Item, catalog: Catalog, look: Look) -> Reason | None:
    if item.action not in _ACTIONS:
        text = f"an item adds, modifies, deletes or leaves a service; this one wants to {item.action}"
        return Reason(Code.ACTION_UNSUPPORTED, text, item.id)
    specification = catalog.specification(item.specification_id)
    if item.action == ADD and (reason := _against_new(item, specification)):
        return reason
    if item.action == MODIFY and specification is not None and not changeable(specification.lifecycle_status):
        text = (
            f"{specification.name} is {specification.lifecycle_status}: what there is of it can only be ended"
        )
        return Reason(Code.SPECIFICATION_INACTIVE, text, item.id)
    if item.service_id == new_service_id(order.id, item.id):
        return None
    service = look(item.service_id) if item.service_id else None
    if service is None:
        named = item.service_id
        text = f"there is no service {named}" if named else "it names no service"
        return Reason(Code.ID_UNKNOWN, text, item.id)
    above = look(service.above_id) if service.above_id else None
    return None if item.action == NO_CHANGE else _against_service(item, service, above)


def _against_new(item: Item, specification: ServiceSpecification | None) -> Reason | None:
    if not item.specification_id:
        return Reason(Code.SPECIFICATION_UNKNOWN, "it names no service specification", item.id)
    if specification is None or specification.facing is Facing.CUSTOMER:
        return None
    text = f"{specification.name} is a part of other services: it cannot be ordered by itself"
    return Reason(Code.ACTION_UNSUPPORTED, text, item.id)


def _against_service(item: Item, service: Service, above: Service | None) -> Reason | None:
    """Why it cannot be done with a service there is, and the one it was built under."""
    if service.open_order_id:
        return _busy(service)
    if item.action == DELETE and service.stands and above is not None and above.stands:
        return Reason(Code.STATE_FORBIDS, f"service {above.id} stands on service {service.id}", item.id)
    # It may be deleted twice.
    wrong = {ADD: service.state is not TERMINATED, MODIFY: not service.stands}.get(item.action, False)
    if wrong:
        return Reason(Code.STATE_FORBIDS, f"service {service.id} is {service.state}")
    if service.specification_id != item.specification_id:
        text = f"service {service.id} is a {service.specification_id}"
        return Reason(Code.ATTRIBUTE_INVALID, text, "serviceSpecification.id")
    return None


def _busy(service: Service) -> Reason:
    text = f"service {service.id} is worked on by service order {service.open_order_id}"
    return Reason(Code.STATE_FORBIDS, text)
