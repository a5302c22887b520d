"""The one error type of the hub, and the closed list of reason codes.

A `HubError` crosses gRPC whole (`hub.platform.rpc`) and is rendered as a TMF `Error` by the gateway
(`gateway.errors`); nothing between has to know what it means.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of trouble it is; each boundary maps a kind to its own status in one table."""

    INVALID = "invalid"  # the request can never be right as it is
    NOT_FOUND = "notFound"
    CONFLICT = "conflict"  # something else is there already
    NOT_ALLOWED = "notAllowed"  # right in itself, not in this state
    STALE = "stale"  # the caller knows an older version
    UNSUPPORTED = "unsupported"
    UNAVAILABLE = "unavailable"  # try again
    TIMEOUT = "timeout"
    INTERNAL = "internal"


class Code(StrEnum):
    """Why: the machine-readable reason, the same on REST, gRPC, events and queues. A closed list."""

    # requests
    ATTRIBUTE_INVALID = "attribute-invalid"
    ATTRIBUTE_READ_ONLY = "attribute-read-only"
    BODY_MALFORMED = "body-malformed"
    BODY_TOO_LARGE = "body-too-large"
    MEDIA_TYPE_UNSUPPORTED = "media-type-unsupported"
    NOT_ACCEPTABLE = "not-acceptable"
    PATH_UNKNOWN = "path-unknown"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    FILTER_UNKNOWN = "filter-unknown"
    ID_UNKNOWN = "id-unknown"
    ID_TAKEN = "id-taken"
    KEY_REUSED = "idempotency-key-reused"
    STATE_FORBIDS = "state-forbids"
    VERSION_STALE = "version-stale"
    OPERATION_UNSUPPORTED = "operation-unsupported"
    SERVICE_UNAVAILABLE = "service-unavailable"
    DEADLINE_PASSED = "deadline-passed"
    INTERNAL_ERROR = "internal-error"
    ENTRY_CHANGED = "catalog-entry-changed"
    # judging an order
    OFFERING_UNKNOWN = "offering-unknown"
    OFFERING_NOT_SELLABLE = "offering-not-sellable"
    OFFERING_NOT_ELIGIBLE = "offering-not-eligible"  # not for these parties, or not through this channel
    OFFERING_MISSING = "offering-missing"
    SPECIFICATION_UNKNOWN = "specification-unknown"
    CHARACTERISTIC_MISSING = "characteristic-missing"
    CHARACTERISTIC_UNKNOWN = "characteristic-unknown"
    CHARACTERISTIC_OUT_OF_RANGE = "characteristic-out-of-range"
    ITEM_ID_REPEATED = "item-id-repeated"
    ITEM_RELATIONSHIP_BROKEN = "item-relationship-broken"
    BUNDLE_CARDINALITY = "bundle-cardinality"
    ACTION_UNSUPPORTED = "action-unsupported"
    REQUIREMENT_MISSING = "requirement-missing"
    REQUIREMENT_CIRCULAR = "requirement-circular"
    PRODUCT_MISSING = "product-missing"  # an item that needs a product names none
    PRODUCT_UNKNOWN = "product-unknown"
    PRODUCT_OF_ANOTHER = "product-of-another-customer"
    PRODUCT_STATE_FORBIDS = "product-state-forbids"
    PRODUCT_BUSY = "product-busy"  # another open order has it
    CONDITION_UNMET = "condition-unmet"  # somebody outside has answered no
    # carrying it out
    NO_COVERAGE = "no-coverage"  # what is wanted cannot be had at this place
    SPECIFICATION_INACTIVE = "specification-inactive"  # its lifecycle status allows nothing new
    POOL_EXHAUSTED = "pool-exhausted"
    RESOURCE_TAKEN = "resource-taken"  # the very value that is asked for is not free
    RESERVATION_GONE = "reservation-gone"  # it has expired, was used, or never was
    NETWORK_REFUSED = "network-refused"
    NETWORK_FAILED = "network-failed"
    NETWORK_SILENT = "network-silent"
    TIME_LIMIT_PASSED = "time-limit-passed"
    PREREQUISITE_FAILED = "prerequisite-failed"
    OUTCOME_UNKNOWN = "outcome-unknown"  # nobody has answered: it may have been done or not
    COMPENSATION_FAILED = "compensation-failed"
    ROLLED_BACK = "rolled-back"  # it was fine, but what it belongs to was not
    ANSWER_OVERDUE = "answer-overdue"
    OPERATOR_DECISION = "operator-decision"
    CANCELLED = "cancelled"
    POINT_OF_NO_RETURN = "point-of-no-return-passed"
    INVENTORY_MISMATCH = "inventory-mismatch"  # two inventories do not say the same
    REVISION_OPEN = "revision-open"  # an earlier change of the order is still being carried out
    # messages
    MESSAGE_MALFORMED = "message-malformed"
    MESSAGE_UNROUTABLE = "message-unroutable"
    MESSAGE_UNKNOWN = "message-unknown"


#: Worth another attempt; any other reason will be the same next time.
TRANSIENT = frozenset(
    {
        Code.NETWORK_FAILED,
        Code.NETWORK_SILENT,
        Code.TIME_LIMIT_PASSED,
        Code.SERVICE_UNAVAILABLE,
        Code.INTERNAL_ERROR,
    }
)


def known_code(text: str, otherwise: Code = Code.INTERNAL_ERROR) -> Code:
    """A code that somebody else wrote; `otherwise` stands for one that is not on our list."""
    return Code(text) if text in set(Code) else otherwise


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is wrong: `code` for machines, `path` to the attribute meant, `text` for people."""

    code: Code
    text: str
    path: str = ""


class HubError(Exception):
    """Something the caller has to know: a kind and one or more reasons."""

    def __init__(self, kind: Kind, *reasons: Reason) -> None:
        super().__init__(kind, *reasons)
        self.kind = kind
        self.reasons = reasons

    def __str__(self) -> str:
        return (
            "; ".join(f"{r.code}: {r.path + ': ' if r.path else ''}{r.text}" for r in self.reasons)
            or self.kind
        )


def refuse(kind: Kind, code: Code, text: str, path: str = "") -> HubError:
    """The common case: an error with one reason, to be raised by the caller."""
    return HubError(kind, Reason(code, text, path))
