"""Catalogues and orders, as small as a test needs them."""

from collections.abc import Mapping as Mapping_
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from core.catalog.characteristics import CharacteristicSpecification
from core.catalog.components import Mapping, ServiceComponent
from core.catalog.model import BundledOffering, Catalog, ProductOffering, ProductSpecification
from core.inventory.model import Product, ProductService, ProductStatus
from core.ordering.items import Item, ItemRelationship, ProductValue
from core.ordering.model import ProductOrder
from core.ordering.planning.decompose import decompose
from core.ordering.planning.plan import Plan
from core.ordering.progress import start
from hub.kernel.values import Characteristic, Party, Ref

NOW = datetime(2026, 1, 1, tzinfo=UTC)

__all__ = [
    "NOW",
    "BundledOffering",
    "CharacteristicSpecification",
    "Mapping",
    "bundle",
    "carried_out",
    "catalog",
    "component",
    "inventory",
    "item",
    "offering",
    "order",
    "product",
    "service",
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
    about: str = "",
    quantity: int = 0,
    relies_on: Sequence[str] = (),
    **chosen: Any,
) -> Item:
    """An order item; `about` is the product of the inventory, `chosen` are its characteristics."""
    return Item(
        id=identifier,
        action=action,
        quantity=quantity,
        parent=parent,
        offering=Ref(offered) if offered else None,
        product=ProductValue(id=about, characteristics=[Characteristic(n, v) for n, v in chosen.items()]),
        relationships=[
            *(ItemRelationship("bundles", other) for other in bundles),
            *(ItemRelationship("reliesOn", other) for other in relies_on),
        ],
    )


def service(component: str, *relies_on: str, identifier: str = "", **characteristics: Any) -> ProductService:
    """A service a product consists of; its id is `s-` and its component, if not said otherwise."""
    return ProductService(
        component=component,
        specification_id=component.partition("#")[0],
        service_id=identifier or f"s-{component}",
        characteristics=characteristics,
        relies_on=list(relies_on),
    )


def product(
    identifier: str,
    sold_as: str,
    *services: ProductService,
    status: ProductStatus = ProductStatus.ACTIVE,
    version: str = "1",
    parties: Sequence[str] = (),
    **characteristics: Any,
) -> Product:
    """A product of the inventory, of an offering and the specification of the same id."""
    return Product(
        id=identifier,
        status=status,
        name=identifier,
        order_date=NOW,
        offering=Ref(sold_as),
        specification=Ref(sold_as),
        specification_version=version,
        characteristics=[Characteristic(n, v) for n, v in characteristics.items()],
        parties=[Party(p) for p in parties],
        services=list(services),
    )


def inventory(*products: Product) -> dict[str, Product]:
    return {each.id: each for each in products}


def carried_out(plan: Plan, before: Mapping_[str, Product]) -> dict[str, Product]:
    """The inventory when all of a plan is done and the services have answered nothing."""
    after = dict(before)
    for planned in plan.products:
        identifier = planned.product_id or f"p-{planned.key}"
        if planned.action == "delete":
            del after[identifier]
            continue
        after[identifier] = product(
            identifier,
            planned.specification_id,
            *(
                ProductService(
                    component=s.component,
                    specification_id=s.specification_id,
                    service_id=s.service_id or f"s-{s.task}",
                    characteristics=s.characteristics,
                    relies_on=s.relies_on,
                )
                for s in planned.services
            ),
            version=planned.specification_version,
            **planned.characteristics,
        )
        after[identifier].offering = Ref(planned.offering_id)
    return after


def order(*items: Item, **more: Any) -> ProductOrder:
    return ProductOrder(id="o", order_date=NOW, items=list(items), **more)


def started(of: Catalog, *items: Item, **more: Any) -> ProductOrder:
    """An order whose plan has begun; `more` are members of the order."""
    made = order(*items, **more)
    made.accept(NOW)
    made.validate({})
    made.decompose(decompose(made.items, of, {}), NOW)
    start(made, NOW)
    return made
