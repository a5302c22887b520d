"""TMF652 Resource Ordering v4: resource orders and their cancellation, over ROM."""

from gateway.facades.resource import Change, Draft, Resource
from gateway.facades.rest import Api
from gateway.facades.tmf652_v4_mapping import ORDER, TASK, errors, of_order
from proto.rom.v1 import resource_order_pb2 as pb
from proto.rom.v1.resource_order_pb2_grpc import ResourceOrderServiceStub

#: TMF652's Create lists most of them: they may be sent, and the hub sets its own.
OWNED = (
    "id",
    "href",
    "state",
    "orderDate",
    "startDate",
    "completionDate",
    "errorMessage",
    "orderItem.state",
)
OWNED_OF_TASK = ("id", "href", "state", "effectiveCancellationDate", "errorMessage")


def create(draft: Draft) -> pb.CreateResourceOrderRequest:
    said = draft.message
    return pb.CreateResourceOrderRequest(
        external_id=said.external_id,
        item=said.item,
        requested_start_date=said.requested_start_date if said.HasField("requested_start_date") else None,
        reservation_id=said.reservation_id,
        extension_json=said.extension_json,
        idempotency_key=draft.key,
    )


def update(change: Change) -> pb.UpdateResourceOrderRequest:
    return pb.UpdateResourceOrderRequest(resource_order=change.message, if_version=change.if_version)


def cancel(draft: Draft) -> pb.CancelResourceOrderRequest:
    said = draft.message
    dated = said.HasField("requested_cancellation_date")
    return pb.CancelResourceOrderRequest(
        resource_order=said.resource_order,
        cancellation_reason=said.cancellation_reason,
        requested_cancellation_date=said.requested_cancellation_date if dated else None,
        extension_json=said.extension_json,
    )


API = Api(
    document="tmf652-v4.yaml",
    room="rom",
    resources=(
        Resource(
            name="resourceOrder",
            shape=ORDER,
            stub=ResourceOrderServiceStub,
            get=lambda request: pb.GetResourceOrderRequest(id=request.path_params["id"]),
            list=lambda page, query: pb.ListResourceOrdersRequest(page=page, query=query),
            create=create,
            update=update,
            delete=lambda request, _: pb.DeleteResourceOrderRequest(id=request.path_params["id"]),
            owned=OWNED,
            overruled=OWNED,
            instead={"state": "to stop an order, POST a cancelResourceOrder"},
            also=errors,
        ),
        Resource(
            name="cancelResourceOrder",
            shape=TASK,
            stub=ResourceOrderServiceStub,
            get=lambda request: pb.GetResourceOrderCancellationRequest(id=request.path_params["id"]),
            list=lambda page, query: pb.ListResourceOrderCancellationsRequest(page=page, query=query),
            create=cancel,
            owned=OWNED_OF_TASK,
            also=of_order,
        ),
    ),
)
