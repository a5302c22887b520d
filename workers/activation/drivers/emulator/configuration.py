"""What the emulated network elements hold. No I/O, no TMF words."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hub.kernel.aggregate import Aggregate

ACTIVE, INACTIVE = "active", "inactive"
# The element of what names none.
DEFAULT_ELEMENT = "core-router"


@dataclass(kw_only=True)
class Configuration(Aggregate):
    """What a network element holds for one service, whose id it has. `applications` counts what activation has written.

    Without an element nothing holds anything any more; what is left is the number of what was done last, and its
    activation key, so that nothing older is done after it, and nothing twice.
    """

    element: str = ""
    state: str = ACTIVE
    characteristics: dict[str, Any] = field(default_factory=dict)
    applications: int = 0
    sequence: int = 0
    key: str = ""
    changed_at: datetime | None = None

    def apply(
        self,
        element: str,
        state: str,
        characteristics: dict[str, Any],
        *,
        sequence: int,
        key: str,
        now: datetime,
    ) -> None:
        """The service is on this element, in this state, with these characteristics."""
        self.element, self.state, self.characteristics = element, state, characteristics
        self._written("configure", sequence, key, now)

    def remove(self, *, sequence: int, key: str, now: datetime) -> None:
        """The service is on no element any more."""
        self._clear()
        self._written("deactivate", sequence, key, now)

    def _written(self, event: str, sequence: int, key: str, now: datetime) -> None:
        self.applications += 1
        self.sequence, self.key, self.changed_at = sequence, key, now
        self.record(event, applications=self.applications, sequence=sequence, activation=key)

    def write(
        self, element: str | None, state: str | None, characteristics: dict[str, Any], now: datetime
    ) -> None:
        """Somebody changes it by hand; a characteristic that becomes None is taken away. How new it is stays as it was."""
        self.element = element or self.element or DEFAULT_ELEMENT
        self.state = state or self.state
        merged = {**self.characteristics, **characteristics}
        self.characteristics = {name: value for name, value in merged.items() if value is not None}
        self._by_hand("write by hand", now)

    def wipe(self, now: datetime) -> None:
        """Somebody takes it off the element by hand."""
        self._clear()
        self._by_hand("remove by hand", now)

    def _clear(self) -> None:
        self.element, self.state, self.characteristics = "", ACTIVE, {}

    def _by_hand(self, event: str, now: datetime) -> None:
        self.changed_at = now
        self.record(event, element=self.element, state=self.state, characteristics=self.characteristics)
