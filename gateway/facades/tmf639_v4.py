"""TMF639 Resource Inventory v4: what orders have taken out of pools, and records of everything else, over ROM."""

from gateway.facades.common import CHARACTERISTIC, REF, always
from gateway.facades.mapping import Field, Shape, choice, date, many, one, text
from gateway.facades.resource import Change, Draft, Resource
from gateway.facades.rest import Api
from gateway.facades.tmf652_v4_mapping import PLACE
from proto.rom.v1 import resource_order_pb2 as pb
from proto.rom.v1.resource_order_pb2_grpc import ResourceInventoryServiceStub


def words(name: str, *published: str) -> Field:
    """A state; the room has the words that are published."""
    return choice(name, {word: word for word in published})


RESOURCE = Shape(
    pb.Resource,
    {
        "id": text("id"),
        "name": text("name"),
        "value": text("value"),
        "serviceId": text("service_id"),
        "startOperatingDate": date("start_operating_date"),
        "administrativeState": words("administrative_state", "locked", "unlocked", "shutdown"),
        "operationalState": words("operational_state", "enable", "disable"),
        "usageState": words("usage_state", "idle", "active", "busy"),
        "resourceStatus": words(
            "status", "standby", "alarm", "available", "reserved", "unknown", "suspended"
        ),
        "resourceSpecification": one("resource_specification", always(REF)),
        "place": one("place", always(PLACE)),
        "resourceCharacteristic": many("characteristic", always(CHARACTERISTIC)),
    },
)


def create(draft: Draft) -> pb.CreateResourceRequest:
    return pb.CreateResourceRequest(resource=draft.message)


def update(change: Change) -> pb.UpdateResourceRequest:
    return pb.UpdateResourceRequest(resource=change.message, if_version=change.if_version, by=change.client)


API = Api(
    document="tmf639-v4.yaml",
    room="rom",
    resources=(
        Resource(
            name="resource",
            shape=RESOURCE,
            stub=ResourceInventoryServiceStub,
            get=lambda request: pb.GetResourceRequest(id=request.path_params["id"]),
            list=lambda page, query: pb.ListResourcesRequest(page=page, query=query),
            create=create,
            update=update,
            delete=lambda request, _: pb.DeleteResourceRequest(id=request.path_params["id"]),
            # The production document of TM Forum has both in its Create.
            chosen=("id",),
            overruled=("href",),
        ),
    ),
)
