"""Carrying out a resource order: all its items in one step, or none."""

from collections.abc import Iterable, Sequence

from hub.kernel.errors import Code, Reason
from hub.platform.unit_of_work import Step
from workers.rom.drivers import Refusal, Taken, Wanted, source_of
from workers.rom.model import ACTIONS, ADD, DELETE, MODIFY, NO_CHANGE, OrderItem, ResourceOrder, repeated
from workers.rom.reservation import Reservation
from workers.rom.reserving import held
from workers.rom.resource import Resource, ResourceState, value_name
from workers.rom.sending import publish_availability
from workers.rom.store import RESERVATIONS, RESOURCES
from workers.rom.taking import objection, objection_to_change, put_back, release, take


def carry_out(step: Step, order: ResourceOrder) -> None:
    """Takes what is to be added first, so that a failure leaves everything as it was."""
    reason = _reason_against(step, order)
    if reason is not None:
        order.refuse(reason, step.now)
        return
    reservation = _reservation(step, order)
    new = [item for item in order.items_to(ADD) if _standing(step, order, item) is None]
    reserved = _fitting(step, new, held(step, reservation) if reservation else [])
    taken = {identifier: Taken(r.pool_id, r.value) for identifier, r in reserved.items()}
    for item in new:
        if item.id in taken:
            continue
        outcome = take(step, _wanted(item))
        if isinstance(outcome, Refusal):
            for earlier in new:
                if earlier.id in taken.keys() - reserved.keys():
                    put_back(step, _wanted(earlier), taken[earlier.id])
            order.refuse(_reason(item, outcome), step.now)
            return
        taken[item.id] = outcome
    for resource in reserved.values():
        resource.release(step.now)
        step.remove(RESOURCES, resource.id)
    for item in new:
        _allocate(step, order, item, taken[item.id])
    _change(step, order)
    if reservation is not None and reserved:
        _use(step, reservation, reserved.values(), order)
    order.complete(step.now)


def _reason_against(step: Step, order: ResourceOrder) -> Reason | None:
    """What can never be, whatever is free; the first of it."""
    for identifier in repeated(order.items):
        return Reason(Code.ITEM_ID_REPEATED, f"more than one item is called {identifier}", identifier)
    refusals = ((item, _nonsense(item) or _refusal(step, order, item)) for item in order.items)
    return next((_reason(item, refusal) for item, refusal in refusals if refusal is not None), None)


def _nonsense(item: OrderItem) -> Refusal | None:
    """What nobody can do, whatever there is."""
    if item.action not in ACTIONS:
        return Refusal(Code.ACTION_UNSUPPORTED, f"{item.action} is none of {', '.join(ACTIONS)}")
    if item.action == ADD and item.quantity not in {0, 1}:
        text = f"{item.quantity} of something are {item.quantity} items: each resource is one of its own"
        return Refusal(Code.ATTRIBUTE_INVALID, text)
    return None


def _refusal(step: Step, order: ResourceOrder, item: OrderItem) -> Refusal | None:
    resource = step.look(RESOURCES, order.meant(item))
    if item.action == ADD:
        if resource is None:
            return objection(step, item.specification_id)
        if resource.specification_id != item.specification_id or item.resource.value not in {
            "",
            resource.value,
        }:
            text = f"there is {resource.name} by that name already, which is something else"
            return Refusal(Code.ATTRIBUTE_INVALID, text)
    if resource is None:
        # What is gone already need not be given back.
        gone = f"there is no resource {order.meant(item)}"
        return Refusal(Code.ID_UNKNOWN, gone) if item.action == MODIFY else None
    if item.action != NO_CHANGE and resource.state is not ResourceState.ALLOCATED:
        return Refusal(Code.STATE_FORBIDS, f"{resource.name} is {resource.state}: it is not any order's")
    return objection_to_change(step, item.specification_id) if item.action == MODIFY else None


def _standing(step: Step, order: ResourceOrder, item: OrderItem) -> Resource | None:
    """What an earlier order of the same owner has allocated by the item's name."""
    return step.look(RESOURCES, order.meant(item))


def _use(step: Step, reservation: Reservation, got: Iterable[Resource], order: ResourceOrder) -> None:
    """The order has got these; who holds the reservation is told when nothing is left of it."""
    reservation.use({resource.id for resource in got}, order.id)
    if reservation.used:
        publish_availability(step, reservation)


def _reservation(step: Step, order: ResourceOrder) -> Reservation | None:
    """What the order may use; one that is gone is no mistake: then the pools have to do."""
    if not order.reservation_id:
        return None
    found = step.find(RESERVATIONS, order.reservation_id)
    if found is not None and found.held:
        return found
    state = found.state if found is not None else "unknown"
    detail = {"reservation": order.reservation_id, "code": Code.RESERVATION_GONE, "is": state}
    order.record("do without", order.state, order.state, **detail)
    return None


def _fitting(step: Step, items: Sequence[OrderItem], there: Sequence[Resource]) -> dict[str, Resource]:
    """By item: the first that is held of what it asks for, each once. What asks for one value chooses first."""
    left = list(there)
    found: dict[str, Resource] = {}
    for item in sorted(items, key=lambda i: not i.resource.value):
        fits = (resource for resource in left if _fits(step, item, resource))
        resource = next(fits, None)
        if resource is not None:
            found[item.id] = resource
            left.remove(resource)
    return found


def _fits(step: Step, item: OrderItem, resource: Resource) -> bool:
    if resource.specification_id != item.specification_id or not resource.usable:
        return False
    taken = Taken(resource.pool_id, resource.value)
    return source_of(item.specification_id).fits(step, _wanted(item), taken)


def _allocate(step: Step, order: ResourceOrder, item: OrderItem, taken: Taken) -> None:
    said = item.resource
    resource = Resource(
        id=order.meant(item),
        name=said.name or value_name(item.specification_id, taken.value),
        specification=said.specification or item.specification,
        pool_id=taken.pool_id,
        value=taken.value,
        since=step.now,
        place=said.place,
        resource_order_id=order.id,
        service_order_id=order.service_order_id,
        service_id=said.service_id,
        characteristics=list(said.characteristics),
        extension=said.extension,
    )
    resource.allocate(step.now)
    step.add(RESOURCES, resource)


def _change(step: Step, order: ResourceOrder) -> None:
    """What the items say of resources there are; each item then says what it was about."""
    for item in order.items_to(MODIFY):
        said = item.resource
        step.get(RESOURCES, order.meant(item)).modify(said.characteristics, said.extension, order.id)
    for item in order.items:
        resource = step.look(RESOURCES, order.meant(item))
        if resource is not None:
            item.settle(resource)
            if item.action == DELETE:
                release(step, step.get(RESOURCES, resource.id))


def _wanted(item: OrderItem) -> Wanted:
    return Wanted(item.specification_id, item.site, item.resource.value)


def _reason(item: OrderItem, refusal: Refusal) -> Reason:
    return Reason(refusal.code, refusal.text, item.id)
