"""What can be had at a place, and from which network site; the same for an order and for a qualification (TMF645)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hub.kernel.errors import Code, Reason
from hub.kernel.values import Place
from workers.som.catalog import Catalog, ServiceComponent, ServiceSpecification


@dataclass(frozen=True, slots=True)
class Part:
    """One service that has to be built: what was asked for, or what stands under it.

    `path` are the names of the components from the top down, '' for the top itself; `site` is the network site its
    resources have to be of, '' for any.
    """

    path: str
    specification: ServiceSpecification
    component: ServiceComponent | None = None
    site: str = ""


def parts(catalog: Catalog, specification_id: str, places: Sequence[Place] = ()) -> list[Part] | Reason:
    """All services an order for one of this specification builds, those that stand under others first; or why it cannot be had.

    Without a place nothing is looked up: whoever does not say where gets it from anywhere.
    """
    top = catalog.specification(specification_id)
    if top is None:
        return Reason(Code.SPECIFICATION_UNKNOWN, f"there is no service specification {specification_id}")
    found: list[Part] = []
    for path, specification, component in _below(catalog, "", top, None):
        if isinstance(specification, Reason):
            return specification
        if not specification.orderable:
            text = f"{specification.name} is {specification.lifecycle_status}: it cannot be ordered any more"
            return Reason(Code.SPECIFICATION_INACTIVE, text, specification.id)
        site = site_of(catalog, specification, places)
        if isinstance(site, Reason):
            return site
        found.append(Part(path, specification, component, site))
    return found


def site_of(catalog: Catalog, specification: ServiceSpecification, places: Sequence[Place]) -> str | Reason:
    """The network site that serves the first of these places with the specification's technology."""
    if not specification.technology or not places:
        return ""
    place = places[0]
    area = catalog.area([place.id, place.postcode])
    where = place.postcode or place.id
    if area is None:
        return Reason(Code.NO_COVERAGE, f"nothing of ours reaches {where}", "place")
    if specification.technology not in area.sites:
        has = ", ".join(sorted(area.sites)) or "nothing"
        text = f"{specification.name} needs {specification.technology}; {area.name} has {has}"
        return Reason(Code.NO_COVERAGE, text, "place")
    return area.sites[specification.technology]


_Found = tuple[str, ServiceSpecification | Reason, ServiceComponent | None]


def _below(
    catalog: Catalog, path: str, specification: ServiceSpecification, component: ServiceComponent | None
) -> Iterator[_Found]:
    """Depth first; the catalogue has no circles (`workers.som.check`)."""
    for inner in specification.services:
        name = f"{path}.{inner.name}" if path else inner.name
        below = catalog.specification(inner.service_specification_id)
        if below is None:
            text = (
                f"{specification.name} needs {inner.service_specification_id}, which is not in the catalogue"
            )
            yield name, Reason(Code.SPECIFICATION_UNKNOWN, text), inner
            return
        yield from _below(catalog, name, below, inner)
    yield path, specification, component
