"""What SOM does with each message; the table is at the foot."""

from hub.kernel.errors import Code, Reason
from hub.kernel.ids import derived_id
from hub.messages.activation import ActivateService, MonitorStateChangeEvent, Outcome
from hub.messages.base import ErrorMessage, SpecificationRef, error_messages, first_reason, mapping, values
from hub.messages.rom import CreateResourceOrder, Resource, ResourceOrderItem, ResourceOrderStateChangeEvent
from hub.messages.som import (
    CreateServiceOrder,
    Service,
    ServiceOrderEvent,
    ServiceOrderItem,
    ServiceOrderStateChangeEvent,
)
from hub.messages.som import ServiceOrder as PublishedOrder
from hub.platform.runner import Room
from hub.platform.unit_of_work import Handler, Need, Step
from workers.som import model
from workers.som.catalog import current_catalog
from workers.som.machine import PUBLISHED, ServiceOrderState
from workers.som.model import ServiceOrder
from workers.som.store import SERVICE_ORDERS, SERVICES

S = ServiceOrderState


def create(step: Step, message: CreateServiceOrder) -> None:
    """Begins a service order; one that is known is a question, answered with where it stands."""
    known = step.look(SERVICE_ORDERS, message.id)
    if known is not None:
        _publish(step, known)
        return
    item, *others = message.service_order_item
    order = ServiceOrder(
        id=message.id,
        external_id=message.external_id,
        item_id=item.id,
        action=item.action,
        service_id=item.service.id or derived_id("service", message.id),
        specification_id=item.service.service_specification.id,
        characteristics=mapping(item.service.service_characteristic),
        order_date=step.now,
    )
    step.add(SERVICE_ORDERS, order)
    if others or item.action != "add":
        text = f"a service order adds one service, this one wants to {item.action} {1 + len(others)}"
        order.reject(Reason(Code.ACTION_UNSUPPORTED, text), step.now)
    else:
        order.begin(step.current(current_catalog).get(order.specification_id), step.now)
    _go_on(step, order)


def resource_order_changed(step: Step, message: ResourceOrderStateChangeEvent) -> None:
    """ROM has allocated, refused or taken back."""
    answer = message.event.resource_order
    order = step.get(SERVICE_ORDERS, answer.external_id)
    if order.state is S.RESERVING and answer.id == order.resource_order_id:
        if answer.state == "completed":
            found = {i.id: (i.resource.id or "", i.resource.value or "") for i in answer.order_item}
            order.resources_reserved(found, step.now)
        elif answer.state in {"failed", "rejected"}:
            order.resources_refused(_reason(answer.error_message, Code.INTERNAL_ERROR), step.now)
        else:
            return
    elif order.state is S.RELEASING and answer.id == order.release_order_id and answer.state == "completed":
        order.resources_released(step.now)
    elif order.release_order_id and answer.id == order.resource_order_id and answer.state == "completed":
        # Given up before ROM said so, and the release may have been there first: nobody will use it any more.
        order.record("give back", order.state, order.state, resource_order=answer.id)
        step.send(_resource_order(order, derived_id("lateRelease", order.id), "delete"), key=order.id)
        return
    else:
        order.record("ignore", order.state, order.state, resource_order=answer.id, answer=answer.state)
        return
    _go_on(step, order)


def activation_ended(step: Step, message: MonitorStateChangeEvent) -> None:
    """The network has answered; an answer to an older attempt, or a second one, changes nothing."""
    monitor = message.event.monitor
    order = step.get(SERVICE_ORDERS, monitor.id)
    if order.state not in {S.ACTIVATING, S.WITHDRAWING} or monitor.attempt != order.attempts:
        order.record("ignore", order.state, order.state, attempt=monitor.attempt, answer=monitor.state)
        return
    if monitor.response is None:
        order.activation_at_work(step.now)
        return
    if monitor.response.outcome is Outcome.DONE:
        order.activated(step.now)
    elif monitor.response.outcome is Outcome.FAILED and order.state is S.ACTIVATING:
        order.activation_failed(_reason(monitor.error_message, Code.NETWORK_FAILED), step.now)
    else:
        order.activation_refused(_reason(monitor.error_message, Code.NETWORK_REFUSED), step.now)
    _go_on(step, order)


