"""A whole hub behind the gateway, over HTTP and real gRPC, once a database; every answer is held to its document.

Tests share it: they make what they need under ids of their own, and ask for no more than what is theirs.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from gateway.app import build_app
from gateway.tmf630 import format_date
from hub.compose.rooms import PARTS
from hub.compose.schema import migrate
from hub.kernel.clock import ManualClock
from hub.platform.bus_inprocess import InProcessBus
from hub.platform.database import open_database
from hub.platform.leadership import SoleLeader
from hub.platform.relay import Relay
from hub.platform.rpc import open_channel
from hub.platform.settings import load_settings
from hub.platform.topology import load_topology
from tests.flow.buses import Watched
from tests.flow.hub import Hub, opened
from tests.flow.orders import example
from tests.servers import urls

START = datetime.fromisoformat("2026-11-20T10:00:00Z")

# One event loop for the hub and for all who ask it.
session = pytest_asyncio.fixture(loop_scope="session", scope="session")


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        file: Path = tmp_path_factory.mktemp("conformance") / "hub.db"
        return f"sqlite:///{file}"
    return urls.sqlalchemy(request.getfixturevalue("given_servers").database())


@pytest.fixture(scope="session")
def exchange(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that import and export jobs may use."""
    return tmp_path_factory.mktemp("exchange")


@session
async def hub(database_url: str, exchange: Path) -> AsyncIterator[Hub]:
    """All rooms in this process, with the catalogues of the examples. The clock stands still unless a test moves it."""
    clock = ManualClock(START)
    database = open_database(database_url)
    await migrate(database)
    bus = Watched(InProcessBus(load_topology(), database, clock))
    leader = SoleLeader()
    relay = Relay(tuple(PARTS), database, bus, leader)
    settings = load_settings(exchange_urls=[exchange.as_uri()])
    relays = dict.fromkeys(PARTS, (relay, leader))
    async with opened(database, bus, relays, clock, settings=settings) as made:
        await made.load(
            *(example(f"catalog/{name}-catalog.yaml") for name in ("product", "service", "resource"))
        )
        yield made


@session
async def client(hub: Hub) -> AsyncIterator[httpx.AsyncClient]:
    """Asks the gateway as partners do; an answer that its document does not allow is a 500."""
    async with AsyncExitStack() as stack:
        channels = {name: open_channel(unit.target) for name, unit in hub.units.items()}
        for channel in channels.values():
            stack.push_async_callback(channel.close)
        app: Any = build_app(channels.pop("com"), below=channels, validate_responses=True)
        transport = httpx.ASGITransport(app)
        yield await stack.enter_async_context(
            httpx.AsyncClient(transport=transport, base_url="http://hub.example")
        )


@pytest.fixture
def now(hub: Hub) -> str:
    """What the clock says, as dates are shown; other tests may have moved it."""
    return format_date(hub.clock.now())
