"""What all aggregates share: an id, a version, the next moment they want to be looked at, and what happened to them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened to an aggregate: the history is made of these.

    `source` and `target` are states and differ unless nothing moved; `detail` says more, as JSON values.
    """

    event: str
    source: str = ""
    target: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(kw_only=True)
class Aggregate:
    """Stored whole as one document, guarded by `version`.

    `wake_at` is when somebody has to look at it again should nothing happen before: an aggregate that is
    not settled has one, unless it waits for a person. `correlation` is the order it belongs to: what a
    deadline makes it do belongs there too.
    """

    id: str
    version: int = 0
    wake_at: datetime | None = None
    correlation: str = ""

    def __post_init__(self) -> None:
        # Not a dataclass field, so never part of the document.
        self._facts: list[Fact] = []

    def record(self, event: str, source: str = "", target: str = "", **detail: Any) -> None:
        """Adds to the history."""
        self._facts.append(Fact(event, source, target, detail))

    def take_facts(self) -> list[Fact]:
        """What happened since it was loaded or asked last."""
        facts, self._facts = self._facts, []
        return facts
