"""An order's way to its beginning: judged, asked about, decomposed, started; from wherever it stands."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from core.catalog.model import Catalog
from core.inventory.model import Product
from core.inventory.store import PRODUCTS
from core.ordering import products, progress
from core.ordering.follow_up import follow_up
from core.ordering.items import Item
from core.ordering.machine import ORDER, OrderEvent, OrderState
from core.ordering.model import ProductOrder
from core.ordering.pins import catalog_of
from core.ordering.planning.decompose import decompose, versions_of
from core.ordering.planning.judge import path, reasons_against
from core.ordering.planning.targets import ADD, MODIFY, made_from, target_of
from core.ordering.records import Question, Waiting
from core.ordering.store import ORDERS
from hub.kernel.errors import Code, HubError, Reason
from hub.messages.com import ProcessProductOrder
from hub.platform.unit_of_work import Step


def process(step: Step, message: ProcessProductOrder) -> None:
    """Takes the order as far as it gets; asking twice changes nothing."""
    order = step.look(ORDERS, message.product_order_id)
    if order is None or order.begun or order.settled:
        return  # it was settled and deleted since, or needs no help to go on
    if order.state is OrderState.HELD and _stays_held(step, order):
        return
    _take_on(step, step.get(ORDERS, order.id))


def _stays_held(step: Step, order: ProductOrder) -> bool:
    """A person says when, or an order that still has its product."""
    by_person = bool(order.fallout_id) or order.hold is None or bool(order.hold.by)
    return by_person or bool(_wait(step, order))


def reasons_now(step: Step, order: ProductOrder) -> list[Reason]:
    """What there is against the order as it is."""
    return reasons_against(order, catalog_of(step, order), products_of(step, order), order.order_date)


def products_of(step: Step, order: ProductOrder) -> dict[str, Product]:
    """Those of the inventory that its items name; one that is not there is unknown."""
    return {i: p for i in order.product_ids if (p := step.look(PRODUCTS, i)) is not None}


def _take_on(step: Step, order: ProductOrder) -> None:
    if order.state is OrderState.HELD:
        order.release(step.now)
    catalog, found = catalog_of(step, order), products_of(step, order)
    if order.state is OrderState.DECOMPOSED and found and order.start_at <= step.now:
        order.fire(ORDER, OrderEvent.RECONSIDER)
    if order.state is OrderState.ACKNOWLEDGED:
        _judge(step, order, catalog, found)
    if order.state is OrderState.VALIDATED:
        order.ask(_questions(order, catalog, found, step.now), step.now)
    if order.state is OrderState.VALIDATED:
        try:
            order.decompose(decompose(order.items, catalog, found), step.now)
        except HubError as error:
            order.reject(error.reasons, step.now)
    if order.state is OrderState.DECOMPOSED and order.start_at <= step.now:
        products.reserve(step, order)
        progress.start(order, step.now)
    else:
        progress.review(order, step.now)
    follow_up(step, order)


def _judge(step: Step, order: ProductOrder, catalog: Catalog, found: dict[str, Product]) -> None:
    reasons = reasons_against(order, catalog, found, order.order_date)
    if not reasons:
        reasons = busy_reasons(step, order, order.items, catalog, found)
    if reasons:
        order.reject(reasons, step.now)
    elif order.start_at <= step.now and (busy := _wait(step, order)):
        order.wait_for_product("; ".join(busy), step.now)
    else:
        order.validate(versions_of(order.items, catalog, found))


def _wait(step: Step, order: ProductOrder) -> list[str]:
    """Asks the open orders that have its products to tell when they have ended; why it has to wait, if it has."""
    busy = []
    for product in products_of(step, order).values():
        holder = products.holder(step, order, product)
        if holder:
            other = step.get(ORDERS, holder)
            waiting = Waiting(order.id, order.priority)
            if waiting not in other.waiting:
                other.waiting.append(waiting)
                other.record("awaited", other.state, other.state, by=order.id, product=product.id)
            busy.append(products.being_changed(product, holder))
    return busy


def busy_reasons(
    step: Step,
    order: ProductOrder | None,
    items: Sequence[Item],
    catalog: Catalog,
    found: Mapping[str, Product],
) -> list[Reason]:
    """What speaks against items about products that other orders have, where the catalogue does not let them wait."""
    return [
        _busy(items, product, holder)
        for product in found.values()
        if not _may_wait(product, catalog) and (holder := products.holder(step, order, product))
    ]


def _may_wait(product: Product, catalog: Catalog) -> bool:
    specification = made_from(product, catalog)
    return specification is None or specification.concurrent_orders != "reject"


def _busy(items: Sequence[Item], product: Product, holder: str) -> Reason:
    item = next(i for i in items if i.product is not None and i.product.id == product.id)
    return Reason(Code.PRODUCT_BUSY, products.being_changed(product, holder), path(item, "product.id"))


def _questions(
    order: ProductOrder, catalog: Catalog, has: Mapping[str, Product], now: datetime
) -> list[Question]:
    """What the catalogue wants to know before the products of the items are built or changed."""
    found = []
    for item in order.items:
        if item.action not in {ADD, MODIFY}:
            continue
        specification = target_of(item, catalog, has).specification
        for question in specification.questions if specification else ():
            by = now + timedelta(seconds=question.limit_seconds) if question.limit_seconds else None
            found.append(Question(item_id=item.id, name=question.name, text=question.text, answer_by=by))
    return found
