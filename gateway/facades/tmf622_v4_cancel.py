"""TMF622 v4 CancelProductOrder: the task that takes an order back."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import grpc
from starlette.responses import Response

from gateway import query, tmf630
from gateway.facades.common import compact, page_message, read_only, shown_by
from gateway.facades.mapping import ABSENT, Plain, Shape, anything, choice, date, here, text, texts
from gateway.facades.tmf622_v4_mapping import error_message
from gateway.http import Handler, Request, json_response
from gateway.page import MAX_LIMIT
from hub.platform.rpc import call
from proto.com.v1 import product_order_pb2 as pb
from proto.com.v1 import product_order_pb2_grpc

STATES: dict[str, tuple[int, ...]] = {
    "acknowledged": (pb.CANCELLATION_STATE_ACKNOWLEDGED,),
    "terminatedWithError": (pb.CANCELLATION_STATE_TERMINATED_WITH_ERROR,),
    "inProgress": (pb.CANCELLATION_STATE_IN_PROGRESS,),
    "done": (pb.CANCELLATION_STATE_DONE,),
}
STATE_SHOWN = shown_by(STATES)
SERVER_OWNED = ("id", "href", "state", "effectiveCancellationDate")

_REQUESTED = {
    "cancellationReason": text("cancellation_reason"),
    "requestedCancellationDate": date("requested_cancellation_date"),
}
TASK = Plain(
    pb.Cancellation,
    {
        "id": text("id"),
        "state": choice("state", {}, STATE_SHOWN),
        **_REQUESTED,
        "effectiveCancellationDate": date("effective_cancellation_date"),
    },
)
_BAG = anything("extension_json")
# As it is shown, for those who ask for some of them.
ASKED = Shape(
    pb.Cancellation,
    {
        **TASK.fields,
        "productOrder": here(
            Plain(pb.Cancellation, {"id": text("product_order_id")}, computed=frozenset({"href"}))
        ),
        "productOrderItem": here(Plain(pb.Cancellation, {"productOrderItemId": texts("item_id")})),
    },
    computed=frozenset({"productOrderErrorMessage"}),
)


def to_command(body: Mapping[str, Any]) -> pb.CancelProductOrderRequest:
    """The command a create stands for; what else the client says is kept with the task."""
    order = body["productOrder"]
    command = pb.CancelProductOrderRequest(product_order_id=order["id"])
    for name, field in _REQUESTED.items():
        if body.get(name):
            field.put(command, body[name], name)
    rest = {name: value for name, value in body.items() if name not in {*_REQUESTED, "productOrder"}}
    if said := {name: value for name, value in order.items() if name not in {"id", "href"}}:
        rest["productOrder"] = said
    if rest:
        _BAG.put(command, rest, "")
    return command


def to_resource(task: pb.Cancellation, api_url: str) -> dict[str, Any]:
    """The task as TMF622 v4 shows it, with its items when it is not about the whole order."""
    bag = _BAG.get(task)
    rest = {} if bag is ABSENT else bag
    order = task.product_order_id
    href = f"{api_url}/productOrder/{quote(order, safe='')}"
    items = [{"productOrderId": order, "productOrderItemId": item} for item in task.item_id]
    reasons = [error_message(order, reason, set(task.item_id)) for reason in task.reason]
    return {
        **rest,
        **TASK.to_json(task),
        "href": f"{api_url}/cancelProductOrder/{quote(task.id, safe='')}",
        "productOrder": {**rest.get("productOrder", {}), "id": order, "href": href},
        **compact({"productOrderItem": items, "productOrderErrorMessage": reasons}),
    }


class Cancellations:
    """The operations of the resource; a part of the facade `tmf622_v4`."""

    def __init__(self, core: grpc.aio.Channel, deadline: float) -> None:
        self._core = product_order_pb2_grpc.ProductOrderServiceStub(core)
        self._deadline = deadline
        self.operations: dict[str, Handler] = {
            "listCancelProductOrder": self.list_tasks,
            "createCancelProductOrder": self.create_task,
            "retrieveCancelProductOrder": self.retrieve_task,
        }

    async def of(self, orders: Iterable[pb.ProductOrder]) -> dict[str, pb.Cancellation]:
        """By order: the task that cancelled it, the latest; nothing is asked when none of them is cancelled."""
        ids = [order.id for order in orders if order.state == pb.PRODUCT_ORDER_STATE_CANCELLED]
        if not ids:
            return {}
        message = pb.ListCancellationsRequest(
            page=page_message(0, MAX_LIMIT),
            product_order_id=ids,
            state=[pb.CANCELLATION_STATE_DONE],
        )
        answer = await call(self._core.ListCancellations, message, deadline=self._deadline)
        tasks = sorted(answer.cancellation, key=lambda task: task.effective_cancellation_date.ToNanoseconds())
        return {task.product_order_id: task for task in tasks}

    async def list_tasks(self, request: Request) -> Response:
        asked = query.parse(request.raw_query, ASKED, request.declares)
        page = page_message(asked.page.offset, asked.page.limit)
        message = pb.ListCancellationsRequest(page=page, query=asked.query)
        answer = await call(self._core.ListCancellations, message, deadline=self._deadline)
        tasks = answer.cancellation[: asked.page.limit]
        resources = [tmf630.select(to_resource(task, request.api_url), asked.fields) for task in tasks]
        return tmf630.page_response(request, asked.page, resources, answer.total)

    async def create_task(self, request: Request) -> Response:
        """Asking again while the task is open, or when it is done, answers with the same task, its state as it now is."""
        owned = [name for name in SERVER_OWNED if name in request.body]
        read_only(owned, "is set by the hub; leave it out")
        command = to_command(request.body)
        task = await call(self._core.CancelProductOrder, command, deadline=self._deadline)
        resource = to_resource(task, request.api_url)
        return json_response(resource, 201, {"Location": resource["href"], "ETag": tmf630.etag(task.version)})

    async def retrieve_task(self, request: Request) -> Response:
        message = pb.GetCancellationRequest(id=request.path_params["id"])
        task = await call(self._core.GetCancellation, message, deadline=self._deadline)
        fields = query.parse_fields(request.raw_query)
        resource = tmf630.select(to_resource(task, request.api_url), fields)
        return json_response(resource, headers={"ETag": tmf630.etag(task.version)})
