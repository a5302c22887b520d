"""Where the fields of rom.v1 are in what ROM stores, as far as their names do not say it."""

from hub.platform.search import At, Search
from workers.rom.store import CANCELLATIONS, RESOURCE_ORDERS, RESOURCES, cancellations, resources

ORDER_SEARCH = Search(
    RESOURCE_ORDERS,
    {
        "item": At(
            "items",
            {
                "resource": At(below={"resource_specification": At("specification")}),
                "resource_specification": At("specification"),
            },
        ),
    },
)
CANCELLATION_SEARCH = Search(
    CANCELLATIONS,
    {
        "cancellation_reason": At("why"),
        "resource_order": At("order", {"id": At(column=cancellations.c.order_id)}),
    },
)
RESOURCE_SEARCH = Search(
    RESOURCES,
    {
        "resource_specification": At("specification", {"id": At(column=resources.c.specification_id)}),
        "place": At(below={"id": At(column=resources.c.site)}),
    },
)
