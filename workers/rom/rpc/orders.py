"""rom.v1.ResourceOrderService: protobuf ↔ model, nothing else."""

from typing import Any

import grpc

from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.ids import new_id
from hub.messages import rpc
from hub.messages.rom import CreateResourceOrder
from hub.platform.database import Database
from hub.platform.reading import among, read_one, read_page
from hub.platform.runner import Runner
from proto.rom.v1 import resource_order_pb2 as pb
from proto.rom.v1 import resource_order_pb2_grpc
from workers.rom.cancellation import Cancellation
from workers.rom.commands import DeleteResourceOrder, SubmitResourceOrder, WithdrawResourceOrder
from workers.rom.model import OrderItem, ResourceOrder
from workers.rom.rpc.mapping import from_reason, to_items
from workers.rom.store import CANCELLATIONS, RESOURCE_ORDERS, cancellations, resource_orders

Context = grpc.aio.ServicerContext[Any, Any]


class ResourceOrderService(resource_order_pb2_grpc.ResourceOrderServiceServicer):
    def __init__(self, runner: Runner, database: Database) -> None:
        self._runner = runner
        self._database = database

    async def CreateResourceOrder(
        self, request: pb.CreateResourceOrderRequest, context: Context
    ) -> pb.ResourceOrder:
        if not request.item:
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, "an order needs an item", "item")
        identifier = rpc.identifier(request.id or new_id(), "id")
        order = CreateResourceOrder(
            id=identifier,
            external_id=request.external_id or identifier,
            order_item=to_items(request.item),
            requested_start_date=rpc.moment(request, "requested_start_date"),
            reservation_id=request.reservation_id or None,
        )
        return _from_order(await self._runner.execute(SubmitResourceOrder(order), correlation=identifier))

    async def GetResourceOrder(
        self, request: pb.GetResourceOrderRequest, context: Context
    ) -> pb.ResourceOrder:
        return _from_order(await read_one(self._database, RESOURCE_ORDERS, request.id, "resource order"))

    async def ListResourceOrders(
        self, request: pb.ListResourceOrdersRequest, context: Context
    ) -> pb.ListResourceOrdersResponse:
        columns = resource_orders.c
        wanted = {
            columns.id: request.id,
            columns.external_id: request.external_id,
            columns.state: request.state,
        }
        found, total = await read_page(
            self._database, RESOURCE_ORDERS, request.page, among(wanted), [columns.order_date]
        )
        return pb.ListResourceOrdersResponse(resource_order=[_from_order(o) for o in found], total=total)

    async def DeleteResourceOrder(
        self, request: pb.DeleteResourceOrderRequest, context: Context
    ) -> pb.DeleteResourceOrderResponse:
        await self._runner.execute(DeleteResourceOrder(request.id), correlation=request.id)
        return pb.DeleteResourceOrderResponse()

    async def CancelResourceOrder(
        self, request: pb.CancelResourceOrderRequest, context: Context
    ) -> pb.ResourceOrderCancellation:
        command = WithdrawResourceOrder(
            request.resource_order_id,
            request.cancellation_reason,
            rpc.moment(request, "requested_cancellation_date"),
        )
        return _from_cancellation(await self._runner.execute(command, correlation=request.resource_order_id))

    async def GetResourceOrderCancellation(
        self, request: pb.GetResourceOrderCancellationRequest, context: Context
    ) -> pb.ResourceOrderCancellation:
        return _from_cancellation(await read_one(self._database, CANCELLATIONS, request.id, "cancellation"))

    async def ListResourceOrderCancellations(
        self, request: pb.ListResourceOrderCancellationsRequest, context: Context
    ) -> pb.ListResourceOrderCancellationsResponse:
        columns = cancellations.c
        wanted = {
            columns.id: request.id,
            columns.order_id: request.resource_order_id,
            columns.state: request.state,
        }
        found, total = await read_page(
            self._database, CANCELLATIONS, request.page, among(wanted), [columns.requested_at]
        )
        return pb.ListResourceOrderCancellationsResponse(
            cancellation=[_from_cancellation(c) for c in found], total=total
        )


def _from_order(order: ResourceOrder) -> pb.ResourceOrder:
    return pb.ResourceOrder(
        id=order.id,
        version=order.version,
        state=order.state,
        external_id=order.external_id,
        service_order_id=order.service_order_id,
        reservation_id=order.reservation_id,
        order_date=rpc.timestamp(order.order_date),
        requested_start_date=rpc.timestamp(order.requested_start_date),
        completion_date=rpc.timestamp(order.completion_date),
        item=[_from_item(item) for item in order.items],
        reason=from_reason(order.reason),
    )


def _from_item(item: OrderItem) -> pb.ResourceOrderItem:
    return pb.ResourceOrderItem(
        id=item.id,
        action=item.action,
        state=item.state,
        resource_specification_id=item.specification_id,
        resource_id=item.resource_id,
        value=item.value,
        site=item.site,
        service_id=item.service_id,
        characteristic=rpc.from_values(item.characteristics.items()),
    )


def _from_cancellation(task: Cancellation) -> pb.ResourceOrderCancellation:
    return pb.ResourceOrderCancellation(
        id=task.id,
        version=task.version,
        state=task.state,
        resource_order_id=task.order_id,
        cancellation_reason=task.why,
        requested_at=rpc.timestamp(task.requested_at),
        requested_cancellation_date=rpc.timestamp(task.requested_cancellation_date),
        effective_cancellation_date=rpc.timestamp(task.effective_cancellation_date),
        reason=from_reason(task.reason),
    )
