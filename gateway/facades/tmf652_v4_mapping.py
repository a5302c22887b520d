"""TMF652 v4 resource orders ↔ `rom.v1`: tables of names, and the few rules that are not names."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from gateway.facades import common
from gateway.facades.common import CHARACTERISTIC, REF, always, compact
from gateway.facades.mapping import ABSENT, Field, Plain, Shape, date, many, one, text
from proto.rom.v1 import resource_order_pb2 as pb
from proto.shared.v1 import common_pb2


def _role() -> Field:
    """A place without one, as the network's own sites are, needs a word for it: TMF requires it."""
    role = text("role")
    return replace(role, get=lambda message: message.role or "network site")


def _external_id() -> Field:
    """An order that was given no name of its own is called by its id, which is there already."""
    name = text("external_id")
    return replace(
        name, get=lambda message: ABSENT if message.external_id == message.id else name.get(message)
    )


def _error_message() -> Field:
    """`reason` for queries; `errors` shows it, as a list."""
    shape = Plain(common_pb2.Reason, {"code": text("code"), "reason": text("text")})
    return replace(one("reason", always(shape)), get=lambda _: ABSENT)


PLACE = replace(common.PLACE, fields={**common.PLACE.fields, "role": _role()})
RESOURCE = Shape(
    pb.ResourceValue,
    {
        "id": text("id"),
        "name": text("name"),
        "value": text("value"),
        "serviceId": text("service_id"),
        "resourceSpecification": one("resource_specification", always(REF)),
        "place": one("place", always(PLACE)),
        "resourceCharacteristic": many("characteristic", always(CHARACTERISTIC)),
    },
)
ITEM = Shape(
    pb.ResourceOrderItem,
    {
        "id": text("id"),
        "action": text("action"),
        "state": text("state"),
        "quantity": text("quantity"),
        "resource": one("resource", always(RESOURCE)),
        "resourceSpecification": one("resource_specification", always(REF)),
    },
)
ORDER = Shape(
    pb.ResourceOrder,
    {
        "id": text("id"),
        "externalId": _external_id(),
        "state": text("state"),
        "orderDate": date("order_date"),
        "requestedStartDate": date("requested_start_date"),
        "startDate": date("start_date"),
        "completionDate": date("completion_date"),
        "reservationId": text("reservation_id"),
        "errorMessage": _error_message(),
        "orderItem": many("item", always(ITEM)),
    },
)
# Where the order is we say ourselves.
_NAMED = replace(REF, computed=frozenset({"href"}))
TASK = Shape(
    pb.ResourceOrderCancellation,
    {
        "id": text("id"),
        "state": text("state"),
        "cancellationReason": text("cancellation_reason"),
        "requestedCancellationDate": date("requested_cancellation_date"),
        "effectiveCancellationDate": date("effective_cancellation_date"),
        "resourceOrder": one("resource_order", always(_NAMED)),
        "errorMessage": _error_message(),
    },
)


def errors(order: pb.ResourceOrder, _: str) -> Mapping[str, Any]:
    """Why it was not carried out, with the item it is about."""
    if not order.HasField("reason"):
        return {}
    items = [
        {"resourceOrderId": order.id, "itemId": item.id}
        for item in order.item
        if item.id == order.reason.path
    ]
    return {"errorMessage": [_error(order.reason, orderItem=items)]}


def of_order(task: pb.ResourceOrderCancellation, api_url: str) -> Mapping[str, Any]:
    """Where the order is that is taken back, and why it could not be."""
    order = task.resource_order
    named = {**REF.to_json(order), "href": f"{api_url}/resourceOrder/{quote(order.id, safe='')}"}
    return {
        "resourceOrder": named,
        **({"errorMessage": [_error(task.reason)]} if task.HasField("reason") else {}),
    }


def _error(reason: Any, **about: Any) -> dict[str, Any]:
    return compact({"code": reason.code, "reason": reason.text, **about})
