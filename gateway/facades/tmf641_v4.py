"""TMF641 Service Ordering v4: service orders and their cancellation over `som.v1.ServiceOrderService`."""

from gateway.facades import tmf641_v4_mapping as mapping
from gateway.facades.owned import refuse_set
from gateway.facades.resource import Change, Draft, Resource
from gateway.facades.rest import Api
from gateway.facades.tmf641_v4_cancel import CANCELLATION
from proto.som.v1 import service_order_pb2 as pb
from proto.som.v1 import service_order_pb2_grpc


def _create(draft: Draft) -> pb.CreateServiceOrderRequest:
    refuse_set(draft.body, ("state",))
    return pb.CreateServiceOrderRequest(service_order=draft.message, idempotency_key=draft.key)


def _update(change: Change) -> pb.UpdateServiceOrderRequest:
    """Items, and a state, are said only when others are wanted: whether that can be, the room decides."""
    message = change.message
    for name, field in (("serviceOrderItem", "item"), ("state", "state")):
        if name not in change.names:
            message.ClearField(field)
    return pb.UpdateServiceOrderRequest(service_order=message, if_version=change.if_version)


ORDER = Resource(
    name="serviceOrder",
    shape=mapping.ORDER,
    stub=service_order_pb2_grpc.ServiceOrderServiceStub,
    get=lambda request: pb.GetServiceOrderRequest(id=request.path_params["id"]),
    list=lambda page, query: pb.ListServiceOrdersRequest(page=page, query=query),
    create=_create,
    update=_update,
    delete=lambda request, version: pb.DeleteServiceOrderRequest(
        id=request.path_params["id"], if_version=version
    ),
    owned=mapping.OWNED,
    overruled=("cancellationDate", "cancellationReason"),
    fixed=("@type",),
    also=mapping.outcome,
)
API = Api(document="tmf641-v4.yaml", room="som", resources=(ORDER, CANCELLATION))
