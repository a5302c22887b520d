"""TMF679 Product Offering Qualification v4: what could be ordered, over `com.v1.ProductOfferingQualificationService`."""

from gateway.facades import tmf679_v4_mapping as mapping
from gateway.facades.resource import Change, Resource
from gateway.facades.rest import Api
from proto.com.v1 import qualification_pb2 as pb
from proto.com.v1 import qualification_pb2_grpc


def _update(change: Change) -> pb.UpdateProductOfferingQualificationRequest:
    asked = change.message
    return pb.UpdateProductOfferingQualificationRequest(
        id=asked.id,
        description=asked.description,
        requested_completion_date=asked.requested_completion_date
        if asked.HasField("requested_completion_date")
        else None,
        extension_json=asked.extension_json,
        if_version=change.if_version,
    )


def _status(made: pb.ProductOfferingQualification) -> int:
    """200 with the answer, when it was wanted at once."""
    return 200 if made.instant_sync_qualification and made.state in mapping.SETTLED else 201


API = Api(
    document="tmf679-v4.yaml",
    room="com",
    resources=(
        Resource(
            name="productOfferingQualification",
            shape=mapping.QUALIFICATION,
            stub=qualification_pb2_grpc.ProductOfferingQualificationServiceStub,
            get=lambda request: pb.GetProductOfferingQualificationRequest(id=request.path_params["id"]),
            list=lambda page, query: pb.ListProductOfferingQualificationsRequest(page=page, query=query),
            create=lambda draft: pb.CheckProductOfferingQualificationRequest(
                product_offering_qualification=draft.message
            ),
            update=_update,
            delete=lambda request, version: pb.DeleteProductOfferingQualificationRequest(
                id=request.path_params["id"], if_version=version
            ),
            owned=mapping.OWNED,
            fixed=mapping.FIXED,
            status=_status,
        ),
    ),
)
