"""The two buses, each as a world to play in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hub.kernel.clock import ManualClock
from hub.kernel.ids import new_id
from hub.platform import tables
from hub.platform.bus_inprocess import InProcessBus
from hub.platform.bus_rabbitmq import RabbitBus
from hub.platform.database import open_database
from tests.contract.bus.world import World, small_topology
from tests.leftovers import delete_topology
from tests.servers.given import Given


@pytest.fixture(scope="session")
def amqp_url(given_servers: Given) -> str:
    """A virtual host for these tests: what they leave in the queue of unroutable messages is nobody else's."""
    return given_servers.vhosts.take()


async def _world(path: Path) -> World:
    database = open_database(f"sqlite:///{path / 'hub.db'}")
    await database.write(tables.metadata.create_all)
    topology = small_topology(f"t-{new_id()[-12:]}")
    return World(topology, database, lambda: InProcessBus(topology, database, ManualClock()))


@pytest.fixture
async def rabbit(tmp_path: Path, amqp_url: str) -> AsyncIterator[World]:
    """A world on RabbitMQ, with queues of its own."""
    world = await _world(tmp_path)
    world.make_bus = lambda: RabbitBus(amqp_url, world.topology)
    yield world
    await world.end()
    await delete_topology(amqp_url, world.topology)


@pytest.fixture(params=["in process", "RabbitMQ"])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    """The same world on each bus."""
    made = await _world(tmp_path)
    url = request.getfixturevalue("amqp_url") if request.param == "RabbitMQ" else ""
    if url:
        made.make_bus = lambda: RabbitBus(url, made.topology)
    yield made
    await made.end()
    if url:
        await delete_topology(url, made.topology)
