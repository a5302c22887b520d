"""Empty databases of each kind."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hub.platform.database import Database, open_database


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of an empty one of each kind."""
    if request.param == "SQLite":
        return f"sqlite:///{tmp_path / 'hub.db'}"
    return str(request.getfixturevalue("fresh_postgres_url"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The same, open."""
    opened = open_database(database_url)
    yield opened
    await opened.close()
