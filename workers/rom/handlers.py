"""What ROM does with each message; the table is at the foot."""

from collections.abc import Iterable

from hub.kernel.errors import Code, Reason
from hub.messages.base import SpecificationRef, error_messages
from hub.messages.rom import (
    CreateResourceOrder,
    ResourceOrderEvent,
    ResourceOrderItem,
    ResourceOrderStateChangeEvent,
)
from hub.messages.rom import Resource as PublishedResource
from hub.messages.rom import ResourceOrder as PublishedOrder
from hub.platform.runner import Room
from hub.platform.unit_of_work import Handler, Need, Step
from workers.rom.model import OrderItem, Resource, ResourceOrder, resource_id
from workers.rom.pools import Pool
from workers.rom.store import POOLS, RESOURCE_ORDERS, RESOURCES


def create(step: Step, message: CreateResourceOrder) -> None:
    """Carries out a resource order at once; one that is known is a question, answered with how it ended."""
    known = step.look(RESOURCE_ORDERS, message.id)
    if known is not None:
        _publish(step, known)
        return
    order = ResourceOrder(
        id=message.id,
        external_id=message.external_id,
        order_date=step.now,
        items=[
            OrderItem(
                id=i.id,
                action=i.action,
                specification_id=i.resource.resource_specification.id,
                resource_id=(i.resource.id or "") if i.action == "delete" else "",
            )
            for i in message.order_item
        ],
    )
    order.record(
        "accept",
        target=order.state,
        action="/".join(dict.fromkeys(item.action for item in order.items)),
        serviceOrder=order.external_id,
    )
    step.add(RESOURCE_ORDERS, order)
    actions = {item.action for item in order.items}
    if actions == {"delete"}:
        looked = (step.look(RESOURCES, order.meant(item)) for item in order.items)
        held = {resource.id: resource for resource in looked if resource is not None}
        for resource in order.release(_pools(step, held.values()), held, step.now):
            step.remove(RESOURCES, resource.id)
    elif actions == {"add"}:
        for resource in order.allocate(_pools(step, order.items), step.now):
            step.add(RESOURCES, resource)
    else:
        text = f"a resource order either adds or deletes; this one wants to {' and '.join(sorted(actions))}"
        order.reject(Reason(Code.ACTION_UNSUPPORTED, text), step.now)
    _publish(step, order)


def _pools(step: Step, of: Iterable[OrderItem | Resource]) -> dict[str, Pool]:
    """The pools there are of these, to be changed."""
    found = (step.find(POOLS, identifier) for identifier in dict.fromkeys(o.specification_id for o in of))
    return {pool.id: pool for pool in found if pool is not None}


def overdue(step: Step, order: ResourceOrder) -> None:
    order.overdue(step.now)
    _publish(step, order)


def _publish(step: Step, order: ResourceOrder) -> None:
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


def _item(item: OrderItem) -> ResourceOrderItem:
    resource = PublishedResource(
        id=item.resource_id or None,
        name=f"{item.specification_id} {item.value}" if item.value else None,
        value=item.value or None,
        resource_specification=SpecificationRef(id=item.specification_id),
    )
    return ResourceOrderItem(id=item.id, action=item.action, state=item.state, resource=resource)


def _needs(message: CreateResourceOrder) -> list[Need]:
    """The pools are those the items name; a resource to be given back that is of another one brings its own."""
    needs: list[Need] = [(RESOURCE_ORDERS, message.id)]
    for item in message.order_item:
        needs.append((POOLS, item.resource.resource_specification.id))
        if item.action == "delete":
            needs.append((RESOURCES, item.resource.id or resource_id(message.external_id, item.id)))
    return needs


HANDLERS: dict[str, Handler] = {"CreateResourceOrder": Handler(CreateResourceOrder, create, _needs)}


def room() -> Room:
    return Room("rom", HANDLERS, {RESOURCE_ORDERS: overdue})
