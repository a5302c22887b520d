"""Two processes of the core on one database: what one of them has stored, the other one knows."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from gateway.facades.tmf622_v4_mapping import to_command
from hub.compose.unit import Unit
from hub.platform.bus_inprocess import InProcessBus
from hub.platform.leadership import AdvisoryLeader
from hub.platform.relay import Relay
from hub.platform.rpc import call, open_channel
from hub.platform.topology import load_topology
from proto.com.v1 import product_order_pb2_grpc
from tests.flow.hub import Hub
from tests.flow.orders import home

ROUNDS = 10


@pytest.fixture
def composition() -> str:
    return "distributed"


@pytest.fixture
async def second(shop: Hub, flow_postgres: str) -> AsyncIterator[Any]:
    """The orders of another core on the same database, which takes requests and leaves messages to the first."""
    # It leads no relay and consumes nothing, so its bus is never used.
    bus = InProcessBus(load_topology(), shop.database, shop.clock)
    leader = AdvisoryLeader(flow_postgres, "com")
    relay = Relay(("com",), shop.database, bus, leader)
    unit = Unit("com", "127.0.0.1:0", database=shop.database, bus=bus, relay=relay, clock=shop.clock)
    stopping = asyncio.Event()
    runner, *others = await unit.start(stopping)
    for other in others:
        other.close()
    running = asyncio.create_task(runner)
    async with open_channel(unit.target) as channel:
        yield product_order_pb2_grpc.ProductOrderServiceStub(channel)
    stopping.set()
    await running
    await unit.close_doors()


async def test_one_key_at_two_cores_at_once_is_one_order(shop: Hub, second: Any) -> None:
    for number in range(ROUNDS):
        request = to_command(home(), f"key-{number}")
        here, there = await asyncio.gather(
            call(shop.stubs["orders"].SubmitProductOrder, request), call(second.SubmitProductOrder, request)
        )
        assert here.product_order.id == there.product_order.id
        assert sorted((here.replayed, there.replayed)) == [False, True]
        await shop.settled(here.product_order.id)

    assert await shop.pools() == {"gpon-port": ROUNDS, "vlan-id": ROUNDS}
