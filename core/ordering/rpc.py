"""com.v1.ProductOrderService: protobuf ↔ model, nothing else."""

import hashlib
from functools import partial
from typing import Any

import grpc
from sqlalchemy import Connection, select

from core.ordering import rpc_mapping as mapping
from core.ordering.commands import DeleteProductOrder, SubmitProductOrder, UpdateProductOrder
from core.ordering.model import ProductOrder
from core.ordering.store import ORDERS, orders, parties
from hub.kernel.errors import Code, Kind, refuse
from hub.messages import rpc
from hub.platform.database import Database
from hub.platform.reading import among, order_by, read_one, read_page
from hub.platform.runner import Runner
from hub.platform.store import lookup, one_of
from proto.com.v1 import product_order_pb2 as pb
from proto.com.v1 import product_order_pb2_grpc

Context = grpc.aio.ServicerContext[Any, Any]

_SORTABLE = {name: orders.c[name] for name in ("order_date", "id", "state", "external_id")}
_CLEARABLE = frozenset({"description", "priority", "requested_completion_date"})


class ProductOrderService(product_order_pb2_grpc.ProductOrderServiceServicer):
    def __init__(self, runner: Runner, database: Database) -> None:
        self._runner = runner
        self._database = database

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
        order = order_by(request.sort or ("order_date",), _SORTABLE)
        found, total = await read_page(
            self._database, ORDERS, request.page, partial(_conditions, request), order
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
        command = UpdateProductOrder(
            id=request.id,
            description=request.description if request.HasField("description") else None,
            priority=request.priority if request.HasField("priority") else None,
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
        return mapping.from_plan(await self._read(request.id))

    async def _read(self, identifier: str) -> ProductOrder:
        return await read_one(self._database, ORDERS, identifier, "product order")


def _conditions(request: pb.ListProductOrdersRequest, connection: Connection) -> list[Any]:
    wanted = {
        orders.c.id: request.id,
        orders.c.external_id: list(map(lookup, request.external_id)),
    }
    conditions = among(wanted)(connection)
    if request.state:
        states: list[str] = [mapping.STATES.inverse[s] for s in request.state if s in mapping.STATES.inverse]
        conditions.append(one_of(connection, orders.c.state, states))
    if request.related_party_id:
        of_party = select(parties.c.order_id).where(
            one_of(connection, parties.c.party_id, map(lookup, request.related_party_id))
        )
        conditions.append(orders.c.id.in_(of_party))
    start, end = rpc.moment(request, "order_date_from"), rpc.moment(request, "order_date_to")
    if start is not None:
        date = orders.c.order_date
        conditions.append(date > start if request.order_date_from_exclusive else date >= start)
    if end is not None:
        date = orders.c.order_date
        conditions.append(date < end if request.order_date_to_exclusive else date <= end)
    return conditions
