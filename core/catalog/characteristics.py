"""What a characteristic of a product may be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeGuard


def _anything(_value: Any) -> bool:
    return True


def is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


# Value types we know; a value of any other is taken as it is.
_TYPES: dict[str, Callable[[Any], bool]] = {
    "number": is_number,
    "integer": lambda value: is_number(value) and value == int(value),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
}


def among(value: Any, values: list[Any]) -> bool:
    """As JSON has it: true is not 1."""
    return any(value == other and isinstance(value, bool) == isinstance(other, bool) for other in values)


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
        if self.allowed and not among(value, self.allowed):
            return f"{value!r} is not one of {', '.join(repr(v) for v in self.allowed)}"
        if not _TYPES.get(self.value_type, _anything)(value):
            return f"{value!r} is not of type {self.value_type}"
        if is_number(value) and self.minimum is not None and value < self.minimum:
            return f"{value!r} is less than {self.minimum:g}"
        if is_number(value) and self.maximum is not None and value > self.maximum:
            return f"{value!r} is more than {self.maximum:g}"
        return None
