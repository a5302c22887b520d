"""What SOM does with each message; the table is at the foot."""

from collections.abc import Iterable

import structlog

from hub.kernel.errors import Code
from hub.messages.activation import (
    MonitorStateChangeEvent,
    Outcome,
    activation_key,
    part_of,
    service_order_of,
)
from hub.messages.base import said
from hub.messages.rom import ResourceOrder, ResourceOrderStateChangeEvent
from hub.messages.som import CancelServiceOrder, CreateServiceOrder
from hub.platform.deadlines import OnDeadline
from hub.platform.runner import Room
from hub.platform.unit_of_work import Handler, Need, Step
from workers.som import changing, drivers, recording
from workers.som.asking import asked_for
from workers.som.cancellation import cancellation_of
from workers.som.cancelling import cancel, due
from workers.som.commands import (
    DeleteServiceOrder,
    RequestCancellation,
    SubmitServiceOrder,
    UpdateServiceOrder,
    delete,
    request_cancellation,
    submit,
)
from workers.som.creating import begin, create, further_create, needs_create
from workers.som.drivers.layers import resource_item
from workers.som.ending import go_on
from workers.som.machine import ServiceOrderState
from workers.som.machine_part import HANDING_BACK, PartState
from workers.som.model import ServiceOrder
from workers.som.part import Part
from workers.som.qualification import handlers as qualification
from workers.som.qualification.store import QUALIFICATIONS
from workers.som.reconciliation import handlers as reconciliation
from workers.som.reconciliation import repairing
from workers.som.reconciliation.store import REPAIRS
from workers.som.store import CANCELLATIONS, SERVICE_ORDERS, SERVICES

log = structlog.get_logger()

P = PartState

# The states in which the network is asked for what the part wants, or not to do it any more.
_ASKED = frozenset({P.ACTIVATING, P.WITHDRAWING, P.REVOKING})


def resource_order_changed(step: Step, message: ResourceOrderStateChangeEvent) -> None:
    """ROM has allocated, refused or taken back."""
    answer = message.event.resource_order
    order = step.find(SERVICE_ORDERS, answer.external_id)
    if order is None:
        if not repairing.resource_order_changed(step, answer):
            _of_nobody("ResourceOrderStateChangeEvent", answer.external_id)
        return
    about = {answer.id}
    part = next((p for p in order.parts if about & {p.resource_order_id, p.release_order_id}), None)
    if part is not None and _is_late(part, answer):
        # The release may have been there first: nobody will use it any more.
        order.record("give back", part.state, part.state, number=part.number, resource_order=answer.id)
        drivers.DRIVER.release(step, order, part, late=True)
        return
    if part is None or not _taken(step, order, part, answer):
        order.record("ignore", order.state, order.state, resource_order=answer.id, answer=answer.state)
        return
    order.advance(step.now)
    go_on(step, order)


def _taken(step: Step, order: ServiceOrder, part: Part, answer: ResourceOrder) -> bool:
    """Whether the part has waited for this."""
    if part.state in {P.RESERVING, P.RECLAIMING} and answer.id == part.resource_order_id:
        if answer.state == "completed":
            values = {i.id: (i.resource.id or "", i.resource.value or "") for i in answer.order_item}
            found = {r.name: values.get(resource_item(part, r.name), ("", "")) for r in part.resources}
            order.resources_reserved(part, found, step.now)
        elif answer.state in {"failed", "rejected", "cancelled"}:
            order.refused(part, said(answer.error_message, Code.INTERNAL_ERROR), step.now)
        else:
            return False
    elif part.state in HANDING_BACK and answer.id == part.release_order_id and answer.state == "completed":
        order.resources_released(part, step.now)
    else:
        return False
    return True


def _is_late(part: Part, answer: ResourceOrder) -> bool:
    """Whether ROM has allocated what was given up before it said so."""
    given_up = part.release_order_id and part.state is not P.RECLAIMING
    return bool(given_up) and answer.id == part.resource_order_id and answer.state == "completed"


def activation_ended(step: Step, message: MonitorStateChangeEvent) -> None:
    """The network has answered; an answer to an older attempt, or a second one, changes nothing."""
    monitor = message.event.monitor
    of = service_order_of(monitor.id)
    order = step.find(SERVICE_ORDERS, of) if of else None
    if order is None:
        if not repairing.activation_ended(step, monitor):
            _of_nobody("MonitorStateChangeEvent", monitor.id)
        return
    part = order.part(part_of(monitor.id))
    if part is None or asked(order, part) != (monitor.id, monitor.attempt):
        detail = {"activation": monitor.id, "attempt": monitor.attempt, "answer": monitor.state}
        order.record("ignore", order.state, order.state, **detail)
        return
    if monitor.response is None:
        order.activation_at_work(part, step.now)
        return
    if monitor.response.outcome is Outcome.DONE:
        order.activated(part, step.now)
    elif monitor.response.outcome is Outcome.FAILED:
        order.activation_failed(part, said(monitor.error_message, Code.NETWORK_FAILED), step.now)
    else:
        order.refused(part, said(monitor.error_message, Code.NETWORK_REFUSED), step.now)
    order.advance(step.now)
    go_on(step, order)


