"""Each kind of database with the schema the migrations make."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from hub.compose.schema import migrate
from hub.platform.database import Database, open_database
from tests.servers import postgres, urls
from tests.servers.given import Given


@pytest.fixture(scope="module")
def module_postgres_url(given_servers: Given) -> Iterator[str]:
    """A new empty database for the tests of a module, in SQLAlchemy's form."""
    server = given_servers.postgres.url
    made = postgres.create_database(server)
    yield urls.sqlalchemy(made)
    postgres.drop_database(server, made)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["SQLite", "PostgreSQL"])
async def database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Database]:
    """Shared by the tests of a module; its tables are those of the hub."""
    if request.param == "SQLite":
        url = f"sqlite:///{tmp_path_factory.mktemp('search') / 'hub.db'}"
    else:
        url = request.getfixturevalue("module_postgres_url")
    opened = open_database(url)
    await migrate(opened)
    yield opened
    await opened.close()
