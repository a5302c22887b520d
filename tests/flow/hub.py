"""The rooms of a hub in one process, to be driven by tests: the embedded composition, or the parts of the distributed one."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from google.protobuf import json_format
from sqlalchemy import select

from core.inventory.model import Product
from core.inventory.store import PRODUCTS, products
from core.ordering.model import ProductOrder
from core.ordering.store import ORDERS
from gateway.facades.tmf622_v4_mapping import to_command
from hub.compose.process import Process
from hub.compose.rooms import PARTS
from hub.compose.schema import migrate
from hub.compose.unit import Unit
from hub.kernel.clock import ManualClock
from hub.platform import tables
from hub.platform.bus import Bus
from hub.platform.bus_inprocess import InProcessBus
from hub.platform.database import Database, open_database
from hub.platform.leadership import Leadership, SoleLeader
from hub.platform.message import Message
from hub.platform.relay import Relay
from hub.platform.rpc import call, open_channel
from hub.platform.settings import Settings
from hub.platform.topology import load_topology
from proto.activation.v1 import activation_pb2, activation_pb2_grpc
from proto.com.v1 import (
    catalog_pb2,
    catalog_pb2_grpc,
    fallout_pb2_grpc,
    product_order_pb2_grpc,
    product_pb2_grpc,
    reconciliation_pb2_grpc,
)
from proto.com.v1 import product_order_pb2 as order_pb
from proto.rom.v1 import resource_order_pb2, resource_order_pb2_grpc
from proto.shared.v1 import catalog_pb2_grpc as shared_catalog_pb2_grpc
from proto.som.v1 import (
    service_catalog_pb2,
    service_catalog_pb2_grpc,
    service_order_pb2_grpc,
    service_qualification_pb2_grpc,
)
from tests.flow.buses import Watched
from tests.waiting import eventually

# How the rooms of a composition share their relays: name of the room → its relay and who leads it.
Relays = Mapping[str, tuple[Relay, Leadership]]
Wrap = Callable[[Bus], Watched]

STUBS: dict[str, dict[str, Callable[[Any], Any]]] = {
    "com": {
        "orders": product_order_pb2_grpc.ProductOrderServiceStub,
        "fallout": fallout_pb2_grpc.FalloutServiceStub,
        "products": product_pb2_grpc.ProductInventoryServiceStub,
        "reconciliation": reconciliation_pb2_grpc.ReconciliationServiceStub,
        "com_entries": shared_catalog_pb2_grpc.CatalogServiceStub,
        "product_catalog": catalog_pb2_grpc.ProductCatalogServiceStub,
    },
    "som": {
        "service_orders": service_order_pb2_grpc.ServiceOrderServiceStub,
        "services": service_order_pb2_grpc.ServiceInventoryServiceStub,
        "som_entries": shared_catalog_pb2_grpc.CatalogServiceStub,
        "service_catalog": service_catalog_pb2_grpc.ServiceCatalogServiceStub,
        "service_qualifications": service_qualification_pb2_grpc.ServiceQualificationServiceStub,
    },
    "rom": {
        "resources": resource_order_pb2_grpc.ResourceInventoryServiceStub,
        "resource_orders": resource_order_pb2_grpc.ResourceOrderServiceStub,
        "reservations": resource_order_pb2_grpc.ResourceReservationServiceStub,
        "rom_entries": shared_catalog_pb2_grpc.CatalogServiceStub,
        "resource_catalog": resource_order_pb2_grpc.ResourceCatalogServiceStub,
    },
    "activation": {"network": activation_pb2_grpc.ActivationServiceStub},
}
CATALOGS: dict[str, type[Any]] = {
    "product": catalog_pb2.LoadProductCatalogRequest,
    "service": service_catalog_pb2.LoadServiceCatalogRequest,
    "resource": resource_order_pb2.LoadResourceCatalogRequest,
}


@dataclass
class Hub:
    """What tests do with it, and what they see of it."""

    units: dict[str, Unit]
    database: Database
    bus: Watched
    clock: ManualClock
    relays: Relays
    stubs: dict[str, Any] = field(default_factory=dict)
    # Queue and message type of what a test means to be parked.
    expected_parked: list[tuple[str, str]] = field(default_factory=list)
    # An operator has said so of something: what he says, SOM does not know.
    done_by_hand: bool = False

    async def load(self, *catalogs: Mapping[str, Any]) -> None:
        """Loads catalogues as examples/catalog/ has them."""
        for catalog in catalogs:
            layer = catalog["layer"]
            content = {name: value for name, value in catalog.items() if name != "layer"}
            request = json_format.ParseDict(content, CATALOGS[layer]())
            method = getattr(self.stubs[f"{layer}_catalog"], f"Load{layer.title()}Catalog")
            await call(method, request)

    async def play(self, *rules: Mapping[str, Any]) -> None:
        """What the emulated network shall do from now on."""
        request = json_format.ParseDict({"rule": list(rules)}, activation_pb2.LoadScenarioRequest())
        await call(self.stubs["network"].LoadScenario, request)

    async def submit(self, body: Mapping[str, Any], key: str = "") -> order_pb.SubmitProductOrderResponse:
        answer: order_pb.SubmitProductOrderResponse = await call(
            self.stubs["orders"].SubmitProductOrder, to_command(body, key)
        )
        return answer

    async def order(self, identifier: str) -> ProductOrder:
        found = await self.database.read(lambda connection: ORDERS.load(connection, [identifier]))
        return found[identifier]

    async def settled(self, identifier: str, within: float = 20) -> ProductOrder:
        """The order, once nothing moves it any more."""

        async def end() -> ProductOrder | None:
            order = await self.order(identifier)
            return order if order.settled else None

        order: ProductOrder = await eventually(end, within)
        return order

    async def run(self, body: Mapping[str, Any]) -> ProductOrder:
        """Submits and waits for the end."""
        return await self.settled((await self.submit(body)).product_order.id)

    async def pass_time(self, step: timedelta) -> None:
        """Lets time pass, and everything due happen."""
        self.clock.advance(step)
        now = self.clock.now()
        stores = [store for unit in self.units.values() for store in unit.runner.room.deadlines]

        async def nothing_due() -> bool:
            return not await self.database.read(lambda c: [i for s in stores for i in s.due(c, now, 1)])

        for unit in self.units.values():
            await unit._timers.sweep()
        await eventually(nothing_due)

    async def still(self) -> None:
        """Until nothing moves but by the clock."""

        async def quiet() -> bool:
            depths = [await self.bus.depths(name) for name in self.units]
            busy = any(any(found.values()) for found in depths)
            return not (
                busy or any(unit.runner.backlog for unit in self.units.values()) or await unpublished()
            )

        async def unpublished() -> bool:
            written = await self.database.read(
                lambda c: set(c.execute(select(tables.outbox.c.message)).scalars())
            )
            ids = {msgspec.json.decode(message, type=Message).id for message in written}
            return not ids <= {message.id for message in self.bus.published}

        before = -1
        while before != len(self.bus.published):
            before = len(self.bus.published)
            await eventually(quiet)

    async def products_of(self, order: ProductOrder) -> dict[str, Product]:
        """Item → the product it made, as the inventory has it."""
        of_order = products.c.order_id == order.id
        found, _ = await self.database.read(lambda c: PRODUCTS.page(c, [of_order], [], 0, 1000))
        return {product.order_items[-1].order_item_id: product for product in found}

    async def standing(self) -> dict[str, dict[str, Any]]:
        """Service → what the network is configured with for it."""
        request = activation_pb2.ListConfigurationsRequest()
        answer = await call(self.stubs["network"].ListConfigurations, request)
        return {
            found.service_id: {c.name: msgspec.json.decode(c.value_json) for c in found.characteristic}
            for found in answer.configuration
        }

    async def pools(self) -> dict[str, int]:
        """Resource specification → how many of its pools are allocated, as ROM answers."""
        request = resource_order_pb2.ListResourcePoolsRequest()
        answer = await call(self.stubs["resources"].ListResourcePools, request)
        taken: Counter[str] = Counter()
        for pool in answer.pool:
            taken[pool.resource_specification_id] += pool.allocated
        return dict(+taken)

    async def configurations(self) -> dict[str, int]:
        """Service → how often the network was written to for it."""
        request = activation_pb2.ListConfigurationsRequest()
        answer = await call(self.stubs["network"].ListConfigurations, request)
        return {found.service_id: found.applications for found in answer.configuration}

    async def activations(self) -> dict[str, activation_pb2.Activation]:
        """Service order → its activation."""
        request = activation_pb2.ListActivationsRequest()
        answer = await call(self.stubs["network"].ListActivations, request)
        return {found.id: found for found in answer.activation}

    def bodies(self, kind: str) -> list[Any]:
        """The bodies of the messages of one type published so far, in their order."""
        once = {message.id: message for message in self.bus.published}.values()
        return [msgspec.json.decode(message.body) for message in once if message.type == kind]


async def embedded_parts(path: Path, clock: ManualClock, wrap: Wrap) -> tuple[Database, Watched, Relays]:
    """What the embedded composition consists of, on a file that may be there already."""
    database = open_database(f"sqlite:///{path}")
    await migrate(database)
    bus = wrap(InProcessBus(load_topology(), database, clock))
    leader = SoleLeader()
    relay = Relay(tuple(PARTS), database, bus, leader)
    return database, bus, dict.fromkeys(PARTS, (relay, leader))


@asynccontextmanager
async def opened(
    database: Database,
    bus: Watched,
    relays: Relays,
    clock: ManualClock,
    *,
    dies: bool = False,
    settings: Settings | None = None,
) -> AsyncIterator[Hub]:
    """A hub of these parts, started; at the end stopped in order, or torn down as it stands when it `dies`."""
    units = {
        name: Unit(
            name,
            "127.0.0.1:0",
            database=database,
            bus=bus,
            relay=relays[name][0],
            clock=clock,
            settings=settings,
        )
        for name in PARTS
    }
    unique = {id(relay): (relay, leader) for relay, leader in relays.values()}
    process = Process(list(units.values()), list(unique.values()), bus, database)
    async with _dying(process) if dies else process:
        hub = Hub(units, database, bus, clock, relays)
        channels = {name: open_channel(unit.target) for name, unit in units.items()}
        for room, stubs in STUBS.items():
            hub.stubs.update({name: make(channels[room]) for name, make in stubs.items()})
        try:
            yield hub
        finally:
            for channel in channels.values():
                await channel.close()


@asynccontextmanager
async def _dying(process: Process) -> AsyncIterator[None]:
    """Starts it, and ends it wherever it is: nothing is finished, published or settled any more."""
    await process.__aenter__()
    try:
        yield
    finally:
        tasks = [*process._helpers, *process._runners]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for unit in process.units:
            await unit._server.stop(0)
        await process.database.close()
