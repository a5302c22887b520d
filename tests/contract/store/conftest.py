"""The two databases, each with the tables of the platform and of the bank, and empty."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table

from hub.platform import tables
from hub.platform.database import Database, open_database
from tests.contract.store import bank

OpenDatabase = Callable[[], Database]


def _prepare(connection: Connection) -> None:
    all_tables: list[Table] = [*tables.metadata.sorted_tables, *bank.metadata.sorted_tables]
    for table in all_tables:
        table.create(connection, checkfirst=True)
        connection.execute(table.delete())


async def _opener(url: str) -> AsyncIterator[OpenDatabase]:
    opened: list[Database] = []

    def open_it() -> Database:
        opened.append(open_database(url))
        return opened[-1]

    await open_it().write(_prepare)
    yield open_it
    for database in opened:
        await database.close()


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "SQLite":
        return f"sqlite:///{tmp_path / 'hub.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
async def opening(database_url: str) -> AsyncIterator[OpenDatabase]:
    """Opens the same database as often as processes would."""
    async for opener in _opener(database_url):
        yield opener


@pytest.fixture
async def database(opening: OpenDatabase) -> Database:
    return opening()


@pytest.fixture
async def opening_postgres(postgres_url: str) -> AsyncIterator[OpenDatabase]:
    """The same on PostgreSQL alone."""
    async for opener in _opener(postgres_url):
        yield opener
