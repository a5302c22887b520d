"""Product offerings and specifications, with the rules by which they are decomposed. Entries are versioned and never change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

SELLABLE = frozenset({"Active", "Launched"})


def _anything(_value: Any) -> bool:
    return True


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


# Value types we know; a value of any other is taken as it is.
_TYPES: dict[str, Callable[[Any], bool]] = {
    "number": _number,
    "integer": lambda value: _number(value) and value == int(value),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
}


@dataclass(frozen=True, slots=True)
class CharacteristicSpecification:
    name: str
    value_type: str = ""
    mandatory: bool = False
    default: Any = None
    allowed: list[Any] = field(default_factory=list)
    minimum: float | None = None
    maximum: float | None = None

    def complaint(self, value: Any) -> str | None:
        """What is wrong with a value, or None."""
        if self.allowed and value not in self.allowed:
            return f"{value!r} is not one of {', '.join(repr(v) for v in self.allowed)}"
        if not _TYPES.get(self.value_type, _anything)(value):
            return f"{value!r} is not of type {self.value_type}"
        if _number(value) and self.minimum is not None and value < self.minimum:
            return f"{value!r} is less than {self.minimum:g}"
        if _number(value) and self.maximum is not None and value > self.maximum:
            return f"{value!r} is more than {self.maximum:g}"
        return None


@dataclass(frozen=True, slots=True)
class Mapping:
    """Where the value of `target` comes from: the characteristic `source`, or the constant `value`."""

    target: str
    source: str = ""
    value: Any = None


@dataclass(frozen=True, slots=True)
class ServiceComponent:
    """One service order to be built for a product."""

    service_specification_id: str
    requires: list[str] = field(default_factory=list)
    characteristics: list[Mapping] = field(default_factory=list)
    results: list[Mapping] = field(default_factory=list)
    time_limit_seconds: int = 0


@dataclass(frozen=True, slots=True)
class ProductSpecification:
    id: str
    version: str
    name: str
    lifecycle_status: str = "Active"
    characteristics: list[CharacteristicSpecification] = field(default_factory=list)
    service_components: list[ServiceComponent] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class BundledOffering:
    id: str
    minimum: int = 1
    maximum: int = 1


@dataclass(frozen=True, slots=True)
class ProductOffering:
    id: str
    version: str
    name: str
    description: str = ""
    lifecycle_status: str = "Active"
    is_bundle: bool = False
    product_specification_id: str = ""
    bundled: list[BundledOffering] = field(default_factory=list)


Entry = ProductOffering | ProductSpecification


class Catalog:
    """The newest version of every entry, at one moment."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._offerings = {e.id: e for e in entries if isinstance(e, ProductOffering)}
        self._specifications = {e.id: e for e in entries if isinstance(e, ProductSpecification)}

    def offering(self, identifier: str) -> ProductOffering | None:
        return self._offerings.get(identifier)

    def specification(self, identifier: str) -> ProductSpecification | None:
        return self._specifications.get(identifier)
