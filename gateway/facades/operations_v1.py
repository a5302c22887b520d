"""Operations v1: what an operator sees of the orders and may do to them. Ours, not a TM Forum API."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import grpc
from starlette.responses import Response

from gateway import tmf630
from gateway.facades import operations_v1_mapping as mapping
from gateway.facades import owned
from gateway.facades import tmf622_v4_mapping as ordering
from gateway.facades.operations_v1_fallout import FalloutDesk
from gateway.facades.operations_v1_reconciliation import ReconciliationDesk
from gateway.facades.operations_v1_timeline import CORE, TimelineDesk
from gateway.http import Handler, Request, json_response
from hub.platform.rpc import DEADLINE_SECONDS, call
from proto.com.v1 import product_order_pb2 as pb
from proto.com.v1 import product_order_pb2_grpc


class Operations:
    """The facade; `operations` is what the document's operationIds are resolved by."""

    document = "operations-v1.yaml"

    def __init__(
        self,
        core: grpc.aio.Channel,
        deadline_seconds: float = DEADLINE_SECONDS,
        below: Mapping[str, grpc.aio.Channel] | None = None,
    ) -> None:
        self._core = product_order_pb2_grpc.ProductOrderServiceStub(core)
        self._deadline = deadline_seconds
        self.operations: dict[str, Handler] = {
            "planProductOrder": self.plan,
            "retrieveOrderView": self.retrieve_order,
            "retrieveOrderPlan": self.retrieve_plan,
            "answerOrder": self.answer,
            "holdOrder": self.hold,
            "releaseOrder": self.release,
            "cancelOrder": self.cancel,
            **TimelineDesk({CORE: core, **(below or {})}, deadline_seconds).operations,
            **FalloutDesk(core, deadline_seconds).operations,
            **ReconciliationDesk(core, deadline_seconds).operations,
        }

    async def plan(self, request: Request) -> Response:
        """A dry run: the same body, checks and rules as a create; nothing is stored."""
        owned.refuse_set(request.body, ordering.SERVER_OWNED)
        command = pb.PlanProductOrderRequest(product_order=ordering.ORDER.to_message(request.body))
        plan = await call(self._core.PlanProductOrder, command, deadline=self._deadline)
        return json_response(mapping.from_plan(plan))

    async def retrieve_order(self, request: Request) -> Response:
        message = pb.GetProductOrderRequest(id=request.path_params["id"])
        order = await call(self._core.GetProductOrder, message, deadline=self._deadline)
        return _order(request, order)

    async def retrieve_plan(self, request: Request) -> Response:
        message = pb.GetProductOrderPlanRequest(id=request.path_params["id"])
        plan = await call(self._core.GetProductOrderPlan, message, deadline=self._deadline)
        return json_response(mapping.from_plan(plan))

    async def answer(self, request: Request) -> Response:
        command = mapping.to_answer(request.path_params["id"], request.body)
        return _order(request, await call(self._core.AnswerProductOrder, command, deadline=self._deadline))

    async def hold(self, request: Request) -> Response:
        command = _operator(request)
        return _order(request, await call(self._core.HoldProductOrder, command, deadline=self._deadline))

    async def release(self, request: Request) -> Response:
        command = _operator(request)
        return _order(request, await call(self._core.ReleaseProductOrder, command, deadline=self._deadline))

    async def cancel(self, request: Request) -> Response:
        """202: it is asked for. While the task is open, or done, asking again answers with the same."""
        command = mapping.to_cancel(request.path_params["id"], request.body)
        task = await call(self._core.CancelProductOrder, command, deadline=self._deadline)
        return json_response(mapping.from_cancellation(task), 202)


def _operator(request: Request) -> pb.OperatorRequest:
    return pb.OperatorRequest(id=request.path_params["id"], by=request.body["by"], why=request.body["why"])


def _order(request: Request, order: pb.ProductOrder) -> Response:
    href = f"{request.api_url}/productOrder/{quote(order.id, safe='')}"
    view: dict[str, Any] = {**mapping.ORDER.to_json(order), "href": href}
    return json_response(view, headers={"ETag": tmf630.etag(order.version)})
