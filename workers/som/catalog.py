"""Service specifications: what resources a service needs, and how the network is asked for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.platform.entries import Current, Entries


@dataclass(frozen=True, slots=True)
class ResourceComponent:
    """One resource; its allocated value becomes the service characteristic `name`."""

    name: str
    resource_specification_id: str


@dataclass(frozen=True, slots=True)
class ActivationPolicy:
    """How the network is asked, and how patiently. Seconds throughout."""

    attempts: int = 1
    back_off_seconds: float = 1.0
    answer_within_seconds: float = 0.0
    parameters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ServiceSpecification:
    id: str
    version: str
    name: str
    lifecycle_status: str = "Active"
    resources: list[ResourceComponent] = field(default_factory=list)
    # None: nothing in the network has to know of it.
    activation: ActivationPolicy | None = None


ENTRIES = Entries("som_catalog_entry", {"serviceSpecification": ServiceSpecification})


def _newest(entries: Sequence[ServiceSpecification]) -> dict[str, ServiceSpecification]:
    return {entry.id: entry for entry in entries}


current_catalog = Current(ENTRIES, _newest)
