"""The rooms there are: what each consists of, and which services it offers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from core.catalog.rpc import ProductCatalogService
from core.inventory.rpc import ProductInventoryService
from core.ordering import handlers as ordering
from core.ordering.rpc.fallout import FalloutService
from core.ordering.rpc.orders import ProductOrderService
from hub.platform.database import Database
from hub.platform.rpc import RpcServer
from hub.platform.runner import Room, Runner
from proto.activation.v1 import activation_pb2, activation_pb2_grpc
from proto.com.v1 import (
    catalog_pb2,
    catalog_pb2_grpc,
    fallout_pb2,
    fallout_pb2_grpc,
    product_order_pb2,
    product_order_pb2_grpc,
    product_pb2,
    product_pb2_grpc,
)
from proto.rom.v1 import resource_order_pb2, resource_order_pb2_grpc
from proto.som.v1 import service_order_pb2, service_order_pb2_grpc
from workers.activation import handlers as activation
from workers.activation.rpc import ActivationService
from workers.rom import handlers as rom
from workers.rom.rpc import ResourceCatalogService, ResourceInventoryService, ResourceOrderService
from workers.som import handlers as som
from workers.som.rpc import ServiceCatalogService, ServiceInventoryService, ServiceOrderService


@dataclass(frozen=True, slots=True)
class Part:
    """One room: `room` makes it, `services` are what it offers over gRPC.

    A service is the two generated modules it is declared in, and what makes its servicer.
    """

    room: Callable[[], Room]
    services: Sequence[tuple[Any, Any, Callable[[Runner, Database], Any]]]

    def serve(self, server: RpcServer, runner: Runner, database: Database) -> None:
        """Adds the room's services to a server. The generated names follow from the servicer's class."""
        for messages, stubs, make in self.services:
            servicer = make(runner, database)
            name = type(servicer).__name__
            add = getattr(stubs, f"add_{name}Servicer_to_server")
            server.add(add, servicer, messages.DESCRIPTOR.services_by_name[name])


PARTS: dict[str, Part] = {
    "com": Part(
        ordering.room,
        (
            (product_order_pb2, product_order_pb2_grpc, ProductOrderService),
            (fallout_pb2, fallout_pb2_grpc, FalloutService),
            (product_pb2, product_pb2_grpc, lambda _, database: ProductInventoryService(database)),
            (catalog_pb2, catalog_pb2_grpc, lambda _, database: ProductCatalogService(database)),
        ),
    ),
    "som": Part(
        som.room,
        (
            (service_order_pb2, service_order_pb2_grpc, lambda _, database: ServiceOrderService(database)),
            (
                service_order_pb2,
                service_order_pb2_grpc,
                lambda _, database: ServiceInventoryService(database),
            ),
            (service_order_pb2, service_order_pb2_grpc, lambda _, database: ServiceCatalogService(database)),
        ),
    ),
    "rom": Part(
        rom.room,
        (
            (resource_order_pb2, resource_order_pb2_grpc, lambda _, database: ResourceOrderService(database)),
            (
                resource_order_pb2,
                resource_order_pb2_grpc,
                lambda _, database: ResourceInventoryService(database),
            ),
            (
                resource_order_pb2,
                resource_order_pb2_grpc,
                lambda _, database: ResourceCatalogService(database),
            ),
        ),
    ),
    "activation": Part(
        activation.room,
        ((activation_pb2, activation_pb2_grpc, lambda _, database: ActivationService(database)),),
    ),
}
