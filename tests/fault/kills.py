"""Business Fiber orders while processes are killed: what goes in, what dies, and what must be true at the end."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Sequence

import httpx
from sqlalchemy import func, select

from hub.compose.catalog import load_catalog
from hub.compose.client import Client
from hub.compose.cluster import Cluster
from hub.platform.bus_rabbitmq import RabbitBus
from hub.platform.database import open_database
from hub.platform.files import shipped
from hub.platform.rpc import call
from hub.platform.search_query import MAX_VALUES
from hub.platform.tables import outbox
from hub.platform.topology import load_topology
from proto.activation.v1 import activation_pb2
from proto.com.v1 import product_order_pb2 as pb
from proto.rom.v1 import resource_order_pb2
from proto.shared.v1 import common_pb2, query_pb2
from tests.waiting import eventually

ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder"
KILL_SECONDS = 1.0
SETTLE_SECONDS = 120.0
MORTAL = ("com", "som", "rom", "activation")
# A Business Fiber order is three services: each is activated once, on resources from these pools.
SERVICES_AN_ORDER = 3
POOLS_AN_ORDER = 5


async def submit(http: httpx.AsyncClient, number: int) -> str:
    """As a partner does whose line breaks: the same request with the same key until there is an answer."""
    body = json.loads((shipped("examples") / "orders" / "business-fiber.json").read_text())
    body["externalId"] = f"order-{number}"
    while True:
        try:
            answer = await http.post(ORDERS, json=body, headers={"Idempotency-Key": f"key-{number}"})
        except httpx.TransportError:
            continue
        if answer.status_code == httpx.codes.CREATED:
            return str(answer.json()["id"])
        assert answer.status_code in {503, 504}, answer.text


async def kill_at_random(cluster: Cluster, dice: random.Random, victims: list[str]) -> None:
    """SIGKILL for a part every second, and a new process in its place."""
    while True:
        await asyncio.sleep(KILL_SECONDS)
        part = dice.choice(MORTAL)
        victims.append(part)
        await asyncio.to_thread(cluster.kill, part)
        cluster.spawn(part)


async def run_orders(cluster: Cluster, count: int, kills: int, seed: int) -> tuple[list[str], list[str]]:
    """Submits `count` orders while at least `kills` processes die; ids of the orders, and who died."""
    victims: list[str] = []
    async with httpx.AsyncClient(base_url=cluster.url, timeout=30) as http:
        killer = asyncio.create_task(kill_at_random(cluster, random.Random(seed), victims))
        try:
            ids = []
            pause = KILL_SECONDS * kills / count
            for number in range(count):
                ids.append(await submit(http, number))
                await asyncio.sleep(pause)
            await eventually(lambda: len(victims) >= kills, within=60)
        finally:
            killer.cancel()
            await asyncio.gather(killer, return_exceptions=True)
    return ids, victims


async def states(client: Client, ids: Sequence[str]) -> Counter[str]:
    """How many orders are in which state."""
    found: Counter[str] = Counter()
    for start in range(0, len(ids), MAX_VALUES):
        some = query_pb2.Condition(
            path=["id"], operator=query_pb2.OPERATOR_EQ, value=ids[start : start + MAX_VALUES]
        )
        query = query_pb2.Query(all=[query_pb2.AnyOf(condition=[some])])
        request = pb.ListProductOrdersRequest(query=query, page=common_pb2.Page(limit=MAX_VALUES))
        answer = await call(client.product_orders.ListProductOrders, request)
        found.update(pb.ProductOrderState.Name(order.state) for order in answer.product_order)
    return found


async def check(cluster: Cluster, ids: Sequence[str]) -> None:
    """Everything completed, everything once, nothing left over."""
    assert len(set(ids)) == len(ids)
    async with Client(cluster.targets) as client:

        async def completed() -> bool:
            return await states(client, ids) == {"PRODUCT_ORDER_STATE_COMPLETED": len(ids)}

        await eventually(completed, within=SETTLE_SECONDS, pause=0.25)

        configured = await call(
            client.activation.ListConfigurations,
            activation_pb2.ListConfigurationsRequest(page=common_pb2.Page(limit=1000)),
        )
        assert configured.total == SERVICES_AN_ORDER * len(ids)
        assert {c.applications for c in configured.configuration} == {1}

        pools = await call(client.resources.ListResourcePools, resource_order_pb2.ListResourcePoolsRequest())
        # The others are of services these orders do not have.
        assert sorted(pool.allocated for pool in pools.pool if pool.allocated) == [len(ids)] * POOLS_AN_ORDER
        held = await call(
            client.resources.ListResources,
            resource_order_pb2.ListResourcesRequest(page=common_pb2.Page(limit=1)),
        )
        assert held.total == POOLS_AN_ORDER * len(ids)


async def check_empty(cluster: Cluster) -> None:
    """No message waits, none is parked, none is still to be sent."""
    bus = RabbitBus(cluster.settings["HUB_AMQP_URL"], load_topology())
    database = open_database(cluster.settings["HUB_DATABASE_URL"])
    try:

        async def empty() -> bool:
            depths = [depth for part in MORTAL for depth in (await bus.depths(part)).values()]
            left = await database.read(
                lambda c: c.execute(select(func.count()).select_from(outbox)).scalar_one()
            )
            return not any(depths) and not left

        await eventually(empty, within=30, pause=0.25)
        assert [parked for part in MORTAL for parked in await bus.parked(part)] == []
    finally:
        await bus.close()
        await database.close()


async def load(cluster: Cluster) -> None:
    async with Client(cluster.targets) as client:
        await load_catalog(client, [shipped("examples") / "catalog"])
