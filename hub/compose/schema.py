"""The whole schema, and bringing a database up to it."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

# Importing a room's store puts its tables into the one metadata.
import core.catalog.store
import core.inventory.store
import core.ordering.store  # noqa: F401
import workers.activation.store
import workers.rom.store
import workers.som.store  # noqa: F401
from hub.platform.database import Database
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
