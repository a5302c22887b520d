"""What service orders, requests to cancel them and services are filtered and sorted by."""

from collections.abc import Sequence
from typing import NamedTuple

from hub.platform.search import At, Search
from proto.shared.v1 import query_pb2
from workers.som.store import CANCELLATIONS, SERVICE_ORDERS, SERVICES, services

_SERVICE = {"service_specification": At("specification"), "related_entity": At("related")}
# How an item stands follows from the order's parts: nothing is stored of it.
_ITEM = {
    "state": None,
    "part": None,
    "reason": None,
    "quantity": At(unset=0),
    "service": At(below=_SERVICE),
}
ORDER_SEARCH = Search(
    SERVICE_ORDERS,
    {
        "requested_start_date": At("start_date"),
        "requested_completion_date": At("wanted_by"),
        "start_date": At("begun_at"),
        "related_party": At("parties"),
        "cancellation_reason": At("cancelled_because"),
        "service_qualification_id": At("reservation_id"),
        "item": At("items", _ITEM, level=("id", "parent")),
        "reason": None,
    },
)
CANCELLATION_SEARCH = Search(
    CANCELLATIONS,
    {
        "service_order_id": At("order_id"),
        "cancellation_reason": At("reason"),
        "requested_cancellation_date": At("wanted_at"),
        "effective_cancellation_date": At("completion_date"),
        "reason": At("refusal"),
    },
)
SERVICE_SEARCH = Search(
    SERVICES,
    {
        **_SERVICE,
        "service_specification": At("specification", {"id": At(column=services.c.specification_id)}),
        "open_service_order_id": At("open_order_id"),
        "supporting_resource": At("resources", {"id": At("resource_id")}),
        "supporting_service": At("services", {"id": At("service_id")}),
    },
)


class _Apart(NamedTuple):
    """What a message has in one field, and a document in two."""

    # The other one, and whether it has the same as the first besides.
    other: str
    same: bool
    # What the first one has.
    first: tuple[str, ...]


_APART = {
    # What is said of characteristics, and their values.
    "characteristic": _Apart("detail", same=False, first=("name", "value_json")),
    # What is only named, and what is allocated.
    "supporting_resource": _Apart("named_resource", same=True, first=("id", "name")),
    "supporting_service": _Apart("named_service", same=True, first=("id", "name")),
}


def of_services(query: query_pb2.Query) -> query_pb2.Query:
    """The query, asking where a document has it."""
    asked = query_pb2.Query()
    asked.CopyFrom(query)
    for any_of in asked.all:
        for condition in list(any_of.condition):
            apart = _apart(condition.path)
            if apart is None:
                continue
            if condition.path[1] not in apart.first:
                condition.path[0] = apart.other
            elif apart.same:
                any_of.condition.add().CopyFrom(condition)
                any_of.condition[-1].path[0] = apart.other
    for key in asked.sort:
        apart = _apart(key.path)
        if apart is not None and key.path[1] not in apart.first:
            key.path[0] = apart.other
    return asked


def _apart(path: Sequence[str]) -> _Apart | None:
    return _APART.get(path[0]) if len(path) > 1 else None
