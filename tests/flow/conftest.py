"""A hub for every flow, in both compositions, checked when the flow is over."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hub.compose.rooms import PARTS
from hub.compose.schema import METADATA, migrate_url
from hub.kernel.clock import ManualClock
from hub.platform.bus import Bus
from hub.platform.bus_rabbitmq import RabbitBus
from hub.platform.database import Database, open_database
from hub.platform.leadership import AdvisoryLeader
from hub.platform.relay import Relay
from hub.platform.topology import load_topology
from tests.flow import invariants
from tests.flow.buses import Unruly, Watched
from tests.flow.hub import Hub, Relays, Wrap, embedded_parts, opened
from tests.flow.orders import example
from tests.servers import urls
from tests.servers.given import Given
from tests.servers.loop import blocking


@pytest.fixture(scope="session")
def flow_postgres(given_servers: Given) -> str:
    """A database for all flows, its schema up to date; each of them finds it empty."""
    url = urls.sqlalchemy(given_servers.database())
    blocking(migrate_url(url))
    return url


@pytest.fixture(params=["embedded", "distributed"])
def composition(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def unruly_seed() -> int | None:
    """Flows that want an unkind bus say how unkind."""
    return None


@pytest.fixture
async def hub(
    composition: str, unruly_seed: int | None, request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[Hub]:
    """A running hub without catalogues; when the flow is over, what always holds is checked."""
    clock = ManualClock()

    def wrap(bus: Bus) -> Watched:
        return Watched(bus) if unruly_seed is None else Unruly(bus, Random(unruly_seed))

    async with AsyncExitStack() as stack:
        if composition == "embedded":
            parts = await embedded_parts(tmp_path / "hub.db", clock, wrap)
        else:
            postgres, amqp = (request.getfixturevalue(name) for name in ("flow_postgres", "amqp_url"))
            parts = await _distributed(postgres, amqp, wrap)
        made = await stack.enter_async_context(opened(*parts, clock))
        yield made
        await invariants.check(made)


@pytest.fixture
async def shop(hub: Hub) -> Hub:
    """With the catalogues of the examples."""
    await hub.load(*(example(f"catalog/{name}-catalog.yaml") for name in ("product", "service", "resource")))
    return hub


async def _distributed(postgres: str, amqp: str, wrap: Wrap) -> tuple[Database, Watched, Relays]:
    database = open_database(postgres)
    await database.write(_empty)
    topology = load_topology()
    broker = RabbitBus(amqp, topology)
    channel: Any = await broker.open_channel(confirms=False)
    for queue in topology.queues:
        for name in (queue.name, queue.parked):
            await channel.queue_purge(name)
    await channel.close()
    bus = wrap(broker)
    leaders = {room: AdvisoryLeader(postgres, room) for room in PARTS}
    relays = {room: (Relay((room,), database, bus, leader), leader) for room, leader in leaders.items()}
    return database, bus, relays


def _empty(connection: Any) -> None:
    for table in reversed(METADATA.sorted_tables):
        connection.execute(table.delete())
