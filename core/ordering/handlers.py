"""What the core does with each message and command; the table is at the foot."""

from dataclasses import replace
from typing import Any

from core.catalog.model import Catalog
from core.catalog.store import ENTRIES
from core.inventory.model import OrderItemRef, Product, ProductService, ProductStatus
from core.inventory.store import PRODUCTS
from core.ordering.commands import DeleteProductOrder, SubmitProductOrder, Submitted, UpdateProductOrder
from core.ordering.decompose import decompose
from core.ordering.items import Item, ProductValue
from core.ordering.judge import reasons_against
from core.ordering.machine import NODE, OrderState
from core.ordering.model import Node, ProductOrder, Progress
from core.ordering.priority import rank
from core.ordering.store import ORDERS, SUBMISSIONS, Submission
from hub.kernel.errors import Code, HubError, Kind, Reason, refuse
from hub.kernel.ids import derived_id
from hub.kernel.values import Characteristic
from hub.messages.base import RelatedParty, SpecificationRef, first_reason, mapping, values
from hub.messages.com import ProcessProductOrder
from hub.messages.som import CreateServiceOrder, Service, ServiceOrderItem, ServiceOrderStateChangeEvent
from hub.platform.entries import Current
from hub.platform.runner import Room
from hub.platform.unit_of_work import Handler, Need, Step

_current_catalog = Current(ENTRIES, Catalog)

# What each final state of a service order means for the node that waits for it.
_SUCCEEDED = frozenset({"completed"})
_FAILED = frozenset({"failed", "rejected", "cancelled", "partial"})


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
    step.send(ProcessProductOrder(product_order_id=order.id, priority=order.priority), key=order.id)
    return Submitted(order, replayed=False)


def process(step: Step, message: ProcessProductOrder) -> None:
    """Judges, decomposes and starts, from wherever the order stands; asking twice changes nothing."""
    order = step.find(ORDERS, message.product_order_id)
    if order is None:
        return  # it was settled and deleted since
    catalog = step.current(_current_catalog)
    if order.state is OrderState.ACKNOWLEDGED:
        reasons = reasons_against(order, catalog)
        if reasons:
            order.reject(reasons, step.now)
        else:
            order.validate()
    if order.state is OrderState.VALIDATED:
        try:
            order.decompose(decompose(order, catalog))
        except HubError as error:
            order.reject(list(error.reasons), step.now)
    if order.state is OrderState.DECOMPOSED:
        _follow_up(step, order, order.start(step.now))


def service_order_changed(step: Step, message: ServiceOrderStateChangeEvent) -> None:
    """A service order has moved: its node moves with it, and what waited for it may start."""
    answer = message.event.service_order
    order = step.find(ORDERS, answer.external_id)
    if order is None:
        return  # it was settled and deleted since, or is somebody else's
    node = order.node(answer.id)
    if node is None or NODE.is_final(node.state):
        order.record("ignore", answer=answer.state, node=answer.id)
        return
    if answer.state in _SUCCEEDED:
        service = answer.service_order_item[0].service
        results = mapping(service.service_characteristic)
        progress = order.node_completed(node, service.id or "", results, step.now)
    elif answer.state in _FAILED:
        progress = order.node_failed(node, _reason(message), step.now)
    else:
        order.node_at_work(node, step.now)
        return
    _follow_up(step, order, progress)


def overdue(step: Step, order: ProductOrder) -> None:
    """A time limit has passed: ask again, or give up what has been silent too long."""
    if order.state is OrderState.IN_PROGRESS:
        _follow_up(step, order, order.overdue(step.now))
    else:
        order.overdue(step.now)
        step.send(ProcessProductOrder(product_order_id=order.id, priority=order.priority), key=order.id)


def update(step: Step, command: UpdateProductOrder) -> ProductOrder:
    """Changes what a customer may change while the order is open."""
    order = step.get(ORDERS, command.id)
    if command.if_version and command.if_version != order.version:
        raise refuse(Kind.STALE, Code.VERSION_STALE, f"the order has version {order.version}", "If-Match")
    if order.settled:
        text = f"the order is {order.state}: it is settled and stays as it is"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")
    changed = sorted(command.clear)
    for name, empty in (
        ("description", ""),
        ("priority", ""),
        ("requested_completion_date", None),
        ("notes", []),
    ):
        value = getattr(command, name)
        if name in command.clear:
            setattr(order, name, empty)
        elif value is not None:
            setattr(order, name, value)
            changed.append(name)
    order.record("update", order.state, order.state, members=changed)
    return order


