"""What a customer may change while the order is open: its words and dates, and what it orders."""

from collections.abc import Sequence
from dataclasses import replace

from core.ordering import products, progress
from core.ordering.commands import UpdateProductOrder
from core.ordering.follow_up import follow_up, to_process
from core.ordering.items import Item
from core.ordering.model import ProductOrder
from core.ordering.pins import catalog_of
from core.ordering.planning.decompose import decompose
from core.ordering.planning.judge import reasons_against
from core.ordering.processing import products_of
from core.ordering.revising import revise
from core.ordering.store import ORDERS
from hub.kernel.errors import Code, HubError, Kind, Reason, refuse
from hub.platform.unit_of_work import Step

_EMPTY: dict[str, object] = {
    "description": "",
    "priority": "",
    "requested_start_date": None,
    "requested_completion_date": None,
    "notes": [],
}


def update(step: Step, command: UpdateProductOrder) -> ProductOrder:
    """Changes what is named, all of it or nothing."""
    order = step.get(ORDERS, command.id)
    _refuse(order, command)
    if command.items is not None:
        _revise(step, order, command.items)
    changed = sorted(command.clear)
    for name, empty in _EMPTY.items():
        value = getattr(command, name)
        if name in command.clear:
            setattr(order, name, empty)
        elif value is not None:
            setattr(order, name, value)
            changed.append(name)
    if changed:
        order.record("update", order.state, order.state, members=changed)
    if order.begun:
        progress.go_on(order, step.now)
    elif (_changes_start(command) or command.items is not None) and not order.held:
        step.send(to_process(order), key=order.id)
    follow_up(step, order)
    return order


def _changes_start(command: UpdateProductOrder) -> bool:
    return command.requested_start_date is not None or "requested_start_date" in command.clear


def _refuse(order: ProductOrder, command: UpdateProductOrder) -> None:
    if command.if_version and command.if_version != order.version:
        raise refuse(Kind.STALE, Code.VERSION_STALE, f"the order has version {order.version}", "If-Match")
    if order.settled:
        text = f"the order is {order.state}: it is settled and stays as it is"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")
    if _changes_start(command) and order.begun:
        text = f"the order is {order.state}: it has begun already"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "requestedStartDate")


def _revise(step: Step, order: ProductOrder, items: Sequence[Item]) -> None:
    """The new items have to be as good as those of a new order, on the catalogue this one was accepted with."""
    ours = replace(order, items=[replace(item) for item in items])
    catalog = catalog_of(step, order)
    found = {i: products.as_before(order, p) for i, p in products_of(step, ours).items()}
    reasons = reasons_against(ours, catalog, found, order.order_date)
    if reasons:
        raise HubError(Kind.INVALID, *reasons)
    busy = [
        Reason(Code.PRODUCT_BUSY, products.being_changed(p, holder), "productOrderItem")
        for p in found.values()
        if (holder := products.holder(step, order, p))
    ]
    if order.begun and busy:
        raise HubError(Kind.NOT_ALLOWED, *busy)
    revise(order, ours.items, decompose(ours.items, catalog, found), step.now)
    if order.begun:
        products.reserve(step, order)
