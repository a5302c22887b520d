"""What services and monitors are filtered and sorted by."""

from hub.platform.search import At, Search
from workers.activation.store import ACTIVATIONS, SERVICES, services

SERVICE_SEARCH = Search(
    SERVICES,
    {
        "service_specification": At("specification", {"id": At(column=services.c.specification_id)}),
        "service_date": At("created_at"),
        "open_monitor_id": At("open"),
    },
)
MONITOR_SEARCH = Search(
    ACTIVATIONS,
    {
        "activation_state": At("state"),
        "source_href": At("service_id"),
        # Said anew each time, in the words of those who ask.
        "state": None,
        "request": None,
        "response": None,
    },
)
