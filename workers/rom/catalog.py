"""The resource catalogue (TMF634): what kinds of resources there are, and how they are offered.

Entries are versioned and never changed; what may be ordered is what the newest version of each says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.platform.entries import Current, Entries
from hub.platform.jobs.store import job_store

#: Lifecycle statuses (TMF634) in which something new may be allocated.
ORDERABLE = frozenset({"Active", "Launched"})


@dataclass(frozen=True, slots=True)
class CharacteristicSpecification:
    """What is said of resources of a kind; `value_type` as TMF634 has it: string, number, boolean, object."""

    name: str
    value_type: str = ""
    description: str = ""
    default: Any = None
    allowed: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ResourceSpecification:
    """A kind of resource."""

    id: str
    version: str
    name: str
    lifecycle_status: str = "Active"
    description: str = ""
    category: str = ""
    characteristics: list[CharacteristicSpecification] = field(default_factory=list)

    @property
    def orderable(self) -> bool:
        return self.lifecycle_status in ORDERABLE


@dataclass(frozen=True, slots=True)
class ResourceCandidate:
    """TMF634: a specification as it is offered in categories."""

    id: str
    version: str
    name: str
    resource_specification_id: str
    categories: list[str] = field(default_factory=list)
    lifecycle_status: str = "Active"
    description: str = ""


@dataclass(frozen=True, slots=True)
class ResourceCategory:
    id: str
    version: str
    name: str
    parent_id: str = ""
    lifecycle_status: str = "Active"
    description: str = ""


@dataclass(frozen=True, slots=True)
class ResourceCatalogEntry:
    """TMF634 ResourceCatalog: categories under a name."""

    id: str
    version: str
    name: str
    categories: list[str] = field(default_factory=list)
    lifecycle_status: str = "Active"
    description: str = ""


KINDS: dict[str, type] = {
    "resourceSpecification": ResourceSpecification,
    "resourceCandidate": ResourceCandidate,
    "resourceCategory": ResourceCategory,
    "resourceCatalog": ResourceCatalogEntry,
}


class Catalog:
    """All entries, findable; made anew when there are newer ones."""

    def __init__(self, entries: Sequence[Any]) -> None:
        self._newest: dict[tuple[type, str], Any] = {(type(e), e.id): e for e in entries}
        self._versions: dict[tuple[type, str, str], Any] = {(type(e), e.id, e.version): e for e in entries}

    def specification(self, identifier: str) -> ResourceSpecification | None:
        """The newest version there is."""
        found: ResourceSpecification | None = self.entry(ResourceSpecification, identifier)
        return found

    def entry(self, kind: type, identifier: str, version: str = "") -> Any:
        """A version of an entry, the newest when none is named; None when there is none."""
        if version:
            return self._versions.get((kind, identifier, version))
        return self._newest.get((kind, identifier))

    def entries(self, kind: type, *, all_versions: bool = False) -> list[Any]:
        """The entries of a kind by id, the newest version of each, or all in the order they were loaded."""
        of = self._versions if all_versions else self._newest
        return sorted((entry for key, entry in of.items() if key[0] is kind), key=lambda entry: str(entry.id))


ENTRIES = Entries("rom_catalog_entry", KINDS)
current_catalog = Current(ENTRIES, Catalog)

JOBS = job_store("rom_catalog_job")
