"""Versions of catalogue entries, and which of them counts for whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from hub.kernel.lifecycle import SEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How a catalogue keeps an entry: `pin` finds it again as it is, whatever becomes of it; '' is its version.

    What is `superseded` was changed or deleted meanwhile: only who was accepted with it sees it.
    """

    pin: str = field(default="", compare=False)
    superseded: bool = field(default=False, compare=False)


class Versioned(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def lifecycle_status(self) -> str: ...
    @property
    def pin(self) -> str: ...
    @property
    def superseded(self) -> bool: ...


E = TypeVar("E", bound=Versioned)


def pin_of(entry: Versioned) -> str:
    return entry.pin or entry.version


def make_pin(version: str, revision: int, *, first: bool) -> str:
    """A version's first revision is found by the version alone, a later one by both: `2@7`."""
    return version if first and "@" not in version else f"{version}@{revision}"


def version_in(pin: str) -> str:
    """The version that a pin is of."""
    return pin.rpartition("@")[0] or pin


class Versions(Generic[E]):
    """All that was ever said of the entries of a kind, the oldest first."""

    def __init__(self, entries: Iterable[E]) -> None:
        self._pinned: dict[str, dict[str, E]] = {}
        # By version, in the order in which these were made; what is superseded keeps the place for its followers.
        standing: dict[str, dict[str, E]] = {}
        for entry in entries:
            self._pinned.setdefault(entry.id, {})[pin_of(entry)] = entry
            standing.setdefault(entry.id, {})[entry.version] = entry
        self._standing = {
            identifier: found
            for identifier, versions in standing.items()
            if (found := [entry for entry in versions.values() if not entry.superseded])
        }

    def find(self, identifier: str, pin: str = "") -> E | None:
        """What is pinned; without a pin the newest version that has been on the market, else the newest."""
        if pin:
            return self._pinned.get(identifier, {}).get(pin)
        versions = self._standing.get(identifier, [])
        seen = (entry for entry in reversed(versions) if entry.lifecycle_status in SEEN)
        return next(seen, versions[-1] if versions else None)

    def newest(self) -> list[E]:
        """What counts of each entry, by id."""
        found = (self.find(identifier) for identifier in sorted(self._standing))
        return [entry for entry in found if entry is not None]
