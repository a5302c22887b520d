"""Each room on a database of its own: the same orders end the same way, and no room has seen another's tables."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from hub.cli.look import follow, look
from hub.cli.operator import Operator
from hub.cli.partner import PRODUCTS
from hub.compose.addresses import ROOMS, databases
from hub.compose.catalog import load_catalog
from hub.compose.client import Client
from hub.compose.distributed import distributed
from hub.compose.schema import METADATA, migrate_url
from hub.compose.web import Web
from hub.platform.database import open_database
from hub.platform.files import shipped
from hub.platform.rpc import call
from hub.platform.settings import Settings
from proto.activation.v1.activation_pb2 import LoadScenarioRequest, Rule
from proto.rom.v1.resource_order_pb2 import ListResourcePoolsRequest
from proto.som.v1.service_order_pb2 import ListServiceOrdersRequest
from tests.flow.orders import fiber
from tests.servers import postgres, urls
from tests.servers.given import Given
from tests.waiting import eventually

EXAMPLES = shipped("examples")
ANYWHERE = "127.0.0.1:0"
# Nobody is to look there when each room has its own.
NOWHERE = "postgresql://nobody@127.0.0.1:1/none"
PREFIXES = {"com": "com_", "som": "som_", "rom": "rom_", "activation": "act_"}


@dataclass
class Layers:
    """Four rooms and a gateway, each room as the process it is for real."""

    databases: Mapping[str, str]
    targets: Mapping[str, str]
    operator: Operator
    client: Client

    async def submit(self, number: int) -> str:
        """Business Fiber, one of many; its id."""
        taken = await self.operator.submit(json.dumps(fiber(number)).encode())
        identifier: str = taken["id"]
        return identifier

    async def settled(self, identifier: str) -> str:
        """How the order has ended."""
        await follow(lambda: look(self.operator, identifier), lambda _: None)
        state: str = (await self.operator.order(identifier))["state"]
        return state

    async def play(self, **rule: Any) -> None:
        """What the emulated network shall do from now on."""
        await call(self.client.activation.LoadScenario, LoadScenarioRequest(rule=[Rule(**rule)]))

    async def allocated(self) -> dict[str, int]:
        """Resource specification → how many of its pool are taken."""
        answer = await call(self.client.resources.ListResourcePools, ListResourcePoolsRequest())
        return {pool.resource_specification_id: pool.allocated for pool in answer.pool if pool.allocated}

    async def rows(self, room: str) -> dict[str, set[str]]:
        """Tables of the room's database that are not empty, each with the rooms whose rows they are ('' where it is not said)."""

        def look_into(connection: Connection) -> dict[str, set[str]]:
            found: dict[str, set[str]] = {}
            for table in METADATA.sorted_tables:
                if "room" in table.c:
                    found[table.name] = set(connection.execute(select(table.c.room)).scalars())
                elif connection.execute(select(func.count()).select_from(table)).scalar_one():
                    found[table.name] = {""}
            return {name: owners for name, owners in found.items() if owners}

        database = open_database(self.databases[room])
        try:
            return await database.read(look_into)
        finally:
            await database.close()


@pytest.fixture
async def layers(
    given_servers: Given, fresh_amqp_url: str, request: pytest.FixtureRequest
) -> AsyncIterator[Layers]:
    server = given_servers.postgres.url
    made = {room: postgres.create_database(server) for room in ROOMS}
    settings = Settings(
        database_url=NOWHERE,
        core_database_url=urls.sqlalchemy(made["com"]),
        som_database_url=urls.sqlalchemy(made["som"]),
        rom_database_url=urls.sqlalchemy(made["rom"]),
        activation_database_url=urls.sqlalchemy(made["activation"]),
        amqp_url=fresh_amqp_url,
        core_listen=ANYWHERE,
        som_listen=ANYWHERE,
        rom_listen=ANYWHERE,
        activation_listen=ANYWHERE,
        http_port=0,
        validate_responses=True,
    )
    for url in databases(settings):
        await migrate_url(url)
    async with AsyncExitStack() as stack:
        targets: dict[str, str] = {}
        for room in ROOMS:
            process = await stack.enter_async_context(distributed(settings, room))
            targets |= process.targets
        client = await stack.enter_async_context(Client(targets))
        web = await stack.enter_async_context(Web(settings, targets))
        operator = await stack.enter_async_context(Operator(web.url))
        await load_catalog(client, [EXAMPLES / "catalog"])
        own = {room: urls.sqlalchemy(url) for room, url in made.items()}
        yield Layers(own, targets, operator, client)
    for url in made.values():
        postgres.drop_database(server, url)


async def test_orders_end_as_they_do_on_one_and_no_room_has_seen_another_ones_tables(layers: Layers) -> None:
    completed = await layers.submit(1)
    assert await layers.settled(completed) == "completed"
    assert await _products(layers) == {
        ("110", "active"): {
            "bandwidth": 1000,
            "serviceLevel": "gold",
            "port": "olt-01/1",
            "vlan": "1000",
            "managementAddress": "10.64.0.1",
        },
        ("120", "active"): {"publicAddress": "198.18.0.1"},
        ("130", "active"): {"model": "R200", "serialNumber": "R200-1"},
    }

    held = await layers.allocated()

    # The access stands already when the address is refused: each room undoes its own.
    await layers.play(service_specification_id="cfs-static-ip", refuse=True)
    assert await layers.settled(await layers.submit(2)) == "failed"
    await layers.play(delay_seconds=1)
    cancelled = await layers.submit(3)
    await eventually(lambda: _allocating(layers, cancelled))
    await layers.operator.act(cancelled, "cancel", {"by": "kim", "why": "changed my mind"})
    assert await layers.settled(cancelled) == "cancelled"
    assert await layers.allocated() == held

    told = await layers.operator.timeline(completed)
    assert {entry["room"] for entry in told["entry"]} == set(ROOMS)
    assert "missing" not in told

    await eventually(lambda: _nothing_to_publish(layers))
    for room in ROOMS:
        rows = await layers.rows(room)
        assert {name for name in rows if not name.startswith((PREFIXES[room], "hub_"))} == set()
        assert {owner for name, owners in rows.items() if name.startswith("hub_") for owner in owners} == {
            room
        }
        assert any(name.startswith(PREFIXES[room]) for name in rows)


async def _allocating(layers: Layers, order: str) -> bool:
    """ROM has something for it."""
    below = await call(
        layers.client.service_orders.ListServiceOrders, ListServiceOrdersRequest(external_id=[order])
    )
    return any(p.resource_order_id for o in below.service_order for i in o.item for p in i.part)


async def _products(layers: Layers) -> dict[tuple[str, str], dict[str, Any]]:
    """By item and status."""
    return {
        (product["productOrderItem"][0]["orderItemId"], product["status"]): {
            c["name"]: c["value"] for c in product["productCharacteristic"]
        }
        for product in await layers.operator.get(PRODUCTS, {})
    }


async def _nothing_to_publish(layers: Layers) -> bool:
    return all(["hub_outbox" not in await layers.rows(room) for room in ROOMS])
