"""What service orders, requests to cancel them and services are filtered and sorted by."""

from hub.platform.search import At, Search
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
        # What is allocated and what is only named are kept apart.
        "supporting_resource": None,
        "supporting_service": None,
    },
)
