"""What the core does with each message and command; the table is at the foot."""

from dataclasses import replace

from core.inventory.store import PRODUCTS
from core.ordering import deciding, progress, recovery
from core.ordering.changing import update
from core.ordering.commands import (
    AnswerProductOrder,
    CancelProductOrder,
    DeleteProductOrder,
    HoldProductOrder,
    ReleaseProductOrder,
    ResolveFallout,
    SubmitProductOrder,
    Submitted,
    UpdateProductOrder,
)
from core.ordering.follow_up import follow_up, to_process
from core.ordering.machine import ORDER, OrderEvent
from core.ordering.machine_node import ASKED, NodeEvent
from core.ordering.model import ProductOrder
from core.ordering.priority import rank
from core.ordering.processing import process
from core.ordering.recovery import Outcome
from core.ordering.store import CANCELLATIONS, FALLOUT, ORDERS, SUBMISSIONS, Submission
from hub.kernel.errors import Code, Kind, Reason, refuse
from hub.kernel.ids import derived_id
from hub.messages.base import first_reason, mapping
from hub.messages.com import AssessCancellation, ProcessProductOrder
from hub.messages.som import ServiceOrderStateChangeEvent
from hub.platform.deadlines import OnDeadline
from hub.platform.unit_of_work import Handler, Need, Step

# What each final state of a service order is for the node it was ordered by.
_OUTCOMES = {
    "completed": NodeEvent.COMPLETE,
    "failed": NodeEvent.FAIL,
    "rejected": NodeEvent.FAIL,
    "partial": NodeEvent.FAIL,
    "cancelled": NodeEvent.CANCELLED,
}


def submit(step: Step, command: SubmitProductOrder) -> Submitted:
    """Stores the order, or answers with the one this request has made before."""
    if command.key:
        known = step.look(SUBMISSIONS, _submission_id(command.key))
        if known is not None:
            if known.fingerprint != command.fingerprint:
                text = "this Idempotency-Key or externalId was used for an order with other content"
                raise refuse(Kind.CONFLICT, Code.KEY_REUSED, text)
            earlier = step.look(ORDERS, known.order_id)
            if earlier is None:
                text = "the order that this Idempotency-Key or externalId has made was deleted"
                raise refuse(Kind.CONFLICT, Code.KEY_REUSED, text)
            return Submitted(earlier, replayed=True)
        step.add(
            SUBMISSIONS,
            Submission(
                id=_submission_id(command.key), fingerprint=command.fingerprint, order_id=command.order.id
            ),
        )
    # A copy: when the batch fails the command is run again, and has to be as it came.
    order = replace(command.order, order_date=step.now)
    order.accept(step.now)
    step.add(ORDERS, order)
    step.send(to_process(order), key=order.id)
    return Submitted(order, replayed=False)


def service_order_changed(step: Step, message: ServiceOrderStateChangeEvent) -> None:
    """A service order has moved: its node moves with it, and what waited for it may start."""
    answer = message.event.service_order
    order = step.find(ORDERS, answer.external_id)
    if order is None:
        return  # it was settled and deleted since, or is somebody else's
    node = order.node(answer.id)
    event = _OUTCOMES.get(answer.state)
    if node is None:
        moved = False
    elif event is None:
        moved = node.state in ASKED
        if moved:
            recovery.at_work(order, node, step.now)
    else:
        # One that SOM has never heard of has no items.
        service = answer.service_order_item[0].service if answer.service_order_item else None
        outcome = Outcome(
            event=event,
            service_id=(service.id if service else "") or "",
            results=mapping(service.service_characteristic) if service else {},
            reason=None if event is NodeEvent.COMPLETE else _reason(message),
        )
        moved = recovery.settle(order, node, answer.id, outcome, step.now)
    if not moved:
        order.record("ignore", order.state, order.state, answer=answer.state, serviceOrder=answer.id)
        return
    progress.go_on(order, step.now)
    follow_up(step, order)


def overdue(step: Step, order: ProductOrder) -> None:
    """A time limit has passed, of the order or of one of its nodes."""
    own = order.limit_at is not None and order.limit_at <= step.now
    if not order.begun:
        if own:
            order.overdue_before_start(step.now)
            step.send(to_process(order), key=order.id)
        progress.review(order, step.now)
    else:
        if order.assessed and own:
            order.fire(ORDER, OrderEvent.OVERDUE)
            order.expect(step.now)
            deciding.ask_to_assess(step, order)
        progress.overdue(order, step.now)
    follow_up(step, order)


def forget(step: Step, command: DeleteProductOrder) -> None:
    """Removes a settled order; an open one is somebody's and stays."""
    order = step.get(ORDERS, command.id)
    if not order.settled or order.wake_at is not None or order.held:
        text = f"the order is {order.state}: only a settled order can be deleted"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")
    order.record("delete", order.state)
    for store in (SUBMISSIONS, FALLOUT, CANCELLATIONS):
        step.remove_where(store, "order_id", order.id)
    step.remove(ORDERS, order.id)


def _submission_id(key: str) -> str:
    return derived_id("submission", key)


def _reason(message: ServiceOrderStateChangeEvent) -> Reason:
    answer = message.event.service_order
    code = Code.CANCELLED if answer.state == "cancelled" else Code.INTERNAL_ERROR
    text = f"the service order ended {answer.state} without a reason"
    return first_reason(answer.error_message, Reason(code, text, answer.id))


def _needs_submit(command: SubmitProductOrder) -> list[Need]:
    return [(SUBMISSIONS, _submission_id(command.key))] if command.key else []


def _needs_process(message: ProcessProductOrder) -> list[Need]:
    return [(ORDERS, message.product_order_id), *((PRODUCTS, i) for i in message.product_ids)]


HANDLERS: dict[str, Handler] = {
    "SubmitProductOrder": Handler(SubmitProductOrder, submit, _needs_submit),
    "UpdateProductOrder": Handler(UpdateProductOrder, update, lambda c: [(ORDERS, c.id)]),
    "DeleteProductOrder": Handler(DeleteProductOrder, forget, lambda c: [(ORDERS, c.id)]),
    "AnswerProductOrder": Handler(AnswerProductOrder, deciding.answer, lambda c: [(ORDERS, c.id)]),
    "HoldProductOrder": Handler(HoldProductOrder, deciding.hold, lambda c: [(ORDERS, c.id)]),
    "ReleaseProductOrder": Handler(ReleaseProductOrder, deciding.release, lambda c: [(ORDERS, c.id)]),
    "CancelProductOrder": Handler(CancelProductOrder, deciding.cancel, lambda c: [(ORDERS, c.order_id)]),
    "ResolveFallout": Handler(
        ResolveFallout, deciding.resolve, lambda c: [(ORDERS, c.order_id), (FALLOUT, c.id)]
    ),
    "ProcessProductOrder": Handler(
        ProcessProductOrder, process, _needs_process, rank=lambda m: rank(m.priority)
    ),
    "AssessCancellation": Handler(
        AssessCancellation,
        deciding.assess,
        lambda m: [(ORDERS, m.product_order_id), (CANCELLATIONS, m.cancellation_id)],
    ),
    "ServiceOrderStateChangeEvent": Handler(
        ServiceOrderStateChangeEvent,
        service_order_changed,
        lambda m: [(ORDERS, m.event.service_order.external_id)],
    ),
}


DEADLINES = {ORDERS: OnDeadline(overdue), CANCELLATIONS: OnDeadline(deciding.cancellation_due)}
