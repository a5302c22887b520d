"""What is said of services, in orders and in the inventory. `extension` is what SOM does not interpret, as JSON text."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hub.kernel.values import Characteristic, Place


@dataclass(slots=True)
class RelatedEntity:
    """Something a service belongs to; `referred_type` says what it is: `Product`, `Service`."""

    id: str = ""
    role: str = ""
    referred_type: str = ""
    extension: str = ""


@dataclass(slots=True)
class SpecificationRef:
    id: str = ""
    version: str = ""
    extension: str = ""


@dataclass(slots=True)
class CharacteristicDetail:
    """What is said of a characteristic beside its value."""

    name: str
    value_type: str = ""
    extension: str = ""


@dataclass(slots=True, kw_only=True)
class ServiceValue:
    """A service as it is asked for: by its id, or described."""

    id: str = ""
    name: str = ""
    state: str = ""
    specification: SpecificationRef = field(default_factory=SpecificationRef)
    characteristics: list[Characteristic] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    related: list[RelatedEntity] = field(default_factory=list)
    extension: str = ""


def by_name(characteristics: Iterable[Characteristic]) -> dict[str, Any]:
    """Name → value."""
    return {c.name: c.value for c in characteristics}


def details(characteristics: Iterable[Characteristic]) -> list[CharacteristicDetail]:
    """Of those of which more is said than a value."""
    return [
        CharacteristicDetail(c.name, c.value_type, c.extension)
        for c in characteristics
        if c.value_type or c.extension
    ]


def product_of(related: Iterable[RelatedEntity]) -> str:
    """The product among these; '' for none."""
    return next((r.id for r in related if r.referred_type == "Product"), "")
