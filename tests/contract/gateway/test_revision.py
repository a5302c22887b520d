"""PATCH of what is ordered: the items as a whole, dates, and what stays the hub's."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
import pytest_asyncio

from hub.kernel.errors import Code, Kind, refuse

pytestmark = pytest.mark.asyncio(loop_scope="session")

ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder"
FIRST = f"{ORDERS}/order-1"
Order = Callable[..., dict[str, Any]]
ITEMS: list[dict[str, Any]] = [
    {
        "id": "1",
        "action": "add",
        "productOffering": {"id": "bundle"},
        "productOrderItem": [{"id": "1.1", "action": "add", "productOffering": {"id": "part"}, "x": 1}],
    },
    {"id": "2", "action": "add", "productOffering": {"id": "other"}},
]


@pytest_asyncio.fixture(loop_scope="session")
async def before(client: httpx.AsyncClient, order: Order, fake_orders: Any) -> dict[str, Any]:
    """An order at work, as the partner reads it."""
    await client.post(ORDERS, json=order(productOrderItem=ITEMS))
    kept = fake_orders.kept["order-1"]
    kept.item[0].state = kept.item[0].item[0].state = 3
    fake_orders.requests.clear()
    body: dict[str, Any] = (await client.get(FIRST)).json()
    assert body["productOrderItem"][0]["productOrderItem"][0]["state"] == "inProgress"
    return body


def updates(fake_orders: Any) -> list[Any]:
    return [request for request in fake_orders.requests if hasattr(request, "replace_items")]


async def test_other_items_replace_the_items_as_a_whole(
    client: httpx.AsyncClient, before: dict[str, Any], fake_orders: Any
) -> None:
    answer = await client.patch(FIRST, json={"productOrderItem": [{**ITEMS[1], "quantity": 3}]})
    assert answer.status_code == 200, answer.text
    (update,) = updates(fake_orders)
    assert update.replace_items
    assert [(item.id, item.quantity) for item in update.item] == [("2", 3)]
    assert not update.replace_notes
    assert list(update.clear) == []


async def test_an_order_read_changed_and_sent_back_asks_for_the_change_only(
    client: httpx.AsyncClient, before: dict[str, Any], fake_orders: Any
) -> None:
    before["productOrderItem"][0]["productOrderItem"][0]["quantity"] = 2
    answer = await client.patch(FIRST, json=before)
    assert answer.status_code == 200, answer.text
    (update,) = updates(fake_orders)
    assert update.item[0].item[0].quantity == 2
    # No state goes to the core: what is sent back is what is wanted, not where it stands.
    assert {item.state for item in (*update.item, *update.item[0].item)} == {0}


@pytest.mark.parametrize("items", [ITEMS, None])
async def test_the_items_as_they_are_with_or_without_their_states_are_no_revision(
    client: httpx.AsyncClient, before: dict[str, Any], fake_orders: Any, items: Any
) -> None:
    patch = {"productOrderItem": items or before["productOrderItem"]}
    assert (await client.patch(FIRST, json=patch)).status_code == 200
    assert updates(fake_orders) == []


async def test_an_items_state_cannot_be_asked_for(client: httpx.AsyncClient, before: dict[str, Any]) -> None:
    items = before["productOrderItem"]
    items[0]["productOrderItem"][0]["state"] = "completed"
    items.append({"id": "3", "action": "add", "state": "acknowledged"})
    answer = await client.patch(FIRST, json={"productOrderItem": items})
    assert answer.status_code == 400
    assert [(e["code"], e["path"]) for e in answer.json()["errors"]] == [
        ("attribute-read-only", "productOrderItem[0].productOrderItem[0].state"),
        ("attribute-read-only", "productOrderItem[2].state"),
    ]


async def test_the_orders_state_cannot_be_asked_for_and_the_error_says_what_can(
    client: httpx.AsyncClient, before: dict[str, Any]
) -> None:
    answer = await client.patch(FIRST, json={"state": "cancelled"})
    assert answer.status_code == 400
    assert "cancelProductOrder" in answer.json()["message"]


@pytest.mark.parametrize("items", [None, []])
async def test_an_order_without_items_is_refused(
    client: httpx.AsyncClient, before: dict[str, Any], items: Any
) -> None:
    answer = await client.patch(FIRST, json={"productOrderItem": items})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["path"] == "productOrderItem"


async def test_the_start_can_be_moved_and_taken_away(
    client: httpx.AsyncClient, before: dict[str, Any], fake_orders: Any
) -> None:
    start = "2027-02-01T08:00:00.000Z"
    assert (await client.patch(FIRST, json={"requestedStartDate": start})).json()[
        "requestedStartDate"
    ] == start
    assert "requestedStartDate" not in (await client.patch(FIRST, json={"requestedStartDate": None})).json()
    assert [list(update.clear) for update in updates(fake_orders)] == [[], ["requested_start_date"]]


async def test_a_change_the_core_forbids_is_409_with_the_moves_it_names(
    client: httpx.AsyncClient, before: dict[str, Any], fake_orders: Any
) -> None:
    text = "the order is cancelling; possible now: hold"
    fake_orders.forbidden = refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")
    answer = await client.patch(FIRST, json={"productOrderItem": [ITEMS[1]]})
    assert answer.status_code == 409
    assert answer.json()["errors"] == [{"code": "state-forbids", "path": "state", "text": text}]
