"""The embedded composition: every room in one process, on SQLite and the in-process bus, gRPC on loopback."""

from sqlalchemy.engine import make_url

from hub.compose.addresses import ROOMS, database_url, listens, variable
from hub.compose.ownership import own
from hub.compose.process import Process
from hub.compose.rooms import PARTS
from hub.compose.schema import migrate
from hub.compose.unit import Unit
from hub.kernel.clock import Clock, SystemClock
from hub.kernel.errors import Code, HubError, Kind, Reason, refuse
from hub.platform.bus_inprocess import InProcessBus
from hub.platform.database import open_database
from hub.platform.leadership import SoleLeader
from hub.platform.relay import Relay
from hub.platform.settings import Settings
from hub.platform.topology import load_topology


async def embedded(
    settings: Settings, clock: Clock | None = None, listen: dict[str, str] | None = None
) -> Process:
    """All rooms, their schema up to date. `listen` gives other addresses than the settings do."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite":
        text = "one process with everything in it keeps its data in SQLite; for PostgreSQL run the rooms as processes"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "HUB_DATABASE_URL")
    elsewhere = [room for room in ROOMS if database_url(settings, room) != settings.database_url]
    if elsewhere:
        text = "one process with everything in it has one database; for several run the rooms as processes"
        reasons = [Reason(Code.ATTRIBUTE_INVALID, text, variable(r, "database_url")) for r in elsewhere]
        raise HubError(Kind.INVALID, *reasons)
    if settings.activation_driver != "emulator":
        text = (
            "an element manager is reached by the broker; in one process there is the emulated network alone"
        )
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "HUB_ACTIVATION_DRIVER")
    release = own(url.database)
    clock = clock or SystemClock()
    database = open_database(settings.database_url)
    try:
        await migrate(database)
    except BaseException:
        await database.close()
        release()
        raise
    bus = InProcessBus(load_topology(), database, clock)
    leadership = SoleLeader()
    relay = Relay(tuple(PARTS), database, bus, leadership)
    addresses = {name: listens(settings, name) for name in PARTS}
    addresses.update(listen or {})
    units = [
        Unit(
            name,
            addresses[name],
            database=database,
            bus=bus,
            relay=relay,
            clock=clock,
            settings=settings,
        )
        for name in PARTS
    ]
    return Process(units, [(relay, leadership)], bus, database, release)
