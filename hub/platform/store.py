"""Loading and saving aggregates, many at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Column, Connection, Table, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import String, Text

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Kind, refuse
from hub.platform.bulk import insert_all, update_all

A = TypeVar("A", bound=Aggregate)
Row = Mapping[str, Any]


def one_of(
    connection: Connection, column: ColumnElement[Any], values: Iterable[str] | Iterable[int]
) -> ColumnElement[bool]:
    """`column` is one of `values`, as one parameter: the statement stays the same for any number of them."""
    wanted = list(values)
    if connection.dialect.name == "postgresql":
        # As text: an array of varchar would be cast again for every row that is compared.
        kind = Text() if isinstance(column.type, String) else column.type
        return column == any_(bindparam(None, wanted, type_=ARRAY(kind)))
    each = func.json_each(bindparam(None, msgspec.json.encode(wanted).decode(), type_=String)).table_valued(
        "value"
    )
    return column.in_(select(each.c.value))


def lookup(text: str) -> str:
    """As much of a client's text as a column to find it by holds; the whole of it is in the document."""
    return text[:255]


def _rows(rows: Iterable[Row]) -> set[frozenset[tuple[str, Any]]]:
    """To be compared: in no certain order."""
    return {frozenset(row.items()) for row in rows}


@dataclass(frozen=True)
class Side:
    """Rows beside an aggregate for looking it up by something it has many of; written when it is new.

    With `changes` also whenever they are others than before.
    """

    table: Table
    rows: Callable[[Any], list[dict[str, Any]]]
    changes: bool = False

    @property
    def owner(self) -> Column[Any]:
        """The id of the aggregate."""
        return next(iter(self.table.primary_key.columns))

    def write(self, connection: Connection, aggregates: Sequence[Aggregate]) -> None:
        """Those of new aggregates."""
        insert_all(connection, self.table, [row for aggregate in aggregates for row in self.rows(aggregate)])

    def rewrite(self, connection: Connection, aggregates: Sequence[Aggregate]) -> None:
        """Makes those of known ones what they are to be; most are."""
        owner = self.owner
        there: dict[str, list[dict[str, Any]]] = {a.id: [] for a in aggregates}
        found = connection.execute(select(self.table).where(one_of(connection, owner, there)))
        for row in found.mappings():
            there[row[owner]].append(dict(row))
        others = [a for a in aggregates if _rows(there[a.id]) != _rows(self.rows(a))]
        if others:
            connection.execute(self.table.delete().where(one_of(connection, owner, [a.id for a in others])))
            self.write(connection, others)


@dataclass(frozen=True, eq=False)
class Store(Generic[A]):
    """One kind of aggregate in its table. `columns` gives the look-up columns of an aggregate.

    Each version of a `rebuildable` one can be had from the history (`hub.platform.rebuild`).
    """

    table: Table
    kind: type[A]
    columns: Callable[[A], dict[str, Any]]
    sides: Sequence[Side] = field(default=())
    # Whether its rows are locked before those of other tables: of the aggregate that others belong to.
    leads: bool = False
    rebuildable: bool = False
    # Made with the store: msgspec breaks when two threads are the first to decode a kind at the same time.
    _decoder: msgspec.json.Decoder[A] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_decoder", msgspec.json.Decoder(self.kind))

    def load(
        self,
        connection: Connection,
        ids: Iterable[str],
        *,
        lock: bool = False,
        documents: dict[str, str] | None = None,
    ) -> dict[str, A]:
        """Those of `ids` that exist; with `lock` nobody else changes them until the transaction ends.

        Rows are locked in the order of their ids, so two batches cannot wait for each other. The documents
        themselves are put into `documents`, by id.
        """
        table = self.table
        query = select(table.c.document, table.c.version).where(one_of(connection, table.c.id, ids))
        if lock and connection.dialect.name == "postgresql":
            query = query.order_by(table.c.id).with_for_update()
        rows = connection.execute(query).all()
        found = self.decode(rows)
        if documents is not None:
            documents.update((a.id, row[0]) for a, row in zip(found, rows, strict=True))
        return {a.id: a for a in found}

    def decode(self, rows: Iterable[Any]) -> list[A]:
        """Aggregates from rows that start with the document and the version."""
        found = []
        for row in rows:
            aggregate = self._decoder.decode(row[0])
            aggregate.version = row[1]
            found.append(aggregate)
        return found

    def page(
        self,
        connection: Connection,
        conditions: Sequence[ColumnElement[bool]],
        order: Sequence[ColumnElement[Any]],
        offset: int,
        limit: int,
    ) -> tuple[list[A], int]:
        """One page of what meets all `conditions`, and how many do in all."""
        table = self.table
        total = connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()
        query = select(table.c.document, table.c.version).where(*conditions)
        query = query.order_by(*order, table.c.id).offset(offset).limit(limit)
        return self.decode(connection.execute(query)), total

    def save(self, connection: Connection, aggregates: Sequence[A]) -> dict[str, str]:
        """Writes all of them, each one version up, and returns their documents by id.

        A version somebody else has raised meanwhile is an error.

        Who saves several known ones has to have loaded them with `lock`: rows are updated in no certain order,
        and two who have not locked them before could wait for each other.
        """
        new = [a for a in aggregates if a.version == 0]
        known = [a for a in aggregates if a.version > 0]
        for aggregate in aggregates:
            aggregate.version += 1
        rows = {a.id: self._row(a) for a in aggregates}
        if new:
            insert_all(connection, self.table, [rows[a.id] for a in new])
            for side in self.sides:
                side.write(connection, new)
        if known and update_all(connection, self.table, [rows[a.id] for a in known]) < len(known):
            raise refuse(
                Kind.STALE, Code.VERSION_STALE, f"{self.table.name}: somebody else changed it meanwhile"
            )
        for side in self.sides:
            if known and side.changes:
                side.rewrite(connection, known)
        return {identifier: row["document"] for identifier, row in rows.items()}

    def delete(self, connection: Connection, identifier: str) -> None:
        """Forgets it and what lies beside it."""
        for side in self.sides:
            connection.execute(side.table.delete().where(side.owner == identifier))
        connection.execute(self.table.delete().where(self.table.c.id == identifier))

    def due(self, connection: Connection, now: Any, limit: int) -> list[str]:
        """Ids whose `wake_at` has come, the longest overdue first."""
        table = self.table
        query = select(table.c.id).where(table.c.wake_at <= now).order_by(table.c.wake_at).limit(limit)
        return list(connection.execute(query).scalars())

    def next_due(self, connection: Connection, after: Any = None) -> Any:
        """The earliest `wake_at` of all, or of those after a moment; None when there is none."""
        column = self.table.c.wake_at
        query = select(func.min(column))
        return connection.execute(query if after is None else query.where(column > after)).scalar()

    def _row(self, aggregate: A) -> dict[str, Any]:
        return {
            "id": aggregate.id,
            "version": aggregate.version,
            "wake_at": aggregate.wake_at,
            "document": msgspec.json.encode(aggregate).decode(),
            **self.columns(aggregate),
        }