def overdue(step: Step, order: ServiceOrder) -> None:
    """A time limit has passed: the state the order is in now says who is asked."""
    order.overdue(step.now)
    _go_on(step, order)


def _go_on(step: Step, order: ServiceOrder) -> None:
    """Sends what the order's state asks for."""
    if order.state is S.RESERVING:
        step.send(_resource_order(order, order.resource_order_id, "add"), key=order.id)
    elif order.state is S.RELEASING:
        step.send(_resource_order(order, order.release_order_id, "delete"), key=order.id)
    elif order.state is S.ACTIVATING:
        step.send(_activation(order, "active"), key=order.id)
    elif order.state is S.WITHDRAWING:
        step.send(_activation(order, "terminated"), key=order.id)
    elif order.settled:
        if order.state is S.COMPLETED:
            step.add(SERVICES, _service(order))
        _publish(step, order)


def _resource_order(order: ServiceOrder, identifier: str, action: str) -> CreateResourceOrder:
    items = [
        ResourceOrderItem(
            id=needed.name,
            action=action,
            resource=Resource(
                id=needed.resource_id or None,
                resource_specification=SpecificationRef(id=needed.specification_id),
            ),
        )
        for needed in order.resources
    ]
    return CreateResourceOrder(id=identifier, external_id=order.id, order_item=items)


def _activation(order: ServiceOrder, state: str) -> ActivateService:
    parameters = order.policy.parameters if order.policy else {}
    return ActivateService(
        id=order.service_id,
        activation_key=order.activation_key,
        attempt=order.attempts,
        state=state,
        service_specification=SpecificationRef(
            id=order.specification_id, version=order.specification_version
        ),
        service_characteristic=values({**parameters, **order.characteristics, **order.allocated()}),
    )


def _service(order: ServiceOrder) -> model.Service:
    service = model.Service(
        id=order.service_id,
        state="active",
        name=order.specification_id,
        specification_id=order.specification_id,
        characteristics={**order.characteristics, **order.allocated()},
        resources=order.resources,
        service_order_id=order.id,
        product_order_id=order.external_id,
    )
    service.record("activate", target=service.state, service_order=order.id)
    return service


def _publish(step: Step, order: ServiceOrder) -> None:
    state = PUBLISHED[order.state]
    service = Service(
        id=order.service_id,
        state="active" if order.state is S.COMPLETED else None,
        service_specification=SpecificationRef(id=order.specification_id),
        service_characteristic=values({**order.characteristics, **order.allocated()}),
    )
    published = PublishedOrder(
        id=order.id,
        external_id=order.external_id,
        state=state,
        service_order_item=[
            ServiceOrderItem(id=order.item_id, action=order.action, state=state, service=service)
        ],
        error_message=error_messages(order.reason),
    )
    event = ServiceOrderStateChangeEvent(
        event_type="ServiceOrderStateChangeEvent",
        event_time=step.now,
        event=ServiceOrderEvent(service_order=published),
    )
    step.send(event, key=order.id)


def _reason(errors: list[ErrorMessage], otherwise: Code) -> Reason:
    return first_reason(errors, Reason(otherwise, "no reason was given"))


def _needs_resource_order(message: ResourceOrderStateChangeEvent) -> list[Need]:
    return [(SERVICE_ORDERS, message.event.resource_order.external_id)]


HANDLERS: dict[str, Handler] = {
    "CreateServiceOrder": Handler(CreateServiceOrder, create, lambda m: [(SERVICE_ORDERS, m.id)]),
    "ResourceOrderStateChangeEvent": Handler(
        ResourceOrderStateChangeEvent, resource_order_changed, _needs_resource_order
    ),
    "MonitorStateChangeEvent": Handler(
        MonitorStateChangeEvent, activation_ended, lambda m: [(SERVICE_ORDERS, m.event.monitor.id)]
    ),
}


def room() -> Room:
    return Room("som", HANDLERS, {SERVICE_ORDERS: overdue})
