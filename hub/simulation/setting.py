"""What the rooms know before a run begins: catalogues and pools, the project's examples or small ones made up by a seed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine, select

import core.catalog.store
import workers.rom.catalog_store
import workers.som.catalog_store
from core.catalog.model import Catalog, ProductOffering
from core.catalog.rpc import ProductCatalogService
from hub.compose.catalog import LAYERS, files
from hub.compose.documents import read_document
from hub.compose.schema import METADATA
from hub.kernel.clock import ManualClock
from hub.platform.database import Database, sqlite_engine
from hub.platform.entries import Source
from hub.platform.files import shipped
from hub.simulation.disk import Disk
from workers.activation.drivers.emulator import scenario
from workers.rom.pools import Pools
from workers.rom.rpc.catalog import ResourceCatalogService
from workers.rom.store import POOLS
from workers.som.catalog import Facing, ServiceSpecification, ServingArea
from workers.som.catalog_rpc import ServiceCatalogService

T = TypeVar("T")


@dataclass
class Setting:
    """Entries by the room's table they belong in, and pools, full: those of a specification together."""

    products: list[Any] = field(default_factory=list)
    services: list[Any] = field(default_factory=list)
    resources: list[Any] = field(default_factory=list)
    pools: list[Pools] = field(default_factory=list)
    rules: list[scenario.Rule] = field(default_factory=list)

    @property
    def catalog(self) -> Catalog:
        return Catalog(self.products)

    @property
    def offerings(self) -> list[ProductOffering]:
        return [entry for entry in self.products if isinstance(entry, ProductOffering)]

    @property
    def ordered(self) -> list[ServiceSpecification]:
        """What partners may order of services."""
        found = (entry for entry in self.services if isinstance(entry, ServiceSpecification))
        return [entry for entry in found if entry.facing is Facing.CUSTOMER]

    @property
    def addresses(self) -> list[str]:
        """Places something of ours lies at."""
        areas = (entry for entry in self.services if isinstance(entry, ServingArea))
        return [prefix for area in areas for prefix in area.prefixes]

    def put(self, disk: Disk) -> None:
        """Writes it where the rooms look for it."""
        disk.publish(core.catalog.store.ENTRIES, self.products)
        disk.publish(workers.som.catalog_store.ENTRIES, self.services)
        disk.publish(workers.rom.catalog_store.ENTRIES, self.resources)
        disk.publish(scenario.ENTRIES, [scenario.Scenario(version="1", rules=self.rules)])
        disk.put(POOLS, self.pools)


@cache
def _examples() -> Engine:
    """The example catalogues, loaded by the rooms' own services into a database in memory."""
    engine = sqlite_engine("sqlite://", "BEGIN")
    METADATA.create_all(engine)
    database, clock = cast("Database", _Immediate(engine)), ManualClock()
    services: dict[str, Callable[[Any, Any], Any]] = {
        "product": ProductCatalogService(database, clock).LoadProductCatalog,
        "service": ServiceCatalogService(database, clock).LoadServiceCatalog,
        "resource": ResourceCatalogService(database, clock).LoadResourceCatalog,
    }
    for path in files([shipped("examples") / "catalog"]):
        document = read_document(path, LAYERS)
        asyncio.run(services[document.layer](document.request, None))
    return engine


def examples() -> Setting:
    """What `examples/catalog` says."""

    def read(connection: Connection) -> Setting:
        def entries(of: Source) -> list[Any]:
            return of.read(connection)

        return Setting(
            products=entries(core.catalog.store.ENTRIES),
            services=entries(workers.som.catalog_store.ENTRIES),
            resources=entries(workers.rom.catalog_store.ENTRIES),
            pools=POOLS.decode(connection.execute(select(POOLS.table.c.document, POOLS.table.c.version))),
        )

    with _examples().begin() as connection:
        return read(connection)


class _Immediate:
    """A database whose work is done where it is asked for."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def write(self, work: Callable[[Connection], T]) -> T:
        with self._engine.begin() as connection:
            return work(connection)
