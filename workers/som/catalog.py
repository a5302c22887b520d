"""The service catalogue (TMF633): what a service consists of, what it needs, where it can be had, how the network is asked.

Nothing that was said is changed: a service is changed and ended by the revision it was built with, and what may be
ordered anew is what the newest version of each entry says that has been on the market.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from hub.kernel.lifecycle import orderable
from hub.kernel.versions import Kept, Versions


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
class ServiceSpecification(Kept):
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
        return orderable(self.lifecycle_status)


@dataclass(frozen=True, slots=True)
class ServiceCandidate(Kept):
    """TMF633: a specification as it is offered in categories."""

    id: str
    version: str
    name: str
    service_specification_id: str
    categories: list[str] = field(default_factory=list)
    lifecycle_status: str = "Active"
    description: str = ""


@dataclass(frozen=True, slots=True)
class ServiceCategory(Kept):
    id: str
    version: str
    name: str
    parent_id: str = ""
    lifecycle_status: str = "Active"
    description: str = ""


@dataclass(frozen=True, slots=True)
class ServingArea(Kept):
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


@dataclass(frozen=True, slots=True)
class ServiceCatalogEntry(Kept):
    """TMF633 ServiceCatalog: categories under a name."""

    id: str
    version: str
    name: str
    categories: list[str] = field(default_factory=list)
    lifecycle_status: str = "Active"
    description: str = ""


MODELS = (ServiceSpecification, ServiceCandidate, ServiceCategory, ServiceCatalogEntry, ServingArea)


class Catalog:
    """All entries, findable; made anew when there are newer ones."""

    def __init__(self, entries: Sequence[Any]) -> None:
        self._versions: dict[type, Versions[Any]] = {
            model: Versions([e for e in entries if isinstance(e, model)]) for model in MODELS
        }
        self._areas = [a for a in self.newest(ServingArea) if orderable(a.lifecycle_status)]

    def specification(self, identifier: str, pin: str = "") -> ServiceSpecification | None:
        """What is pinned, or what can be had of it now."""
        found: ServiceSpecification | None = self._versions[ServiceSpecification].find(identifier, pin)
        return found

    def newest(self, model: type) -> list[Any]:
        """What counts of each entry of a kind, by id."""
        return self._versions[model].newest()

    def inside(self, category: str) -> set[str]:
        """A category and all below it."""
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
            if orderable(candidate.lifecycle_status) and set(categories).intersection(candidate.categories)
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
