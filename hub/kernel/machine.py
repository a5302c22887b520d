"""Explicit state machines: a table of rows, checked when it is built, the only thing that says what comes next."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, StrEnum
from typing import Any, Generic, TypeVar

from hub.kernel.errors import Code, HubError, Kind, refuse

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)
Guard = Callable[[Any], bool]


class Actor(Enum):
    """Who moves a state on."""

    MACHINE = "machine"  # a part of the hub or a system below: has to answer within a limit
    TIMER = "timer"  # the clock alone
    PERSON = "person"  # an operator or a customer: may take as long as it takes
    WHOLE = "whole"  # the aggregate it is a part of, bounded by that one's limits
    PARTS = "parts"  # its own parts, each bounded by limits of its own


@dataclass(frozen=True, slots=True)
class Row(Generic[S, E]):
    """In `source`, when `event` happens and the named `guard` holds, go to `target`."""

    source: S
    event: E
    target: S
    guard: str | None = None


@dataclass(frozen=True, slots=True)
class Wait(Generic[S, E]):
    """In `state` the next move is `actor`'s (`who`, in words); after `limit` without it `expiry` happens."""

    state: S
    actor: Actor
    who: str
    limit: timedelta | None = None
    expiry: E | None = None


class TableError(ValueError):
    """The table contradicts itself; raised when the module that holds it is imported."""


class Machine(Generic[S, E]):
    """A checked transition table.

    Rows of one (source, event) are tried in order, the first whose guard holds is taken; so a row without
    a guard ends its group. Every state that is not final has a `Wait` that says who moves it on.
    """

    def __init__(
        self,
        name: str,
        *,
        initial: S,
        final: Iterable[S],
        rows: Iterable[Row[S, E]],
        waits: Iterable[Wait[S, E]],
        guards: Mapping[str, Guard] | None = None,
    ) -> None:
        self.name = name
        self.initial = initial
        self.final = frozenset(final)
        self.rows = tuple(rows)
        listed = tuple(waits)
        self.waits = {wait.state: wait for wait in listed}
        self.guards = dict(guards or {})
        self._table: dict[tuple[S, E], list[Row[S, E]]] = {}
        for row in self.rows:
            self._table.setdefault((row.source, row.event), []).append(row)
        problems = [*self._state_problems(), *self._row_problems(), *self._wait_problems(listed)]
        if problems:
            raise TableError(f"{name}: " + "; ".join(problems))

    def row(self, state: S, event: E, subject: Any = None) -> Row[S, E] | None:
        """The row that is taken when `event` happens in `state`, or None when the table does not allow it.

        The first whose guard holds for `subject`; its guard is the rule that has decided.
        """
        for row in self._table.get((state, event), ()):
            if row.guard is None or self.guards[row.guard](subject):
                return row
        return None

    def next(self, state: S, event: E, subject: Any = None) -> S | None:
        """The state `event` leads to from `state`, or None when the table does not allow it."""
        row = self.row(state, event, subject)
        return row.target if row else None

    def fire(self, state: S, event: E, subject: Any = None) -> S:
        """Like `next`, but what is not allowed is a `HubError` that names what is."""
        target = self.next(state, event, subject)
        if target is None:
            raise self.refusal(state, event)
        return target

    def refusal(self, state: S, event: E) -> HubError:
        """The error that answers an illegal move."""
        allowed = ", ".join(sorted(self.allowed(state))) or "nothing, it is settled"
        return refuse(
            Kind.NOT_ALLOWED,
            Code.STATE_FORBIDS,
            f"{self.name} is {state}: {event} is not possible now; possible: {allowed}",
            "state",
        )

    def allowed(self, state: S) -> frozenset[E]:
        """The events that have a row in `state`."""
        return frozenset(row.event for row in self.rows if row.source == state)

    def is_final(self, state: S) -> bool:
        return state in self.final

    def diagram(self) -> str:
        """The table as a Mermaid state diagram; waits are notes."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for row in self.rows:
            guard = f" [{row.guard}]" if row.guard else ""
            lines.append(f"    {row.source} --> {row.target}: {row.event}{guard}")
        lines.extend(f"    {state} --> [*]" for state in sorted(self.final))
        for wait in self.waits.values():
            limit = f", at most {_spoken(wait.limit)}" if wait.limit else ""
            lines.append(f"    note right of {wait.state}: {wait.who}{limit}")
        return "\n".join(lines) + "\n"

    def _state_problems(self) -> Iterable[str]:
        states = type(self.initial)
        reached = self._reached()
        for state in states:
            if state not in reached:
                yield f"{state} is unreachable"
            leaves = any(row.source == state for row in self.rows)
            if state in self.final:
                if leaves or state in self.waits:
                    yield f"{state} is final but something is said to move it"
            elif state not in self.waits:
                yield f"nobody is said to move {state}"
            elif not leaves:
                yield f"{state} is not final but has no way out"

    def _reached(self) -> set[S]:
        """The states some way of events leads to from the initial one."""
        reached: set[S] = set()
        more = {self.initial}
        while more:
            reached |= more
            more = {row.target for row in self.rows if row.source in reached} - reached
        return reached

    def _row_problems(self) -> Iterable[str]:
        for (state, event), rows in self._table.items():
            guards = [row.guard for row in rows]
            if len(set(guards)) < len(guards):
                yield f"{state} has two rows for {event}"
            if None in guards[:-1]:
                yield f"{state} has a row for {event} behind one without a guard"
            for guard in guards:
                if guard is not None and guard not in self.guards:
                    yield f"{state}, {event}: no guard is called {guard}"
        for guard in self.guards.keys() - {row.guard for row in self.rows}:
            yield f"guard {guard} guards nothing"

    def _wait_problems(self, listed: Iterable[Wait[S, E]]) -> Iterable[str]:
        for wait in listed:
            if self.waits[wait.state] is not wait:
                yield f"{wait.state} has two waits"
            if (wait.limit is None) != (wait.expiry is None):
                yield f"{wait.state}: a limit needs an expiry event and the other way round"
            if wait.actor in {Actor.MACHINE, Actor.TIMER} and wait.limit is None:
                yield f"{wait.state} waits for {wait.who} without a limit"
            if wait.expiry is not None and (wait.state, wait.expiry) not in self._table:
                yield f"{wait.state}: {wait.expiry} is its expiry but has no row"


def _spoken(limit: timedelta) -> str:
    seconds = int(limit.total_seconds())
    for size, word in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds % size == 0 and seconds >= size:
            return f"{seconds // size} {word}"
    return f"{seconds} s"
