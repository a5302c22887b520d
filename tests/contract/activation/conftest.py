"""The activation room by itself, with its gRPC server, on both databases."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from hub.compose.process import Process
from hub.compose.schema import migrate
from hub.compose.unit import Unit
from hub.kernel.clock import ManualClock
from hub.platform.bus import Bus
from hub.platform.bus_inprocess import InProcessBus
from hub.platform.database import Database, open_database
from hub.platform.leadership import SoleLeader
from hub.platform.relay import Relay
from hub.platform.rpc import open_channel
from hub.platform.settings import Settings
from hub.platform.topology import Topology, load_topology
from proto.activation.v1 import activation_pb2_grpc


class Activation:
    """The room, its stub, and its clock."""

    def __init__(self, unit: Unit, clock: ManualClock) -> None:
        self.unit = unit
        self.clock = clock
        self.target = unit.target
        self._channel = open_channel(unit.target)
        self.stub = activation_pb2_grpc.ActivationServiceStub(self._channel)

    async def close(self) -> None:
        await self._channel.close()


@pytest.fixture(params=["SQLite", "PostgreSQL"])
async def activation(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Activation]:
    if request.param == "SQLite":
        database = open_database(f"sqlite:///{tmp_path / 'hub.db'}")
    else:
        database = open_database(request.getfixturevalue("fresh_postgres_url"))
    await migrate(database)
    bus = InProcessBus(_alone(load_topology()), database, ManualClock())
    async with opened(database, bus) as room:
        yield room


@asynccontextmanager
async def opened(database: Database, bus: Bus, settings: Settings | None = None) -> AsyncIterator[Activation]:
    """The room at work on this database and bus."""
    clock, leader = ManualClock(), SoleLeader()
    relay = Relay(("activation",), database, bus, leader)
    unit = Unit(
        "activation",
        "127.0.0.1:0",
        database=database,
        bus=bus,
        relay=relay,
        clock=clock,
        settings=settings,
    )
    async with Process([unit], [(relay, leader)], bus, database):
        room = Activation(unit, clock)
        yield room
        await room.close()


def _alone(topology: Topology) -> Topology:
    """Without the rooms that are not there: nobody would take what waits for them."""
    return Topology(topology.exchanges, topology.queues_of("activation"), topology.routes)
