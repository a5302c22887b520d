"""The service inventory follows what becomes of the parts of an order."""

from hub.platform.unit_of_work import Step
from workers.som.catalog_store import current_catalog
from workers.som.inventory import Service, SupportingService, allocated
from workers.som.item import Item
from workers.som.machine_part import PartState
from workers.som.machine_service import ServiceState
from workers.som.model import ServiceOrder
from workers.som.part import ADD, DELETE, MODIFY, Part
from workers.som.sending import publish_service
from workers.som.store import SERVICES
from workers.som.values import CharacteristicDetail, SpecificationRef, details


def foresee(step: Step, order: ServiceOrder, parts: list[Part]) -> None:
    """An order waits for its date: what it will build is in the inventory, and nobody else's."""
    for made in _make(step, order, parts):
        made.foresee(order.id)
        order.foreseen.append(made.id)


def take(step: Step, order: ServiceOrder, parts: list[Part]) -> None:
    """An order begins: its services are worked on from now on, those it builds are designed."""
    _make(step, order, parts)
    for part in parts:
        service = step.get(SERVICES, part.service_id)
        part.sequence = service.take(order.id)
        if part.action == ADD:
            below = [SupportingService(p.name, p.service_id) for p in parts if p.above == part.number]
            service.design(part.specification_version, below)


def forget(step: Step, order: ServiceOrder) -> None:
    """The order has ended: what it has foreseen, and not begun to build, comes to nothing."""
    for identifier in order.foreseen:
        foreseen = step.look(SERVICES, identifier)
        if foreseen is not None and foreseen.state is ServiceState.FEASIBILITY_CHECKED:
            service = step.get(SERVICES, identifier)
            service.end(step.now)
            service.let_go()


def _make(step: Step, order: ServiceOrder, parts: list[Part]) -> list[Service]:
    """The services of the parts that are not in the inventory yet; they are from now on."""
    items = {item.id: item for item in order.items}
    new = [p for p in parts if p.action == ADD and step.look(SERVICES, p.service_id) is None]
    made = [_made(step, order, items[part.item_id], part, parts) for part in new]
    for service in made:
        step.add(SERVICES, service)
    return made


def _made(step: Step, order: ServiceOrder, item: Item, part: Part, parts: list[Part]) -> Service:
    """What is said of an item's service and not interpreted is said of that alone, not of what stands under it."""
    catalog = step.current(current_catalog)
    specification = catalog.specification(part.specification_id, part.specification_version)
    service = Service(
        id=part.service_id,
        name=specification.name if specification else part.specification_id,
        specification=SpecificationRef(part.specification_id),
        characteristics=dict(part.characteristics),
        above_id=parts[part.above - 1].service_id if part.above else "",
        places=item.places,
        related=item.related,
        product_order_id=order.external_id,
        service_date=step.now,
    )
    if not part.above:
        service.name = item.service.name or service.name
        service.details = details(item.service.characteristics)
        service.specification.extension = item.service.specification.extension
        service.extension = item.service.extension
    return service


def keep(step: Step, order: ServiceOrder, part: Part) -> None:
    """The service as the part leaves it."""
    if part.action == DELETE:
        _keep_removed(step, part)
    elif part.state in {PartState.DONE, PartState.COMPLETED}:
        _keep_standing(step, order, part)
    elif part.at_rest:
        _keep_none(step, order, part)
    elif part.state is PartState.ACTIVATING and part.action == ADD and allocated(part.resources):
        service = step.look(SERVICES, part.service_id)
        if service is not None and service.state is ServiceState.DESIGNED:
            step.get(SERVICES, part.service_id).reserve(part.resources)


def _keep_removed(step: Step, part: Part) -> None:
    if not part.at_rest:
        return
    service = step.get(SERVICES, part.service_id)
    if part.state is PartState.COMPLETED:
        service.end(step.now)
        publish_service(step, service)
    service.let_go()


def _keep_standing(step: Step, order: ServiceOrder, part: Part) -> None:
    service = step.get(SERVICES, part.service_id)
    if service.service_order_id != order.id:
        service.stand(part.effective(), part.resources, part.presence, step.now)
        more = _detailed(order, part)
        service.details = [d for d in service.details if d.name not in {m.name for m in more}] + more
    if part.state is PartState.COMPLETED:
        if part.action != ADD and part.presence is not part.previous_presence:
            publish_service(step, service)
        service.let_go()


def _keep_none(step: Step, order: ServiceOrder, part: Part) -> None:
    """What was to be built is not, what was to be changed is as it was."""
    service = step.get(SERVICES, part.service_id)
    if part.action == ADD:
        service.end(step.now)
    elif service.service_order_id == order.id:
        service.stand(part.previous, part.resources, part.previous_presence, step.now)
    service.let_go()


def _detailed(order: ServiceOrder, part: Part) -> list[CharacteristicDetail]:
    """What an item says of the characteristics of its own service beside their values."""
    if part.above or part.action != MODIFY:
        return []
    item = next(item for item in order.items if item.id == part.item_id)
    return details(item.service.characteristics)
