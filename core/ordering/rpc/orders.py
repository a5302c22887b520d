"""com.v1.ProductOrderService: protobuf ↔ model, nothing else."""

import hashlib
from typing import Any

import grpc

from core.ordering.commands import (
    AnswerProductOrder,
    CancelProductOrder,
    DeleteProductOrder,
    HoldProductOrder,
    ReleaseProductOrder,
    SubmitProductOrder,
    UpdateProductOrder,
)
from core.ordering.dry_run import dry_run
from core.ordering.model import ProductOrder
from core.ordering.rpc import mapping, plans
from core.ordering.rpc.search import CANCELLATION_SEARCH, ORDER_SEARCH
from core.ordering.rpc.tasks import CANCELLATION_STATES, from_cancellation
from core.ordering.store import CANCELLATIONS, ORDERS, cancellations, orders
from hub.kernel.errors import Code, Kind, refuse
from hub.messages import rpc
from hub.platform.database import Database
from hub.platform.reading import among, read_one, read_page
from hub.platform.runner import Runner
from proto.com.v1 import product_order_pb2 as pb
from proto.com.v1 import product_order_pb2_grpc

Context = grpc.aio.ServicerContext[Any, Any]

_CLEARABLE = frozenset({"description", "priority", "requested_start_date", "requested_completion_date"})


class ProductOrderService(product_order_pb2_grpc.ProductOrderServiceServicer):
    def __init__(self, runner: Runner, database: Database) -> None:
        self._runner = runner
        self._database = database
        self._clock = runner.clock

    async def SubmitProductOrder(
        self,
        request: pb.SubmitProductOrderRequest,
        context: Context,
    ) -> pb.SubmitProductOrderResponse:
        content = request.product_order.SerializeToString(deterministic=True)
        order = mapping.to_order(request.product_order)
        command = SubmitProductOrder(order, request.idempotency_key, hashlib.sha256(content).hexdigest())
        submitted = await self._runner.execute(command, correlation=order.id)
        return pb.SubmitProductOrderResponse(
            product_order=mapping.from_order(submitted.order), replayed=submitted.replayed
        )

    async def GetProductOrder(self, request: pb.GetProductOrderRequest, context: Context) -> pb.ProductOrder:
        return mapping.from_order(await self._read(request.id))

    async def ListProductOrders(
        self,
        request: pb.ListProductOrdersRequest,
        context: Context,
    ) -> pb.ListProductOrdersResponse:
        found, total = await read_page(
            self._database,
            ORDERS,
            request.page,
            order=[orders.c.order_date],
            search=ORDER_SEARCH,
            query=request.query,
        )
        return pb.ListProductOrdersResponse(product_order=[mapping.from_order(o) for o in found], total=total)

    async def UpdateProductOrder(
        self, request: pb.UpdateProductOrderRequest, context: Context
    ) -> pb.ProductOrder:
        strange = sorted(set(request.clear) - _CLEARABLE)
        if strange:
            raise refuse(
                Kind.INVALID, Code.ATTRIBUTE_INVALID, f"cannot be cleared: {', '.join(strange)}", "clear"
            )
        items = [item for i in request.item for item in mapping.to_items(i, "")]
        command = UpdateProductOrder(
            id=request.id,
            description=request.description if request.HasField("description") else None,
            priority=request.priority if request.HasField("priority") else None,
            items=items if request.replace_items else None,
            requested_start_date=rpc.moment(request, "requested_start_date"),
            requested_completion_date=rpc.moment(request, "requested_completion_date"),
            notes=[mapping.to_note(n) for n in request.note] if request.replace_notes else None,
            clear=frozenset(request.clear),
            if_version=request.if_version,
        )
        return mapping.from_order(await self._runner.execute(command, correlation=request.id))

    async def DeleteProductOrder(
        self,
        request: pb.DeleteProductOrderRequest,
        context: Context,
    ) -> pb.DeleteProductOrderResponse:
        await self._runner.execute(DeleteProductOrder(request.id), correlation=request.id)
        return pb.DeleteProductOrderResponse()

    async def GetProductOrderPlan(self, request: pb.GetProductOrderPlanRequest, context: Context) -> pb.Plan:
        return plans.from_order(await self._read(request.id))

    async def PlanProductOrder(self, request: pb.PlanProductOrderRequest, context: Context) -> pb.Plan:
        order = mapping.to_order(request.product_order)
        plan = await self._database.read(lambda connection: dry_run(connection, order, self._clock.now()))
        return plans.from_dry_run(plan)

    async def AnswerProductOrder(
        self, request: pb.AnswerProductOrderRequest, context: Context
    ) -> pb.ProductOrder:
        command = AnswerProductOrder(
            id=request.id,
            item_id=request.item_id,
            question=request.question,
            accepted=request.accepted,
            by=request.by,
            why=request.why,
            characteristics=[rpc.to_characteristic(c) for c in request.characteristic],
        )
        return mapping.from_order(await self._runner.execute(command, correlation=request.id))

    async def HoldProductOrder(self, request: pb.OperatorRequest, context: Context) -> pb.ProductOrder:
        command = HoldProductOrder(request.id, request.by, request.why)
        return mapping.from_order(await self._runner.execute(command, correlation=request.id))

    async def ReleaseProductOrder(self, request: pb.OperatorRequest, context: Context) -> pb.ProductOrder:
        command = ReleaseProductOrder(request.id, request.by, request.why)
        return mapping.from_order(await self._runner.execute(command, correlation=request.id))

    async def CancelProductOrder(
        self, request: pb.CancelProductOrderRequest, context: Context
    ) -> pb.Cancellation:
        command = CancelProductOrder(
            order_id=request.product_order_id,
            items=list(request.item_id),
            reason=request.cancellation_reason,
            requested_cancellation_date=rpc.moment(request, "requested_cancellation_date"),
            extension=request.extension_json,
        )
        task = await self._runner.execute(command, correlation=request.product_order_id)
        return from_cancellation(task)

    async def GetCancellation(self, request: pb.GetCancellationRequest, context: Context) -> pb.Cancellation:
        return from_cancellation(await read_one(self._database, CANCELLATIONS, request.id, "cancellation"))

    async def ListCancellations(
        self, request: pb.ListCancellationsRequest, context: Context
    ) -> pb.ListCancellationsResponse:
        states = [CANCELLATION_STATES.inverse[s] for s in request.state if s in CANCELLATION_STATES.inverse]
        columns = cancellations.c
        wanted = {columns.order_id: request.product_order_id, columns.state: states}
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

    async def _read(self, identifier: str) -> ProductOrder:
        return await read_one(self._database, ORDERS, identifier, "product order")
