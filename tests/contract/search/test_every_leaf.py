"""Whatever a resource shows, it is found by: each attribute, at any depth, whoever interprets it."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from core.inventory.rpc import ProductInventoryService, to_product
from core.inventory.store import PRODUCTS
from core.ordering.cancellation import Cancellation
from core.ordering.machine import OrderState
from core.ordering.rpc.mapping import to_order
from core.ordering.rpc.orders import ProductOrderService
from core.ordering.store import CANCELLATIONS, ORDERS
from gateway.facades.tmf622_v4_cancel import CANCELLATION, TASK
from gateway.facades.tmf622_v4_cancel import STATES as TASK_STATES
from gateway.facades.tmf622_v4_mapping import ACTIONS, ORDER, STATES
from gateway.facades.tmf637_v4_mapping import PRODUCT, STATUSES
from hub.kernel.errors import Reason
from hub.platform.database import Database
from proto.com.v1 import product_order_pb2 as pb
from proto.com.v1 import product_pb2
from tests.contract.search.leaves import Words, unlike

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOW = datetime(2026, 11, 20, 10, 0, 0, 123_456, tzinfo=UTC)
# Nothing a room does with commands is asked for here.
RUNNER: Any = SimpleNamespace(clock=None)
CONTEXT: Any = None

EXTENSION: dict[str, Any] = {
    "@type": "Special",
    "@schemaLocation": "https://example.com/schema.json",
    "empty": "",
    "zero": 0,
    "no": False,
    "yes": True,
    "tenth": 0.1,
    "huge": 9_007_199_254_740_993,
    "tiny": -1e-30,
    "text": 'it\'s \\ "quoted" + 100 %, or not; of \u00e9\U0001f600',
    "sql": "x'); DROP TABLE com_product_order; --",
    "day": "2026-11-20",
    "moment": "2026-11-20T10:00:00.000123+02:00",
    "no date": "2026-13-45",
    "nested": {"list": [[1, [2, {"deep": "here"}]], "three"], "object": {"null": None, "name": "inner"}},
    "numbers in text": ["007", "1e3"],
}
# At most places one attribute will do: it is found where the others are.
BAG = {"@type": "Special", "empty": "", "zero": 0}
REF = {"id": "ref-1", "href": "http://h/ref/1", "name": "Ref, 1", "@referredType": "Kind", **BAG}
PARTY = {**REF, "role": "Customer; main"}
PLACE = {**PARTY, "postcode": "50667"}
CHARACTERISTICS = [
    {"name": "speed", "value": 1000, "valueType": "number", **BAG},
    {"name": "site", "value": {"code": "HS-1", "floors": [1, {"side": "left"}]}},
    {"name": "on", "value": True},
    {"name": "nothing", "value": None},
    {"name": "list", "value": ["a", 2, [3]]},
]


def item(identifier: str, *nested: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": identifier,
        "action": "modify",
        "quantity": 3,
        "productOffering": REF,
        "product": {
            "id": "p-1",
            "name": "Fiber",
            "productSpecification": REF,
            "productCharacteristic": CHARACTERISTICS,
            "place": [PLACE],
            **BAG,
        },
        "productOrderItem": list(nested),
        "productOrderItemRelationship": [{"id": "2", "relationshipType": "reliesOn", **BAG}],
        "qualification": [REF],
        **BAG,
    }


NESTED = {
    "id": "1.1",
    "action": "add",
    "quantity": 0,
    "productOffering": {"id": "inner"},
    "productOrderItem": [{"id": "1.1.1", "action": "add", **BAG}],
}
BODY = {
    "externalId": "NB-1",
    "description": "An order",
    "category": "B2B",
    "priority": "0",
    "requestedStartDate": "2026-12-01T00:00:00.500Z",
    "requestedCompletionDate": "2026-12-18T16:00:00.999Z",
    "relatedParty": [PARTY],
    "channel": [REF],
    "note": [{"id": "n", "author": "Ida", "date": "2026-11-20T00:00:00.000Z", "text": "", **BAG}],
    "productOrderItem": [
        item("1", item("1.1", item("1.1.1")), {"id": "1.2", "action": "add", "quantity": 0})
    ],
    **EXTENSION,
}


async def test_product_orders_are_found_by_everything_they_show(database: Database) -> None:
    order = to_order(ORDER.to_message(BODY))
    order.order_date, order.completion_date, order.expected_completion_date = NOW, NOW, NOW
    order.state = OrderState.PARTIALLY_COMPLETED
    order.reasons = [Reason("network-failed", "it broke", "productOrderItem[1]")]  # type: ignore[arg-type]
    await database.write(lambda c: ORDERS.save(c, [order]))
    service = ProductOrderService(RUNNER, database)
    answer = await service.GetProductOrder(pb.GetProductOrderRequest(id=order.id), CONTEXT)

    async def find(query: Any) -> list[str]:
        listed = await service.ListProductOrders(pb.ListProductOrdersRequest(query=query), CONTEXT)
        return [o.id for o in listed.product_order]

    words: Words = {"state": STATES, "action": ACTIONS}
    assert await unlike(ORDER, ORDER.to_json(answer), find, words) == []


async def test_products_are_found_by_everything_they_show(database: Database) -> None:
    body = {
        "status": "pendingActive",
        "name": "Fiber",
        "orderDate": "2026-11-20T10:00:00.123Z",
        "startDate": "2026-11-20T10:00:00.123Z",
        "terminationDate": "2027-11-20T10:00:00.000Z",
        "productOffering": REF,
        "productSpecification": REF,
        "productCharacteristic": CHARACTERISTICS,
        "place": [PLACE],
        "relatedParty": [PARTY],
        "productOrderItem": [{"productOrderId": "o", "orderItemId": "1", "orderItemAction": "add", **BAG}],
        **EXTENSION,
    }
    product = to_product(PRODUCT.to_message(body), "product-1")
    await database.write(lambda c: PRODUCTS.save(c, [product]))
    service = ProductInventoryService(RUNNER, database)
    answer = await service.GetProduct(product_pb2.GetProductRequest(id=product.id), CONTEXT)

    async def find(query: Any) -> list[str]:
        listed = await service.ListProducts(product_pb2.ListProductsRequest(query=query), CONTEXT)
        return [p.id for p in listed.product]

    assert await unlike(PRODUCT, PRODUCT.to_json(answer), find, {"status": STATUSES}) == []


async def test_cancellations_are_found_by_everything_they_show(database: Database) -> None:
    body = {
        "productOrder": {"id": "order-1", "@referredType": "ProductOrder", **BAG},
        "cancellationReason": "moved, house",
        "requestedCancellationDate": "2026-12-01T00:00:00.500Z",
        **EXTENSION,
    }
    command: Any = CANCELLATION.create(SimpleNamespace(body=body))  # type: ignore[arg-type, misc]
    task = Cancellation(
        id="task-1",
        order_id="order-1",
        requested_at=NOW,
        items=["1", "1.1"],
        reason=command.cancellation_reason,
        requested_cancellation_date=command.requested_cancellation_date.ToDatetime(tzinfo=UTC),
        effective_cancellation_date=NOW,
        extension=command.extension_json,
    )
    await database.write(lambda c: CANCELLATIONS.save(c, [task]))
    service = ProductOrderService(RUNNER, database)
    answer = await service.GetCancellation(pb.GetCancellationRequest(id=task.id), CONTEXT)

    async def find(query: Any) -> list[str]:
        listed = await service.ListCancellations(pb.ListCancellationsRequest(query=query), CONTEXT)
        return [t.id for t in listed.cancellation]

    also = CANCELLATION.also(answer, "http://hub")
    shown = {**TASK.to_json(answer), **also}
    # Made for each answer.
    leave_out = ("productOrder.href", "productOrderItem.productOrderId")
    assert await unlike(TASK, shown, find, {"state": TASK_STATES}, leave_out) == []
