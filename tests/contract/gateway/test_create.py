"""POST /productOrder: what a partner sends is stored, answered and given back."""

from collections.abc import Callable
from typing import Any

import httpx

ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder"
Order = Callable[..., dict[str, Any]]


async def test_a_new_order_is_201_with_its_address_its_state_and_its_version(
    client: httpx.AsyncClient, order: Order
) -> None:
    answer = await client.post(ORDERS, json=order(externalId="NB-1"))
    body = answer.json()
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == body["href"] == f"http://hub.example{ORDERS}/order-1"
    assert answer.headers["etag"] == '"1"'
    assert body["state"] == "acknowledged"
    assert body["orderDate"] == "2026-11-20T10:00:00.123Z"
    assert body["productOrderItem"][0]["state"] == "acknowledged"
    assert "idempotency-replayed" not in answer.headers
