"""The service catalogue (TMF633): what a service consists of, what it needs, where it can be had, how the network is asked.

Entries are versioned and never changed: a service is changed and ended by the version it was built with, and what may
be ordered anew is what the newest version of each entry says.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from hub.platform.entries import Current, Entries
from hub.platform.jobs.store import job_store

#: Lifecycle statuses (TMF633) in which a specification may be ordered anew.
ORDERABLE = frozenset({"Active", "Launched"})


class Facing(StrEnum):
    """Whom a service is for."""

    CUSTOMER = "customer"  # TMF633 CustomerFacingServiceSpecification: may be ordered
    RESOURCE = "resource"  # ResourceFacingServiceSpecification: a part of others


@dataclass(frozen=True, slots=True)
class ResourceComponent:
    """One resource; its allocated value becomes the service characteristic `name`."""

    name: str
    resource_specification_id: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """The characteristic `name` on one side is `source` on the other, or the fixed `value` when there is no source."""

    name: str
    source: str = ""
    value: Any = None


@dataclass(frozen=True, slots=True)
class ServiceComponent:
    """A service that stands under another one, there by `name`.

    It is built after those it `requires` (names of its neighbours) and before the service above it. `characteristics`
    are what it gets from there, `results` what the one above gets from it.
    """

    name: str
    service_specification_id: str
    requires: list[str] = field(default_factory=list)
    characteristics: list[Mapping] = field(default_factory=list)
    results: list[Mapping] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ActivationPolicy:
    """How the network is asked, and how patiently. Seconds throughout."""

    attempts: int = 1
    back_off_seconds: float = 1.0
    answer_within_seconds: float = 0.0
    parameters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ServiceSpecification:
    """`technology` is what has to lie at a place where it is wanted, '' for any; `alternatives` are what else would do there."""

    id: str
    version: str
    name: str
    lifecycle_status: str = "Active"
    resources: list[ResourceComponent] = field(default_factory=list)
    # None: nothing in the network has to know of it.
    activation: ActivationPolicy | None = None
    facing: Facing = Facing.CUSTOMER
    services: list[ServiceComponent] = field(default_factory=list)
    technology: str = ""
    alternatives: list[str] = field(default_factory=list)
    description: str = ""

    @property
    def orderable(self) -> bool:
        return self.lifecycle_status in ORDERABLE


@dataclass(frozen=True, slots=True)
class ServiceCandidate:
    """TMF633: a specification as it is offered in categories."""

    id: str
    version: str
    name: str
    service_specification_id: str
    categories: list[str] = field(default_factory=list)
    lifecycle_status: str = "Active"
    description: str = ""


@dataclass(frozen=True, slots=True)
class ServiceCategory:
    id: str
    version: str
    name: str
    parent_id: str = ""
    lifecycle_status: str = "Active"
    description: str = ""


@dataclass(frozen=True, slots=True)
class ServiceCatalogEntry:
    """TMF633 ServiceCatalog: categories under a name."""

    id: str
    version: str
    name: str
    categories: list[str] = field(default_factory=list)
    lifecycle_status: str = "Active"
    description: str = ""


@dataclass(frozen=True, slots=True)
class ServingArea:
    """Where what lies in the ground: places whose id or postcode begins with one of `prefixes` have these technologies.

    `sites` says for each technology which network site serves the area; resources are allocated there. An area serves
    as long as its lifecycle status is one in which specifications may be ordered.
    """

    id: str
    version: str
    name: str
    prefixes: list[str] = field(default_factory=list)
    sites: dict[str, str] = field(default_factory=dict)
    lifecycle_status: str = "Active"


KINDS: dict[str, type] = {
    "serviceSpecification": ServiceSpecification,
    "serviceCandidate": ServiceCandidate,
    "serviceCategory": ServiceCategory,
    "serviceCatalog": ServiceCatalogEntry,
    "servingArea": ServingArea,
}


class Catalog:
    """All entries, findable; made anew when there are newer ones."""

    def __init__(self, entries: Sequence[Any]) -> None:
        self._all = list(entries)
        self._newest: dict[tuple[type, str], Any] = {(type(e), e.id): e for e in entries}
        self._versions = {(e.id, e.version): e for e in entries if isinstance(e, ServiceSpecification)}
        areas = self.newest(ServingArea)
        self._areas: list[ServingArea] = [a for a in areas if a.lifecycle_status in ORDERABLE]

    def specification(self, identifier: str, version: str = "") -> ServiceSpecification | None:
        """A version, or the newest one there is."""
        if version:
            return self._versions.get((identifier, version))
        found: ServiceSpecification | None = self._newest.get((ServiceSpecification, identifier))
        return found

    def newest(self, kind: type) -> list[Any]:
        """The newest version of each entry of a kind, by id."""
        return [entry for (of, _), entry in sorted(self._newest.items(), key=lambda i: i[0][1]) if of is kind]

    def versions(self, kind: type) -> list[Any]:
        """Every version of each entry of a kind, in the order they came."""
        return [entry for entry in self._all if isinstance(entry, kind)]

    def inside(self, category: str) -> set[str]:
        """A category and all below it, by their newest versions."""
        found, more = set[str](), {category}
        while more:
            found |= more
            more = {c.id for c in self.newest(ServiceCategory) if c.parent_id in more} - found
        return found

    def offered(self, categories: Collection[str]) -> set[str]:
        """The specifications that candidates offer in one of these categories: what may be ordered of them."""
        return {
            candidate.service_specification_id
            for candidate in self.newest(ServiceCandidate)
            if candidate.lifecycle_status in ORDERABLE and set(categories).intersection(candidate.categories)
        }

    def area(self, keys: Iterable[str]) -> ServingArea | None:
        """The area a place with this id and postcode lies in; the longest prefix decides."""
        fits = [
            (len(prefix), area.id, area)
            for area in self._areas
            for prefix in area.prefixes
            if any(key.startswith(prefix) for key in keys if key)
        ]
        return max(fits, key=lambda fit: fit[:2])[2] if fits else None


ENTRIES = Entries("som_catalog_entry", KINDS)
current_catalog = Current(ENTRIES, Catalog)

JOBS = job_store("som_catalog_job")
