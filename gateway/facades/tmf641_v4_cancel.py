"""TMF641 v4 CancelServiceOrder: the task that takes an order back."""

from typing import Any
from urllib.parse import quote

from gateway.facades.mapping import ABSENT, Plain, Shape, anything, choice, date, here, text
from gateway.facades.resource import Draft, Resource
from gateway.facades.tmf641_v4_mapping import reason_text
from proto.som.v1 import service_order_pb2 as pb
from proto.som.v1 import service_order_pb2_grpc

STATES = {
    "acknowledged": "accepted",
    "terminatedWithError": "terminatedWithError",
    "inProgress": "inProgress",
    "done": "done",
}
_BAG = anything("extension_json")
TASK = Shape(
    pb.Cancellation,
    {
        "id": text("id"),
        "state": choice("state", {}, STATES),
        "cancellationReason": text("cancellation_reason"),
        "requestedCancellationDate": date("requested_cancellation_date"),
        "effectiveCancellationDate": date("effective_cancellation_date"),
        "serviceOrder": here(
            Plain(pb.Cancellation, {"id": text("service_order_id")}, computed=frozenset({"href"}))
        ),
    },
    computed=frozenset({"errorMessage"}),
)


def _create(draft: Draft) -> pb.CancelServiceOrderRequest:
    """What else is said of the order is kept with the task."""
    order = draft.body["serviceOrder"]
    message = TASK.to_message({name: value for name, value in draft.body.items() if name != "serviceOrder"})
    said = {name: value for name, value in order.items() if name not in {"id", "href"}}
    if said:
        rest = {} if (bag := _BAG.get(message)) is ABSENT else bag
        _BAG.put(message, {**rest, "serviceOrder": said}, "")
    return pb.CancelServiceOrderRequest(
        service_order_id=order["id"],
        cancellation_reason=message.cancellation_reason,
        requested_cancellation_date=message.requested_cancellation_date
        if message.HasField("requested_cancellation_date")
        else None,
        extension_json=message.extension_json,
    )


def _told(task: pb.Cancellation, api_url: str) -> dict[str, Any]:
    """What it is about, and why it was refused."""
    said = {} if (bag := _BAG.get(task)) is ABSENT else bag.get("serviceOrder", {})
    href = f"{api_url}/serviceOrder/{quote(task.service_order_id, safe='')}"
    told: dict[str, Any] = {"serviceOrder": {**said, "id": task.service_order_id, "href": href}}
    if task.HasField("reason"):
        told["errorMessage"] = reason_text(task.reason)
    return told


CANCELLATION = Resource(
    name="cancelServiceOrder",
    shape=TASK,
    stub=service_order_pb2_grpc.ServiceOrderServiceStub,
    get=lambda request: pb.GetCancellationRequest(id=request.path_params["id"]),
    list=lambda page, query: pb.ListCancellationsRequest(page=page, query=query),
    create=_create,
    owned=("id", "href", "state", "effectiveCancellationDate", "errorMessage", "completionMessage"),
    also=_told,
)
