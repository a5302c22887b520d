"""From order items to the product inventory: what a customer has after an item has ended, well or not (TMF637)."""

from dataclasses import replace
from typing import Any

from core.inventory.model import (
    OrderItemRef,
    Product,
    ProductBefore,
    ProductService,
    ProductStatus,
)
from core.inventory.store import PRODUCTS
from core.ordering.items import Item, ProductValue
from core.ordering.machine_item import ITEM, Goal, ItemState
from core.ordering.machine_node import NodeState
from core.ordering.model import ProductOrder
from core.ordering.node import Node
from core.ordering.pins import catalog_of
from core.ordering.planning.plan import PlannedProduct
from core.ordering.product_values import restored, results
from core.ordering.store import ORDERS
from hub.kernel.values import Characteristic, Ref
from hub.platform.unit_of_work import Step


def reserve(step: Step, order: ProductOrder) -> None:
    """From now on the products the order is about are changed by it alone."""
    ending = {p.product_id for p in order.plan.products if p.action == "delete"} if order.plan else set()
    for identifier in order.product_ids:
        if (known := step.look(PRODUCTS, identifier)) and known.open_order_id == order.id:
            continue  # a change of the order that names it again
        product = step.get(PRODUCTS, identifier)
        product.open_order_id = order.id
        product.record("reserve", product.status, product.status, order=order.id)
        product.before = ProductBefore.of(product)
        if identifier in ending:
            _turn(product, ProductStatus.PENDING_TERMINATE, order)


def as_before(order: ProductOrder, product: Product) -> Product:
    """As it was when the order began, should it be the one that changes it: what its plan is made from."""
    before = product.before if product.open_order_id == order.id else None
    if before is None:
        return product
    return replace(product, **before.members())


def holder(step: Step, order: ProductOrder | None, product: Product) -> str:
    """The (other) open order that changes the product, or is not done with making it; empty when there is none."""
    mine = order.id if order is not None else ""
    if product.open_order_id not in {"", mine}:
        return product.open_order_id
    last = product.last_order_id
    other = step.look(ORDERS, last) if last not in {"", mine} else None
    return last if other is not None and not other.settled else ""


def being_changed(product: Product, holder: str) -> str:
    """Why another order has to wait, in words."""
    return f"product {product.id} is being changed by order {holder}"


def release(step: Step, order: ProductOrder) -> None:
    """The order has ended: its products are free."""
    for identifier in order.product_ids:
        product = step.find(PRODUCTS, identifier)
        if product is not None and product.open_order_id == order.id:
            product.open_order_id, product.before, product.ordered_at = "", None, step.now
            product.record("release", product.status, product.status, order=order.id)


def settle(step: Step, order: ProductOrder, item: Item) -> None:
    """An item has ended, or has ended otherwise than it first did: its products say so."""
    if not order.begun or item.action == "noChange" or order.plan is None:
        return
    ended = ITEM.is_final(item.state) or item.state is ItemState.COMPLETED
    # What else the item makes may be as wanted as ever.
    dropped = replace(item, state=ItemState.CANCELLED, goal=Goal.CANCEL)
    meant = [*((p, item) for p in order.plan.products), *((p, dropped) for p in order.dropped)]
    for planned, become in meant:
        if planned.item_id == item.id and ended:
            _settle(step, order, become, planned)
        elif planned.item_id == item.id and become.goal is not Goal.DO and item.action == "add":
            identifier = order.product_of(planned)
            if identifier in item.made:
                _turn(step.get(PRODUCTS, identifier), ProductStatus.PENDING_TERMINATE, order)


def _settle(step: Step, order: ProductOrder, item: Item, planned: PlannedProduct) -> None:
    nodes = [n for n in order.index.nodes_of.get(item.id, ()) if n.task.instance == planned.instance]
    identifier = order.product_of(planned)
    if planned.product_id or identifier in item.made:
        known = step.look(PRODUCTS, identifier)
        if known is not None and _is_of_another(known, order):
            return  # what comes this late is not to undo what was ordered since
        product = step.get(PRODUCTS, identifier)
    else:
        if not any(n.started_at for n in nodes) and item.state is not ItemState.COMPLETED:
            return  # nothing was ever asked for
        product = _new(step, order, item, planned)
        product.record("make", target=product.status, order=order.id, item=item.id)
        step.add(PRODUCTS, product)
        item.made.append(identifier)
    product.services = _services(product, nodes, planned)
    ref = OrderItemRef(order.id, item.id, item.action)
    if ref not in product.order_items:
        product.order_items.append(ref)
    if item.state is ItemState.COMPLETED and item.action != "delete":
        product.billing_account = _payer(order, item) or product.billing_account
        _describe(product, item, planned, nodes)
        product.record(
            "describe",
            product.status,
            product.status,
            productOffering=product.offering.id if product.offering else "",
            characteristics={c.name: c.value for c in product.characteristics},
        )
    elif product.before is not None and item.state is not ItemState.COMPLETED:
        for name in ("name", "offering", "specification", "specification_version"):
            setattr(product, name, getattr(product.before, name))
        product.characteristics = restored(product.before.characteristics, nodes)
    status = _status(product, item, nodes)
    ended = product.termination_date or step.now
    product.ordered_at = step.now
    product.termination_date = ended if status is ProductStatus.TERMINATED else None
    _turn(product, status, order)
    if item.action == "add" and planned.instance == 1:
        item.product = item.product or ProductValue()
        item.product.id = product.id


