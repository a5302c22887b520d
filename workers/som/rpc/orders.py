"""som.v1.ServiceOrderService: protobuf ↔ model, nothing else."""

from typing import Any

import grpc

from hub.kernel.ids import new_id
from hub.messages import rpc
from hub.platform.database import Database
from hub.platform.reading import among, read_one, read_page
from hub.platform.runner import Runner
from proto.som.v1 import service_order_pb2 as pb
from proto.som.v1 import service_order_pb2_grpc
from workers.som.commands import (
    DeleteServiceOrder,
    RequestCancellation,
    SubmitServiceOrder,
)
from workers.som.rpc.mapping import from_cancellation, from_order, to_create, to_update
from workers.som.rpc.search import CANCELLATION_SEARCH, ORDER_SEARCH
from workers.som.store import CANCELLATIONS, SERVICE_ORDERS, cancellations, service_orders

Context = grpc.aio.ServicerContext[Any, Any]


class ServiceOrderService(service_order_pb2_grpc.ServiceOrderServiceServicer):
    def __init__(self, runner: Runner, database: Database) -> None:
        self._runner = runner
        self._database = database

    async def CreateServiceOrder(
        self, request: pb.CreateServiceOrderRequest, context: Context
    ) -> pb.ServiceOrder:
        order = to_create(request)
        submitted = await self._runner.execute(SubmitServiceOrder(order), correlation=order.id)
        made = from_order(submitted.order)
        made.replayed = submitted.replayed
        return made

    async def GetServiceOrder(self, request: pb.GetServiceOrderRequest, context: Context) -> pb.ServiceOrder:
        return from_order(await read_one(self._database, SERVICE_ORDERS, request.id, "service order"))

    async def ListServiceOrders(
        self, request: pb.ListServiceOrdersRequest, context: Context
    ) -> pb.ListServiceOrdersResponse:
        columns = service_orders.c
        wanted = {
            columns.id: request.id,
            columns.external_id: request.external_id,
            columns.state: request.state,
        }
        found, total = await read_page(
            self._database,
            SERVICE_ORDERS,
            request.page,
            among(wanted),
            [columns.order_date],
            search=ORDER_SEARCH,
            query=request.query,
        )
        return pb.ListServiceOrdersResponse(service_order=[from_order(o) for o in found], total=total)

    async def UpdateServiceOrder(
        self, request: pb.UpdateServiceOrderRequest, context: Context
    ) -> pb.ServiceOrder:
        command = to_update(request)
        return from_order(await self._runner.execute(command, correlation=command.order.id))

    async def DeleteServiceOrder(
        self, request: pb.DeleteServiceOrderRequest, context: Context
    ) -> pb.DeleteServiceOrderResponse:
        await self._runner.execute(DeleteServiceOrder(request.id, request.if_version), correlation=request.id)
        return pb.DeleteServiceOrderResponse()

    async def CancelServiceOrder(
        self, request: pb.CancelServiceOrderRequest, context: Context
    ) -> pb.Cancellation:
        command = RequestCancellation(
            id=rpc.identifier(request.id or new_id(), "id"),
            order_id=request.service_order_id,
            reason=request.cancellation_reason,
            wanted_at=rpc.moment(request, "requested_cancellation_date"),
            extension=request.extension_json,
        )
        return from_cancellation(await self._runner.execute(command, correlation=request.service_order_id))

    async def GetCancellation(self, request: pb.GetCancellationRequest, context: Context) -> pb.Cancellation:
        return from_cancellation(await read_one(self._database, CANCELLATIONS, request.id, "cancellation"))

    async def ListCancellations(
        self, request: pb.ListCancellationsRequest, context: Context
    ) -> pb.ListCancellationsResponse:
        columns = cancellations.c
        wanted = {
            columns.id: request.id,
            columns.order_id: request.service_order_id,
            columns.state: request.state,
        }
        found, total = await read_page(
            self._database,
            CANCELLATIONS,
            request.page,
            among(wanted),
            [columns.requested_at],
            search=CANCELLATION_SEARCH,
            query=request.query,
        )
        return pb.ListCancellationsResponse(cancellation=[from_cancellation(c) for c in found], total=total)
