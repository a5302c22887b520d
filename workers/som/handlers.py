"""What SOM does with each message; the table is at the foot."""

import structlog

from hub.kernel.errors import Code, Reason
from hub.kernel.ids import derived_id
from hub.messages.activation import MonitorStateChangeEvent, Outcome, service_order_of
from hub.messages.base import ErrorMessage, first_reason, mapping
from hub.messages.rom import ResourceOrderStateChangeEvent
from hub.messages.som import CancelServiceOrder, CreateServiceOrder
from hub.platform.runner import Room
from hub.platform.unit_of_work import Handler, Need, Step
from workers.som.catalog import current_catalog
from workers.som.inventory import TERMINATED, Service
from workers.som.judge import reason_against
from workers.som.machine import HANDING_BACK, ServiceOrderState
from workers.som.model import DELETE, ServiceOrder, new_service_id
from workers.som.sending import activation, asked, publish, resource_order
from workers.som.store import SERVICE_ORDERS, SERVICES

log = structlog.get_logger()

S = ServiceOrderState


def create(step: Step, message: CreateServiceOrder) -> None:
    """Begins a service order; one that is known is a question, answered with where it stands."""
    known = step.look(SERVICE_ORDERS, message.id)
    if known is not None:
        publish(step, known)
        return
    item = message.service_order_item[0]
    order = ServiceOrder(
        id=message.id,
        external_id=message.external_id,
        item_id=item.id,
        action=item.action,
        service_id=item.service.id or new_service_id(message.id),
        specification_id=item.service.service_specification.id,
        characteristics={} if item.action == DELETE else mapping(item.service.service_characteristic),
        order_date=step.now,
    )
    order.record(
        "accept",
        target=order.state,
        action=order.action,
        specification=order.specification_id,
        item=order.item_id,
        characteristics=order.characteristics,
    )
    step.add(SERVICE_ORDERS, order)
    service = step.look(SERVICES, item.service.id) if item.service.id else None
    specification = step.current(current_catalog).get(order.specification_id)
    reason = reason_against(message.service_order_item, service)
    if reason is not None:
        order.reject(reason, step.now)
    else:
        ended = item.action == DELETE and service is not None and service.state == TERMINATED
        if service is not None and specification is not None and not ended:
            order.sequence = step.get(SERVICES, service.id).take(order.id)
        order.begin(specification, step.now, service)
    _go_on(step, order)


def cancel(step: Step, message: CancelServiceOrder) -> None:
    """Takes an order back; one that is not known will never be carried out, for any other it is a question."""
    order = step.look(SERVICE_ORDERS, message.id)
    if order is None:
        order = ServiceOrder(id=message.id, external_id=message.external_id, order_date=step.now)
        step.add(SERVICE_ORDERS, order)
    elif not order.can_cancel:
        publish(step, order)
        return
    else:
        order = step.get(SERVICE_ORDERS, message.id)
    order.cancel(message.cancellation_reason or "", step.now)
    if not order.settled:
        publish(step, order)
    _go_on(step, order)


def resource_order_changed(step: Step, message: ResourceOrderStateChangeEvent) -> None:
    """ROM has allocated, refused or taken back."""
    answer = message.event.resource_order
    order = step.find(SERVICE_ORDERS, answer.external_id)
    if order is None:
        _of_nobody("ResourceOrderStateChangeEvent", answer.external_id)
        return
    if order.state in {S.RESERVING, S.RECLAIMING} and answer.id == order.resource_order_id:
        if answer.state == "completed":
            found = {i.id: (i.resource.id or "", i.resource.value or "") for i in answer.order_item}
            order.resources_reserved(found, step.now)
        elif answer.state in {"failed", "rejected"}:
            order.resources_refused(_reason(answer.error_message, Code.INTERNAL_ERROR), step.now)
        else:
            return
    elif order.state in HANDING_BACK and answer.id == order.release_order_id and answer.state == "completed":
        order.resources_released(step.now)
    elif order.release_order_id and answer.id == order.resource_order_id and answer.state == "completed":
        # Given up before ROM said so, and the release may have been there first: nobody will use it any more.
        order.record("give back", order.state, order.state, resource_order=answer.id)
        step.send(resource_order(order, derived_id("lateRelease", order.id), "delete"), key=order.id)
        return
    else:
        order.record("ignore", order.state, order.state, resource_order=answer.id, answer=answer.state)
        return
    _go_on(step, order)


