"""What people decide about orders: answers, holds, cancellations, repairs."""

from core.ordering import cancelling, progress
from core.ordering.cancellation import CANCELLATION, Cancellation, CancellationEvent
from core.ordering.cancelling import Verdict
from core.ordering.commands import (
    AnswerProductOrder,
    CancelProductOrder,
    HoldProductOrder,
    ReleaseProductOrder,
    ResolveFallout,
)
from core.ordering.fallout import Action, Fallout
from core.ordering.follow_up import follow_up, to_process
from core.ordering.model import ProductOrder
from core.ordering.processing import reasons_now
from core.ordering.repair import decided, repair
from core.ordering.store import CANCELLATIONS, FALLOUT, ORDERS
from hub.kernel.errors import Code, HubError, Kind, Reason, refuse
from hub.kernel.ids import derived_id
from hub.messages.com import AssessCancellation
from hub.platform.unit_of_work import Step


def answer(step: Step, command: AnswerProductOrder) -> ProductOrder:
    """Somebody outside has answered: yes takes the order on, no rejects it."""
    named(command.by, command.why)
    order = step.get(ORDERS, command.id)
    question = order.awaited(command.item_id, command.question)
    question.by, question.why = command.by, command.why
    if command.accepted:
        order.answer(question, command.characteristics, step.now)
        if command.characteristics and (reasons := reasons_now(step, order)):
            raise HubError(Kind.INVALID, *reasons)
    else:
        text = f"{command.by} has answered no to {question.name}: {command.why}"
        reason = Reason(Code.CONDITION_UNMET, text, f"productOrderItem[{question.item_id}]")
        order.reject([reason], step.now, by=command.by, why=command.why)
    progress.review(order, step.now)
    follow_up(step, order)
    if not order.settled:
        step.send(to_process(order), key=order.id)
    return order


def hold(step: Step, command: HoldProductOrder) -> ProductOrder:
    """Nothing new is begun until somebody releases it."""
    named(command.by, command.why)
    order = step.get(ORDERS, command.id)
    order.pause(command.by, command.why, step.now)
    progress.review(order, step.now)
    follow_up(step, order)
    return order


def release(step: Step, command: ReleaseProductOrder) -> ProductOrder:
    """Ends a hold; fallout is for `resolve`."""
    named(command.by, command.why)
    order = step.get(ORDERS, command.id)
    if order.hold is None or not order.hold.by:
        text = f"nobody holds the order, which is {order.state}"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")
    order.release(step.now, by=command.by, why=command.why)
    _go_on(step, order)
    return order


def resolve(step: Step, command: ResolveFallout) -> Fallout:
    """One decision, one effect."""
    named(command.by, command.why)
    order = step.get(ORDERS, command.order_id)
    fallout = step.get(FALLOUT, command.id)
    fallout.resolve(command.action, command.by, command.why, step.now)
    if fallout.action == Action.CANCEL:
        _cancel_now(step, order, command.why)
        decided(order, fallout)
    else:
        repair(order, fallout, {c.name: c.value for c in command.characteristics}, step.now)
    _go_on(step, order)
    return fallout


def cancel(step: Step, command: CancelProductOrder) -> Cancellation:
    """The task that takes an order back; the one there is, open or done, when it asks for the same."""
    done = _done(step, command)
    if done is not None:
        return done
    order = step.get(ORDERS, command.order_id, "productOrder.id")
    if order.cancellation_id:
        known = step.get(CANCELLATIONS, order.cancellation_id)
        if set(known.items) == set(command.items):
            _bring_forward(step, order, known, command)
            return known
        text = f"cancellation {known.id} of {', '.join(known.items) or 'all items'} is under way"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "productOrder")
    unknown = [i for i in command.items if order.item(i) is None]
    if unknown:
        reasons = [Reason(Code.ID_UNKNOWN, f"the order has no item {i}", "productOrderItem") for i in unknown]
        raise HubError(Kind.INVALID, *reasons)
    if command.items and not order.begun:
        text = "as long as nothing has begun, items are taken out by changing the order"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "productOrderItem")
    return _cancel(step, order, command)


def _done(step: Step, command: CancelProductOrder) -> Cancellation | None:
    order = step.look(ORDERS, command.order_id)
    known = step.look(CANCELLATIONS, order.cancellation_done) if order and order.cancellation_done else None
    return known if known is not None and set(known.items) == set(command.items) else None


