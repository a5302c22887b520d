"""Catalogues and orders, as small as a test needs them."""

from datetime import UTC, datetime
from typing import Any

from core.catalog.model import (
    BundledOffering,
    Catalog,
    CharacteristicSpecification,
    Mapping,
    ProductOffering,
    ProductSpecification,
    ServiceComponent,
)
from core.ordering.decompose import decompose
from core.ordering.items import Item, ItemRelationship, ProductValue
from core.ordering.model import ProductOrder
from hub.kernel.values import Characteristic, Ref

NOW = datetime(2026, 1, 1, tzinfo=UTC)

__all__ = [
    "NOW",
    "BundledOffering",
    "CharacteristicSpecification",
    "Mapping",
    "bundle",
    "catalog",
    "component",
    "item",
    "offering",
    "order",
    "started",
]


def component(specification: str, *requires: str, **more: Any) -> ServiceComponent:
    return ServiceComponent(specification, list(requires), **more)


def offering(
    identifier: str, *components: ServiceComponent, status: str = "Active", version: str = "1", **more: Any
) -> list[Any]:
    """An offering, and the specification of the same id it stands for."""
    specification = ProductSpecification(
        identifier, version, identifier, service_components=list(components), **more
    )
    sold = ProductOffering(
        identifier, version, identifier, lifecycle_status=status, product_specification_id=identifier
    )
    return [sold, specification]


def bundle(identifier: str, *bundled: BundledOffering) -> list[Any]:
    return [ProductOffering(identifier, "1", identifier, is_bundle=True, bundled=list(bundled))]


def catalog(*entries: list[Any]) -> Catalog:
    return Catalog([entry for each in entries for entry in each])


def item(
    identifier: str,
    offered: str | None = None,
    *bundles: str,
    parent: str = "",
    action: str = "add",
    **chosen: Any,
) -> Item:
    return Item(
        id=identifier,
        action=action,
        parent=parent,
        offering=Ref(offered) if offered else None,
        product=ProductValue(characteristics=[Characteristic(n, v) for n, v in chosen.items()]),
        relationships=[ItemRelationship("bundles", other) for other in bundles],
    )


def order(*items: Item) -> ProductOrder:
    return ProductOrder(id="o", order_date=NOW, items=list(items))


def started(of: Catalog, *items: Item) -> ProductOrder:
    """An order whose plan has begun."""
    made = order(*items)
    made.accept(NOW)
    made.validate()
    made.decompose(decompose(made, of))
    made.start(NOW)
    return made
