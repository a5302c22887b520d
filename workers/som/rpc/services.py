"""som.v1.ServiceInventoryService: protobuf ↔ model, nothing else."""

from typing import Any

import grpc

from hub.kernel.ids import new_id
from hub.platform.database import Database
from hub.platform.reading import among, read_one, read_page
from hub.platform.runner import Runner
from proto.som.v1 import service_order_pb2 as pb
from proto.som.v1 import service_order_pb2_grpc
from workers.som.recording import CreateService, DeleteService, UpdateService
from workers.som.rpc.search import SERVICE_SEARCH, of_services
from workers.som.rpc.service_mapping import from_service, to_service
from workers.som.store import SERVICES, services

Context = grpc.aio.ServicerContext[Any, Any]


class ServiceInventoryService(service_order_pb2_grpc.ServiceInventoryServiceServicer):
    def __init__(self, runner: Runner, database: Database) -> None:
        self._runner = runner
        self._database = database

    async def CreateService(self, request: pb.CreateServiceRequest, context: Context) -> pb.Service:
        command = CreateService(to_service(request.service, new_id()), request.service.state)
        return from_service(await self._runner.execute(command, correlation=command.service.id))

    async def UpdateService(self, request: pb.UpdateServiceRequest, context: Context) -> pb.Service:
        asked = request.service
        command = UpdateService(to_service(asked, asked.id), asked.state, request.if_version)
        return from_service(await self._runner.execute(command, correlation=asked.id))

    async def DeleteService(
        self, request: pb.DeleteServiceRequest, context: Context
    ) -> pb.DeleteServiceResponse:
        command = DeleteService(request.id, request.if_version)
        await self._runner.execute(command, correlation=request.id)
        return pb.DeleteServiceResponse()

    async def GetService(self, request: pb.GetServiceRequest, context: Context) -> pb.Service:
        return from_service(await read_one(self._database, SERVICES, request.id, "service"))

    async def ListServices(
        self, request: pb.ListServicesRequest, context: Context
    ) -> pb.ListServicesResponse:
        columns = services.c
        wanted = {
            columns.id: request.id,
            columns.product_order_id: request.product_order_id,
            columns.state: request.state,
            columns.product_id: request.product_id,
            columns.specification_id: request.service_specification_id,
        }
        found, total = await read_page(
            self._database,
            SERVICES,
            request.page,
            among(wanted),
            search=SERVICE_SEARCH,
            query=of_services(request.query),
        )
        return pb.ListServicesResponse(service=[from_service(s) for s in found], total=total)
