"""som.v1.ServiceCatalogService: protobuf ↔ model, nothing else."""

from typing import Any

import grpc
from sqlalchemy import Connection

from hub.kernel.clock import Clock
from hub.kernel.errors import HubError, Kind
from hub.platform.database import Database
from proto.som.v1 import service_catalog_pb2 as pb
from proto.som.v1 import service_catalog_pb2_grpc
from workers.som.catalog_rpc_mapping import entries
from workers.som.catalog_store import ENTRIES
from workers.som.check import mistakes

Context = grpc.aio.ServicerContext[Any, Any]


class ServiceCatalogService(service_catalog_pb2_grpc.ServiceCatalogServiceServicer):
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def LoadServiceCatalog(
        self, request: pb.LoadServiceCatalogRequest, context: Context
    ) -> pb.LoadServiceCatalogResponse:
        new, at = entries(request), self._clock.now()

        def load(connection: Connection) -> int:
            reasons = mistakes(new, ENTRIES.read(connection))
            if reasons:
                raise HubError(Kind.INVALID, *reasons)
            return ENTRIES.load(connection, new, at)

        return pb.LoadServiceCatalogResponse(added=await self._database.write(load))
