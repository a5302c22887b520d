"""Steps on SQLite run in a thread: the relay may go on between their look at it and what they read for it."""

import asyncio
import contextlib
from pathlib import Path

import msgspec
from sqlalchemy import Connection, insert

from hub.platform import tables
from hub.platform.database import open_database
from hub.platform.leadership import SoleLeader
from hub.platform.message import Message
from hub.platform.relay import Relay, Ride
from tests.contract.store.bank import Pay, message
from tests.contract.store.fakes import FakeBus
from tests.waiting import eventually


def put(connection: Connection, each: Message) -> None:
    row = {"room": "bank", "message": msgspec.json.encode(each).decode()}
    connection.execute(insert(tables.outbox), [row])


async def test_two_rides_that_arrive_before_the_relay_runs_are_both_published(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'hub.db'}")
    bus = FakeBus()
    relay = Relay(("bank",), database, bus, SoleLeader())
    first, second = message(Pay("1", 1)), message(Pay("1", 2))

    def step(connection: Connection) -> tuple[Ride, Ride]:
        tables.metadata.create_all(connection)
        put(connection, first)
        earlier = relay._collect(connection)
        # The first step's ride arrives while the second one, past its look at the relay, still reads.
        relay.arrived(earlier)
        put(connection, second)
        return earlier, relay._collect(connection)

    _, later = await database.write(step)
    relay.arrived(later)
    running = asyncio.create_task(relay.run())
    await eventually(lambda: bus.ids == [first.id, second.id])
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    await database.close()


async def test_a_ride_that_arrives_after_its_rows_were_published_publishes_nothing_twice(
    tmp_path: Path,
) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'hub.db'}")
    bus = FakeBus()
    relay = Relay(("bank",), database, bus, SoleLeader())
    first, second = message(Pay("1", 1)), message(Pay("1", 2))

    def two_steps(connection: Connection) -> tuple[Ride, Ride]:
        tables.metadata.create_all(connection)
        put(connection, first)
        return relay._collect(connection), relay._collect(connection)

    earlier, later = await database.write(two_steps)
    running = asyncio.create_task(relay.run())
    relay.arrived(earlier)
    await eventually(lambda: bus.ids == [first.id])
    relay.arrived(later)
    await database.write(lambda connection: put(connection, second))
    relay.arrived(None)
    await eventually(lambda: second.id in bus.ids)

    assert bus.ids == [first.id, second.id]
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    await database.close()
