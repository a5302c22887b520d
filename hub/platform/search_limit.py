"""A limit of time for what a database does for a reader; the process and its connections live on."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from hub.kernel.errors import Code, HubError, Kind, refuse

# SQLite asks after so many steps of its machine; a row takes several.
_STEPS = 200
_CANCELLED = "57014"
# For the transaction: the limit; and a table is read as a whole without its cost, set high for all other
# statements (`hub.platform.database`), being taken for a reason to compile the statement first.
_ONLY_NOW = text(
    "SELECT set_config('statement_timeout', :limit, true), set_config('enable_seqscan', 'on', true),"
    " set_config('jit', 'off', true)"
)


@contextmanager
def limited(connection: Connection, seconds: float) -> Iterator[None]:
    """Statements inside that take too long end as a TIMEOUT `HubError`. For a connection that only reads."""
    within = _sqlite if connection.dialect.name == "sqlite" else _postgres
    try:
        with within(connection, seconds):
            yield
    except DBAPIError as error:
        if not _took_too_long(error):
            raise
        raise _too_long(seconds) from error


@contextmanager
def _sqlite(connection: Connection, seconds: float) -> Iterator[None]:
    raw = connection.connection.dbapi_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError("not a connection to SQLite")
    raw.set_progress_handler(_clock_runs_out(seconds), _STEPS)
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)


def _clock_runs_out(seconds: float) -> Callable[[], bool]:
    end = monotonic() + seconds
    return lambda: monotonic() > end


@contextmanager
def _postgres(connection: Connection, seconds: float) -> Iterator[None]:
    # Who only reads has no transaction around it, and the limit would outlive it on the connection.
    connection.exec_driver_sql("BEGIN READ ONLY")
    try:
        connection.execute(_ONLY_NOW, {"limit": str(int(seconds * 1000))})
        yield
    except Exception:
        # The connection may have gone; then why it has is the error to see.
        with suppress(DBAPIError):
            connection.exec_driver_sql("ROLLBACK")
        raise
    connection.exec_driver_sql("COMMIT")


def _took_too_long(error: DBAPIError) -> bool:
    cause = error.orig
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT
    return getattr(cause, "sqlstate", None) == _CANCELLED


def _too_long(seconds: float) -> HubError:
    text = f"the query takes longer than {seconds:g} seconds; ask for less, or by attributes with fewer resources"
    return refuse(Kind.TIMEOUT, Code.DEADLINE_PASSED, text)
