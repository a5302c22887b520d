"""What becomes of a product when its services are not what it says: adopted, or because SOM tells so."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from core.catalog.model import Catalog, ProductSpecification
from core.inventory.model import Product, ProductService, ProductStatus
from core.ordering.planning.targets import made_from
from core.reconciliation.comparing import is_suspended
from core.reconciliation.mismatch import Mismatch
from hub.kernel.errors import Code, HubError, Kind, refuse
from hub.messages.reconciliation import Difference

#: Somebody has it; the others have ended, one way or another.
LIVING = frozenset(
    {
        ProductStatus.ACTIVE,
        ProductStatus.PENDING_ACTIVE,
        ProductStatus.SUSPENDED,
        ProductStatus.PENDING_TERMINATE,
    }
)


def adopt(product: Product | None, mismatch: Mismatch, catalog: Catalog, now: datetime) -> None:
    """The product becomes what its service is; a `HubError` where that cannot be."""
    if product is None:
        text = f"nobody has product {mismatch.product_id}, so nobody can adopt its service"
        raise refuse(Kind.NOT_ALLOWED, Code.PRODUCT_UNKNOWN, text, "productId")
    if product.status not in LIVING:
        text = f"product {product.id} is {product.status}: it cannot have a service again"
        raise refuse(Kind.NOT_ALLOWED, Code.PRODUCT_STATE_FORBIDS, text, "productId")
    known = service_of(product, mismatch.service_id)
    if (known is None) is not (mismatch.difference is Difference.EXTRA):
        raise outdated(mismatch)
    if known is None:
        product.services = [*product.services, _taken(product.services, mismatch)]
    elif mismatch.difference is Difference.MISSING:
        drop(product, known)
    else:
        _change(known, mismatch.upper, mismatch.lower)
        _describe(product, known, made_from(product, catalog))
    because = {"mismatch": mismatch.id, "by": mismatch.by, "why": mismatch.why}
    sides = {"difference": mismatch.difference, "upper": mismatch.upper, "lower": mismatch.lower}
    product.record("adopt", product.status, product.status, service=mismatch.service_id, **sides, **because)
    review(product, now, lacking=mismatch.difference is Difference.MISSING, **because)


def service_of(product: Product, service_id: str) -> ProductService | None:
    return next((s for s in product.services if s.service_id == service_id), None)


def drop(product: Product, service: ProductService) -> None:
    """It is not there any more."""
    product.services = [s for s in product.services if s is not service]


def review(product: Product, now: datetime, *, lacking: bool = False, **because: Any) -> None:
    """Its status follows from the services it has, `lacking` one it had; `because` is kept in its history."""
    before, after = product.status, _status(product, lacking=lacking)
    if before is not after:
        product.status = after
        product.termination_date = now if after is ProductStatus.TERMINATED else None
        product.record("turn", before, after, **because)


def outdated(mismatch: Mismatch) -> HubError:
    """The product is not any more what it was when the mismatch was found."""
    text = f"product {mismatch.product_id} has changed since: reconcile again"
    return refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")


def _status(product: Product, *, lacking: bool) -> ProductStatus:
    if not product.services:
        return ProductStatus.TERMINATED
    if product.status is ProductStatus.PENDING_TERMINATE:
        return product.status
    if any(s.suspended for s in product.services):
        return ProductStatus.SUSPENDED
    if lacking:
        return ProductStatus.PENDING_ACTIVE
    return ProductStatus.ACTIVE if product.status is ProductStatus.SUSPENDED else product.status


def _taken(known: Iterable[ProductService], mismatch: Mismatch) -> ProductService:
    """A service SOM has, as one of the product's."""
    taken = {s.component for s in known}
    component, number = mismatch.specification_id, 1
    while component in taken:
        number += 1
        component = f"{mismatch.specification_id}#{number}"
    return ProductService(
        component=component,
        specification_id=mismatch.specification_id,
        service_id=mismatch.service_id,
        characteristics=dict(mismatch.lower.get("characteristics", {})),
        suspended=is_suspended(mismatch.lower.get("state", "")),
    )


def _change(service: ProductService, upper: dict[str, Any], lower: dict[str, Any]) -> None:
    """What they do not agree about becomes what the lower one says, and what that does not have goes."""
    has = lower.get("characteristics", {})
    values = {n: v for n, v in service.characteristics.items() if n not in upper.get("characteristics", {})}
    service.characteristics = {**values, **has}
    service.suspended = lower.get("suspended", service.suspended)


def _describe(product: Product, service: ProductService, specification: ProductSpecification | None) -> None:
    """What the service's characteristics are made from says the same as they do: the next order begins there."""
    components = specification.service_components if specification is not None else ()
    values = {
        m.source: service.characteristics[m.target]
        for component in components
        if component.service_specification_id == service.specification_id
        for m in component.characteristics
        if m.source and m.target in service.characteristics
    }
    product.characteristics = [
        replace(c, value=values[c.name]) if c.name in values else c for c in product.characteristics
    ]
