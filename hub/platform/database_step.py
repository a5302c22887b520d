"""A step on a database: what it reads and writes is one transaction of the connection it is given."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, select

from hub.kernel.aggregate import Aggregate
from hub.platform import tables
from hub.platform.bulk import insert_all
from hub.platform.store import Store, one_of
from hub.platform.unit_of_work import Step

A = TypeVar("A", bound=Aggregate)
T = TypeVar("T")


class DatabaseStep(Step):
    """Commits, or not, with the transaction the connection is in."""

    def __init__(self, connection: Connection, room: str, now: datetime) -> None:
        super().__init__(room, now)
        self._connection = connection
        # Documents as they were loaded, of stores that keep what has changed in them.
        self._documents: dict[Store[Any], dict[str, str]] = {}

    def _read(self, catalog: Callable[[Connection], T]) -> T:
        return catalog(self._connection)

    def _known(self, ids: list[str]) -> set[str]:
        table = tables.inbox
        query = select(table.c.message_id).where(
            table.c.room == self.room, one_of(self._connection, table.c.message_id, ids)
        )
        return set(self._connection.execute(query).scalars())

    def _fetch(self, store: Store[A], ids: list[str]) -> dict[str, A]:
        documents = self._documents.setdefault(store, {}) if store.rebuildable else None
        return store.load(self._connection, ids, lock=True, documents=documents)

    def _where(self, store: Store[Any], column: str, value: str) -> list[str]:
        table = store.table
        query = select(table.c.id).where(table.c[column] == value).order_by(table.c.id)
        return list(self._connection.execute(query).scalars())

    def _range(self, store: Store[A], column: str, after: str, through: str, limit: int) -> list[A]:
        table = store.table
        query = select(table.c.document, table.c.version).where(table.c[column] > after)
        if through:
            query = query.where(table.c[column] <= through)
        query = query.order_by(table.c[column], table.c.id)
        return store.decode(self._connection.execute(query.limit(limit) if limit else query))

    def _save(self, store: Store[A], changed: list[A]) -> None:
        documents = store.save(self._connection, changed)
        if store.rebuildable:
            self._history.saved(store, self._documents.get(store, {}), documents)

    def _erase(self, store: Store[Any], identifier: str) -> None:
        self._documents.get(store, {}).pop(identifier, None)
        store.delete(self._connection, identifier)

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        insert_all(self._connection, table, rows)
