"""CancelProductOrder: the task, its list, and what a cancelled order shows."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
import pytest_asyncio

from proto.com.v1 import product_order_pb2 as pb

pytestmark = pytest.mark.asyncio(loop_scope="session")

BASE = "/tmf-api/productOrderingManagement/v4"
ORDERS = f"{BASE}/productOrder"
TASKS = f"{BASE}/cancelProductOrder"
Order = Callable[..., dict[str, Any]]


@pytest_asyncio.fixture(loop_scope="session")
async def orders(client: httpx.AsyncClient, order: Order) -> list[str]:
    """Three orders."""
    return [(await client.post(ORDERS, json=order())).json()["id"] for _ in range(3)]


def body(order_id: str, **members: Any) -> dict[str, Any]:
    return {"productOrder": {"id": order_id}, **members}


async def test_a_task_is_made_and_can_be_read_where_it_says(
    client: httpx.AsyncClient, orders: list[str]
) -> None:
    asked = body(
        "order-1",
        cancellationReason="moved",
        requestedCancellationDate="2027-01-01T00:00:00.000Z",
        ticket={"id": "T-1"},
    )
    asked["productOrder"]["@referredType"] = "ProductOrder"
    answer = await client.post(TASKS, json=asked)
    assert answer.status_code == 201, answer.text
    href = f"http://hub.example{TASKS}/task-1"
    order_ref = {
        "id": "order-1",
        "href": f"http://hub.example{ORDERS}/order-1",
        "@referredType": "ProductOrder",
    }
    assert answer.headers["location"] == href
    assert answer.json() == {
        **asked,
        "id": "task-1",
        "href": href,
        "state": "acknowledged",
        "productOrder": order_ref,
    }
    assert (await client.get(href)).json() == answer.json()


async def test_asking_again_answers_with_the_same_task(client: httpx.AsyncClient, orders: list[str]) -> None:
    first = await client.post(TASKS, json=body("order-1"))
    again = await client.post(TASKS, json=body("order-1", cancellationReason="said twice"))
    assert again.status_code == 201
    assert (again.json(), again.headers["location"]) == (first.json(), first.headers["location"])


@pytest.mark.parametrize(
    ("asked", "status", "code", "path"),
    [
        ({}, 400, "attribute-invalid", "productOrder"),
        ({"productOrder": {}}, 400, "attribute-invalid", "productOrder.id"),
        ({"productOrder": {"id": ""}}, 400, "attribute-invalid", "productOrder.id"),
        ({"productOrder": "order-1"}, 400, "attribute-invalid", "productOrder"),
        (body("order-1", state="done"), 400, "attribute-read-only", "state"),
        (
            body("order-1", effectiveCancellationDate="2027-01-01T00:00:00Z"),
            400,
            "attribute-read-only",
            "effectiveCancellationDate",
        ),
        (
            body("order-1", requestedCancellationDate="soon"),
            400,
            "attribute-invalid",
            "requestedCancellationDate",
        ),
        (body("un'known/\"one"), 404, "id-unknown", ""),
    ],
)
async def test_what_cannot_be_asked_is_refused_by_name(
    client: httpx.AsyncClient,
    orders: list[str],
    asked: dict[str, Any],
    status: int,
    code: str,
    path: str,
) -> None:
    answer = await client.post(TASKS, json=asked)
    assert answer.status_code == status
    error = answer.json()["errors"][0]
    assert (error["code"], error["path"]) == (code, path)


async def test_a_settled_order_cannot_be_cancelled(
    client: httpx.AsyncClient, orders: list[str], fake_orders: Any
) -> None:
    fake_orders.kept["order-1"].state = pb.PRODUCT_ORDER_STATE_COMPLETED
    answer = await client.post(TASKS, json=body("order-1"))
    assert (answer.status_code, answer.json()["code"]) == (409, "state-forbids")


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [1, 2, 3]),
        ("id=task-1,task-3", [1, 3]),
        ("state=done", [2]),
        ("state=acknowledged,done", [1, 2, 3]),
        ("productOrder.id=order-3", [3]),
        ("productOrder.id=unheard", []),
        ("offset=1&limit=1", [2]),
    ],
)
async def test_tasks_are_listed_by_filter_and_page(
    client: httpx.AsyncClient, orders: list[str], fake_orders: Any, query: str, numbers: list[int]
) -> None:
    for order_id in orders:
        await client.post(TASKS, json=body(order_id))
    fake_orders.tasks["task-2"].state = pb.CANCELLATION_STATE_DONE
    answer = await client.get(f"{TASKS}?{query}")
    assert answer.status_code == (206 if "limit" in query else 200), answer.text
    assert [task["id"] for task in answer.json()] == [f"task-{n}" for n in numbers]
    assert answer.headers["x-result-count"] == str(len(numbers))


@pytest.mark.parametrize("query", ["state=cancelled", "colour=red", "sort=colour", "limit=x"])
async def test_a_query_that_makes_no_sense_is_400(client: httpx.AsyncClient, query: str) -> None:
    assert (await client.get(f"{TASKS}?{query}")).status_code == 400


async def test_fields_are_chosen_as_elsewhere(client: httpx.AsyncClient, orders: list[str]) -> None:
    await client.post(TASKS, json=body("order-1"))
    one = await client.get(f"{TASKS}/task-1?fields=state")
    assert one.json().keys() == {"id", "href", "state"}
    assert (await client.get(f"{TASKS}?fields=state")).json() == [one.json()]


@pytest.mark.parametrize("identifier", ["unheard", "a%20b", "';--", "%22"])
async def test_an_unknown_task_is_404(client: httpx.AsyncClient, identifier: str) -> None:
    answer = await client.get(f"{TASKS}/{identifier}")
    assert (answer.status_code, answer.json()["code"]) == (404, "id-unknown")


async def test_a_refused_partial_task_says_which_items_and_why(
    client: httpx.AsyncClient, orders: list[str], fake_orders: Any
) -> None:
    await client.post(TASKS, json=body("order-1"))
    task = fake_orders.tasks["task-1"]
    task.state = pb.CANCELLATION_STATE_TERMINATED_WITH_ERROR
    task.item_id.append("1")
    task.reason.add(code="point-of-no-return-passed", path="productOrderItem[1]", text="the line is built")
    shown = (await client.get(f"{TASKS}/task-1")).json()
    item = {"productOrderId": "order-1", "productOrderItemId": "1"}
    assert shown["state"] == "terminatedWithError"
    assert shown["productOrderItem"] == [item]
    (said,) = shown["productOrderErrorMessage"]
    assert (said["code"], said["productOrderItem"]) == ("point-of-no-return-passed", [item])


async def test_a_cancelled_order_says_when_and_why(
    client: httpx.AsyncClient, orders: list[str], fake_orders: Any
) -> None:
    for order_id in orders:
        await client.post(TASKS, json=body(order_id, cancellationReason=f"why {order_id}"))
    for number in (1, 2):
        kept, task = fake_orders.kept[f"order-{number}"], fake_orders.tasks[f"task-{number}"]
        kept.state, task.state = pb.PRODUCT_ORDER_STATE_CANCELLED, pb.CANCELLATION_STATE_DONE
        task.effective_cancellation_date.CopyFrom(kept.order_date)
    fake_orders.requests.clear()
    shown = (await client.get(ORDERS)).json()
    # However many are cancelled, they are asked for at once.
    assert [type(request).__name__ for request in fake_orders.requests] == [
        "ListProductOrdersRequest",
        "ListCancellationsRequest",
    ]
    for order in shown[:2]:
        assert order["cancellationDate"] == order["orderDate"]
        assert order["cancellationReason"] == f"why {order['id']}"
        assert (await client.get(f"{ORDERS}/{order['id']}")).json() == order
    assert not shown[2].keys() & {"cancellationDate", "cancellationReason"}
