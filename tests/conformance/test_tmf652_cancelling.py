"""TMF652 v4 over HTTP: tasks that take resource orders back."""

import httpx
import pytest

from tests.conformance.partners import Partner

pytestmark = pytest.mark.asyncio(loop_scope="session")

BASE = "/tmf-api/resourceOrderingManagement/v4"
ORDERS, TASKS = f"{BASE}/resourceOrder", f"{BASE}/cancelResourceOrder"
LATER = "2027-01-01T00:00:00.000Z"
ITEM = {"id": "1", "action": "add", "resource": {"resourceSpecification": {"id": "vlan-id"}}}


@pytest.fixture
def orders(client: httpx.AsyncClient) -> Partner:
    return Partner(client, ORDERS)


async def test_an_order_that_waits_is_taken_back_by_a_task(orders: Partner) -> None:
    made = await orders.create({"requestedStartDate": LATER, "orderItem": [ITEM]})
    tasks = Partner(orders.client, TASKS)
    named = {"id": made["id"], "@referredType": "ResourceOrder"}
    task = await tasks.create({"resourceOrder": named, "cancellationReason": "moved", "urgent": [1]})

    assert (task["state"], task["cancellationReason"], task["urgent"]) == ("done", "moved", [1])
    assert task["resourceOrder"] == {**named, "href": made["href"]}
    assert "effectiveCancellationDate" in task
    assert await tasks.ids(**{"resourceOrder.id": made["id"], "state": "done"}) == [task["id"]]
    assert await tasks.get(task["id"]) == task
    cancelled = await orders.get(made["id"])
    assert (cancelled["state"], cancelled["errorMessage"][0]["reason"]) == ("cancelled", "moved")


async def test_an_order_that_has_ended_is_not_taken_back_and_the_task_says_why(orders: Partner) -> None:
    made = await orders.create({"orderItem": [ITEM]})
    tasks = Partner(orders.client, TASKS)
    task = await tasks.create({"resourceOrder": {"id": made["id"]}})

    assert (task["state"], task["errorMessage"][0]["code"]) == ("terminatedWithError", "state-forbids")
    answer = await orders.client.post(TASKS, json={"resourceOrder": {"id": "nobody's"}})
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (404, "resourceOrder.id")
