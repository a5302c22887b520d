"""Products and the services SOM has for them, side by side: a pure function."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.inventory.model import Product, ProductService
from hub.kernel.ids import derived_id
from hub.messages.base import mapping
from hub.messages.reconciliation import Between, Difference, Mismatch, ReportedService

#: SOM's words for a service that does not stand yet, or not any more.
_NOT_STANDING = frozenset({"feasibilityChecked", "designed", "reserved", "terminated"})
#: The room's own word, and the published one.
_SUSPENDED = frozenset({"suspended", "inactive"})

#: What the product says, and what its service.
Sides = tuple[dict[str, Any], dict[str, Any]]


@dataclass(slots=True)
class Compared:
    """What is different, and the products nothing can be said about because somebody works on them."""

    mismatches: list[Mismatch] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)


def compare(
    products: Iterable[Product], versions: Mapping[str, int], reported: Iterable[ReportedService]
) -> Compared:
    """Products as they are now, their versions when SOM was asked, and what it has for products of this range."""
    known = {product.id: product for product in products}
    services: dict[str, dict[str, ReportedService]] = {}
    for service in reported:
        services.setdefault(service.product_id, {})[service.id] = service
    compared = Compared()
    for identifier in sorted({*known, *services, *versions}):
        product, there = known.get(identifier), services.get(identifier, {})
        # One that has come, or gone, since has another version, too.
        changed = (product.version if product else None) != versions.get(identifier)
        if changed or (product and product.open_order_id) or any(s.busy for s in there.values()):
            compared.left_out.add(identifier)
        else:
            compared.mismatches.extend(_of(identifier, product, there))
    return compared


def mismatch_id(product_id: str, service_id: str) -> str:
    """A product and a service are one mismatch at most."""
    return derived_id("mismatch", Between.PRODUCT_SERVICE, product_id, service_id)


def _of(product_id: str, product: Product | None, there: Mapping[str, ReportedService]) -> Iterator[Mismatch]:
    # One without an id was done by hand: SOM has never heard of it.
    listed = {s.service_id: s for s in product.services if s.service_id} if product else {}
    standing = {s.id: s for s in there.values() if s.state not in _NOT_STANDING}
    for identifier, ours in listed.items():
        if (theirs := standing.get(identifier)) is None:
            sides = _missing(ours, there.get(identifier))
            yield _mismatch(Difference.MISSING, product_id, ours, sides)
        elif any(sides := _differences(ours, theirs)):
            yield _mismatch(Difference.DIFFERENT, product_id, ours, sides)
    for identifier, theirs in standing.items():
        if identifier not in listed:
            yield _mismatch(Difference.EXTRA, product_id, theirs, _extra(product, theirs))


def _missing(ours: ProductService, theirs: ReportedService | None) -> Sides:
    upper = {"characteristics": ours.characteristics, "suspended": ours.suspended}
    return upper, {"state": theirs.state} if theirs is not None else {}


def _extra(product: Product | None, theirs: ReportedService) -> Sides:
    lower = {"state": theirs.state, "characteristics": mapping(theirs.service_characteristic)}
    return {"status": str(product.status)} if product is not None else {}, lower


def _differences(ours: ProductService, theirs: ReportedService) -> Sides:
    """What each side says where they do not say the same; what SOM has beyond what was ordered is its own matter."""
    upper: dict[str, Any] = {}
    lower: dict[str, Any] = {}
    has = mapping(theirs.service_characteristic)
    names = sorted(n for n, v in ours.characteristics.items() if n not in has or has[n] != v)
    if names:
        upper["characteristics"] = {n: ours.characteristics[n] for n in names}
        lower["characteristics"] = {n: has[n] for n in names if n in has}
    if ours.suspended != is_suspended(theirs.state):
        upper["suspended"], lower["suspended"] = ours.suspended, not ours.suspended
    return upper, lower


def is_suspended(state: str) -> bool:
    """Whether SOM's word for a state says so."""
    return state in _SUSPENDED


def _mismatch(
    difference: Difference, product_id: str, service: ProductService | ReportedService, sides: Sides
) -> Mismatch:
    service_id = service.id if isinstance(service, ReportedService) else service.service_id
    upper, lower = sides
    return Mismatch(
        id=mismatch_id(product_id, service_id),
        between=Between.PRODUCT_SERVICE,
        difference=difference,
        subject_id=service_id,
        service_id=service_id,
        product_id=product_id,
        specification_id=service.specification_id,
        upper=upper,
        lower=lower,
    )
