"""What all aggregates share: an id, a version, the next moment they want to be looked at, and what happened to them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hub.kernel.machine import E, Machine, S


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened to an aggregate: the history is made of these.

    `source` and `target` are states and differ unless nothing moved; `rule` is the guard of the row that
    was taken, '' for one without; `detail` says more, as JSON values.
    """

    event: str
    source: str = ""
    target: str = ""
    rule: str = ""
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
        self._facts.append(Fact(event, source, target, detail=detail))

    def fire(
        self, machine: Machine[S, E], event: E, /, part: Any = None, subject: Any = None, **detail: Any
    ) -> None:
        """Moves `state` by the table, and records the move with the rule that allowed it: nothing else assigns it.

        It is the state of `part` (an item, a node), or of the aggregate itself. The guards are asked about
        `subject`, or else about what is moved. An illegal move is the table's `HubError` and changes nothing.
        """
        moved: Any = self if part is None else part
        source = moved.state
        row = machine.row(source, event, moved if subject is None else subject)
        if row is None:
            raise machine.refusal(source, event)
        moved.state = row.target
        self._facts.append(Fact(event, source, row.target, row.guard or "", detail))

    def take_facts(self) -> list[Fact]:
        """What happened since it was loaded or asked last."""
        facts, self._facts = self._facts, []
        return facts
