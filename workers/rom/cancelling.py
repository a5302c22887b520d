"""Taking resource orders back: the message, the caller's command, and the date of either."""

from hub.kernel.errors import Code, Reason
from hub.kernel.values import Ref
from hub.messages.rom import CancelResourceOrder
from hub.platform.unit_of_work import Need, Step
from workers.rom.cancellation import Cancellation, cancellation_id
from workers.rom.commands import WithdrawResourceOrder
from workers.rom.model import ResourceOrder
from workers.rom.sending import publish
from workers.rom.store import CANCELLATIONS, RESOURCE_ORDERS


def cancel(step: Step, message: CancelResourceOrder) -> None:
    """Takes an order back; one that is not known will never be carried out, for one that has ended it is a question."""
    if step.look(RESOURCE_ORDERS, message.id) is None:
        order = ResourceOrder(
            id=message.id,
            external_id=message.external_id,
            service_order_id=message.external_id,
            order_date=step.now,
        )
        step.add(RESOURCE_ORDERS, order)
    withdraw(step, WithdrawResourceOrder(message.id, message.cancellation_reason or ""))


def withdraw(step: Step, command: WithdrawResourceOrder) -> Cancellation:
    """The order's one task: made, or told what was decided, or what counts from now on. An unknown order is a `HubError`."""
    order = step.get(RESOURCE_ORDERS, command.order_id, "resourceOrder.id")
    task = step.find(CANCELLATIONS, cancellation_id(order.id))
    if task is None:
        task = Cancellation(id=cancellation_id(order.id), order=Ref(order.id), requested_at=step.now)
        step.add(CANCELLATIONS, task)
        task.accept()
    if not task.settled:
        named = command.order or Ref(order.id)
        task.ask(named, command.requested_cancellation_date, command.why, command.extension)
        if task.waits(step.now):
            return task
        _decide(step, task)
    publish(step, order)
    return task


def due(step: Step, task: Cancellation) -> None:
    """The date has come."""
    task.due()
    _decide(step, task)
    publish(step, step.get(RESOURCE_ORDERS, task.order_id))


def needs(order_id: str) -> list[Need]:
    return [(RESOURCE_ORDERS, order_id), (CANCELLATIONS, cancellation_id(order_id))]


def _decide(step: Step, task: Cancellation) -> None:
    """An order that waits for its date is cancelled; one that has ended is not."""
    order = step.get(RESOURCE_ORDERS, task.order_id)
    if order.settled:
        task.refuse(
            Reason(Code.STATE_FORBIDS, f"the order is {order.state}: it cannot be cancelled", "state")
        )
    else:
        order.cancel(task.why, step.now)
        task.finish(step.now)
