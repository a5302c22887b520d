"""Judging an order against the catalogue: every reason against it at once. A pure function."""

from collections import Counter
from collections.abc import Iterator

from core.catalog.model import SELLABLE, Catalog, ProductOffering, ProductSpecification
from core.ordering.items import Item
from core.ordering.model import ProductOrder
from hub.kernel import graph
from hub.kernel.errors import Code, Reason


def reasons_against(order: ProductOrder, catalog: Catalog) -> list[Reason]:
    """Why the order is to be rejected, in the order of its items; empty when it is good."""
    return [*_identities(order), *(reason for item in order.items for reason in _item(order, item, catalog))]


def path(item: Item, member: str = "") -> str:
    """How a reason names an attribute of an item."""
    return f"productOrderItem[{item.id}]" + (f".{member}" if member else "")


def _identities(order: ProductOrder) -> Iterator[Reason]:
    if not order.items:
        yield Reason(Code.ATTRIBUTE_INVALID, "an order has at least one item", "productOrderItem")
    for identifier, count in Counter(item.id for item in order.items).items():
        if count > 1:
            yield Reason(
                Code.ITEM_ID_REPEATED,
                f"{count} items are called {identifier}",
                f"productOrderItem[{identifier}]",
            )
    known = {item.id for item in order.items}
    for item in order.items:
        for relationship in item.relationships:
            if relationship.id not in known:
                text = f"there is no item {relationship.id} in this order"
                yield Reason(Code.ITEM_RELATIONSHIP_BROKEN, text, path(item, "productOrderItemRelationship"))
    circular = graph.cycle({item.id: {m.id for m in order.members_of(item)} for item in order.items})
    for item in order.items:
        if item.id in circular:
            text = "it is, or has in it, a bundle that contains itself"
            yield Reason(Code.ITEM_RELATIONSHIP_BROKEN, text, path(item, "productOrderItemRelationship"))


def _item(order: ProductOrder, item: Item, catalog: Catalog) -> Iterator[Reason]:
    if item.action != "add":
        text = f"an order can only add products, not {item.action} them"
        yield Reason(Code.ACTION_UNSUPPORTED, text, path(item, "action"))
        return
    if item.quantity > 1:
        text = "one product an item; order more in items of their own"
        yield Reason(Code.ATTRIBUTE_INVALID, text, path(item, "quantity"))
    if item.offering is None:
        yield Reason(
            Code.OFFERING_MISSING,
            "an item that adds a product names its offering",
            path(item, "productOffering"),
        )
        return
    offering = catalog.offering(item.offering.id)
    if offering is None:
        text = f"the catalogue has no offering {item.offering.id}"
        yield Reason(Code.OFFERING_UNKNOWN, text, path(item, "productOffering.id"))
        return
    if offering.lifecycle_status not in SELLABLE:
        text = f"offering {offering.id} is {offering.lifecycle_status}"
        yield Reason(Code.OFFERING_NOT_SELLABLE, text, path(item, "productOffering.id"))
    if offering.is_bundle:
        yield from _bundle(order, item, offering)
    if offering.product_specification_id:
        specification = catalog.specification(offering.product_specification_id)
        if specification is None:
            text = f"offering {offering.id} names specification {offering.product_specification_id}, which is not there"
            yield Reason(Code.SPECIFICATION_UNKNOWN, text, path(item, "productOffering.id"))
        else:
            yield from _characteristics(item, specification)


def _bundle(order: ProductOrder, item: Item, offering: ProductOffering) -> Iterator[Reason]:
    """Each bundled offering as often as the catalogue says."""
    found = Counter(i.offering.id for i in order.members_of(item) if i.offering)
    for bundled in offering.bundled:
        count = found.pop(bundled.id, 0)
        if not bundled.minimum <= count <= bundled.maximum:
            text = f"{offering.id} bundles {bundled.id} {bundled.minimum} to {bundled.maximum} times, not {count} times"
            yield Reason(Code.BUNDLE_CARDINALITY, text, path(item, "productOrderItem"))
    for stranger in found:
        yield Reason(
            Code.BUNDLE_CARDINALITY,
            f"{offering.id} does not bundle {stranger}",
            path(item, "productOrderItem"),
        )


def _characteristics(item: Item, specification: ProductSpecification) -> Iterator[Reason]:
    given = {c.name: c.value for c in item.product.characteristics} if item.product else {}
    known = {c.name: c for c in specification.characteristics}
    for name, value in given.items():
        where = path(item, f"product.productCharacteristic[{name}]")
        if name not in known:
            yield Reason(
                Code.CHARACTERISTIC_UNKNOWN, f"{specification.id} has no characteristic {name}", where
            )
        elif complaint := known[name].complaint(value):
            yield Reason(Code.CHARACTERISTIC_OUT_OF_RANGE, f"{name}: {complaint}", where)
    for characteristic in specification.characteristics:
        if characteristic.mandatory and characteristic.default is None and characteristic.name not in given:
            where = path(item, f"product.productCharacteristic[{characteristic.name}]")
            yield Reason(
                Code.CHARACTERISTIC_MISSING, f"{specification.id} needs {characteristic.name}", where
            )
