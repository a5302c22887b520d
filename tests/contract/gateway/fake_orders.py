# ruff: noqa: N802 - gRPC names its methods
"""A core that keeps orders as it is given them; every state is set from outside."""

import asyncio
import copy
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from hub.kernel.errors import Code, HubError, Kind, refuse
from proto.com.v1 import product_order_pb2 as orders
from proto.com.v1 import product_order_pb2_grpc as orders_grpc
from proto.shared.v1 import common_pb2, history_pb2
from tests.contract.gateway.asking import asked_for

FIRST_ORDER_AT = datetime(2026, 11, 20, 10, 0, 0, 123456, tzinfo=UTC)
SETTLED = {orders.PRODUCT_ORDER_STATE_COMPLETED, orders.PRODUCT_ORDER_STATE_FAILED}


def unknown(what: str) -> HubError:
    """What is answered to an id nobody has."""
    return refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, f"there is no such {what}")


def paged(found: list[Any], page: common_pb2.Page) -> list[Any]:
    """The part of a list that a page asks for."""
    return found[page.offset : page.offset + (page.limit or 100)]


class FakeOrders(orders_grpc.ProductOrderServiceServicer):
    """Stores protos; every state is set from outside."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """As new."""
        self.kept: dict[str, orders.ProductOrder] = {}
        self.keys: dict[str, tuple[bytes, str]] = {}
        self.tasks: dict[str, orders.Cancellation] = {}
        self.plan = orders.Plan()
        # What is told of any order there is; something is told of each.
        self.history: list[history_pb2.HistoryEntry] = []
        self.requests: list[Any] = []
        # Raised by the next call instead of an answer.
        self.trouble: Exception | None = None
        # The same, by changes only.
        self.forbidden: Exception | None = None
        self.delay_seconds = 0.0
        # Called whenever somebody looks at an order: it moves while it is watched.
        self.before_get: Callable[[], None] = lambda: None

    async def _enter(self, request: Any) -> None:
        self.requests.append(request)
        await asyncio.sleep(self.delay_seconds)
        if self.trouble is not None:
            raise self.trouble
        if self.forbidden is not None and isinstance(request, orders.UpdateProductOrderRequest):
            raise self.forbidden

    def _find(self, order_id: str) -> orders.ProductOrder:
        if order_id not in self.kept:
            raise unknown("order")
        return self.kept[order_id]

    async def SubmitProductOrder(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        content = request.product_order.SerializeToString(deterministic=True)
        if request.idempotency_key in self.keys:
            known, order_id = self.keys[request.idempotency_key]
            if known != content:
                raise refuse(Kind.CONFLICT, Code.KEY_REUSED, "the key was used for another order")
            return orders.SubmitProductOrderResponse(product_order=self.kept[order_id], replayed=True)
        order = copy.deepcopy(request.product_order)
        order.id = f"order-{len(self.kept) + 1}"
        order.version = 1
        order.state = orders.PRODUCT_ORDER_STATE_ACKNOWLEDGED
        order.order_date.FromDatetime(FIRST_ORDER_AT + timedelta(hours=len(self.kept)))
        for item in order.item:
            item.state = orders.ITEM_STATE_ACKNOWLEDGED
        self.kept[order.id] = order
        if request.idempotency_key:
            self.keys[request.idempotency_key] = (content, order.id)
        return orders.SubmitProductOrderResponse(product_order=order)

    async def GetProductOrder(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        self.before_get()
        return self._find(request.id)

    async def ListProductOrders(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        found = asked_for(self.kept.values(), request.query)
        return orders.ListProductOrdersResponse(product_order=paged(found, request.page), total=len(found))

    async def UpdateProductOrder(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        order = self._find(request.id)
        if request.if_version not in {0, order.version}:
            raise refuse(Kind.STALE, Code.VERSION_STALE, f"the order has version {order.version}")
        if order.state in SETTLED:
            raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, "the order is settled", "state")
        for name in ("description", "priority"):
            if request.HasField(name):
                setattr(order, name, getattr(request, name))
        for name in ("requested_start_date", "requested_completion_date"):
            if request.HasField(name):
                getattr(order, name).CopyFrom(getattr(request, name))
        if request.replace_notes:
            order.ClearField("note")
            order.note.extend(request.note)
        if request.replace_items:
            order.ClearField("item")
            order.item.extend(request.item)
        for name in request.clear:
            order.ClearField(name)
        order.version += 1
        return order

    async def DeleteProductOrder(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        if self._find(request.id).state not in SETTLED:
            raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, "the order is open", "state")
        del self.kept[request.id]
        return orders.DeleteProductOrderResponse()

    async def GetProductOrderPlan(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        return self._planned(request.id)

    def _planned(self, order_id: str) -> orders.Plan:
        plan = copy.deepcopy(self.plan)
        plan.product_order_id = self._find(order_id).id
        return plan

    async def PlanProductOrder(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        return self.plan

    async def AnswerProductOrder(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        order = self._find(request.id)
        if not any(question.name == request.question for question in order.open_question):
            raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, "nobody asks that", "question")
        order.ClearField("open_question")
        return order

    async def HoldProductOrder(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        order = self._find(request.id)
        order.state = orders.PRODUCT_ORDER_STATE_HELD
        order.hold.by, order.hold.why = request.by, request.why
        return order

    async def ReleaseProductOrder(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        order = self._find(request.id)
        if order.state != orders.PRODUCT_ORDER_STATE_HELD:
            raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, "allowed now: hold, cancel", "state")
        order.state = orders.PRODUCT_ORDER_STATE_IN_PROGRESS
        order.ClearField("hold")
        return order

    async def CancelProductOrder(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        order = self._find(request.product_order_id)
        if order.state in SETTLED:
            raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, "the order is settled", "state")
        for task in self.tasks.values():
            if task.product_order_id == order.id:
                return task
        task = orders.Cancellation(
            id=f"task-{len(self.tasks) + 1}",
            version=1,
            state=orders.CANCELLATION_STATE_ACKNOWLEDGED,
            product_order_id=order.id,
            item_id=request.item_id,
            cancellation_reason=request.cancellation_reason,
            extension_json=request.extension_json,
        )
        if request.HasField("requested_cancellation_date"):
            task.requested_cancellation_date.CopyFrom(request.requested_cancellation_date)
        self.tasks[task.id] = task
        return task

    async def GetCancellation(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        if request.id not in self.tasks:
            raise unknown("cancellation")
        return self.tasks[request.id]

    async def ListCancellations(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        found = [
            task
            for task in asked_for(self.tasks.values(), request.query)
            if (not request.state or task.state in request.state)
            and (not request.product_order_id or task.product_order_id in request.product_order_id)
        ]
        return orders.ListCancellationsResponse(cancellation=paged(found, request.page), total=len(found))
