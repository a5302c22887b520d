"""The schema the migrations make, on both databases."""

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect, make_url
from sqlalchemy.ext.asyncio import create_async_engine

from hub.compose.schema import METADATA, config, head, migrate, require
from hub.kernel.errors import HubError
from hub.platform.database import Database

ROOT = Path(__file__).parents[3]


async def differences(url: str) -> list[Any]:
    """What the schema is unlike the code; seen by an engine that decodes JSON, as ours does not."""

    def compare(connection: Connection) -> list[Any]:
        options = {"compare_type": True, "compare_server_default": True}
        found: list[Any] = compare_metadata(MigrationContext.configure(connection, opts=options), METADATA)
        return found

    if url.startswith("sqlite"):
        engine = create_engine(url)
        with engine.connect() as connection:
            found = compare(connection)
        engine.dispose()
        return found
    engines = create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"))
    async with engines.connect() as opened:
        found = await opened.run_sync(compare)
    await engines.dispose()
    return found


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def indexes(connection: Connection) -> dict[str, tuple[list[str | None], bool, bool]]:
    """Name → columns, whether unique, whether over some rows only; without those that come with a constraint."""
    inspector = inspect(connection)
    return {
        str(index["name"]): (
            index["column_names"],
            bool(index["unique"]),
            any(name.endswith("_where") for name in index.get("dialect_options", {})),
        )
        for table in tables(connection)
        for index in inspector.get_indexes(table)
        if "duplicates_constraint" not in index
    }


def downgrade(connection: Connection) -> None:
    command.downgrade(config(connection), "base")


async def test_an_empty_database_gets_exactly_the_tables_the_code_works_with(
    database: Database, database_url: str
) -> None:
    await migrate(database)

    assert await database.read(tables) == set(METADATA.tables)
    assert await differences(database_url) == []


async def test_every_index_the_code_declares_is_there_as_declared(database: Database) -> None:
    await migrate(database)

    wanted = {
        str(index.name): ([c.name for c in index.columns], bool(index.unique), bool(index.dialect_kwargs))
        for table in METADATA.tables.values()
        for index in table.indexes
    }
    assert await database.read(indexes) == wanted


async def test_down_to_nothing_and_up_again_is_the_same_schema(database: Database, database_url: str) -> None:
    await migrate(database)
    before = await database.read(indexes)

    await database.write(downgrade)
    assert await database.read(tables) == set()

    await migrate(database)
    assert await database.read(indexes) == before
    assert await differences(database_url) == []


async def test_migrating_what_is_up_to_date_changes_nothing(database: Database, database_url: str) -> None:
    await migrate(database)
    await migrate(database)

    assert await differences(database_url) == []


MIGRATE = """
import asyncio, sys
from hub.compose.schema import migrate
from hub.platform.database import open_database

async def main():
    database = open_database(sys.argv[1])
    await migrate(database)
    await database.close()

asyncio.run(main())
"""


async def test_processes_that_migrate_at_once_wait_for_each_other(fresh_postgres_url: str) -> None:
    started = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", MIGRATE, fresh_postgres_url),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for _ in range(2)
    ]
    ended = await asyncio.gather(*(process.communicate() for process in started))

    assert [(p.returncode, output) for p, (output, _) in zip(started, ended, strict=True)] == [(0, b"")] * 2
    assert await differences(fresh_postgres_url) == []


async def test_a_database_that_is_behind_is_refused(database: Database, database_url: str) -> None:
    with pytest.raises(HubError, match=f"{head()} is needed: run `hub migrate`"):
        await require(database_url)

    await migrate(database)

    await require(database_url)
