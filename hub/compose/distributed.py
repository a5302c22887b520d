"""The distributed composition: one room a process, on PostgreSQL and RabbitMQ. More processes of a room add throughput."""

from hub.compose.addresses import database_url, databases, listens
from hub.compose.process import Process
from hub.compose.unit import Unit
from hub.kernel.clock import SystemClock
from hub.kernel.errors import Code, Kind, refuse
from hub.platform.bus_rabbitmq import RabbitBus
from hub.platform.database import open_database
from hub.platform.leadership import AdvisoryLeader
from hub.platform.relay import Relay
from hub.platform.settings import Settings
from hub.platform.topology import load_topology


def distributed(settings: Settings, room: str) -> Process:
    """One room as a process of its own; the schema is there already (`hub migrate`)."""
    url = database_url(settings, room)
    if not url.startswith("postgresql"):
        text = "a room as a process of its own needs PostgreSQL; in one process run `hub up`"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, databases(settings)[url])
    database = open_database(url)
    bus = RabbitBus(settings.amqp_url, load_topology())
    leadership = AdvisoryLeader(url, room)
    relay = Relay((room,), database, bus, leadership)
    unit = Unit(
        room,
        listens(settings, room),
        database=database,
        bus=bus,
        relay=relay,
        clock=SystemClock(),
        settings=settings,
    )
    return Process([unit], [(relay, leadership)], bus, database)
