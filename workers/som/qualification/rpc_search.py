"""What qualifications are filtered and sorted by."""

from hub.platform.search import At, Search
from workers.som.qualification.store import QUALIFICATIONS

_ITEM = {
    "qualification_result": At("answer"),
    "eligibility_unavailability_reason": At("wanted.reason"),
    "free": At("wanted.free"),
    # Those of the whole.
    "state": None,
    "termination_error": None,
    # Worked out when they are shown.
    "alternate_service_proposal": None,
    "expected_service_availability_date": None,
}
SEARCH = Search(
    QUALIFICATIONS,
    {
        "published_state": None,
        "requested_date": At("requested_at"),
        "expected_qualification_date": At("expected_date"),
        "estimated_response_date": At("response_by"),
        "effective_qualification_date": At("completed_at"),
        "expiration_date": At("reserved_until"),
        "qualification_result": At("answer"),
        "instant_sync_qualification": At("instant", unset=False),
        "provide_alternative": At(unset=False),
        "provide_only_available": At(unset=False),
        "provide_unavailability_reason": At(unset=False),
        "reservation": At(unset="none"),
        "termination_error": At("reason"),
        "search_criteria": At("search"),
        "item": At("items", _ITEM),
    },
)