def _is_of_another(product: Product, order: ProductOrder) -> bool:
    """A later order has changed it, or is about to."""
    if product.open_order_id:
        return product.open_order_id != order.id
    return product.last_order_id != order.id


def _new(step: Step, order: ProductOrder, item: Item, planned: PlannedProduct) -> Product:
    asked = item.product
    return Product(
        id=order.product_of(planned),
        status=ProductStatus.CREATED,
        name=_called(step, order, item, planned),
        order_date=order.order_date,
        start_date=step.now,
        places=(asked and asked.places) or planned.places,
        parties=order.parties,
        billing_account=_payer(order, item),
        extension=asked.extension if asked else "",
    )


def _called(step: Step, order: ProductOrder, item: Item, planned: PlannedProduct) -> str:
    """What the order calls it, else what its offering is called."""
    said = (item.product and item.product.name) or (item.offering and item.offering.name)
    if said:
        return said
    offering = catalog_of(step, order).offering(planned.offering_id)
    return (offering and offering.name) or item.id


def _payer(order: ProductOrder, item: Item | None) -> Ref | None:
    """Said by the item, else by what that is in, else by the order."""
    while item is not None and item.billing_account is None:
        item = order.index.bundle_of.get(item.id)
    return item.billing_account if item is not None else order.billing_account


def _status(product: Product, item: Item, nodes: list[Node]) -> ProductStatus:
    whole = all(n.in_effect or n.unwanted for n in nodes)
    left = bool(product.services)
    status = product.before.status if product.before else product.status
    if item.state is ItemState.COMPLETED:
        if item.action == "delete":
            return ProductStatus.PENDING_TERMINATE if left else ProductStatus.TERMINATED
        if any(s.suspended for s in product.services):
            return ProductStatus.SUSPENDED
        return ProductStatus.ACTIVE if whole else ProductStatus.PENDING_ACTIVE
    if item.action == "add":
        ended = ProductStatus.CANCELLED if item.goal is Goal.CANCEL else ProductStatus.ABORTED
        return ProductStatus.PENDING_TERMINATE if left else ended
    ended_parts = [n for n in nodes if n.task.action == "delete" and n.in_effect]
    return ProductStatus.PENDING_TERMINATE if item.action == "delete" and ended_parts else status


def _services(product: Product, nodes: list[Node], planned: PlannedProduct) -> list[ProductService]:
    """What really stands: what there was before the order, and what each node has done and not undone."""
    known = product.before.services if product.before is not None else product.services
    services = {s.component: s for s in known}
    by_task = {p.task: p for p in planned.services if p.task}
    by_service = {s.service_id: s.component for s in known}
    for node in nodes:
        plan = by_task.get(node.plan_key)
        component = (
            plan.component
            if plan
            else by_service.get(node.task.service_id or node.service_id, node.task.specification_id)
        )
        relies_on = list(plan.relies_on) if plan else []
        after = _service(services.get(component), node, component, relies_on)
        if after is not None:
            services[component] = after
        else:
            services.pop(component, None)
    return list(services.values())


def _service(
    known: ProductService | None, node: Node, component: str, relies_on: list[str]
) -> ProductService | None:
    """What a node has left of a service; None when it is not there (any more)."""
    task = node.task
    if task.action == "add":
        if not node.in_effect:
            return known if known is not None and known.service_id != node.service_id else None
        return ProductService(
            component=component,
            specification_id=task.specification_id,
            service_id=node.service_id,
            characteristics=dict(task.characteristics),
            relies_on=relies_on,
        )
    if known is None or (task.action == "delete" and node.in_effect):
        return None
    if task.action == "delete":  # should it have been ended, and built again, it has another id
        built_again = node.state is NodeState.UNDONE and node.service_id
        return replace(known, service_id=node.service_id, href="") if built_again else known
    if node.in_effect:
        changed = {**known.characteristics, **task.characteristics}
        return replace(known, characteristics=changed, relies_on=relies_on or known.relies_on)
    undone = task.previous if node.state is NodeState.UNDONE else {}
    return replace(known, characteristics={**known.characteristics, **undone})


def _describe(product: Product, item: Item, planned: PlannedProduct, nodes: list[Node]) -> None:
    asked = item.product
    sold_as = product.offering.name if product.offering is not None else ""
    if asked is not None and asked.name:
        product.name = asked.name
    elif item.offering is not None and item.offering.name and product.name == sold_as:
        product.name = item.offering.name  # nobody has given it another
    if item.offering is not None:
        product.offering = item.offering
    if asked is not None and asked.specification is not None:
        product.specification = asked.specification
    if planned.specification_id and (
        product.specification is None or product.specification.id != planned.specification_id
    ):
        product.specification = Ref(planned.specification_id)
    product.specification_version = planned.specification_version
    product.places = product.places or (asked and asked.places) or planned.places
    before = {c.name: c for c in product.characteristics}
    given = {c.name: c for c in asked.characteristics} if asked else {}
    values = {**planned.characteristics, **results(nodes)}
    product.characteristics = [
        _characteristic(name, value, given.get(name) or before.get(name)) for name, value in values.items()
    ]


def _characteristic(name: str, value: Any, known: Characteristic | None) -> Characteristic:
    """As the client wrote it when it says the same."""
    return known if known is not None and known.value == value else Characteristic(name, value)


def _turn(product: Product, status: ProductStatus, order: ProductOrder) -> None:
    source, product.status = product.status, status
    if source is not status:
        product.record("turn", source, status, order=order.id)
