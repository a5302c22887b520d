"""The whole schema, and bringing a database up to it."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

# Importing a room's store puts its tables into the one metadata.
import core.catalog.store
import core.inventory.store
import core.ordering.store
import core.qualification.store
import core.reconciliation.store  # noqa: F401
import workers.activation.drivers.emulator.scenario
import workers.activation.drivers.emulator.store
import workers.activation.store
import workers.rom.catalog_store
import workers.rom.store
import workers.som.catalog_store
import workers.som.qualification.store
import workers.som.reconciliation.store
import workers.som.store  # noqa: F401
from hub.kernel.errors import Code, Kind, refuse
from hub.platform.database import Database, is_outage, open_database
from hub.platform.files import shipped
from hub.platform.tables import metadata

METADATA = metadata
# Any number nobody else uses: two processes that migrate at once wait for each other.
_LOCK = 0x48554253


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file."""
    alembic = Config()
    alembic.set_main_option("script_location", str(shipped("migrations")))
    alembic.attributes["connection"] = connection
    return alembic


async def migrate(database: Database, revision: str = "head") -> None:
    """Brings the schema up to a revision; does nothing when it is there."""

    def work(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        command.upgrade(config(connection), revision)

    await database.write(work)


@contextlib.contextmanager
def _reaching(url: str, variable: str) -> Iterator[None]:
    """A database that does not let us in is a mistake in a setting, or somebody else's outage: either way, say whose."""
    try:
        yield
    except Exception as error:
        if not is_outage(error):
            raise
        cause: BaseException | None = error
        while isinstance(cause, DBAPIError):
            cause = cause.orig and (cause.orig.__cause__ or cause.orig)
        at = make_url(url).render_as_string(hide_password=True)
        said = str(cause) or type(cause).__name__
        text = f"the database at {at} cannot be used: {said}"
        raise refuse(Kind.UNAVAILABLE, Code.SERVICE_UNAVAILABLE, text, variable) from error


async def migrate_url(url: str, variable: str = "HUB_DATABASE_URL") -> None:
    """The same for a database nobody has opened; a SQLite file is made when it is not there.

    `variable` is the setting it is named by, for those who read what went wrong.
    """
    parts = make_url(url)
    if parts.get_backend_name() == "sqlite" and parts.database:
        Path(parts.database).parent.mkdir(parents=True, exist_ok=True)
    database = open_database(url)
    try:
        with _reaching(url, variable):
            await migrate(database)
    finally:
        await database.close()


async def require(url: str, variable: str = "HUB_DATABASE_URL") -> None:
    """Refuses a database that is behind us. One that is ahead is well: it was migrated for those who come after us."""
    database = open_database(url)
    try:
        with _reaching(url, variable):
            found = await database.read(
                lambda connection: MigrationContext.configure(connection).get_current_heads()
            )
    finally:
        await database.close()
    scripts = ScriptDirectory.from_config(config())
    behind = {script.revision for script in scripts.walk_revisions()} - {head()}
    if not found or behind.intersection(found):
        text = f"its schema is {', '.join(found) or 'not there yet'}, {head()} is needed: run `hub migrate`"
        raise refuse(Kind.UNAVAILABLE, Code.SERVICE_UNAVAILABLE, text, variable)


def head() -> str:
    """The newest revision there is."""
    return ScriptDirectory.from_config(config()).get_current_head() or ""
