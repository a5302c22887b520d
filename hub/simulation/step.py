"""A step on a `Disk`: nothing is on it before `commit`, and then all of it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Table

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Kind, refuse
from hub.platform import tables
from hub.platform.entries import Current
from hub.platform.store import Store
from hub.platform.unit_of_work import Step
from hub.simulation.disk import Disk, Key, Row, read, row_of, unique_values

A = TypeVar("A", bound=Aggregate)
T = TypeVar("T")


class MemoryStep(Step):
    """What it has read it holds to: a row that somebody else has changed meanwhile is found by `commit`."""

    def __init__(self, disk: Disk, room: str, now: datetime) -> None:
        super().__init__(room, now)
        self._disk = disk
        # Table and id → version read. Rows that are not there cannot be locked, and are not held to.
        self._seen: dict[Key, int] = {}
        self.erased: dict[Key, Store[Any]] = {}
        # As they were read, of stores that keep what has changed in them.
        self._documents: dict[Store[Any], dict[str, str]] = {}
        self.saved: list[tuple[Store[Any], str, Row]] = []
        self.rows: dict[str, list[dict[str, Any]]] = {}

    def commit(self) -> None:
        """Writes everything; a row that has another version by now is a `HubError`, and nothing is written."""
        self._check()
        for (_, identifier), store in self.erased.items():
            self._disk.erase(store, identifier)
        for store, identifier, row in self.saved:
            self._disk.write(store, identifier, row)
        self._disk.inbox.update((self.room, row["message_id"]) for row in self.rows.get("hub_inbox", ()))
        self._disk.outbox[self.room] += [row["message"].encode() for row in self.rows.get("hub_outbox", ())]

    def _check(self) -> None:
        for (table, identifier), version in self._seen.items():
            found = self._disk.rows[table].get(identifier)
            if found is None or found.version != version:
                raise refuse(Kind.STALE, Code.VERSION_STALE, f"{table}: somebody else changed it meanwhile")
        new: set[tuple[Any, ...]] = set()
        for store, identifier, row in self.saved:
            table = str(store.table.name)
            found = self._disk.rows[table].get(identifier)
            if row.version == 1 and found is not None and (table, identifier) not in self.erased:
                raise refuse(Kind.STALE, Code.VERSION_STALE, f"{table}: {identifier} is there already")
            for key, values in unique_values(store, row):
                owner = self._disk.unique[key].get(values, identifier)
                given_up = owner == identifier or (table, owner) in self.erased
                if not given_up or (key, values) in new:
                    raise ValueError(f"{table} has {values} already")
                new.add((key, values))

    def _read(self, catalog: Callable[[Connection], T]) -> T:
        if not isinstance(catalog, Current):
            raise TypeError("a simulation knows catalogues only as `Current`")
        found: T = self._disk.catalog(catalog)
        return found

    def _known(self, ids: list[str]) -> set[str]:
        return {identifier for identifier in ids if (self.room, identifier) in self._disk.inbox}

    def _fetch(self, store: Store[A], ids: list[str]) -> dict[str, A]:
        table = str(store.table.name)
        found = {}
        for identifier in ids:
            row = self._disk.rows[table].get(identifier)
            if row is not None:
                self._seen[table, identifier] = row.version
                found[identifier] = read(store, row)
                if store.rebuildable:
                    self._documents.setdefault(store, {})[identifier] = row.document.decode()
        return found

    def _where(self, store: Store[Any], column: str, value: str) -> list[str]:
        rows = self._disk.rows[str(store.table.name)]
        return sorted(identifier for identifier, row in rows.items() if row.columns[column] == value)

    def _range(self, store: Store[A], column: str, after: str, through: str, limit: int) -> list[A]:  # noqa: ARG002 (it is all in memory)
        rows = self._disk.rows[str(store.table.name)]
        values = {i: i if column == "id" else row.columns[column] for i, row in rows.items()}
        return [
            read(store, rows[i])
            for i, value in sorted(values.items())
            if value > after and (not through or value <= through)
        ]

    def _save(self, store: Store[A], changed: list[A]) -> None:
        documents = {}
        for aggregate in changed:
            aggregate.version += 1
            row = row_of(store, aggregate)
            self.saved.append((store, aggregate.id, row))
            documents[aggregate.id] = row.document.decode()
        if store.rebuildable:
            self._history.saved(store, self._documents.get(store, {}), documents)

    def _erase(self, store: Store[Any], identifier: str) -> None:
        self._documents.get(store, {}).pop(identifier, None)
        self.erased[str(store.table.name), identifier] = store

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        self.rows.setdefault(str(table.name), []).extend(rows)

    def changed(self) -> list[tuple[Store[Any], str, Any]]:
        """What this step has saved, as whoever loads it next will see it."""
        return [(store, identifier, read(store, row)) for store, identifier, row in self.saved]

    def facts(self) -> list[tuple[str, str, list[dict[str, Any]]]]:
        """The history this step writes: aggregate, the message it happened by, what happened."""
        rows = self.rows.get(str(tables.history.name), ())
        return [(row["aggregate_id"], row["message_type"], msgspec.json.decode(row["facts"])) for row in rows]
