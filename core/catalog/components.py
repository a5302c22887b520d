"""What has to be built for a product: service orders, the conditions they are under, and what becomes of them when they fail."""

from collections.abc import Mapping as Named
from dataclasses import dataclass, field
from typing import Any

from core.catalog.characteristics import among, is_number

IMPORTANCE = ("optional", "mandatory", "critical")
ON_FAILURE = ("fail", "hold")
POINT_OF_NO_RETURN = ("none", "soft", "hard")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Where the value of `target` comes from: the characteristic `source`, or the constant `value`."""

    target: str
    source: str = ""
    value: Any = None


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when the characteristic has one of the values, or lies within the bounds, or (with neither) has a value."""

    characteristic: str
    one_of: list[Any] = field(default_factory=list)
    minimum: float | None = None
    maximum: float | None = None

    def holds(self, values: Named[str, Any]) -> bool:
        value = values.get(self.characteristic)
        if self.one_of:
            return among(value, self.one_of)
        if self.minimum is None and self.maximum is None:
            return value is not None
        return (
            is_number(value)
            and (self.minimum is None or value >= self.minimum)
            and (self.maximum is None or value <= self.maximum)
        )

    def __str__(self) -> str:
        if self.one_of:
            return f"{self.characteristic} is {' or '.join(map(str, self.one_of))}"
        bounds = [
            f"{word} {bound:g}"
            for word, bound in (("at least", self.minimum), ("at most", self.maximum))
            if bound is not None
        ]
        return f"{self.characteristic} is {' and '.join(bounds) or 'given'}"


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Further attempts after a transient failure; the pause doubles, and varies by up to `jitter` (0 to 1) of itself."""

    attempts: int = 1
    back_off_seconds: float = 1.0
    jitter: float = 0.0


@dataclass(frozen=True, slots=True)
class ServiceComponent:
    """One service order (or as many as `quantity_from` says) to be built for a product."""

    service_specification_id: str
    requires: list[str] = field(default_factory=list)
    characteristics: list[Mapping] = field(default_factory=list)
    results: list[Mapping] = field(default_factory=list)
    time_limit_seconds: int = 0
    # All have to hold, else it is not built.
    when: list[Condition] = field(default_factory=list)
    # Name of the characteristic that says how many; empty is one.
    quantity_from: str = ""
    # optional: the item completes without it; mandatory: it fails; critical: the whole order is rolled back.
    importance: str = "mandatory"
    retry: RetryPolicy = RetryPolicy()
    # Empty by the opposite service order, `none` not at all, else by an order for the service specification named.
    compensation: str = ""
    # Passed when its service order is submitted: `hard` refuses cancelling, `soft` flags it.
    point_of_no_return: str = "none"
    # When no attempt is left: `fail`, or `hold` for an operator to decide.
    on_failure: str = "fail"
    expected_seconds: int = 0

    def number(self, values: Named[str, Any]) -> int:
        """How many of it a product with these characteristics has."""
        if not all(condition.holds(values) for condition in self.when):
            return 0
        wanted = values.get(self.quantity_from, 0) if self.quantity_from else 1
        return max(0, int(wanted)) if is_number(wanted) else 0

    def values(self, values: Named[str, Any]) -> dict[str, Any]:
        """What the service gets from a product with these characteristics; what has no value is left out."""
        found = {m.target: values.get(m.source) if m.source else m.value for m in self.characteristics}
        return {name: value for name, value in found.items() if value is not None}
