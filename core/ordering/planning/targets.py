"""Where an order item leads: the product it is about, what it is sold as, and the characteristics it is to have."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.catalog.model import Catalog, ProductOffering, ProductSpecification
from core.inventory.model import Product
from core.ordering.items import Item

Products = Mapping[str, Product]

ADD, MODIFY, DELETE, NO_CHANGE = "add", "modify", "delete", "noChange"
ACTIONS = (ADD, MODIFY, DELETE, NO_CHANGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    item: Item
    # None for one that is to be made, and when the inventory has none.
    product: Product | None
    # What the item names, else what the product is; None when there is neither, or the catalogue does not have it.
    offering: ProductOffering | None
    # What it is to be made from; of a product that is not changed what it was made from.
    specification: ProductSpecification | None
    # What the client has chosen, by name.
    given: dict[str, Any]
    # All it is to have, but for what services answer: chosen, else as it was, else as the catalogue has it.
    effective: dict[str, Any]

    @property
    def quantity(self) -> int:
        """How many products it is about; a number that is not given is one."""
        return (self.item.quantity or 1) if self.item.action == ADD else 1


def target_of(item: Item, catalog: Catalog, products: Products) -> Target:
    product = products.get(product_id(item))
    named = offering_id(item, product)
    offering = catalog.offering(named) if named else None
    given = {c.name: c.value for c in item.product.characteristics} if item.product else {}
    existing = {c.name: c.value for c in product.characteristics} if product else {}
    if product is not None and item.action in (DELETE, NO_CHANGE):
        return Target(
            item=item,
            product=product,
            offering=offering,
            specification=made_from(product, catalog),
            given=given,
            effective=existing,
        )
    specification = None
    if offering is not None and not offering.is_commercial:
        specification = catalog.specification(offering.product_specification_id)
    return Target(
        item=item,
        product=product,
        offering=offering,
        specification=specification,
        given=given,
        effective=_effective(specification, existing, given),
    )


def product_id(item: Item) -> str:
    """The product of the inventory an item is about; empty for one that is to be made."""
    return item.product.id if item.product is not None and item.action != ADD else ""


def offering_id(item: Item, product: Product | None) -> str:
    """The offering an item is about: the one it names, else its product's; empty when there is none."""
    if item.offering is not None:
        return item.offering.id
    return offering_of(product)


def offering_of(product: Product | None) -> str:
    """What a product was sold as."""
    return product.offering.id if product is not None and product.offering is not None else ""


def made_from(product: Product, catalog: Catalog) -> ProductSpecification | None:
    """The specification version a product was made from; the newest where that is not known."""
    identifier = product.specification.id if product.specification else ""
    exact = catalog.specification(identifier, product.specification_version)
    if exact or catalog.specification(identifier):
        return exact or catalog.specification(identifier)
    sold_as = catalog.offering(product.offering.id) if product.offering else None
    return catalog.specification(sold_as.product_specification_id) if sold_as else None


def _effective(
    specification: ProductSpecification | None, existing: dict[str, Any], given: dict[str, Any]
) -> dict[str, Any]:
    """What a product has that its specification does not know goes when the specification changes."""
    if specification is None:
        return {**existing, **given}
    known = {c.name for c in specification.characteristics}
    defaults = {c.name: c.default for c in specification.characteristics if c.default is not None}
    return {**defaults, **{n: v for n, v in existing.items() if n in known}, **given}
