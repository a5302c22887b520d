"""Carrying out, in the same step, what the moves of an order have set off: messages, products, fallout, tasks."""

from core.ordering import cancelling, products
from core.ordering.effects import Effects
from core.ordering.fallout import Fallout
from core.ordering.machine_node import ASKED
from core.ordering.model import ProductOrder
from core.ordering.service_orders import message_for
from core.ordering.store import CANCELLATIONS, FALLOUT
from hub.kernel.errors import Code, Reason
from hub.messages.com import ProcessProductOrder, ProductOrderEvent, ProductOrderJeopardyEvent
from hub.messages.com import ProductOrder as PublishedOrder
from hub.platform.unit_of_work import Step


def to_process(order: ProductOrder) -> ProcessProductOrder:
    """The message that takes an order on."""
    return ProcessProductOrder(
        product_order_id=order.id, priority=order.priority, product_ids=order.product_ids
    )


def follow_up(step: Step, order: ProductOrder) -> None:
    """Once after everything a message did to the order."""
    effects = order.take_effects()
    for node in {n.key: n for n in effects.asked}.values():
        if node.state in ASKED:
            step.send(message_for(order, node), key=order.id)
    for item in effects.items:
        products.settle(step, order, item)
    _tell_operators(step, order, effects)
    if effects.in_jeopardy:
        _alarm(step, order)
    if order.cancellation_id and cancelling.ended(order):
        _end_cancellation(step, order)
    if effects.ended:
        products.release(step, order)
        for waiting in order.waiting:
            message = ProcessProductOrder(product_order_id=waiting.order_id, priority=waiting.priority)
            step.send(message, key=waiting.order_id, correlation=waiting.order_id)


def _tell_operators(step: Step, order: ProductOrder, effects: Effects) -> None:
    for raised in effects.raised:
        fallout = Fallout(
            id=raised.id,
            order_id=order.id,
            raised_at=step.now,
            reason=raised.reason,
            item_id=raised.item_id,
            node=raised.node,
            context=raised.context,
            actions=list(raised.actions),
        )
        fallout.record("raise", target=fallout.state, code=raised.reason.code, order=order.id)
        step.add(FALLOUT, fallout)
    for identifier, how in effects.cleared.items():
        step.get(FALLOUT, identifier).clear(how, step.now)


def _end_cancellation(step: Step, order: ProductOrder) -> None:
    task = step.get(CANCELLATIONS, order.cancellation_id)
    if cancelling.succeeded(order):
        task.finish(step.now)
        order.cancellation_done = task.id
    else:
        text = f"the order is {order.state}: it was not to be cancelled any more"
        task.refuse([Reason(Code.STATE_FORBIDS, text, "productOrder")])
    cancelling.close(order)


def _alarm(step: Step, order: ProductOrder) -> None:
    entry = order.jeopardies[-1]
    published = PublishedOrder(
        id=order.id,
        state=order.state,
        expected_completion_date=entry.forecast,
        requested_completion_date=entry.requested,
    )
    event = ProductOrderJeopardyEvent(
        event_type="ProductOrderJeopardyEvent",
        event_time=step.now,
        event=ProductOrderEvent(product_order=published),
    )
    step.send(event, key=order.id)
