"""Aggregates as callers of `rpc` modules ask for them: one by its id, or a page of those that meet conditions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection
from sqlalchemy.sql.elements import ColumnElement

from hub.kernel.errors import Code, Kind, refuse
from hub.platform.database import Database
from hub.platform.store import A, Store, one_of

PAGE_DEFAULT = 100
PAGE_MAXIMUM = 1000

Condition = ColumnElement[bool]


class Page(Protocol):
    """Which part is asked for; a limit of 0 is the default limit, and no page is larger than the maximum."""

    @property
    def offset(self) -> int: ...

    @property
    def limit(self) -> int: ...


async def read_one(database: Database, store: Store[A], identifier: str, name: str) -> A:
    """The aggregate, called `name` in the `HubError` that says there is none."""
    found = (await database.read(lambda connection: store.load(connection, [identifier]))).get(identifier)
    if found is None:
        raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, f"there is no {name} {identifier}", "id")
    return found


async def read_page(
    database: Database,
    store: Store[A],
    page: Page,
    conditions: Callable[[Connection], Sequence[Condition]],
    order: Sequence[ColumnElement[Any]] = (),
) -> tuple[list[A], int]:
    """One page of what meets all conditions, and how many do in all."""
    limit = min(page.limit or PAGE_DEFAULT, PAGE_MAXIMUM)
    return await database.read(
        lambda connection: store.page(connection, conditions(connection), order, page.offset, limit)
    )


def among(wanted: Mapping[Any, Sequence[str]]) -> Callable[[Connection], list[Condition]]:
    """Each column is one of its values; a column without values is not looked at."""
    return lambda connection: [one_of(connection, column, v) for column, v in wanted.items() if v]


def order_by(names: Iterable[str], sortable: Mapping[str, Any]) -> list[Any]:
    """Columns by name, with a `-` before it for descending; a name that is not among them is a `HubError`."""
    columns = []
    for name in names:
        column = sortable.get(name.removeprefix("-"))
        if column is None:
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, f"cannot sort by {name}", "sort")
        columns.append(column.desc() if name.startswith("-") else column.asc())
    return columns
