"""rom.v1.ResourceOrderService: protobuf ↔ model, nothing else."""

from typing import Any

import grpc

from hub.kernel.ids import derived_id, new_id
from hub.messages import rpc
from hub.platform.database import Database
from hub.platform.reading import among, read_one, read_page
from hub.platform.runner import Runner
from proto.rom.v1 import resource_order_pb2 as pb
from proto.rom.v1 import resource_order_pb2_grpc
from workers.rom.cancellation import Cancellation
from workers.rom.commands import (
    DeleteResourceOrder,
    SubmitResourceOrder,
    UpdateResourceOrder,
    WithdrawResourceOrder,
)
from workers.rom.model import ResourceOrder
from workers.rom.rpc.mapping import from_item, from_reason, to_items
from workers.rom.rpc.search import CANCELLATION_SEARCH, ORDER_SEARCH
from workers.rom.store import CANCELLATIONS, RESOURCE_ORDERS, cancellations, resource_orders

Context = grpc.aio.ServicerContext[Any, Any]


class ResourceOrderService(resource_order_pb2_grpc.ResourceOrderServiceServicer):
    def __init__(self, runner: Runner, database: Database) -> None:
        self._runner = runner
        self._database = database

    async def CreateResourceOrder(
        self, request: pb.CreateResourceOrderRequest, context: Context
    ) -> pb.ResourceOrder:
        keyed = derived_id("resource order", request.idempotency_key) if request.idempotency_key else ""
        order = to_order(request, rpc.identifier(request.id or keyed or new_id(), "id"))
        submitted = await self._runner.execute(SubmitResourceOrder(order), correlation=order.id)
        made = from_order(submitted.order)
        made.replayed = submitted.replayed
        return made

    async def GetResourceOrder(
        self, request: pb.GetResourceOrderRequest, context: Context
    ) -> pb.ResourceOrder:
        return from_order(await read_one(self._database, RESOURCE_ORDERS, request.id, "resource order"))

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
            self._database,
            RESOURCE_ORDERS,
            request.page,
            among(wanted),
            [columns.order_date],
            search=ORDER_SEARCH,
            query=request.query,
        )
        return pb.ListResourceOrdersResponse(resource_order=[from_order(o) for o in found], total=total)

    async def UpdateResourceOrder(
        self, request: pb.UpdateResourceOrderRequest, context: Context
    ) -> pb.ResourceOrder:
        wanted = request.resource_order
        command = UpdateResourceOrder(to_order(wanted, wanted.id), request.if_version)
        return from_order(await self._runner.execute(command, correlation=wanted.id))

    async def DeleteResourceOrder(
        self, request: pb.DeleteResourceOrderRequest, context: Context
    ) -> pb.DeleteResourceOrderResponse:
        await self._runner.execute(DeleteResourceOrder(request.id), correlation=request.id)
        return pb.DeleteResourceOrderResponse()

    async def CancelResourceOrder(
        self, request: pb.CancelResourceOrderRequest, context: Context
    ) -> pb.ResourceOrderCancellation:
        command = WithdrawResourceOrder(
            request.resource_order.id,
            request.cancellation_reason,
            rpc.moment(request, "requested_cancellation_date"),
            request.extension_json,
            rpc.to_ref(request.resource_order),
        )
        return _from_cancellation(await self._runner.execute(command, correlation=request.resource_order.id))

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
            self._database,
            CANCELLATIONS,
            request.page,
            among(wanted),
            [columns.requested_at],
            search=CANCELLATION_SEARCH,
            query=request.query,
        )
        return pb.ListResourceOrderCancellationsResponse(
            cancellation=[_from_cancellation(c) for c in found], total=total
        )


def to_order(message: pb.CreateResourceOrderRequest | pb.ResourceOrder, identifier: str) -> ResourceOrder:
    """What a caller says of an order; the rest is left as a new order has it."""
    return ResourceOrder(
        id=identifier,
        external_id=message.external_id or identifier,
        order_date=rpc.BEGINNING,
        items=to_items(message.item),
        requested_start_date=rpc.moment(message, "requested_start_date"),
        reservation_id=message.reservation_id,
        extension=message.extension_json,
    )


def from_order(order: ResourceOrder) -> pb.ResourceOrder:
    return pb.ResourceOrder(
        id=order.id,
        version=order.version,
        state=order.state,
        external_id=order.external_id,
        service_order_id=order.service_order_id,
        reservation_id=order.reservation_id,
        order_date=rpc.timestamp(order.order_date),
        requested_start_date=rpc.timestamp(order.requested_start_date),
        start_date=rpc.timestamp(order.start_date),
        completion_date=rpc.timestamp(order.completion_date),
        item=[from_item(item) for item in order.items],
        reason=from_reason(order.reason),
        extension_json=order.extension,
    )


def _from_cancellation(task: Cancellation) -> pb.ResourceOrderCancellation:
    return pb.ResourceOrderCancellation(
        id=task.id,
        version=task.version,
        state=task.state,
        resource_order=rpc.from_ref(task.order),
        cancellation_reason=task.why,
        requested_at=rpc.timestamp(task.requested_at),
        requested_cancellation_date=rpc.timestamp(task.requested_cancellation_date),
        effective_cancellation_date=rpc.timestamp(task.effective_cancellation_date),
        reason=from_reason(task.reason),
        extension_json=task.extension,
    )
