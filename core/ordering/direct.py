"""Products that are written down, changed and taken away directly (TMF637), as far as no order has them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from core.catalog.model import Catalog
from core.catalog.store import current_catalog
from core.inventory.commands import CreateProduct, DeleteProduct, UpdateProduct
from core.inventory.machine import MACHINE, ProductEvent
from core.inventory.model import Product, ProductService, ProductStatus
from core.inventory.store import PRODUCTS
from core.ordering.planning.macd import Part, component_key, parts
from core.ordering.planning.targets import made_from
from core.ordering.products import being_changed, holder
from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.values import Ref
from hub.platform.unit_of_work import Handler, Step

# What a product is told to be; the rest of it follows, or is the orders' matter.
_SAID = (
    "name",
    "order_date",
    "start_date",
    "termination_date",
    "offering",
    "specification",
    "characteristics",
    "places",
    "parties",
    "billing_account",
    "extension",
)


def create(step: Step, command: CreateProduct) -> Product:
    # A copy: when the batch fails the command is run again, and has to be as it came.
    product = replace(command.product)
    product.specification_version = _member(product.specification, "version")
    product.services = services_named(command.services, product, step.current(current_catalog))
    _settle(product, step.now)
    product.record("make", target=product.status, services=[s.service_id for s in product.services])
    step.add(PRODUCTS, product)
    return product


def update(step: Step, command: UpdateProduct) -> Product:
    said = command.product
    product = _free(step, said.id, command.if_version)
    before = product.status
    if said.status is not before:
        product.status = _next(before, said.status)
    if said.specification != product.specification:
        product.specification_version = _member(said.specification, "version")
    for name in _SAID:
        setattr(product, name, getattr(said, name))
    product.services = services_named(command.services, product, step.current(current_catalog))
    _settle(product, step.now)
    product.record("change", before, product.status)
    return product


def delete(step: Step, command: DeleteProduct) -> None:
    product = _free(step, command.id, command.if_version)
    if product.services:
        text = f"it stands on {_told(product)}: order its end, or say first that they do not realise it"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "realizingService")
    product.record("delete", product.status)
    step.remove(PRODUCTS, product.id)


def services_named(refs: Sequence[Ref], product: Product, catalog: Catalog) -> list[ProductService]:
    """The services a product is said to stand on; those it has already stay what they are.

    Which of those that the catalogue wants each one is, its reference says (`serviceSpecification`). Where none does, and
    there are as many as the catalogue wants, they are in its order. What is neither is kept all the same: what it is
    has to be said before it can be ordered about.
    """
    known = {service.service_id: service for service in product.services if service.service_id}
    free = _wanted(product, catalog, {service.component for service in known.values()})
    new = [ref for ref in refs if ref.id not in known]
    in_order = len(new) == len(free) and not any(_kind(ref) for ref in new)
    found: dict[str, ProductService] = {}
    for ref in refs:
        service = known.get(ref.id)
        if service is None:
            fits = (p for p in free if in_order or p.rule.service_specification_id == _kind(ref))
            part = next(fits, None)
            service = _service(ref, part)
            free = [p for p in free if p is not part]
        service.refer(ref)
        found[ref.id] = service
    by_hand = [service for service in product.services if not service.service_id]
    return [*found.values(), *by_hand]


def _wanted(product: Product, catalog: Catalog, there: set[str]) -> list[Part]:
    """What a product of its specification consists of, without what is there."""
    specification = made_from(product, catalog)
    values = {c.name: c.value for c in product.characteristics}
    wanted = parts(specification, values) if specification is not None else []
    return [part for part in wanted if part.component not in there]


def _service(ref: Ref, part: Part | None) -> ProductService:
    if part is None:
        component = component_key(ref.id, 1)
        return ProductService(component=component, specification_id=_kind(ref), service_id=ref.id)
    return ProductService(
        component=part.component,
        specification_id=part.rule.service_specification_id,
        service_id=ref.id,
        characteristics=part.characteristics,
        relies_on=list(part.rule.requires),
    )


def _free(step: Step, identifier: str, if_version: int) -> Product:
    """The product, when no order has it and it is the one the caller knows."""
    product = step.get(PRODUCTS, identifier)
    if if_version not in {0, product.version}:
        text = f"the product has version {product.version}"
        raise refuse(Kind.STALE, Code.VERSION_STALE, text, "If-Match")
    has = holder(step, None, product)
    if has:
        raise refuse(Kind.NOT_ALLOWED, Code.PRODUCT_BUSY, being_changed(product, has), "id")
    return product


def _next(before: ProductStatus, after: ProductStatus) -> ProductStatus:
    """The status it may be said to have."""
    event = next((e for e in ProductEvent if e == str(after)), None)
    possible = MACHINE.allowed(before)
    if event is None or event not in possible:
        which = ", ".join(sorted(possible)) or "nothing, it is settled"
        text = f"product is {before} and does not become {after}; possible: {which}"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "status")
    return MACHINE.fire(before, event)


def _settle(product: Product, now: datetime) -> None:
    """Its status has to agree with its services, and the day of its end with its status."""
    suspended = any(service.suspended for service in product.services)
    ended = MACHINE.is_final(product.status)
    if product.services and (ended or suspended is not (product.status is ProductStatus.SUSPENDED)):
        is_so = "suspended" if suspended else "there"
        text = f"it stands on {_told(product)}, which is {is_so}: order its end, or suspend and resume its services"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "status")
    if product.status is ProductStatus.TERMINATED:
        product.termination_date = product.termination_date or now


def _told(product: Product) -> str:
    return ", ".join(s.service_id or s.specification_id for s in product.services)


def _kind(ref: Ref) -> str:
    """The id of the service specification a reference names."""
    said = _member(ref, "serviceSpecification")
    return str(said.get("id", "")) if isinstance(said, dict) else ""


def _member(ref: Ref | None, name: str) -> Any:
    """What a reference says beside what every one does; empty when it does not."""
    bag = msgspec.json.decode(ref.extension) if ref is not None and ref.extension else {}
    return bag.get(name, "")


HANDLERS: dict[str, Handler] = {
    "CreateProduct": Handler(CreateProduct, create),
    "UpdateProduct": Handler(UpdateProduct, update, lambda c: [(PRODUCTS, c.product.id)]),
    "DeleteProduct": Handler(DeleteProduct, delete, lambda c: [(PRODUCTS, c.id)]),
}
