"""Services compared with what the network and ROM hold for them. Pure: what is given is all that counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hub.kernel.ids import derived_id
from hub.messages.base import mapping
from hub.messages.reconciliation import (
    Between,
    Difference,
    Mismatch,
    ReportedConfiguration,
    ReportedResource,
)
from workers.som.catalog import Catalog, ServiceSpecification
from workers.som.inventory import ACTIVE, NeededResource, Service

SUSPENDED = "suspended"
INACTIVE = "inactive"
#: The states of a service in which the network has to hold it, and as what.
HELD_AS = {ACTIVE: ACTIVE, INACTIVE: INACTIVE, SUSPENDED: INACTIVE}
#: The characteristic that names the element a service is configured on.
ELEMENT = "networkElement"


@dataclass(frozen=True, slots=True)
class Held:
    """What the network holds for a service, or shall hold. Without an element any will do."""

    state: str
    element: str
    characteristics: dict[str, Any]

    def said(self) -> dict[str, Any]:
        """As one side of a mismatch."""
        return {"state": self.state, "element": self.element, "characteristics": self.characteristics}


@dataclass(frozen=True, slots=True)
class Known:
    """The services of a range as they are now; what is said of those that are `left_out` says nothing yet."""

    services: Mapping[str, Service]
    left_out: frozenset[str] = frozenset()

    @property
    def compared(self) -> Iterable[Service]:
        return (service for service in self.services.values() if service.id not in self.left_out)


@dataclass(slots=True)
class _Sides:
    """What two sides say differently."""

    upper: dict[str, Any] = field(default_factory=dict)
    lower: dict[str, Any] = field(default_factory=dict)


def specification_of(catalog: Catalog, service: Service) -> ServiceSpecification | None:
    """The specification a service was built by."""
    return catalog.specification(service.specification_id, service.specification_version)


def wanted(catalog: Catalog, service: Service) -> Held | None:
    """What the network shall hold for a service; None for nothing."""
    specification = specification_of(catalog, service)
    if specification is None or specification.activation is None or service.state not in HELD_AS:
        return None
    return _held(HELD_AS[service.state], specification.activation.parameters | service.characteristics)


def with_network(catalog: Catalog, known: Known, reported: Iterable[ReportedConfiguration]) -> list[Mismatch]:
    """Where the network does not hold what it shall, or holds what it shall not."""
    by_service = {configuration.service_id: configuration for configuration in reported}
    found = [_network_mismatch(catalog, service, by_service.get(service.id)) for service in known.compared]
    for identifier in sorted(by_service.keys() - known.services.keys() - known.left_out):
        lower = _lower(by_service[identifier])
        found.append(_about_network(Difference.EXTRA, identifier, None, {}, lower))
    return [mismatch for mismatch in found if mismatch is not None]


def with_resources(known: Known, reported: Iterable[ReportedResource]) -> list[Mismatch]:
    """Where ROM does not hold what services stand on, or holds what none does."""
    held = {resource.id: resource for resource in reported}
    standing = [(s, n) for s in known.compared for n in s.resources if n.resource_id]
    found = [
        _resource_mismatch(service, needed, held.get(needed.resource_id)) for service, needed in standing
    ]
    # Whatever a service may stand on is nobody's leak, compared or not.
    stood_on = {needed.resource_id for service in known.services.values() for needed in service.resources}
    found += [
        _leak(resource, known.services.get(resource.service_id))
        for resource in held.values()
        if resource.id not in stood_on and resource.service_id not in known.left_out
    ]
    return [mismatch for mismatch in found if mismatch is not None]


def still_says(catalog: Catalog, service: Service | None, mismatch: Mismatch) -> bool:
    """Whether the service says what it said when the mismatch was found; one that says something else is another one."""
    upper = mismatch.upper
    if mismatch.between is Between.SERVICE_RESOURCE:
        needed = standing_on(service, mismatch.subject_id)
        return mismatch.difference is Difference.EXTRA or (
            needed is not None and needed.value == upper["value"]
        )
    if service is None:
        return not upper
    shall = wanted(catalog, service)
    if shall is None or mismatch.difference is Difference.EXTRA:
        return upper == {"state": service.state}
    told = upper.get("characteristics", {})
    names = told.keys() | mismatch.lower.get("characteristics", {}).keys()
    now = shall.said() | {"characteristics": _some(shall.characteristics, names)}
    return all(now[name] == value for name, value in {"characteristics": {}, **upper}.items())


def standing_on(service: Service | None, resource_id: str) -> NeededResource | None:
    """What a service has a resource as."""
    resources = service.resources if service else []
    return next((needed for needed in resources if needed.resource_id == resource_id), None)


def mismatch_id(between: Between, subject_id: str) -> str:
    return derived_id("mismatch", between, subject_id)


def _network_mismatch(
    catalog: Catalog, service: Service, configuration: ReportedConfiguration | None
) -> Mismatch | None:
    shall = wanted(catalog, service)
    if configuration is None:
        return (
            None
            if shall is None
            else _about_network(Difference.MISSING, service.id, service, shall.said(), {})
        )
    if shall is None:
        upper, lower = {"state": service.state}, _lower(configuration)
        return _about_network(Difference.EXTRA, service.id, service, upper, lower)
    sides = _apart(shall, _held_by(configuration))
    if not sides.upper and not sides.lower:
        return None
    lower = sides.lower | {"sequence": configuration.sequence}
    return _about_network(Difference.DIFFERENT, service.id, service, sides.upper, lower)


def _about_network(
    difference: Difference,
    identifier: str,
    service: Service | None,
    upper: dict[str, Any],
    lower: dict[str, Any],
) -> Mismatch:
    return Mismatch(
        id=mismatch_id(Between.SERVICE_NETWORK, identifier),
        between=Between.SERVICE_NETWORK,
        difference=difference,
        subject_id=identifier,
        service_id=identifier,
        product_id=service.product_id if service else "",
        specification_id=service.specification_id if service else lower.get("specification", ""),
        upper=upper,
        lower=lower,
    )


def _resource_mismatch(
    service: Service, needed: NeededResource, resource: ReportedResource | None
) -> Mismatch | None:
    lower: dict[str, Any] = {}
    if resource is None or resource.service_id != service.id:
        difference = Difference.MISSING
        if resource is not None:
            lower = {"value": resource.value, "service": resource.service_id}
    elif resource.value != needed.value:
        difference, lower = Difference.DIFFERENT, {"value": resource.value}
    else:
        return None
    return Mismatch(
        id=mismatch_id(Between.SERVICE_RESOURCE, needed.resource_id),
        between=Between.SERVICE_RESOURCE,
        difference=difference,
        subject_id=needed.resource_id,
        service_id=service.id,
        product_id=service.product_id,
        specification_id=needed.specification_id,
        upper={"name": needed.name, "value": needed.value},
        lower=lower,
    )


def _leak(resource: ReportedResource, service: Service | None) -> Mismatch:
    """`service` is the one it is held for, and does not stand on it; None when there is none."""
    return Mismatch(
        id=mismatch_id(Between.SERVICE_RESOURCE, resource.id),
        between=Between.SERVICE_RESOURCE,
        difference=Difference.EXTRA,
        subject_id=resource.id,
        service_id=resource.service_id,
        product_id=service.product_id if service else "",
        specification_id=resource.specification_id,
        upper={"state": service.state} if service else {},
        lower={"value": resource.value, "serviceOrder": resource.service_order_id},
    )


def _apart(upper: Held, lower: Held) -> _Sides:
    """What the two say differently, and nothing else."""
    sides = _Sides()
    if upper.state != lower.state:
        sides.upper["state"], sides.lower["state"] = upper.state, lower.state
    if upper.element and upper.element != lower.element:
        sides.upper["element"], sides.lower["element"] = upper.element, lower.element
    names = upper.characteristics.keys() | lower.characteristics.keys()
    apart = {n for n in names if upper.characteristics.get(n) != lower.characteristics.get(n)}
    if apart:
        sides.upper["characteristics"] = _some(upper.characteristics, apart)
        sides.lower["characteristics"] = _some(lower.characteristics, apart)
    return sides


def _some(characteristics: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: characteristics[name] for name in sorted(names) if name in characteristics}


def _lower(configuration: ReportedConfiguration) -> dict[str, Any]:
    """All the network says of a service."""
    more = {"specification": configuration.specification_id} if configuration.specification_id else {}
    return _held_by(configuration).said() | {"sequence": configuration.sequence} | more


def _held_by(configuration: ReportedConfiguration) -> Held:
    characteristics = mapping(configuration.service_characteristic) | {ELEMENT: configuration.element}
    return _held(configuration.state, characteristics)


def _held(state: str, characteristics: Mapping[str, Any]) -> Held:
    """A characteristic without a value is none."""
    having = {name: value for name, value in characteristics.items() if value is not None}
    return Held(state, str(having.pop(ELEMENT, "")), having)
