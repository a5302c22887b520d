"""`hub parked list` finds what every room has parked, and what no room receives, on both buses."""

from pathlib import Path

from hub.cli.parked import _find
from hub.compose.schema import migrate_url
from hub.kernel.clock import ManualClock
from hub.platform.bus import UNROUTABLE, Bus
from hub.platform.bus_inprocess import InProcessBus
from hub.platform.bus_rabbitmq import RabbitBus
from hub.platform.database import open_database
from hub.platform.settings import Settings
from hub.platform.topology import load_topology
from tests.contract.bus.world import message
from tests.servers.given import Given


async def listed(bus: Bus, settings: Settings) -> list[str]:
    """The queues of what is listed after a message of a type nobody receives."""
    await bus.publish([(1, message("Stranger"))], lambda _: None)
    return [entry.queue for entry in await _find(settings)]


async def test_in_the_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    await migrate_url(url)
    database = open_database(url)

    assert await listed(
        InProcessBus(load_topology(), database, ManualClock()), Settings(database_url=url)
    ) == [UNROUTABLE]
    await database.close()


async def test_on_the_broker(given_servers: Given) -> None:
    # A virtual host of its own: others count what is in the queue of unroutable messages.
    amqp_url = given_servers.vhosts.take()
    settings = Settings(database_url="postgresql://nobody@127.0.0.1:1/none", amqp_url=amqp_url)
    bus = RabbitBus(amqp_url, load_topology())

    assert await listed(bus, settings) == [UNROUTABLE]
    await bus.close()
