"""Judging an order against catalogue and inventory: every reason against it at once. A pure function."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from core.catalog.model import Catalog, ProductOffering, ProductSpecification
from core.ordering.items import Item
from core.ordering.planning.bundles import Bundles
from core.ordering.planning.judge_products import is_theirs, product_reasons, repeated_products
from core.ordering.planning.places import elsewhere
from core.ordering.planning.targets import (
    ACTIONS,
    ADD,
    DELETE,
    NO_CHANGE,
    Products,
    Target,
    offering_id,
    offering_of,
    product_id,
    target_of,
)
from hub.kernel.errors import Code, Reason
from hub.kernel.values import Party, Ref

#: As many of a product as one item may order.
MOST_OF_AN_ITEM = 1000


class Judged(Protocol):
    """What of an order is judged."""

    @property
    def items(self) -> Sequence[Item]: ...

    @property
    def parties(self) -> Sequence[Party]: ...

    @property
    def channels(self) -> Sequence[Ref]: ...


def reasons_against(order: Judged, catalog: Catalog, products: Products, now: datetime) -> list[Reason]:
    """Why the order is to be rejected, what is wrong with all of it first, then item by item; empty when it is good.

    `products` are those of the inventory that the items name; one that is not there is unknown. Offerings
    have to be sellable `now`, which is when it was ordered.
    """
    bundles = Bundles(order.items)
    # What others have is not judged by: the reasons would tell what it is.
    own = {identifier: p for identifier, p in products.items() if is_theirs(p, order.parties)}
    targets = {item.id: target_of(item, catalog, own) for item in order.items}
    reasons = [*_identities(order.items, bundles), *repeated_products(order.items)]
    for item in order.items:
        target = target_of(item, catalog, own)
        reasons += _item(target, order, now)
        reasons += product_reasons(target, products)
        reasons += elsewhere(target)
        reasons += _bundle(target, [targets[member.id] for member in bundles.members(item)])
    return reasons


def path(item: Item, member: str = "") -> str:
    """How a reason names an attribute of an item."""
    return f"productOrderItem[{item.id}]" + (f".{member}" if member else "")


def about(item: Item, reasons: Iterable[Reason]) -> list[Reason]:
    """Those of an item."""
    whole = path(item)
    return [r for r in reasons if r.path == whole or r.path.startswith(f"{whole}.")]


def _identities(items: Sequence[Item], bundles: Bundles) -> Iterator[Reason]:
    if not items:
        yield Reason(Code.ATTRIBUTE_INVALID, "an order has at least one item", "productOrderItem")
    for identifier, count in Counter(item.id for item in items).items():
        if count > 1:
            text = f"{count} items are called {identifier}"
            yield Reason(Code.ITEM_ID_REPEATED, text, f"productOrderItem[{identifier}]")
    known = {item.id for item in items}
    for item in items:
        for relationship in item.relationships:
            if relationship.id not in known:
                text = f"there is no item {relationship.id} in this order"
                yield Reason(Code.ITEM_RELATIONSHIP_BROKEN, text, path(item, "productOrderItemRelationship"))
    circles = {
        "it is, or has in it, a bundle that contains itself": bundles.in_themselves(),
        "it relies on itself, or on something that does": bundles.on_themselves(),
    }
    for text, circular in circles.items():
        for item in items:
            if item.id in circular:
                yield Reason(Code.ITEM_RELATIONSHIP_BROKEN, text, path(item, "productOrderItemRelationship"))


def _item(target: Target, order: Judged, now: datetime) -> Iterator[Reason]:
    item, product = target.item, target.product
    if item.action not in ACTIONS:
        text = f"an item can {', '.join(ACTIONS)}, not {item.action}"
        yield Reason(Code.ACTION_UNSUPPORTED, text, path(item, "action"))
        return
    yield from _quantity(item)
    if item.action == ADD and item.offering is None:
        text = "an item that adds a product names its offering"
        yield Reason(Code.OFFERING_MISSING, text, path(item, "productOffering"))
        return
    sold_as = offering_of(product)
    named = offering_id(item, product)
    if item.action in (DELETE, NO_CHANGE):
        if sold_as and named != sold_as:
            text = f"product {product_id(item)} is {sold_as}, not {named}"
            yield Reason(Code.ATTRIBUTE_INVALID, text, path(item, "productOffering.id"))
    elif target.offering is not None:
        yield from _offering(target, target.offering, sold_as, order, now)
    elif named:
        text = f"the catalogue has no offering {named}"
        yield Reason(Code.OFFERING_UNKNOWN, text, path(item, "productOffering.id"))


def _offering(
    target: Target, offering: ProductOffering, sold_as: str, order: Judged, now: datetime
) -> Iterator[Reason]:
    item = target.item
    # What a customer has may be changed even when nobody else gets it any more.
    anew = offering.id != sold_as
    unsellable = offering.unsellable(now) if anew else offering.unchangeable()
    if unsellable:
        text = f"offering {offering.id} {unsellable}"
        yield Reason(Code.OFFERING_NOT_SELLABLE, text, path(item, "productOffering.id"))
    ineligible = offering.ineligible(order.parties, order.channels) if anew else None
    if ineligible:
        text = f"offering {offering.id} {ineligible}"
        yield Reason(Code.OFFERING_NOT_ELIGIBLE, text, path(item, "productOffering.id"))
    if target.specification is not None:
        unavailable = target.specification.unavailable(anew=item.action == ADD)
        if unavailable:
            text = f"offering {offering.id} is made from {target.specification.id}, which {unavailable}"
            yield Reason(Code.OFFERING_NOT_SELLABLE, text, path(item, "productOffering.id"))
        # Without the product nobody knows what it has already: that it is missing is said elsewhere.
        if item.action == ADD or target.product is not None:
            yield from _characteristics(target, target.specification)
    elif not offering.is_commercial:
        text = f"offering {offering.id} names specification {offering.product_specification_id}, which is not there"
        yield Reason(Code.SPECIFICATION_UNKNOWN, text, path(item, "productOffering.id"))


def _quantity(item: Item) -> Iterator[Reason]:
    """0 stands for none given."""
    if not 0 <= item.quantity <= MOST_OF_AN_ITEM:
        text = f"{item.quantity} is not between 1 and {MOST_OF_AN_ITEM}"
        yield Reason(Code.ATTRIBUTE_INVALID, text, path(item, "quantity"))
    elif item.quantity > 1 and item.action != ADD:
        text = f"one product an item; {item.action} more in items of their own"
        yield Reason(Code.ATTRIBUTE_INVALID, text, path(item, "quantity"))


def _bundle(target: Target, members: Sequence[Target]) -> Iterator[Reason]:
    item, offering = target.item, target.offering
    where = path(item, "productOrderItem")
    if members and item.quantity > 1:
        text = "a bundle with items in it is ordered once; order more in items of their own"
        yield Reason(Code.ATTRIBUTE_INVALID, text, path(item, "quantity"))
    for misfit, wrong in ((ADD, DELETE), (DELETE, ADD)):
        if item.action == misfit:
            for member in members:
                if member.item.action == wrong:
                    text = f"a bundle with action {misfit} cannot have an item with action {wrong} in it"
                    yield Reason(Code.ACTION_UNSUPPORTED, text, path(member.item, "action"))
    if offering is not None and offering.is_bundle:
        yield from _cardinality(item, offering, members, where)


def _cardinality(
    item: Item, offering: ProductOffering, members: Sequence[Target], where: str
) -> Iterator[Reason]:
    """Each bundled offering as often as the catalogue says; of a bundle that is there already the order may show a part."""
    found: Counter[str] = Counter()
    for member in members:
        sold_as = offering_id(member.item, member.product)
        if sold_as and member.item.action != DELETE:
            found[sold_as] += member.quantity
    for bundled in offering.bundled:
        count = found.pop(bundled.id, 0)
        minimum = bundled.minimum if item.action == ADD else 0
        if not minimum <= count <= bundled.maximum:
            text = f"{offering.id} bundles {bundled.id} {bundled.minimum} to {bundled.maximum} times, not {count} times"
            yield Reason(Code.BUNDLE_CARDINALITY, text, where)
    for stranger in found:
        yield Reason(Code.BUNDLE_CARDINALITY, f"{offering.id} does not bundle {stranger}", where)


def _characteristics(target: Target, specification: ProductSpecification) -> Iterator[Reason]:
    """Of what the product has already only what its specification still knows counts."""
    known = {c.name: c for c in specification.characteristics}
    for name, value in target.effective.items():
        where = path(target.item, f"product.productCharacteristic[{name}]")
        if name not in known:
            text = f"{specification.id} has no characteristic {name}"
            yield Reason(Code.CHARACTERISTIC_UNKNOWN, text, where)
        elif complaint := known[name].complaint(value):
            text = f"{name}: {complaint}" + ("" if name in target.given else ", as the product has it")
            yield Reason(Code.CHARACTERISTIC_OUT_OF_RANGE, text, where)
    for name, characteristic in known.items():
        if characteristic.mandatory and name not in target.effective:
            where = path(target.item, f"product.productCharacteristic[{name}]")
            yield Reason(Code.CHARACTERISTIC_MISSING, f"{specification.id} needs {name}", where)
