"""TMF645 Service Qualification v4, over `som.v1.ServiceQualificationService`: checks and queries are two kinds of one task."""

from collections.abc import Callable
from typing import Any

from gateway.facades import tmf645_v4_mapping as mapping
from gateway.facades.mapping import Shape
from gateway.facades.resource import Change, Draft, Resource
from gateway.facades.rest import Api
from gateway.http import Request
from proto.shared.v1 import common_pb2, query_pb2
from proto.som.v1 import service_qualification_pb2 as pb
from proto.som.v1 import service_qualification_pb2_grpc

# What the hub sets in a task.
OWNED = (
    "id",
    "href",
    "state",
    "effectiveQualificationDate",
    "estimatedResponseDate",
    "expirationDate",
    "reservation",
)
# What it answers in an item: a client may send it, and says nothing by it.
ANSWERED = tuple(
    f"serviceQualificationItem.{name}"
    for name in (
        "state",
        "qualificationResult",
        "expectedServiceAvailabilityDate",
        "expirationDate",
        "alternateServiceProposal",
        "eligibilityUnavailabilityReason",
        "terminationError",
    )
)


def _check(draft: Draft) -> pb.CheckServiceQualificationRequest:
    asked: pb.ServiceQualification = draft.message
    return pb.CheckServiceQualificationRequest(
        external_id=asked.external_id,
        description=asked.description,
        item=[
            pb.ServiceToQualify(
                id=item.id,
                service=item.service if item.HasField("service") else None,
                extension_json=item.extension_json,
            )
            for item in asked.item
        ],
        provide_alternative=asked.provide_alternative,
        provide_only_available=asked.provide_only_available,
        provide_unavailability_reason=asked.provide_unavailability_reason,
        reserve_until=mapping.given(asked, "reserve_until"),
        expected_qualification_date=mapping.given(asked, "expected_qualification_date"),
        instant_sync_qualification=asked.instant_sync_qualification,
        extension_json=asked.extension_json,
    )


def _query(draft: Draft) -> pb.QueryServiceQualificationRequest:
    asked: pb.ServiceQualification = draft.message
    return pb.QueryServiceQualificationRequest(
        external_id=asked.external_id,
        description=asked.description,
        search_criteria=asked.search_criteria,
        expected_qualification_date=mapping.given(asked, "expected_qualification_date"),
        instant_sync_qualification=asked.instant_sync_qualification,
        extension_json=asked.extension_json,
    )


def _status(task: pb.ServiceQualification) -> int:
    """200 for one that was wanted at once and is answered."""
    return 200 if task.instant_sync_qualification and task.published_state == mapping.DONE else 201


def _task(
    kind: str,
    shape: Shape,
    create: Callable[[Draft], Any],
    *,
    owned: tuple[str, ...],
    fixed: tuple[str, ...],
    overruled: tuple[str, ...] = (),
) -> Resource:
    """A kind of qualification; `fixed` is what was asked for."""

    def listed(page: common_pb2.Page, query: query_pb2.Query) -> pb.ListServiceQualificationsRequest:
        return pb.ListServiceQualificationsRequest(page=page, query=query, kind=[kind])

    def update(change: Change) -> pb.UpdateServiceQualificationRequest:
        after: pb.ServiceQualification = change.message
        return pb.UpdateServiceQualificationRequest(
            id=after.id,
            kind=kind,
            if_version=change.if_version,
            external_id=after.external_id,
            description=after.description,
            expected_qualification_date=mapping.given(after, "expected_qualification_date"),
            extension_json=after.extension_json,
        )

    def delete(request: Request, if_version: int) -> pb.DeleteServiceQualificationRequest:
        identifier = request.path_params["id"]
        return pb.DeleteServiceQualificationRequest(id=identifier, kind=kind, if_version=if_version)

    return Resource(
        name=f"{kind}ServiceQualification",
        shape=shape,
        stub=service_qualification_pb2_grpc.ServiceQualificationServiceStub,
        get=lambda request: pb.GetServiceQualificationRequest(id=request.path_params["id"], kind=kind),
        list=listed,
        create=create,
        update=update,
        delete=delete,
        owned=(*OWNED, f"{kind}ServiceQualificationDate", *owned, *overruled),
        overruled=overruled,
        fixed=("instantSyncQualification", *fixed),
        status=_status,
    )


API = Api(
    document="tmf645-v4.yaml",
    room="som",
    resources=(
        _task(
            "check",
            mapping.CHECK,
            _check,
            owned=("qualificationResult",),
            fixed=(
                "serviceQualificationItem",
                "provideAlternative",
                "provideOnlyAvailable",
                "provideUnavailabilityReason",
                "reserveUntil",
            ),
            overruled=ANSWERED,
        ),
        _task("query", mapping.QUERY, _query, owned=("serviceQualificationItem",), fixed=("searchCriteria",)),
    ),
)
