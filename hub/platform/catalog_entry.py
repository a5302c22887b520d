"""An entry of a catalogue in TM Forum's words, and how an engine reads it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a catalogue as it was at one revision; `content` are all members that are not named here."""

    kind: str
    id: str
    version: str = "1"
    revision: int = 0
    name: str = ""
    description: str = ""
    lifecycle_status: str = "Active"
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    last_update: datetime = BEGINNING
    content: dict[str, Any] = field(default_factory=dict)

    def same_as(self, other: "Entry") -> bool:
        """Whether both say the same, whenever that was."""
        return replace(self, revision=0, last_update=BEGINNING) == replace(
            other, revision=0, last_update=BEGINNING
        )


@dataclass(frozen=True, slots=True)
class Codec:
    """What the engine knows an entry of a kind as. `read` takes content that is wrong as a `HubError`."""

    model: type
    read: Callable[[Entry], Any]
    write: Callable[[Any], Entry]
