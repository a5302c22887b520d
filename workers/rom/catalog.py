"""The resource catalogue (TMF634) as the engine reads it: what kinds of resources there are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.kernel.lifecycle import orderable
from hub.kernel.versions import Kept, Versions


@dataclass(frozen=True, slots=True)
class CharacteristicSpecification:
    """What is said of resources of a kind; `value_type` as TMF634 has it: string, number, boolean, object."""

    name: str
    value_type: str = ""
    description: str = ""
    default: Any = None
    allowed: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ResourceSpecification(Kept):
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
        return orderable(self.lifecycle_status)


class Catalog:
    """All specifications, findable; made anew when there are newer ones."""

    def __init__(self, entries: Sequence[ResourceSpecification]) -> None:
        self._versions = Versions(entries)

    def specification(self, identifier: str) -> ResourceSpecification | None:
        """What can be had of it now."""
        return self._versions.find(identifier)
