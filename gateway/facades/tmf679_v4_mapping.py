"""TMF679 v4 product offering qualifications ↔ `com.v1`: tables of names."""

from gateway.facades.common import REF, RELATED_PARTY, always
from gateway.facades.mapping import Plain, Shape, choice, date, flag, many, one, text
from gateway.facades.tmf622_v4_mapping import ACTIONS, PRODUCT, RELATIONSHIP
from proto.com.v1 import qualification_pb2 as pb
from proto.shared.v1 import common_pb2

STATES: dict[str, int] = {
    "acknowledged": pb.QUALIFICATION_STATE_ACKNOWLEDGED,
    "inProgress": pb.QUALIFICATION_STATE_IN_PROGRESS,
    "done": pb.QUALIFICATION_STATE_DONE,
    "terminatedWithError": pb.QUALIFICATION_STATE_TERMINATED_WITH_ERROR,
}
SETTLED = frozenset({pb.QUALIFICATION_STATE_DONE, pb.QUALIFICATION_STATE_TERMINATED_WITH_ERROR})

_REASON = Plain(common_pb2.Reason, {"code": text("code"), "label": text("text")})
_ERROR = Plain(common_pb2.Reason, {"id": text("code"), "value": text("text")})
_ALTERNATE = Plain(
    pb.AlternateProductOfferingProposal,
    {"id": text("id"), "alternateProductOffering": one("product_offering", always(REF))},
)
ITEM = Shape(
    pb.QualificationItem,
    {
        "id": text("id"),
        "action": choice("action", ACTIONS),
        "state": choice("state", STATES),
        "qualificationItemResult": text("qualification_item_result"),
        "productOffering": one("product_offering", always(REF)),
        "product": one("product", always(PRODUCT)),
        "qualificationItemRelationship": many("relationship", always(RELATIONSHIP)),
        "alternateProductOfferingProposal": many("alternate", always(_ALTERNATE)),
        "eligibilityUnavailabilityReason": many("eligibility_unavailability_reason", always(_REASON)),
        "terminationError": many("termination_error", always(_ERROR)),
    },
)
QUALIFICATION = Shape(
    pb.ProductOfferingQualification,
    {
        "id": text("id"),
        "state": choice("state", STATES),
        "productOfferingQualificationDate": date("requested_date"),
        "expectedPOQCompletionDate": date("expected_date"),
        "effectiveQualificationDate": date("effective_date"),
        "expirationDate": date("expiration_date"),
        "qualificationResult": text("qualification_result"),
        "description": text("description"),
        "requestedPOQCompletionDate": date("requested_completion_date"),
        "instantSyncQualification": flag("instant_sync_qualification"),
        "provideAlternative": flag("provide_alternative"),
        "provideOnlyAvailable": flag("provide_only_available"),
        "provideUnavailabilityReason": flag("provide_unavailability_reason"),
        "channel": one("channel", always(REF)),
        "category": one("category", always(REF)),
        "relatedParty": many("related_party", always(RELATED_PARTY)),
        "productOfferingQualificationItem": many("item", always(ITEM)),
    },
    computed=frozenset({"href"}),
)
_ITEM_OWNED = (
    "state",
    "qualificationItemResult",
    "alternateProductOfferingProposal",
    "eligibilityUnavailabilityReason",
    "terminationError",
)
#: What the hub says, and nobody else.
OWNED = (
    "id",
    "href",
    "state",
    "productOfferingQualificationDate",
    "expectedPOQCompletionDate",
    "effectiveQualificationDate",
    "expirationDate",
    "qualificationResult",
    *(f"productOfferingQualificationItem.{name}" for name in _ITEM_OWNED),
)
#: What the answer is made from: who wants another one asks anew.
FIXED = (
    "instantSyncQualification",
    "provideAlternative",
    "provideOnlyAvailable",
    "provideUnavailabilityReason",
    "channel",
    "category",
    "relatedParty",
    "productOfferingQualificationItem",
)
