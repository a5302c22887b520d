"""How a service order is taken back."""

from hub.messages.som import CancelServiceOrder
from hub.platform.unit_of_work import Step
from workers.som.cancellation import Cancellation, cancellation_of
from workers.som.ending import go_on, resolve
from workers.som.model import ServiceOrder
from workers.som.sending import publish
from workers.som.store import CANCELLATIONS, SERVICE_ORDERS


def cancel(step: Step, message: CancelServiceOrder) -> None:
    """Takes an order back; one that is not known will never be carried out, for any other it is a question."""
    order = step.look(SERVICE_ORDERS, message.id)
    if order is None:
        order = ServiceOrder(id=message.id, external_id=message.external_id, order_date=step.now)
        step.add(SERVICE_ORDERS, order)
    identifier = cancellation_of(message.id)
    if step.look(CANCELLATIONS, identifier) is None:
        reason = message.cancellation_reason or ""
        begin_task(
            step, Cancellation(id=identifier, order_id=message.id, reason=reason, requested_at=step.now)
        )
    else:
        publish(step, order)


def begin_task(step: Step, task: Cancellation) -> None:
    """A new request, to be done now or at its date."""
    step.add(CANCELLATIONS, task)
    task.accept()
    if task.wanted_at is None or task.wanted_at <= step.now:
        due(step, task)


def due(step: Step, task: Cancellation) -> None:
    """The request is carried out; what it comes too late for is told how that has ended, or will."""
    task.due()
    order = step.get(SERVICE_ORDERS, task.order_id)
    if order.settled:
        resolve(step, task, order)
        publish(step, order)
    else:
        order.cancellation_ids.append(task.id)
        if order.can_cancel:
            order.cancel(task.reason, step.now)
        if not order.settled:
            publish(step, order)
        go_on(step, order)
