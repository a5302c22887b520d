"""What outlives a crash: rows of JSON text, as in a database, so that nothing survives because it lay in memory."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from hub.kernel.aggregate import Aggregate
from hub.platform.entries import Current, Source
from hub.platform.store import Store

A = TypeVar("A", bound=Aggregate)
T = TypeVar("T")
#: Table and id.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """An aggregate as it is stored; `columns` are those it is looked up by."""

    version: int
    wake_at: datetime | None
    document: bytes
    columns: dict[str, Any]


@dataclass
class Disk:
    """All rooms' tables; changed by `hub.simulation.step.MemoryStep.commit` alone, whole steps at a time."""

    rows: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    inbox: set[tuple[str, str]] = field(default_factory=set)
    # Room → messages as JSON, oldest first.
    outbox: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    # Table and unique columns → values → id.
    unique: dict[tuple[str, ...], dict[tuple[Any, ...], str]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    # Rows that have a deadline.
    wakes: dict[Key, datetime] = field(default_factory=dict)
    _entries: dict[Source, list[Any]] = field(default_factory=lambda: defaultdict(list))
    _catalogs: dict[tuple[Current[Any], int], Any] = field(default_factory=dict)

    def publish(self, entries: Source, new: Iterable[Any]) -> None:
        """Adds catalogue entries, as they look when they have been written and read."""
        self._entries[entries] += [
            msgspec.json.decode(msgspec.json.encode(entry), type=type(entry)) for entry in new
        ]

    def catalog(self, current: Current[T]) -> T:
        """The catalogue built from the entries there are now; once for each revision, as in the rooms."""
        entries = self._entries[current.entries]
        known = (current, len(entries))
        if known not in self._catalogs:
            self._catalogs[known] = current.build(entries)
        found: T = self._catalogs[known]
        return found

    def load(self, store: Store[A], identifier: str) -> A | None:
        row = self.rows[str(store.table.name)].get(identifier)
        return read(store, row) if row is not None else None

    def all(self, store: Store[A]) -> list[A]:
        """Every aggregate of a kind, in the order in which they were made."""
        return [read(store, row) for row in self.rows[str(store.table.name)].values()]

    def put(self, store: Store[Any], aggregates: Sequence[Any]) -> None:
        """Rows that were there before the simulation began."""
        for aggregate in aggregates:
            aggregate.version = 1
            self.write(store, aggregate.id, row_of(store, aggregate))

    def write(self, store: Store[Any], identifier: str, row: Row) -> None:
        table = str(store.table.name)
        self._release(store, identifier)
        self.rows[table][identifier] = row
        if row.wake_at is not None:
            self.wakes[table, identifier] = row.wake_at
        for key, values in unique_values(store, row):
            self.unique[key][values] = identifier

    def erase(self, store: Store[Any], identifier: str) -> None:
        self._release(store, identifier)
        self.rows[str(store.table.name)].pop(identifier, None)

    def _release(self, store: Store[Any], identifier: str) -> None:
        table = str(store.table.name)
        self.wakes.pop((table, identifier), None)
        row = self.rows[table].get(identifier)
        if row is not None:
            for key, values in unique_values(store, row):
                self.unique[key].pop(values, None)


def read(store: Store[A], row: Row) -> A:
    """As `Store.decode` does it."""
    aggregate = msgspec.json.decode(row.document, type=store.kind)
    aggregate.version = row.version
    return aggregate


def row_of(store: Store[A], aggregate: A) -> Row:
    return Row(aggregate.version, aggregate.wake_at, msgspec.json.encode(aggregate), store.columns(aggregate))


def unique_values(store: Store[Any], row: Row) -> Iterable[tuple[tuple[str, ...], tuple[Any, ...]]]:
    """For each unique index of a table: what it is called here, and the row's values in it."""
    for index in store.table.indexes:
        if index.unique:
            names = tuple(index.columns.keys())
            yield (str(store.table.name), *names), tuple(row.columns[name] for name in names)