def activation_ended(step: Step, message: MonitorStateChangeEvent) -> None:
    """The network has answered; an answer to an older attempt, or a second one, changes nothing."""
    monitor = message.event.monitor
    order = step.find(SERVICE_ORDERS, service_order_of(monitor.id))
    if order is None:
        _of_nobody("MonitorStateChangeEvent", monitor.id)
        return
    if asked(order) != (monitor.id, monitor.attempt):
        detail = {"activation": monitor.id, "attempt": monitor.attempt, "answer": monitor.state}
        order.record("ignore", order.state, order.state, **detail)
        return
    if monitor.response is None:
        order.activation_at_work(step.now)
        return
    if monitor.response.outcome is Outcome.DONE:
        order.activated(step.now)
    elif monitor.response.outcome is Outcome.FAILED:
        order.activation_failed(_reason(monitor.error_message, Code.NETWORK_FAILED), step.now)
    else:
        order.activation_refused(_reason(monitor.error_message, Code.NETWORK_REFUSED), step.now)
    _go_on(step, order)


def overdue(step: Step, order: ServiceOrder) -> None:
    """A time limit has passed: the state the order is in now says who is asked."""
    order.overdue(step.now)
    _go_on(step, order)


def _go_on(step: Step, order: ServiceOrder) -> None:
    """Sends what the order's state asks for; what has ended is told, and the inventory knows it."""
    if order.state in {S.RESERVING, S.RECLAIMING}:
        step.send(resource_order(order, order.resource_order_id, "add"), key=order.id)
    elif order.state in HANDING_BACK:
        step.send(resource_order(order, order.release_order_id, "delete"), key=order.id)
    elif (owed := asked(order)) is not None:
        step.send(activation(order, *owed), key=order.id)
    elif order.settled:
        _keep(step, order)
        publish(step, order)


def _keep(step: Step, order: ServiceOrder) -> None:
    """The service as the order leaves it."""
    if not order.makes_its_service:
        known = step.look(SERVICES, order.service_id) if order.service_id else None
        if known is None or known.open_order_id != order.id:
            return
        service = step.get(SERVICES, order.service_id)
    elif order.state is S.COMPLETED:
        service = Service(
            id=order.service_id,
            name=order.specification_id,
            specification_id=order.specification_id,
            product_order_id=order.external_id,
            open_order_id=order.id,
            sequence=order.sequence + 1,
        )
        step.add(SERVICES, service)
    else:
        return
    if order.state is not S.COMPLETED:
        service.let_go()
    elif order.action == DELETE:
        service.end(order.id)
    else:
        service.stand(order.id, order.effective(), order.resources)


def _of_nobody(kind: str, identifier: str) -> None:
    """An event about something that is not ours, or not any more: it will not be tomorrow either."""
    log.info("event.ignored", room="som", type=kind, about=identifier)


def _reason(errors: list[ErrorMessage], otherwise: Code) -> Reason:
    return first_reason(errors, Reason(otherwise, "no reason was given"))


def _needs_create(message: CreateServiceOrder) -> list[Need]:
    named = message.service_order_item[0].service.id
    return [(SERVICE_ORDERS, message.id), *([(SERVICES, named)] if named else [])]


def _needs_resource_order(message: ResourceOrderStateChangeEvent) -> list[Need]:
    return [(SERVICE_ORDERS, message.event.resource_order.external_id)]


def _needs_activation(message: MonitorStateChangeEvent) -> list[Need]:
    """The order, and its service unless that is not in the inventory before the order has completed."""
    monitor = message.event.monitor
    order_id, service_id = service_order_of(monitor.id), monitor.source_href
    known = service_id != new_service_id(order_id)
    return [(SERVICE_ORDERS, order_id), *([(SERVICES, service_id)] if known else [])]


HANDLERS: dict[str, Handler] = {
    "CreateServiceOrder": Handler(CreateServiceOrder, create, _needs_create),
    "CancelServiceOrder": Handler(CancelServiceOrder, cancel, lambda m: [(SERVICE_ORDERS, m.id)]),
    "ResourceOrderStateChangeEvent": Handler(
        ResourceOrderStateChangeEvent, resource_order_changed, _needs_resource_order
    ),
    "MonitorStateChangeEvent": Handler(MonitorStateChangeEvent, activation_ended, _needs_activation),
}


def room() -> Room:
    return Room("som", HANDLERS, {SERVICE_ORDERS: overdue})
