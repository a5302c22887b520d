"""TMF622 v4 over HTTP: cancelling orders, and deleting those that have ended."""

from typing import Any

import httpx
import pytest

from tests.conformance.orders import far, small
from tests.conformance.partners import Partner
from tests.flow.hub import Hub

pytestmark = pytest.mark.asyncio(loop_scope="session")

BASE = "/tmf-api/productOrderingManagement/v4"
ORDERS, CANCELS = f"{BASE}/productOrder", f"{BASE}/cancelProductOrder"


@pytest.fixture
def orders(client: httpx.AsyncClient) -> Partner:
    return Partner(client, ORDERS)


async def test_an_open_order_is_cancelled_and_a_settled_one_is_deleted(orders: Partner, hub: Hub) -> None:
    made = await orders.create(far(orders.unique))
    assert (await orders.refused("DELETE", made["id"], None, 409))["code"] == "state-forbids"

    cancels = Partner(orders.client, CANCELS)
    body = {"productOrder": {"id": made["id"]}, "cancellationReason": "moved", "colour": "red"}
    task = await cancels.create(body)
    assert task["productOrder"]["id"] == made["id"]
    await hub.settled(made["id"])
    done = await cancels.get(task["id"])
    assert (done["state"], done["cancellationReason"], done["colour"]) == ("done", "moved", "red")
    assert await cancels.ids(**{"productOrder.id": made["id"]}) == [task["id"]]
    found = await orders.get(made["id"])
    assert (found["state"], found["cancellationReason"]) == ("cancelled", "moved")

    assert (await orders.client.delete(f"{ORDERS}/{made['id']}")).status_code == 204
    await orders.missing(made["id"])


async def test_what_cannot_be_cancelled_says_why(orders: Partner, hub: Hub) -> None:
    made = await orders.create(small(orders.unique))
    await hub.settled(made["id"])

    answer = await orders.client.post(CANCELS, json={"productOrder": {"id": made["id"]}})
    assert (answer.status_code, answer.json()["code"]) == (409, "state-forbids")
    bodies: list[Any] = [{}, {"productOrder": {}}]
    for body in bodies:
        assert (await orders.client.post(CANCELS, json=body)).status_code == 400
    answer = await orders.client.post(CANCELS, json={"productOrder": {"id": "none"}})
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (404, "productOrder.id")
