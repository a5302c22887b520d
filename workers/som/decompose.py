"""From the items of a service order to its parts: a pure function of the order, the catalogue and the inventory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from hub.kernel.errors import Reason
from hub.kernel.versions import pin_of
from workers.som import coverage
from workers.som.catalog import Catalog, Mapping, ServiceComponent, ServiceSpecification
from workers.som.inventory import NeededResource, Presence, Service
from workers.som.item import Item
from workers.som.judge import reason_against, reason_against_parts
from workers.som.model import ServiceOrder, new_service_id
from workers.som.part import ADD, DELETE, NO_CHANGE, Part

Look = Callable[[str], Service | None]


def decompose(order: ServiceOrder, catalog: Catalog, look: Look) -> list[Part] | Reason:
    """The parts of the order by their numbers, or why SOM cannot do it. `look` finds a service by its id."""
    reason = reason_against(order, catalog, look)
    if reason is not None:
        return reason
    parts: list[Part] = []
    for item in order.items:
        if item.action == ADD:
            added = _added(order, item, catalog, len(parts))
            if isinstance(added, Reason):
                return added
            parts += added
        elif item.action != NO_CHANGE:
            parts += _changed(item, catalog, look, len(parts))
    of_item: dict[str, list[Part]] = {}
    for part in parts:
        of_item.setdefault(part.item_id, []).append(part)
    for item in order.items:
        before = [part.number for other in item.relies_on for part in of_item.get(other, ())]
        for part in of_item.get(item.id, ()):
            part.after += before
    return reason_against_parts(order, parts, look) or parts


def _added(order: ServiceOrder, item: Item, catalog: Catalog, made: int) -> list[Part] | Reason:
    """All services that have to be built, those that stand under others first."""
    found = coverage.parts(catalog, item.specification_id, item.places)
    if isinstance(found, Reason):
        return found
    parts = [
        Part(
            number=number,
            item_id=item.id,
            action=ADD,
            service_id=new_service_id(order.id, item.id, built.path) if built.path else item.service_id,
            specification_id=built.specification.id,
            specification_version=pin_of(built.specification),
            path=built.path,
            site=built.site,
            characteristics={} if built.path else dict(item.characteristics),
            results=list(built.component.results) if built.component else [],
            presence=item.presence or Presence.ACTIVE,
            resources=[
                NeededResource(name=r.name, specification_id=r.resource_specification_id)
                for r in built.specification.resources
            ],
            policy=built.specification.activation,
        )
        for number, built in enumerate(found, made + 1)
    ]
    _connect(parts, {built.path: built.component for built in found})
    by_number = {part.number: part for part in parts}
    for part, built in zip(reversed(parts), reversed(found), strict=True):
        if part.above and built.component is not None:
            part.characteristics = _mapped(built.component, by_number[part.above].characteristics)
    return parts


@dataclass(frozen=True, slots=True)
class _Standing:
    """A service there is, as one of those another stands on; `changes` are the characteristics it is to have instead."""

    path: str
    service: Service
    specification: ServiceSpecification | None
    component: ServiceComponent | None
    changes: dict[str, Any]


def _changed(item: Item, catalog: Catalog, look: Look, made: int) -> list[Part]:
    """What is changed or ended: the service and what stands under it; of that only what has anything to change."""
    service = look(item.service_id)
    if service is None or (item.action == DELETE and not service.stands):
        return []
    below = list(_below(catalog, look, "", service, None, item.characteristics))
    if item.action != DELETE:
        below = [standing for standing in below if not standing.path or _differs(standing, item.presence)]
    parts = [
        Part(
            number=number,
            item_id=item.id,
            action=item.action,
            service_id=standing.service.id,
            specification_id=standing.service.specification_id,
            specification_version=standing.service.specification_version,
            path=standing.path,
            characteristics={} if item.action == DELETE else dict(standing.changes),
            results=list(standing.component.results) if standing.component else [],
            previous=dict(standing.service.characteristics),
            presence=item.presence or standing.service.presence,
            previous_presence=standing.service.presence,
            resources=[replace(resource) for resource in standing.service.resources],
            policy=standing.specification.activation if standing.specification else None,
        )
        for number, standing in enumerate(below, made + 1)
    ]
    _connect(parts, {standing.path: standing.component for standing in below})
    if item.action == DELETE:
        _turn_round(parts)
    return parts


def _below(  # noqa: PLR0917 (the way down)
    catalog: Catalog,
    look: Look,
    path: str,
    service: Service,
    component: ServiceComponent | None,
    changes: dict[str, Any],
) -> Iterator[_Standing]:
    """Depth first, as in `coverage`; what does not stand any more is left out."""
    specification = catalog.specification(service.specification_id, service.specification_version)
    components = {c.name: c for c in specification.services} if specification else {}
    for supporting in service.services:
        lower, inner = look(supporting.service_id), components.get(supporting.name)
        if lower is not None and lower.stands:
            name = f"{path}.{supporting.name}" if path else supporting.name
            passed = _mapped(inner, changes) if inner else {}
            yield from _below(catalog, look, name, lower, inner, passed)
    yield _Standing(path, service, specification, component, changes)


def _mapped(component: ServiceComponent, above: dict[str, Any]) -> dict[str, Any]:
    """What a service gets from the one above; what that does not have is left to the specification below."""

    def known(mapping: Mapping) -> bool:
        return not mapping.source or mapping.source in above

    return {m.name: above[m.source] if m.source else m.value for m in component.characteristics if known(m)}


def _differs(standing: _Standing, presence: Presence | None) -> bool:
    has = standing.service.characteristics
    changed = any(name not in has or has[name] != value for name, value in standing.changes.items())
    return changed or presence not in {None, standing.service.presence}


def _connect(parts: list[Part], components: dict[str, ServiceComponent | None]) -> None:
    """Each comes after what stands under it and the neighbours it requires."""
    numbers = {part.path: part.number for part in parts}
    by_number = {part.number: part for part in parts}
    for part in parts:
        above, _, _ = part.path.rpartition(".")
        if part.path and above in numbers:
            part.above = numbers[above]
            by_number[part.above].after.append(part.number)
        component = components[part.path]
        neighbours = [f"{above}.{n}" if above else n for n in component.requires] if component else []
        part.after += [numbers[name] for name in neighbours if name in numbers]


def _turn_round(parts: list[Part]) -> None:
    """What is built first is removed last."""
    after = {part.number: [other.number for other in parts if part.number in other.after] for part in parts}
    for part in parts:
        part.after = after[part.number]
