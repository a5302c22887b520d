"""Operations v1: what may be done to an order, and that nobody does it without a name and a reason."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import pytest_asyncio

pytestmark = pytest.mark.asyncio(loop_scope="session")

ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder"
BASE = "/operations/v1"
FIRST = f"{BASE}/productOrder/order-1"
WHO = {"by": "ida", "why": 'says "so"; it\'s /needed/'}
Order = Callable[..., dict[str, Any]]


@pytest_asyncio.fixture(loop_scope="session")
async def kept(client: httpx.AsyncClient, order: Order, fake_orders: Any) -> Any:
    """The order the core has."""
    await client.post(ORDERS, json=order(externalId="A-1", channel=[{"id": "shop"}]))
    return fake_orders.kept["order-1"]


async def test_an_answer_goes_to_the_question_with_all_it_says(
    client: httpx.AsyncClient, kept: Any, fake_orders: Any
) -> None:
    kept.open_question.add(item_id="1", name="survey")
    values = {"cableLength": 140, "duct": None, "tags": ["a"]}
    said = {"itemId": "1", "question": "survey", "accepted": False, "characteristic": values, **WHO}
    answer = await client.post(f"{FIRST}/answer", json=said)
    assert answer.status_code == 200, answer.text
    assert "openQuestion" not in answer.json()
    request = fake_orders.requests[-1]
    assert (request.id, request.item_id, request.question, request.accepted) == (
        "order-1",
        "1",
        "survey",
        False,
    )
    assert {c.name: json.loads(c.value_json) for c in request.characteristic} == values
    assert (request.by, request.why) == (WHO["by"], WHO["why"])
    assert (await client.post(f"{FIRST}/answer", json=said)).status_code == 409


async def test_an_order_is_held_and_released(client: httpx.AsyncClient, kept: Any) -> None:
    held = await client.post(f"{FIRST}/hold", json=WHO)
    assert (held.json()["state"], held.json()["hold"]) == ("held", WHO)
    released = await client.post(f"{FIRST}/release", json=WHO)
    assert released.json()["state"] == "inProgress"
    again = await client.post(f"{FIRST}/release", json=WHO)
    assert again.status_code == 409
    assert "allowed now" in again.json()["message"]


async def test_items_are_cancelled_by_the_task_partners_see_too(client: httpx.AsyncClient, kept: Any) -> None:
    date = "2027-01-01T00:00:00.000Z"
    asked = {**WHO, "itemId": ["1"], "requestedCancellationDate": date}
    answer = await client.post(f"{FIRST}/cancel", json=asked)
    assert answer.status_code == 202, answer.text
    task = {**asked, "id": "task-1", "productOrderId": "order-1", "state": "acknowledged"}
    assert answer.json() == task
    assert (await client.post(f"{FIRST}/cancel", json=WHO)).json() == task
    seen = (await client.get(f"{ORDERS.rpartition('/')[0]}/cancelProductOrder/task-1")).json()
    assert (seen["cancellationReason"], seen["requestedBy"]) == (WHO["why"], "ida")


@pytest.mark.parametrize("action", ["hold", "release", "cancel", "answer"])
@pytest.mark.parametrize(
    ("who", "paths"),
    [
        ({}, {"by", "why"}),
        ({"by": "ida"}, {"why"}),
        ({"by": "  ", "why": ""}, {"by", "why"}),
        ({"by": 7, "why": None}, {"by", "why"}),
    ],
)
async def test_nothing_is_decided_without_who_and_why(
    client: httpx.AsyncClient, kept: Any, action: str, who: dict[str, Any], paths: set[str]
) -> None:
    body = {**who, "question": "survey", "accepted": True}
    answer = await client.post(f"{FIRST}/{action}", json=body)
    assert answer.status_code == 400
    assert {error["path"] for error in answer.json()["errors"]} == paths


@pytest.mark.parametrize(
    ("action", "body", "path"),
    [
        ("cancel", {"itemId": []}, "itemId"),
        ("cancel", {"itemId": [""]}, "itemId[0]"),
        ("cancel", {"requestedCancellationDate": "soon"}, "requestedCancellationDate"),
        ("answer", {"question": "survey", "accepted": "yes"}, "accepted"),
        ("answer", {"accepted": True}, "question"),
        ("answer", {"question": "survey", "accepted": True, "characteristic": []}, "characteristic"),
    ],
)
async def test_a_wrong_member_is_400_by_name(
    client: httpx.AsyncClient, kept: Any, action: str, body: dict[str, Any], path: str
) -> None:
    answer = await client.post(f"{FIRST}/{action}", json={**WHO, **body})
    assert answer.status_code == 400
    assert [error["path"] for error in answer.json()["errors"]] == [path]


@pytest.mark.parametrize("action", ["hold", "release", "cancel", "answer"])
async def test_doing_something_to_an_unknown_order_is_404(client: httpx.AsyncClient, action: str) -> None:
    body = {**WHO, "question": "survey", "accepted": True}
    answer = await client.post(f"{BASE}/productOrder/unheard/{action}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, "id-unknown")
