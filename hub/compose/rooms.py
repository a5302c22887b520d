"""The rooms there are: what each consists of, and which services it offers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core import room as core
from core.catalog import store as core_catalog
from core.catalog.rpc import ProductCatalogService
from core.inventory.rpc import ProductInventoryService
from core.ordering.rpc.fallout import FalloutService
from core.ordering.rpc.orders import ProductOrderService
from core.qualification.rpc import ProductOfferingQualificationService
from core.reconciliation.rpc import ReconciliationService
from hub.compose.history import HistoryService
from hub.messages.catalog_service import CatalogService
from hub.messages.job_service import CatalogJobService
from hub.platform.catalog import Catalogue
from hub.platform.database import Database
from hub.platform.jobs.commands import job_handlers
from hub.platform.jobs.model import Job
from hub.platform.jobs.places import Places
from hub.platform.jobs.running import Jobs
from hub.platform.rpc import RpcServer
from hub.platform.runner import Room, Runner
from hub.platform.settings import Settings
from hub.platform.store import Store
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
    qualification_pb2,
    qualification_pb2_grpc,
    reconciliation_pb2,
    reconciliation_pb2_grpc,
)
from proto.rom.v1 import resource_order_pb2, resource_order_pb2_grpc
from proto.shared.v1 import catalog_pb2 as shared_catalog_pb2
from proto.shared.v1 import catalog_pb2_grpc as shared_catalog_pb2_grpc
from proto.shared.v1 import history_pb2, history_pb2_grpc
from proto.som.v1 import (
    service_catalog_pb2,
    service_catalog_pb2_grpc,
    service_order_pb2,
    service_order_pb2_grpc,
    service_qualification_pb2,
    service_qualification_pb2_grpc,
)
from workers.activation import handlers as activation
from workers.activation.rpc import ActivationService
from workers.rom import catalog_store as rom_catalog
from workers.rom import handlers as rom
from workers.rom.rpc.catalog import ResourceCatalogService
from workers.rom.rpc.inventory import ResourceInventoryService
from workers.rom.rpc.orders import ResourceOrderService
from workers.rom.rpc.reservations import ResourceReservationService
from workers.som import catalog_store as som_catalog
from workers.som import handlers as som
from workers.som.catalog_rpc import ServiceCatalogService
from workers.som.qualification.rpc import ServiceQualificationService
from workers.som.rpc.orders import ServiceOrderService
from workers.som.rpc.services import ServiceInventoryService


@dataclass(frozen=True, slots=True)
class Part:
    """One room: `make` makes it as the settings say, `services` are what it offers over gRPC.

    A service is the two generated modules it is declared in, and what makes its servicer. A room with a `catalogue`
    has the jobs that fill and copy it beside it, and offers both.
    """

    make: Callable[[Settings | None], Room]
    services: Sequence[tuple[Any, Any, Callable[[Runner, Database], Any]]]
    catalogue: tuple[Catalogue, Store[Job]] | None = None

    def room(self, settings: Settings | None) -> Room:
        """The room, with what it does with its jobs."""
        made = self.make(settings)
        if self.catalogue is None:
            return made
        _, store = self.catalogue
        return replace(made, handlers={**made.handlers, **job_handlers(store)})

    def jobs(self, runner: Runner, database: Database, settings: Settings | None) -> Jobs | None:
        """What runs the room's jobs in this process."""
        if self.catalogue is None:
            return None
        catalogue, store = self.catalogue
        return Jobs(catalogue, store, runner, database, Places(settings.exchange_urls if settings else ()))

    def serve(self, server: RpcServer, runner: Runner, database: Database, jobs: Jobs | None) -> None:
        """Adds the room's services to a server, its history among them."""
        for messages, stubs, make in self.services:
            _add(server, messages, stubs, make(runner, database))
        if jobs is not None:
            catalogue = CatalogService(jobs.catalogue, database, runner.clock)
            _add(server, shared_catalog_pb2, shared_catalog_pb2_grpc, catalogue)
            _add(
                server, shared_catalog_pb2, shared_catalog_pb2_grpc, CatalogJobService(runner, database, jobs)
            )
        _add(server, history_pb2, history_pb2_grpc, HistoryService(runner.room.name, database))


def _add(server: RpcServer, messages: Any, stubs: Any, servicer: Any) -> None:
    """The generated names follow from the servicer's class."""
    name = type(servicer).__name__
    server.add(
        getattr(stubs, f"add_{name}Servicer_to_server"), servicer, messages.DESCRIPTOR.services_by_name[name]
    )


PARTS: dict[str, Part] = {
    "com": Part(
        lambda _: core.room(),
        (
            (product_order_pb2, product_order_pb2_grpc, ProductOrderService),
            (fallout_pb2, fallout_pb2_grpc, FalloutService),
            (reconciliation_pb2, reconciliation_pb2_grpc, ReconciliationService),
            (qualification_pb2, qualification_pb2_grpc, ProductOfferingQualificationService),
            (product_pb2, product_pb2_grpc, ProductInventoryService),
            (
                catalog_pb2,
                catalog_pb2_grpc,
                lambda runner, database: ProductCatalogService(database, runner.clock),
            ),
        ),
        (core_catalog.CATALOGUE, core_catalog.JOBS),
    ),
    "som": Part(
        lambda _: som.room(),
        (
            (service_order_pb2, service_order_pb2_grpc, ServiceOrderService),
            (
                service_order_pb2,
                service_order_pb2_grpc,
                ServiceInventoryService,
            ),
            (
                service_catalog_pb2,
                service_catalog_pb2_grpc,
                lambda runner, database: ServiceCatalogService(database, runner.clock),
            ),
            (service_qualification_pb2, service_qualification_pb2_grpc, ServiceQualificationService),
        ),
        (som_catalog.CATALOGUE, som_catalog.JOBS),
    ),
    "rom": Part(
        lambda _: rom.room(),
        (
            (resource_order_pb2, resource_order_pb2_grpc, ResourceOrderService),
            (resource_order_pb2, resource_order_pb2_grpc, ResourceInventoryService),
            (resource_order_pb2, resource_order_pb2_grpc, ResourceReservationService),
            (
                resource_order_pb2,
                resource_order_pb2_grpc,
                lambda runner, database: ResourceCatalogService(database, runner.clock),
            ),
        ),
        (rom_catalog.CATALOGUE, rom_catalog.JOBS),
    ),
    "activation": Part(
        lambda settings: activation.room(settings.activation_driver) if settings else activation.room(),
        ((activation_pb2, activation_pb2_grpc, ActivationService),),
    ),
}
