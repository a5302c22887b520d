"""The rooms as they are seen from outside: one channel each, opened and closed in one place."""

import asyncio
from collections.abc import Mapping
from typing import Self

from hub.compose.addresses import ROOMS, variable
from hub.kernel.errors import Code, Kind, refuse
from hub.platform.rpc import open_channel
from proto.activation.v1 import activation_pb2_grpc
from proto.com.v1 import catalog_pb2_grpc, product_order_pb2_grpc
from proto.rom.v1 import resource_order_pb2_grpc
from proto.som.v1 import service_catalog_pb2_grpc, service_order_pb2_grpc, service_qualification_pb2_grpc

READY_SECONDS = 5.0


class Client:
    """Stubs of the rooms' services; call them with `hub.platform.rpc.call`."""

    def __init__(self, targets: Mapping[str, str]) -> None:
        self._targets = targets
        self._channels = {room: open_channel(target) for room, target in targets.items()}
        com, som, rom, activation = (self._channels[room] for room in ROOMS)
        self.product_orders = product_order_pb2_grpc.ProductOrderServiceStub(com)
        self.product_catalog = catalog_pb2_grpc.ProductCatalogServiceStub(com)
        self.service_orders = service_order_pb2_grpc.ServiceOrderServiceStub(som)
        self.services = service_order_pb2_grpc.ServiceInventoryServiceStub(som)
        self.service_catalog = service_catalog_pb2_grpc.ServiceCatalogServiceStub(som)
        self.service_qualifications = service_qualification_pb2_grpc.ServiceQualificationServiceStub(som)
        self.resource_orders = resource_order_pb2_grpc.ResourceOrderServiceStub(rom)
        self.resources = resource_order_pb2_grpc.ResourceInventoryServiceStub(rom)
        self.reservations = resource_order_pb2_grpc.ResourceReservationServiceStub(rom)
        self.resource_catalog = resource_order_pb2_grpc.ResourceCatalogServiceStub(rom)
        self.activation = activation_pb2_grpc.ActivationServiceStub(activation)

    async def reach(self, *rooms: str) -> None:
        """Waits a little for rooms to answer; says which one does not."""
        for room in rooms:
            try:
                async with asyncio.timeout(READY_SECONDS):
                    await self._channels[room].channel_ready()
            except TimeoutError:
                text = f"nobody answers at {self._targets[room]}: is the hub running?"
                raise refuse(
                    Kind.UNAVAILABLE, Code.SERVICE_UNAVAILABLE, text, variable(room, "target")
                ) from None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for channel in self._channels.values():
            await channel.close()
