"""TMF641 v4 service orders ↔ `som.v1`: tables of names, and how reasons become error messages."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from gateway.facades.common import RELATED_PARTY, always, compact, known_item
from gateway.facades.mapping import ABSENT, Field, Shape, choice, date, many, one, text
from gateway.facades.services_v4 import ORDERED, Complete
from proto.shared.v1 import common_pb2
from proto.som.v1 import service_order_pb2 as pb

#: As published; the hub has no need of `pending`, `held` and `assessingCancellation`.
STATES = {
    state: state
    for state in (
        "acknowledged",
        "rejected",
        "pending",
        "held",
        "inProgress",
        "cancelled",
        "completed",
        "failed",
        "partial",
        "assessingCancellation",
        "pendingCancellation",
    )
}
ACTIONS = {action: action for action in ("add", "modify", "delete", "noChange")}
# What the hub sets in an order, and a POST or a PATCH leaves to it.
OWNED = (
    "id",
    "href",
    "orderDate",
    "startDate",
    "completionDate",
    "cancellationDate",
    "cancellationReason",
    "errorMessage",
    "serviceOrderItem.state",
    "serviceOrderItem.errorMessage",
)


def _told(message: pb.ServiceOrderItem) -> Any:
    return [reason_text(message.reason)] if message.HasField("reason") else ABSENT


def _nothing(_message: Any, _value: Any, _path: str) -> None:
    """Only the hub says this."""


def reason_text(reason: common_pb2.Reason) -> dict[str, Any]:
    """A reason as an error message."""
    text_ = f"{reason.path}: {reason.text}" if reason.path else reason.text
    return {"code": reason.code, "reason": reason.text, "message": text_}


# An order that nobody gave a number has its own id for one: that is ours, and not shown.
_EXTERNAL_ID = replace(
    text("external_id"),
    get=lambda order: order.external_id if order.external_id not in {"", order.id} else ABSENT,
)
PARTY = Complete(
    RELATED_PARTY.message,
    RELATED_PARTY.fields,
    demanded={"@type": "RelatedParty", "@referredType": "Party"},
)
ITEM_REF = Shape(
    pb.ServiceOrderItemRef,
    {"id": text("id"), "itemId": text("item_id"), "serviceOrderId": text("service_order_id")},
)
RELATIONSHIP = Shape(
    pb.ServiceOrderItemRelationship,
    {"relationshipType": text("relationship_type"), "orderItem": one("order_item", always(ITEM_REF))},
)
ITEM: Shape = Shape(
    pb.ServiceOrderItem,
    {
        "id": text("id"),
        "action": choice("action", ACTIONS),
        "quantity": text("quantity"),
        "state": choice("state", STATES),
        "service": one("service", always(ORDERED)),
        "serviceOrderItem": many("item", lambda: ITEM),
        "serviceOrderItemRelationship": many("relationship", always(RELATIONSHIP)),
        "errorMessage": Field(_nothing, _told),
    },
)
ORDER = Shape(
    pb.ServiceOrder,
    {
        "id": text("id"),
        "externalId": _EXTERNAL_ID,
        "description": text("description"),
        "category": text("category"),
        "priority": text("priority"),
        "state": choice("state", STATES),
        "orderDate": date("order_date"),
        "startDate": date("start_date"),
        "completionDate": date("completion_date"),
        "requestedStartDate": date("requested_start_date"),
        "requestedCompletionDate": date("requested_completion_date"),
        "cancellationReason": text("cancellation_reason"),
        "relatedParty": many("related_party", always(PARTY)),
        "serviceOrderItem": many("item", always(ITEM)),
    },
    computed=frozenset({"cancellationDate", "errorMessage"}),
)


def outcome(order: pb.ServiceOrder, _api_url: str) -> dict[str, Any]:
    """When it was cancelled, or why it is not what was wanted."""
    if order.state == "cancelled":
        return {"cancellationDate": date("completion_date").get(order)}
    if not order.HasField("reason"):
        return {}
    item = known_item(f"[{order.reason.path}]", set(_ids(order.item)))
    refs = [{"id": item, "itemId": item, "serviceOrderId": order.id}] if item else []
    return {"errorMessage": [{**reason_text(order.reason), **compact({"serviceOrderItem": refs})}]}


def _ids(items: Any) -> Iterator[str]:
    for item in items:
        yield item.id
        yield from _ids(item.item)
