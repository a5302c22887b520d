"""Whoever asks ROM over gRPC."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from hub.kernel.clock import ManualClock
from hub.messages import rpc
from hub.messages.catalog_service import CatalogService
from proto.rom.v1 import resource_order_pb2 as pb
from proto.shared.v1 import common_pb2
from tests.unit.rooms.rom_room import VLAN, Rom
from workers.rom.catalog_store import CATALOGUE
from workers.rom.rpc.catalog import ResourceCatalogService
from workers.rom.rpc.inventory import ResourceInventoryService
from workers.rom.rpc.orders import ResourceOrderService
from workers.rom.rpc.reservations import ResourceReservationService

ANY: Any = None


def asking(specification: str, **more: Any) -> pb.ResourceOrderItem:
    """An item for a resource of a specification."""
    named = common_pb2.Ref(id=specification)
    return pb.ResourceOrderItem(id="1", resource=pb.ResourceValue(resource_specification=named, **more))


class Callers:
    """The services on ROM by itself; in place of runner and database."""

    def __init__(self, rom: Rom) -> None:
        at_hand: Any = self
        self.rom = rom
        self.orders = ResourceOrderService(at_hand, at_hand)
        self.inventory = ResourceInventoryService(at_hand, at_hand)
        self.reservations = ResourceReservationService(at_hand, at_hand)
        self.catalog = ResourceCatalogService(at_hand, ManualClock())
        self.entries = CatalogService(CATALOGUE, at_hand, ManualClock())

    async def execute(self, contract: Any, *, correlation: str) -> Any:
        assert correlation
        return self.rom.tell(contract)

    async def read(self, work: Callable[[Connection], Any]) -> Any:
        return self.rom.read(work)

    write = read

    async def order(self, identifier: str = "", **more: Any) -> pb.ResourceOrder:
        item = asking(VLAN, service_id="s", characteristic=rpc.from_values([("tagged", True)]))
        request = pb.CreateResourceOrderRequest(id=identifier, item=[item], **more)
        return await self.orders.CreateResourceOrder(request, ANY)

    async def pools(self) -> list[pb.PoolUsage]:
        return list((await self.inventory.ListResourcePools(pb.ListResourcePoolsRequest(), ANY)).pool)
