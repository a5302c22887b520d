"""Judging what an order says about products that are there already: whose they are, and whether they may be changed."""

from collections import Counter
from collections.abc import Iterator, Sequence

from core.inventory.model import Product, ProductStatus
from core.ordering.items import Item
from core.ordering.planning.targets import ACTIONS, ADD, NO_CHANGE, Products, Target, product_id
from hub.kernel.errors import Code, Reason
from hub.kernel.values import Party

#: What may be changed, ended or counted on.
STANDING = frozenset({ProductStatus.ACTIVE, ProductStatus.PENDING_ACTIVE, ProductStatus.SUSPENDED})


def repeated_products(items: Sequence[Item]) -> Iterator[Reason]:
    """An order says one thing of a product."""
    counts = Counter(product_id(item) for item in items)
    for item in items:
        count = counts[product_id(item)] if product_id(item) else 0
        if count > 1:
            text = f"{count} items are about product {product_id(item)}"
            yield Reason(Code.ATTRIBUTE_INVALID, text, _path(item))


def product_reasons(target: Target, products: Products) -> Iterator[Reason]:
    """What speaks against the item having to do with the product it names; a target has one only of the customer's own."""
    item = target.item
    if item.action not in ACTIONS or item.action == ADD:
        return
    named = product_id(item)
    if not named:
        offering = target.offering
        if offering is None or not (offering.is_bundle and offering.is_commercial):
            text = f"an item with action {item.action} names its product"
            yield Reason(Code.PRODUCT_MISSING, text, _path(item))
    elif named not in products:
        yield Reason(Code.PRODUCT_UNKNOWN, f"there is no product {named}", _path(item))
    elif target.product is None:
        text = f"product {named} is not one of this customer"
        yield Reason(Code.PRODUCT_OF_ANOTHER, text, _path(item))
    elif target.product.status not in STANDING:
        text = f"product {named} is {target.product.status}: it has to be {', '.join(sorted(STANDING))}"
        yield Reason(Code.PRODUCT_STATE_FORBIDS, text, _path(item))
    elif item.action != NO_CHANGE:
        yield from _unknown_services(item, target.product)


def _unknown_services(item: Item, product: Product) -> Iterator[Reason]:
    """Those of a product that another system has made, when nobody has said what they are."""
    for service in product.services:
        if service.service_id and not service.specification_id:
            text = f"nobody has said which serviceSpecification service {service.service_id} of product {product.id} is of"
            yield Reason(Code.SPECIFICATION_UNKNOWN, text, _path(item))


def is_theirs(product: Product, parties: Sequence[Party]) -> bool:
    """The customer of the order, or where it has none any of its parties, is among the product's."""
    customers = {p.id for p in parties if p.role == "customer"} or {p.id for p in parties}
    owners = {p.id for p in product.parties}
    return bool(customers & owners) or not (customers or owners)


def _path(item: Item) -> str:
    return f"productOrderItem[{item.id}].product.id"
