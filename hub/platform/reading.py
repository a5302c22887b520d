"""Aggregates as callers of `rpc` modules ask for them: one by its id, or a page of those that meet conditions."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.sql.elements import ColumnElement

from hub.kernel.errors import Code, HubError, Kind, Reason, refuse
from hub.platform.database import Database
from hub.platform.search import Query, Search
from hub.platform.search_limit import limited
from hub.platform.store import A, Store, one_of

PAGE_DEFAULT = 100
PAGE_MAXIMUM = 1000
#: As long as the database may take for each statement of a query.
SECONDS = 5.0

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Condition = ColumnElement[bool]


class Pages(Protocol[T_co]):
    """What there is of something in a table, page by page: a `Store`, or a catalogue's `Revisions`."""

    def page(
        self,
        connection: Connection,
        conditions: Sequence[Condition],
        order: Sequence[ColumnElement[Any]],
        offset: int,
        limit: int,
    ) -> tuple[Sequence[T_co], int]: ...


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
    store: Pages[T],
    page: Page,
    conditions: Callable[[Connection], Sequence[Condition]] = lambda _: (),
    order: Sequence[ColumnElement[Any]] = (),
    *,
    search: Search | None = None,
    query: Query | None = None,
) -> tuple[Sequence[T], int]:
    """One page of what meets all conditions, and how many do in all; with what a `query` asks of a `search` besides.

    What takes longer than `SECONDS` is a TIMEOUT `HubError`.
    """
    limit = min(page.limit or PAGE_DEFAULT, PAGE_MAXIMUM)

    def plain(connection: Connection) -> tuple[Sequence[T], int]:
        return store.page(connection, conditions(connection), order, page.offset, limit)

    def searched(connection: Connection, search: Search, query: Query) -> tuple[Sequence[T], int]:
        base = conditions(connection)
        wanted = [*base, *search.conditions(connection, query)]
        ordered = search.order(query) or order
        with limited(connection, SECONDS):
            unknown = list(search.unknown(connection, query, base))
            if unknown:
                why = "is no attribute that could be filtered or sorted by"
                raise HubError(Kind.INVALID, *(Reason(Code.FILTER_UNKNOWN, why, name) for name in unknown))
            return store.page(connection, wanted, ordered, page.offset, limit)

    if search is None or query is None or not (query.all or query.sort):
        return await database.read(plain)
    return await database.read(partial(searched, search=search, query=query))


def among(wanted: Mapping[Any, Sequence[str]]) -> Callable[[Connection], list[Condition]]:
    """Each column is one of its values; a column without values is not looked at."""
    return lambda connection: [one_of(connection, column, v) for column, v in wanted.items() if v]
