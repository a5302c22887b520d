"""What product orders and cancellations are filtered and sorted by."""

from core.ordering.rpc.mapping import ACTIONS, ITEM_STATES, STATES
from core.ordering.rpc.tasks import CANCELLATION_STATES
from core.ordering.store import CANCELLATIONS, ORDERS, parties
from hub.messages.rpc import words
from hub.platform.search import At, Search
from proto.com.v1 import product_order_pb2 as pb

_PRODUCT = {"product_specification": At("specification")}
_ITEM = {
    "state": At(words=words(ITEM_STATES, pb.ItemState)),
    "action": At(words=words(ACTIONS, pb.ItemAction)),
    "quantity": At(unset=0),
    "product_offering": At("offering"),
    "product": At(below=_PRODUCT),
}
ORDER_SEARCH = Search(
    ORDERS,
    {
        "state": At(words=words(STATES, pb.ProductOrderState)),
        "related_party": At("parties", {"id": At(beside=(parties.c.order_id, parties.c.party_id))}),
        "item": At("items", _ITEM, level=("id", "parent")),
    },
)
CANCELLATION_SEARCH = Search(
    CANCELLATIONS,
    {
        "state": At(words=words(CANCELLATION_STATES, pb.CancellationState)),
        "product_order_id": At("order_id"),
        "item_id": At("items"),
        "cancellation_reason": At("reason"),
        "reason": At("reasons"),
    },
)
