"""One way to a transaction on two databases.

Stores are written once, against a synchronous SQLAlchemy Core connection. On PostgreSQL the function runs
over asyncpg; on SQLite on the one thread that writes. SQLite begins with BEGIN IMMEDIATE: a plain BEGIN
fails as soon as two units read and then write.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

import asyncpg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import Dialect, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.types import DateTime, TypeDecorator

from hub.platform import search_document

T = TypeVar("T")
Work = Callable[[Connection], T]


class Instant(TypeDecorator[datetime]):
    """A moment: `timestamptz` on PostgreSQL, UTC text on SQLite; always aware in Python."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Database(Protocol):
    """Runs functions on a connection and counts how often it did: `transactions`, looks included."""

    transactions: int

    async def write(self, work: Work[T]) -> T:
        """Runs `work` in one transaction; it commits when `work` returns."""

    async def read(self, work: Work[T]) -> T:
        """Runs `work`, which only reads; two of its statements may see different moments."""

    async def close(self) -> None: ...


def is_outage(error: BaseException) -> bool:
    """Whether the database itself is the trouble (gone, restarting, full, locked), not what was asked of it."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or _is_trouble(error.orig)
    return isinstance(error, OSError | TimeoutError | asyncpg.PostgresError | asyncpg.InterfaceError)


def is_deadlock(error: BaseException) -> bool:
    """Whether two transactions waited for each other and this one gave way: run again, it finds the way free."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in _GAVE_WAY


def _is_trouble(cause: BaseException | None) -> bool:
    if isinstance(cause, sqlite3.OperationalError):
        # The primary code is the last byte; SQLITE_ERROR is a mistake in the statement.
        return cause.sqlite_errorcode & 0xFF != sqlite3.SQLITE_ERROR
    state = getattr(cause, "sqlstate", None) or ""
    return state.startswith(_TROUBLE)


# SQLSTATE: connection, not let in, no such database, resources, operator, system; read-only after a switch of servers.
_TROUBLE = ("08", "28", "3D", "53", "57P", "58", "25006")

# SQLSTATE: deadlock_detected, serialization_failure.
_GAVE_WAY = ("40P01", "40001")


def open_database(url: str) -> Database:
    """By the URL's scheme: `sqlite:///path` or `postgresql+asyncpg://…`."""
    if make_url(url).get_backend_name() == "sqlite":
        return SqliteDatabase(url)
    return PostgresDatabase(url)


def _as_it_is(value: Any) -> Any:
    """Documents are encoded and decoded by their stores; the driver passes the text on."""
    return value


class PostgresDatabase:
    """asyncpg below SQLAlchemy; a handful of connections, since a room runs one batch at a time."""

    def __init__(self, url: str, pool_size: int = 5) -> None:
        self.transactions = 0
        self._engine = create_async_engine(
            make_url(url).set(drivername="postgresql+asyncpg"),
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=False,
            # Errors are logged; customers' orders are not.
            hide_parameters=True,
            json_serializer=_as_it_is,
            json_deserializer=_as_it_is,
            # Plans are kept as they were made, often while a table was nearly empty: reading all of it looked
            # cheap then. What we ask on the hot path has an index.
            connect_args={"server_settings": {"enable_seqscan": "off", "application_name": "orderhub"}},
        )
        # The same connections; a look needs no transaction around it, and no round trips for one.
        self._read_engine = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    async def write(self, work: Work[T]) -> T:
        self.transactions += 1
        async with self._engine.begin() as connection:
            return await connection.run_sync(work)

    async def read(self, work: Work[T]) -> T:
        self.transactions += 1
        async with self._read_engine.connect() as connection:
            return await connection.run_sync(work)

    async def close(self) -> None:
        await self._engine.dispose()


class SqliteDatabase:
    """One thread writes, a few read beside it (WAL)."""

    def __init__(self, url: str, readers: int = 2) -> None:
        self.transactions = 0
        self._engine = sqlite_engine(url, "BEGIN IMMEDIATE")
        self._read_engine = sqlite_engine(url, "BEGIN")
        self._writer = ThreadPoolExecutor(1, "sqlite-writer")
        self._readers = ThreadPoolExecutor(readers, "sqlite-reader")

    async def write(self, work: Work[T]) -> T:
        self.transactions += 1
        return await asyncio.get_running_loop().run_in_executor(self._writer, self._run, self._engine, work)

    async def read(self, work: Work[T]) -> T:
        self.transactions += 1
        return await asyncio.get_running_loop().run_in_executor(
            self._readers, self._run, self._read_engine, work
        )

    @staticmethod
    def _run(engine: Engine, work: Work[T]) -> T:
        with engine.begin() as connection:
            return work(connection)

    async def close(self) -> None:
        for executor in (self._writer, self._readers):
            await asyncio.get_running_loop().run_in_executor(None, executor.shutdown)
        self._engine.dispose()
        self._read_engine.dispose()


def sqlite_engine(url: str, begin: str) -> Engine:
    """An engine whose transactions start with `begin`; a commit is on disk when it returns."""
    engine = create_engine(
        make_url(url).set(drivername="sqlite"),
        # Errors are logged; customers' orders are not.
        hide_parameters=True,
        json_serializer=_as_it_is,
        json_deserializer=_as_it_is,
    )

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver starts no transactions of its own
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        search_document.register(connection)

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
