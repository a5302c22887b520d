"""Product orders cross gRPC whole, also those that make no sense."""

from core.ordering.planning.judge import reasons_against
from core.ordering.rpc.mapping import from_order, to_order
from hub.kernel.errors import Code
from proto.com.v1 import product_order_pb2 as pb
from tests.unit.rooms.making import NOW, catalog


def test_an_order_whose_item_says_no_action_is_rejected_and_can_still_be_read() -> None:
    order = to_order(pb.ProductOrder(item=[pb.ProductOrderItem(id="1")]))

    assert [reason.code for reason in reasons_against(order, catalog(), {}, NOW)] == [Code.ACTION_UNSUPPORTED]
    assert from_order(order).item[0].action == pb.ITEM_ACTION_UNSPECIFIED
