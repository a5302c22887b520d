"""TMF645 v4 qualifications ↔ `som.v1`: tables of names."""

from typing import Any

from gateway.facades.common import CHARACTERISTIC, PLACE, REF, always
from gateway.facades.mapping import Field, Plain, Shape, choice, date, many, one, text
from proto.shared.v1 import common_pb2
from proto.som.v1 import service_qualification_pb2 as pb

DONE = "done"
# Our states → their words.
SHOWN = {
    "acknowledged": "accepted",
    "checking": "inProgress",
    "combining": "inProgress",
    "reserving": "inProgress",
    "done": DONE,
    "terminatedWithError": "terminatedWithError",
}
# Nothing is said of a reservation where none was asked for.
HELD = {name: name for name in ("held", "used", "expired")}

SPECIFICATION = Shape(
    pb.SpecificationRef,
    {
        "id": text("id"),
        "version": text("version"),
        "name": text("name"),
        "href": text("href"),
        "@referredType": text("referred_type"),
    },
)
SERVICE = Shape(
    pb.QualifiedService,
    {
        "serviceSpecification": one("service_specification", always(SPECIFICATION)),
        "place": many("place", always(PLACE)),
        "serviceCharacteristic": many("characteristic", always(CHARACTERISTIC)),
    },
)
REASON = Plain(common_pb2.Reason, {"code": text("code"), "label": text("text")})
ERROR = Plain(common_pb2.Reason, {"id": text("code"), "value": text("text")})
PROPOSAL = Plain(
    pb.AlternateServiceProposal,
    {
        "id": text("id"),
        "alternateService": one("alternate_service", always(SERVICE)),
        "alternateServiceAvailabilityDate": date("alternate_service_availability_date"),
    },
)
_ITEM: dict[str, Field] = {
    "id": text("id"),
    "service": one("service", always(SERVICE)),
    "expectedServiceAvailabilityDate": date("expected_service_availability_date"),
}
FOUND = Shape(pb.ServiceQualificationItem, _ITEM)
ITEM = Shape(
    pb.ServiceQualificationItem,
    {
        **_ITEM,
        "state": choice("state", {}, SHOWN),
        "qualificationResult": text("qualification_result"),
        "eligibilityUnavailabilityReason": many("eligibility_unavailability_reason", always(REASON)),
        "alternateServiceProposal": many("alternate_service_proposal", always(PROPOSAL)),
        "terminationError": many("termination_error", always(ERROR)),
    },
)
CRITERIA = Shape(
    pb.SearchCriteria,
    {
        "id": text("id"),
        "category": one("category", always(REF)),
        "service": one("service", always(SERVICE)),
    },
)
_TASK: dict[str, Field] = {
    "id": text("id"),
    "state": choice("state", {}, SHOWN),
    "externalId": text("external_id"),
    "description": text("description"),
    "expectedQualificationDate": date("expected_qualification_date"),
    "estimatedResponseDate": date("estimated_response_date"),
    "effectiveQualificationDate": date("effective_qualification_date"),
    "instantSyncQualification": text("instant_sync_qualification"),
}
CHECK = Shape(
    pb.ServiceQualification,
    {
        **_TASK,
        "checkServiceQualificationDate": date("requested_date"),
        "expirationDate": date("expiration_date"),
        "qualificationResult": text("qualification_result"),
        "provideAlternative": text("provide_alternative"),
        "provideOnlyAvailable": text("provide_only_available"),
        "provideUnavailabilityReason": text("provide_unavailability_reason"),
        "reserveUntil": date("reserve_until"),
        "reservation": choice("reservation", {}, HELD),
        "serviceQualificationItem": many("item", always(ITEM)),
    },
)
QUERY = Shape(
    pb.ServiceQualification,
    {
        **_TASK,
        "queryServiceQualificationDate": date("requested_date"),
        "searchCriteria": one("search_criteria", always(CRITERIA)),
        "serviceQualificationItem": many("item", always(FOUND)),
    },
)


def given(message: Any, name: str) -> Any:
    """A field's message; None when it is not set."""
    return getattr(message, name) if message.HasField(name) else None