def assess(step: Step, message: AssessCancellation) -> None:
    """The core's own command: is there a way back?"""
    order = step.find(ORDERS, message.product_order_id)
    task = step.find(CANCELLATIONS, message.cancellation_id)
    if order is None or task is None or order.cancellation_id != task.id or not order.assessed:
        return  # it was decided, or has ended, since
    verdict, reasons = cancelling.decide(order, step.now)
    if verdict is Verdict.REFUSED:
        task.refuse(reasons)
    else:
        task.accept(reasons)
    follow_up(step, order)


def ask_to_assess(step: Step, order: ProductOrder) -> None:
    """Sends the command; again, should it be late: it is handled once."""
    step.send(
        AssessCancellation(product_order_id=order.id, cancellation_id=order.cancellation_id), key=order.id
    )


def cancellation_due(step: Step, task: Cancellation) -> None:
    """Its requested date has come, or nobody has assessed it."""
    order = step.get(ORDERS, task.order_id)
    task.fire(CANCELLATION, CancellationEvent.OVERDUE)
    task.wait(step.now)
    if order.assessed:
        ask_to_assess(step, order)
        return
    _begin(step, order, task)
    follow_up(step, order)


def _cancel(step: Step, order: ProductOrder, command: CancelProductOrder) -> Cancellation:
    verdict, reasons = cancelling.assess(order, command.items)
    if verdict is Verdict.REFUSED and any(r.code is Code.STATE_FORBIDS for r in reasons):
        raise HubError(Kind.NOT_ALLOWED, *reasons)
    task = Cancellation(
        id=derived_id("cancelProductOrder", order.id, str(order.version)),
        order_id=order.id,
        requested_at=step.now,
        items=list(command.items),
        reason=command.reason,
        requested_cancellation_date=command.requested_cancellation_date,
        extension=command.extension,
    )
    step.add(CANCELLATIONS, task)
    task.ask(step.now)
    order.cancellation_id, order.cancelling_items = task.id, list(command.items)
    order.record("cancelAsked", order.state, order.state, task=task.id, why=command.reason)
    if task.is_due(step.now):
        _begin(step, order, task)
        follow_up(step, order)
    return task


def _bring_forward(step: Step, order: ProductOrder, known: Cancellation, command: CancelProductOrder) -> None:
    """One that waits for its date does not wait when it is asked for an earlier one."""
    asked = command.requested_cancellation_date
    if known.is_due(step.now) or (asked is not None and not known.is_later_than(asked)):
        return
    known.requested_cancellation_date = asked
    known.ask(step.now)
    if known.is_due(step.now):
        _begin(step, order, known)
        follow_up(step, order)


def _cancel_now(step: Step, order: ProductOrder, why: str) -> None:
    """Or not at all: fallout that is decided must not come to nothing, so nobody else may come between."""
    if order.cancellation_id:
        text = f"cancellation {order.cancellation_id} is open already"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "action")
    verdict, reasons = cancelling.assess(order)
    if verdict is Verdict.REFUSED:
        raise HubError(Kind.NOT_ALLOWED, *reasons)
    task = _cancel(step, order, CancelProductOrder(order_id=order.id, reason=why))
    if order.assessed:
        assess(step, AssessCancellation(product_order_id=order.id, cancellation_id=task.id))


def _begin(step: Step, order: ProductOrder, task: Cancellation) -> None:
    verdict, reasons = cancelling.assess(order, task.items)
    if verdict is Verdict.REFUSED and any(r.code is Code.STATE_FORBIDS for r in reasons):
        task.refuse(reasons)  # it could be when it was asked for
        cancelling.close(order)
        return
    cancelling.begin(order, task.id, task.items, step.now)
    if order.assessed:
        ask_to_assess(step, order)


def _go_on(step: Step, order: ProductOrder) -> None:
    if order.begun:
        progress.go_on(order, step.now)
    else:
        progress.review(order, step.now)
        if not order.settled and not order.held:
            step.send(to_process(order), key=order.id)
    follow_up(step, order)


def named(by: str, why: str) -> None:
    """Who decides says who he is, and why: it is kept."""
    reasons = [
        Reason(Code.ATTRIBUTE_INVALID, "is needed: it is kept with the decision", name)
        for name, value in (("by", by), ("why", why))
        if not value.strip()
    ]
    if reasons:
        raise HubError(Kind.INVALID, *reasons)
