"""TMF622 v4 CancelProductOrder: the task that takes an order back."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from gateway.facades.common import compact, page_message, shown_by
from gateway.facades.mapping import ABSENT, Plain, Shape, anything, choice, date, here, text, texts
from gateway.facades.resource import Resource
from gateway.facades.tmf622_v4_mapping import error_message
from gateway.page import MAX_LIMIT
from proto.com.v1 import product_order_pb2 as pb
from proto.com.v1 import product_order_pb2_grpc

STATES: dict[str, tuple[int, ...]] = {
    "acknowledged": (pb.CANCELLATION_STATE_ACKNOWLEDGED,),
    "terminatedWithError": (pb.CANCELLATION_STATE_TERMINATED_WITH_ERROR,),
    "inProgress": (pb.CANCELLATION_STATE_IN_PROGRESS,),
    "done": (pb.CANCELLATION_STATE_DONE,),
}
STATE_SHOWN = shown_by(STATES)

_REQUESTED = {
    "cancellationReason": text("cancellation_reason"),
    "requestedCancellationDate": date("requested_cancellation_date"),
}
_BAG = anything("extension_json")
TASK = Shape(
    pb.Cancellation,
    {
        "id": text("id"),
        "state": choice("state", {}, STATE_SHOWN),
        **_REQUESTED,
        "effectiveCancellationDate": date("effective_cancellation_date"),
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


def told(task: pb.Cancellation, api_url: str) -> dict[str, Any]:
    """What it is about, and why it was refused; its items when it is not about the whole order."""
    order = task.product_order_id
    said = {} if (bag := _BAG.get(task)) is ABSENT else bag.get("productOrder", {})
    href = f"{api_url}/productOrder/{quote(order, safe='')}"
    items = [{"productOrderId": order, "productOrderItemId": item} for item in task.item_id]
    reasons = [error_message(order, reason, set(task.item_id)) for reason in task.reason]
    return {
        "productOrder": {**said, "id": order, "href": href},
        **compact({"productOrderItem": items, "productOrderErrorMessage": reasons}),
    }


def last_cancellations(orders: Iterable[pb.ProductOrder]) -> pb.ListCancellationsRequest | None:
    """What asks for the tasks that cancelled these orders; None when none of them is cancelled."""
    ids = [order.id for order in orders if order.state == pb.PRODUCT_ORDER_STATE_CANCELLED]
    if not ids:
        return None
    done = [pb.CANCELLATION_STATE_DONE]
    return pb.ListCancellationsRequest(page=page_message(0, MAX_LIMIT), product_order_id=ids, state=done)


# Asking again while a task is open, or when it is done, answers with the same task, its state as it now is.
CANCELLATION = Resource(
    name="cancelProductOrder",
    shape=TASK,
    stub=product_order_pb2_grpc.ProductOrderServiceStub,
    get=lambda request: pb.GetCancellationRequest(id=request.path_params["id"]),
    list=lambda page, query: pb.ListCancellationsRequest(page=page, query=query),
    create=lambda draft: to_command(draft.body),
    owned=("id", "href", "state", "effectiveCancellationDate"),
    also=told,
)