def forget(step: Step, command: DeleteProductOrder) -> None:
    """Removes a settled order; an open one is somebody's and stays."""
    order = step.get(ORDERS, command.id)
    if not order.settled:
        text = f"the order is {order.state}: only a settled order can be deleted"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")
    order.record("delete", order.state)
    step.remove_where(SUBMISSIONS, "order_id", order.id)
    step.remove(ORDERS, order.id)


def _submission_id(key: str) -> str:
    return derived_id("submission", key)


def _follow_up(step: Step, order: ProductOrder, progress: Progress) -> None:
    """Submits the nodes that are due, and writes the products of the items that are done."""
    for node in progress.nodes:
        item = next(i for i in order.items if i.id == node.item_id)
        step.send(_service_order(order, item, node), key=order.id)
    for item in progress.completed:
        if order.plan and item.id in order.plan.products:
            step.add(PRODUCTS, _product(order, item, order.plan.products[item.id], step))


def _service_order(order: ProductOrder, item: Item, node: Node) -> CreateServiceOrder:
    service = Service(
        service_specification=SpecificationRef(id=node.specification_id),
        state="active",
        service_characteristic=values(node.characteristics),
    )
    return CreateServiceOrder(
        id=node.id,
        external_id=order.id,
        priority=order.priority or None,
        requested_completion_date=order.requested_completion_date,
        related_party=[
            RelatedParty(
                id=p.id, role=p.role or None, name=p.name or None, referred_type=p.referred_type or None
            )
            for p in order.parties
        ],
        service_order_item=[ServiceOrderItem(id=item.id, action=item.action, service=service)],
    )


def _reason(message: ServiceOrderStateChangeEvent) -> Reason:
    answer = message.event.service_order
    text = f"the service order ended {answer.state} without a reason"
    return first_reason(answer.error_message, Reason(Code.INTERNAL_ERROR, text, answer.id))


def _product(order: ProductOrder, item: Item, chosen: dict[str, Any], step: Step) -> Product:
    """The product an item has made; what the layers below allocated is on it."""
    asked = item.product
    nodes = order.nodes_of(item)
    found = {
        node.results_to[name]: value
        for node in nodes
        for name, value in node.results.items()
        if name in node.results_to
    }
    given = {c.name: c for c in (asked.characteristics if asked else [])}
    product = Product(
        id=derived_id("product", order.id, item.id),
        status=ProductStatus.ACTIVE,
        name=(asked and asked.name) or (item.offering.name if item.offering else "") or item.id,
        order_date=order.order_date,
        start_date=step.now,
        offering=item.offering,
        specification=asked.specification if asked else None,
        characteristics=[
            given[name] if name in given and given[name].value == value else Characteristic(name, value)
            for name, value in {**chosen, **found}.items()
        ],
        parties=order.parties,
        order_items=[OrderItemRef(order.id, item.id, item.action)],
        services=[
            ProductService(
                component=node.specification_id,
                specification_id=node.specification_id,
                service_id=node.service_id,
                characteristics=node.characteristics,
            )
            for node in nodes
            if node.service_id
        ],
        extension=asked.extension if asked else "",
    )
    product.record("activate", target=product.status, order=order.id, item=item.id)
    item.product = asked or ProductValue()
    item.product.id = product.id
    return product


def _needs_submit(command: SubmitProductOrder) -> list[Need]:
    return [(SUBMISSIONS, _submission_id(command.key))] if command.key else []


def _needs_answered(message: ServiceOrderStateChangeEvent) -> list[Need]:
    return [(ORDERS, message.event.service_order.external_id)]


HANDLERS: dict[str, Handler] = {
    "SubmitProductOrder": Handler(SubmitProductOrder, submit, _needs_submit),
    "UpdateProductOrder": Handler(UpdateProductOrder, update, lambda c: [(ORDERS, c.id)]),
    "DeleteProductOrder": Handler(DeleteProductOrder, forget, lambda c: [(ORDERS, c.id)]),
    "ProcessProductOrder": Handler(
        ProcessProductOrder,
        process,
        lambda m: [(ORDERS, m.product_order_id)],
        lambda m: rank(m.priority),
    ),
    "ServiceOrderStateChangeEvent": Handler(
        ServiceOrderStateChangeEvent, service_order_changed, _needs_answered
    ),
}


def room() -> Room:
    return Room("com", HANDLERS, {ORDERS: overdue})