def asked(order: ServiceOrder, part: Part) -> tuple[str, int] | None:
    """The activation key and the attempt the network owes an answer for; None when it owes none."""
    if part.state in _ASKED:
        return activation_key(order.id, part.number), part.attempts
    if part.state is P.REVERTING:
        return activation_key(order.id, part.number, undo=True), part.undo_attempts
    return None


def overdue(step: Step, order: ServiceOrder) -> None:
    """Its date has come, or a time limit of its parts has passed: their states say who is asked now."""
    if order.state is ServiceOrderState.ACKNOWLEDGED:
        begin(step, order)
        return
    order.overdue(step.now)
    go_on(step, order)


def _of_nobody(kind: str, identifier: str) -> None:
    """An event about something that is not ours, or not any more: it will not be tomorrow either."""
    log.info("event.ignored", room="som", type=kind, about=identifier)


def _concerned(step: Step, order_id: str) -> Iterable[Need]:
    """What may change with an order that is open: its services, and the requests to take it back."""
    order = step.look(SERVICE_ORDERS, order_id)
    if order is not None and not order.settled:
        yield from ((SERVICES, part.service_id) for part in order.parts)
        yield from ((CANCELLATIONS, identifier) for identifier in order.cancellation_ids)


def _needs_answer(message: ResourceOrderStateChangeEvent) -> list[Need]:
    """Whoever ordered: a service order, or a repair."""
    asked_by = message.event.resource_order.external_id
    return [(SERVICE_ORDERS, asked_by), (REPAIRS, asked_by)]


def _further_answer(step: Step, message: ResourceOrderStateChangeEvent) -> Iterable[Need]:
    asked_by = message.event.resource_order.external_id
    return [*_concerned(step, asked_by), *repairing.concerned(step, asked_by)]


def _needs_outcome(message: MonitorStateChangeEvent) -> list[Need]:
    """A key that is of no service order is a repair's."""
    key = message.event.monitor.id
    order = service_order_of(key)
    return [(SERVICE_ORDERS, order) if order else (REPAIRS, key)]


def _further_outcome(step: Step, message: MonitorStateChangeEvent) -> Iterable[Need]:
    key = message.event.monitor.id
    order = service_order_of(key)
    return _concerned(step, order) if order else repairing.concerned(step, key)


def _needs_cancel(message: CancelServiceOrder) -> list[Need]:
    return [(SERVICE_ORDERS, message.id), (CANCELLATIONS, cancellation_of(message.id))]


HANDLERS: dict[str, Handler] = {
    "CreateServiceOrder": Handler(
        CreateServiceOrder,
        lambda step, m: create(step, asked_for(m)),
        lambda m: needs_create(asked_for(m)),
        further=lambda step, m: further_create(step, asked_for(m)),
    ),
    "CancelServiceOrder": Handler(
        CancelServiceOrder, cancel, _needs_cancel, further=lambda step, m: _concerned(step, m.id)
    ),
    "ResourceOrderStateChangeEvent": Handler(
        ResourceOrderStateChangeEvent,
        resource_order_changed,
        _needs_answer,
        further=_further_answer,
    ),
    "MonitorStateChangeEvent": Handler(
        MonitorStateChangeEvent,
        activation_ended,
        _needs_outcome,
        further=_further_outcome,
    ),
    "SubmitServiceOrder": Handler(
        SubmitServiceOrder,
        submit,
        lambda c: needs_create(c.order),
        further=lambda step, c: further_create(step, c.order),
    ),
    "UpdateServiceOrder": Handler(
        UpdateServiceOrder,
        changing.update,
        lambda c: [(SERVICE_ORDERS, c.order.id)],
        further=lambda step, c: _concerned(step, c.order.id),
    ),
    "RequestCancellation": Handler(
        RequestCancellation,
        request_cancellation,
        lambda c: [(SERVICE_ORDERS, c.order_id), (CANCELLATIONS, c.id)],
        further=lambda step, c: _concerned(step, c.order_id),
    ),
    "DeleteServiceOrder": Handler(DeleteServiceOrder, delete, lambda c: [(SERVICE_ORDERS, c.id)]),
    "CreateService": Handler(recording.CreateService, recording.create, recording.needs),
    "UpdateService": Handler(recording.UpdateService, recording.update, recording.needs),
    "DeleteService": Handler(recording.DeleteService, recording.delete, lambda c: [(SERVICES, c.id)]),
    **qualification.HANDLERS,
}


def room() -> Room:
    return Room(
        "som",
        HANDLERS | reconciliation.HANDLERS,
        {
            SERVICE_ORDERS: OnDeadline(overdue, lambda step, order: _concerned(step, order.id)),
            CANCELLATIONS: OnDeadline(due),
            QUALIFICATIONS: OnDeadline(qualification.overdue),
            **reconciliation.DEADLINES,
        },
    )
