"""TMF638 Service Inventory v4: what there is of services, over `som.v1.ServiceInventoryService`."""

from gateway.facades.resource import Resource
from gateway.facades.rest import Api
from gateway.facades.services_v4 import KEPT
from proto.som.v1 import service_order_pb2 as pb
from proto.som.v1 import service_order_pb2_grpc

SERVICE = Resource(
    name="service",
    shape=KEPT,
    stub=service_order_pb2_grpc.ServiceInventoryServiceStub,
    get=lambda request: pb.GetServiceRequest(id=request.path_params["id"]),
    list=lambda page, query: pb.ListServicesRequest(page=page, query=query),
    create=lambda draft: pb.CreateServiceRequest(service=draft.message),
    update=lambda change: pb.UpdateServiceRequest(service=change.message, if_version=change.if_version),
    delete=lambda request, version: pb.DeleteServiceRequest(id=request.path_params["id"], if_version=version),
    fixed=("@type",),
)
API = Api(document="tmf638-v4.yaml", room="som", resources=(SERVICE,))
