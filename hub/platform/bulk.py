"""Many rows in one statement.

PostgreSQL gets one array a column (`unnest`): a statement a row costs client and server more than the row.
SQLite, which has no round trips, gets the rows one by one.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Table, TextClause, bindparam, insert, text, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import Dialect
from sqlalchemy.types import JSON, DateTime, String, Text, TypeDecorator, TypeEngine

Rows = Sequence[Mapping[str, Any]]


def insert_all(connection: Connection, table: Table, rows: Rows) -> None:
    """Inserts rows that all have the same columns, in their order."""
    if not rows:
        return
    if connection.dialect.name != "postgresql":
        connection.execute(insert(table), list(rows))
        return
    names = tuple(rows[0])
    connection.execute(_insert(table, names), {name: [row[name] for row in rows] for name in names})


def update_all(connection: Connection, table: Table, rows: Rows) -> int:
    """Sets every column of the rows with these ids whose version is one less than given; how many there were."""
    names = tuple(rows[0])
    if connection.dialect.name == "postgresql":
        columns = {name: [row[name] for row in rows] for name in names}
        return connection.execute(_update(table, names), columns).rowcount
    statement = (
        update(table)
        .where(table.c.id == bindparam("b_id"), table.c.version == bindparam("b_version") - 1)
        .values({name: bindparam(f"b_{name}") for name in names})
    )
    return connection.execute(
        statement, [{f"b_{name}": row[name] for name in names} for row in rows]
    ).rowcount


@cache
def _insert(table: Table, names: tuple[str, ...]) -> TextClause:
    columns = ", ".join(names)
    statement = f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM {_given(table, names)}"  # noqa: S608 (our own names)
    return _bound(statement, table, names)


@cache
def _update(table: Table, names: tuple[str, ...]) -> TextClause:
    changes = ", ".join(f"{name} = given.{name}" for name in names if name != "id")
    condition = f"{table.name}.id = given.id AND {table.name}.version = given.version - 1"
    statement = f"UPDATE {table.name} SET {changes} FROM {_given(table, names)} WHERE {condition}"  # noqa: S608
    return _bound(statement, table, names)


def _given(table: Table, names: tuple[str, ...]) -> str:
    """The arrays as rows of a table called `given`; documents arrive as text."""
    dialect: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    arrays = ", ".join(f":{name}" for name in names)
    chosen = ", ".join(f"{name}::{table.c[name].type.compile(dialect)} AS {name}" for name in names)
    return f"(SELECT {chosen} FROM unnest({arrays}) AS arrays({', '.join(names)})) AS given"  # noqa: S608


def _bound(statement: str, table: Table, names: tuple[str, ...]) -> TextClause:
    # A colon behind a name would be read as a parameter.
    escaped = statement.replace("::", r"\:\:")
    return text(escaped).bindparams(
        *(bindparam(name, type_=ARRAY(_element(table.c[name]))) for name in names)
    )


def _element(column: Column[Any]) -> TypeEngine[Any]:
    kind = column.type
    if isinstance(kind, String | JSON):
        return Text()
    if isinstance(kind, TypeDecorator):
        return DateTime(timezone=True)
    return kind
