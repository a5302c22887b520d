"""TMF622 v4 product orders ↔ `com.v1`: tables of names, and the few rules that are not names."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from gateway.facades.common import (
    CHARACTERISTIC,
    PLACE,
    REF,
    RELATED_PARTY,
    always,
    compact,
    known_item,
    shown_by,
)
from gateway.facades.mapping import Field, Plain, Shape, choice, date, many, one, text
from proto.com.v1 import product_order_pb2 as pb

# Their word → our states. Several of ours may be one of theirs.
STATES: dict[str, tuple[int, ...]] = {
    "acknowledged": (
        pb.PRODUCT_ORDER_STATE_ACKNOWLEDGED,
        pb.PRODUCT_ORDER_STATE_VALIDATED,
        pb.PRODUCT_ORDER_STATE_DECOMPOSED,
    ),
    "rejected": (pb.PRODUCT_ORDER_STATE_REJECTED,),
    "pending": (pb.PRODUCT_ORDER_STATE_PENDING,),
    "held": (pb.PRODUCT_ORDER_STATE_HELD,),
    "inProgress": (
        pb.PRODUCT_ORDER_STATE_IN_PROGRESS,
        pb.PRODUCT_ORDER_STATE_PARTIALLY_COMPLETED,
        pb.PRODUCT_ORDER_STATE_COMPENSATING,
    ),
    "cancelled": (pb.PRODUCT_ORDER_STATE_CANCELLED,),
    "completed": (pb.PRODUCT_ORDER_STATE_COMPLETED,),
    "failed": (pb.PRODUCT_ORDER_STATE_FAILED,),
    "partial": (pb.PRODUCT_ORDER_STATE_PARTIAL,),
    "assessingCancellation": (pb.PRODUCT_ORDER_STATE_ASSESSING_CANCELLATION,),
    "pendingCancellation": (pb.PRODUCT_ORDER_STATE_CANCELLING,),
}
STATE_SHOWN = shown_by(STATES)
ITEM_STATES: dict[str, tuple[int, ...]] = {
    "acknowledged": (pb.ITEM_STATE_ACKNOWLEDGED,),
    "rejected": (pb.ITEM_STATE_REJECTED,),
    "pending": (pb.ITEM_STATE_PENDING,),
    "held": (pb.ITEM_STATE_HELD,),
    "inProgress": (pb.ITEM_STATE_IN_PROGRESS, pb.ITEM_STATE_COMPENSATING),
    "cancelled": (pb.ITEM_STATE_CANCELLED,),
    "completed": (pb.ITEM_STATE_COMPLETED,),
    "failed": (pb.ITEM_STATE_FAILED,),
    "assessingCancellation": (pb.ITEM_STATE_ASSESSING_CANCELLATION,),
    "pendingCancellation": (pb.ITEM_STATE_CANCELLING,),
}
ITEM_STATE_SHOWN = shown_by(ITEM_STATES)
ACTIONS: dict[str, int] = {
    "add": pb.ITEM_ACTION_ADD,
    "modify": pb.ITEM_ACTION_MODIFY,
    "delete": pb.ITEM_ACTION_DELETE,
    "noChange": pb.ITEM_ACTION_NO_CHANGE,
}
# What a customer may change, and the member of the update command it is.
PATCHABLE: dict[str, str] = {
    "description": "description",
    "priority": "priority",
    "requestedStartDate": "requested_start_date",
    "requestedCompletionDate": "requested_completion_date",
    "note": "note",
    "productOrderItem": "item",
}
# Lists are replaced as a whole, and say so in a member of their own.
REPLACED: dict[str, str] = {"note": "replace_notes", "productOrderItem": "replace_items"}
ERROR_MESSAGE = "productOrderErrorMessage"
SERVER_OWNED = (
    "id",
    "href",
    "state",
    "orderDate",
    "completionDate",
    "expectedCompletionDate",
    ERROR_MESSAGE,
    "productOrderItem.state",
)

NOTE = Shape(
    pb.Note, {"id": text("id"), "author": text("author"), "date": date("date"), "text": text("text")}
)
PRODUCT = Shape(
    pb.ProductRefOrValue,
    {
        "id": text("id"),
        "name": text("name"),
        "productSpecification": one("product_specification", always(REF)),
        "productCharacteristic": many("characteristic", always(CHARACTERISTIC)),
        "place": many("place", always(PLACE)),
    },
)
RELATIONSHIP = Shape(
    pb.ItemRelationship,
    {"id": text("id"), "relationshipType": text("relationship_type")},
)


def item_shape(states: Mapping[int, str]) -> Shape:
    """Order items, their states in the words of `states`."""
    shape: Shape = Shape(
        pb.ProductOrderItem,
        {
            "id": text("id"),
            "action": choice("action", ACTIONS),
            "quantity": text("quantity"),
            "state": choice("state", {}, states),
            "productOffering": one("product_offering", always(REF)),
            "product": one("product", always(PRODUCT)),
            "productOrderItem": many("item", lambda: shape),
            "productOrderItemRelationship": many("relationship", always(RELATIONSHIP)),
            "qualification": many("qualification", always(REF)),
            "billingAccount": one("billing_account", always(REF)),
        },
    )
    return shape


ITEM = item_shape(ITEM_STATE_SHOWN)
SET_BY_CLIENT: dict[str, Field] = {
    "externalId": text("external_id"),
    "description": text("description"),
    "category": text("category"),
    "priority": text("priority"),
    "requestedStartDate": date("requested_start_date"),
    "requestedCompletionDate": date("requested_completion_date"),
    "relatedParty": many("related_party", always(RELATED_PARTY)),
    "channel": many("channel", always(REF)),
    "billingAccount": one("billing_account", always(REF)),
    "note": many("note", always(NOTE)),
    "productOrderItem": many("item", always(ITEM)),
}
_SET_BY_HUB: dict[str, Field] = {
    "id": text("id"),
    "state": choice("state", {}, STATE_SHOWN),
    "orderDate": date("order_date"),
    "completionDate": date("completion_date"),
    "expectedCompletionDate": date("expected_completion_date"),
}
ORDER = Shape(
    pb.ProductOrder,
    {**_SET_BY_HUB, **SET_BY_CLIENT},
    computed=frozenset({"productOrderErrorMessage", "cancellationDate", "cancellationReason"}),
)
CANCELLED = Plain(
    pb.Cancellation,
    {
        "cancellationDate": date("effective_cancellation_date"),
        "cancellationReason": text("cancellation_reason"),
    },
)


def to_command(body: Mapping[str, Any], idempotency_key: str) -> pb.SubmitProductOrderRequest:
    """The command a create stands for."""
    return pb.SubmitProductOrderRequest(product_order=ORDER.to_message(body), idempotency_key=idempotency_key)


def to_update(
    order_id: str, names: Collection[str], resource: Mapping[str, Any], if_version: int
) -> pb.UpdateProductOrderRequest:
    """The command that makes the attributes in `names` what `resource` says, or takes them away."""
    request = pb.UpdateProductOrderRequest(id=order_id, if_version=if_version)
    for name in sorted(names):
        if name in REPLACED:
            setattr(request, REPLACED[name], True)
        if name in resource:
            ORDER.fields[name].put(request, resource[name], name)
        elif name not in REPLACED:
            request.clear.append(PATCHABLE[name])
    return request


def refusals(order: pb.ProductOrder) -> dict[str, Any]:
    """Why the order, or a part of it, was refused or has failed."""
    ids = set(_item_ids(order.item))
    return compact({ERROR_MESSAGE: [error_message(order.id, reason, ids) for reason in order.reason]})


def _item_ids(items: Any) -> Iterator[str]:
    for item in items:
        yield item.id
        yield from _item_ids(item.item)


def error_message(order_id: str, reason: Any, ids: set[str]) -> dict[str, Any]:
    """A reason, with the item it is about when that is one of `ids`."""
    item = known_item(reason.path, ids)
    return compact(
        {
            "code": reason.code,
            "reason": reason.text,
            "message": f"{reason.path}: {reason.text}" if reason.path else reason.text,
            "path": reason.path,
            "productOrderItem": [{"productOrderId": order_id, "productOrderItemId": item}] if item else [],
        }
    )
