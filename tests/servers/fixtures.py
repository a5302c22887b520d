"""The pytest fixtures: a database or a virtual host, of the whole run or of one test. Use the smallest that will do."""

from collections.abc import Iterator

import pytest

from tests.servers import postgres, urls
from tests.servers.given import Given


@pytest.fixture(scope="session")
def given_servers() -> Iterator[Given]:
    """Nothing runs before it is asked for: a run of unit tests starts no server."""
    with Given() as given:
        yield given


@pytest.fixture(scope="session")
def postgres_url(given_servers: Given) -> str:
    """One database for all tests that can share it, in SQLAlchemy's form."""
    return urls.sqlalchemy(given_servers.database())


@pytest.fixture
def fresh_postgres_url(given_servers: Given) -> Iterator[str]:
    """A new empty database for this test alone, in SQLAlchemy's form."""
    server = given_servers.postgres.url
    made = postgres.create_database(server)
    yield urls.sqlalchemy(made)
    postgres.drop_database(server, made)


@pytest.fixture(scope="session")
def amqp_url(given_servers: Given) -> str:
    """One virtual host for all tests that can share it."""
    return given_servers.vhosts.take()


@pytest.fixture
def fresh_amqp_url(given_servers: Given) -> str:
    """A new empty virtual host for this test alone; all of them are removed when the run ends."""
    return given_servers.vhosts.take()
