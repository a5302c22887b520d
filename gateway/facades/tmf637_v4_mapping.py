"""TMF637 v4 products ↔ `com.v1`: tables of names."""

from gateway.facades.common import CHARACTERISTIC, PLACE, REF, RELATED_PARTY, always
from gateway.facades.mapping import Shape, choice, date, many, one, text
from proto.com.v1 import product_pb2 as pb

STATUSES: dict[str, int] = {
    "created": pb.PRODUCT_STATUS_CREATED,
    "pendingActive": pb.PRODUCT_STATUS_PENDING_ACTIVE,
    "cancelled": pb.PRODUCT_STATUS_CANCELLED,
    "active": pb.PRODUCT_STATUS_ACTIVE,
    "pendingTerminate": pb.PRODUCT_STATUS_PENDING_TERMINATE,
    "terminated": pb.PRODUCT_STATUS_TERMINATED,
    "suspended": pb.PRODUCT_STATUS_SUSPENDED,
    "aborted": pb.PRODUCT_STATUS_ABORTED,
}

ORDER_ITEM = Shape(
    pb.OrderItemRef,
    {
        "productOrderId": text("product_order_id"),
        "orderItemId": text("order_item_id"),
        "orderItemAction": text("order_item_action"),
    },
)
PRODUCT = Shape(
    pb.Product,
    {
        "id": text("id"),
        "status": choice("status", STATUSES),
        "name": text("name"),
        "orderDate": date("order_date"),
        "startDate": date("start_date"),
        "terminationDate": date("termination_date"),
        "productOffering": one("product_offering", always(REF)),
        "productSpecification": one("product_specification", always(REF)),
        "productCharacteristic": many("characteristic", always(CHARACTERISTIC)),
        "place": many("place", always(PLACE)),
        "billingAccount": one("billing_account", always(REF)),
        "relatedParty": many("related_party", always(RELATED_PARTY)),
        "productOrderItem": many("product_order_item", always(ORDER_ITEM)),
        "realizingService": many("realizing_service", always(REF)),
    },
    computed=frozenset({"href"}),
)
