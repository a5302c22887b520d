"""PATCH and DELETE of a product order."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
import pytest_asyncio

pytestmark = pytest.mark.asyncio(loop_scope="session")

ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder"
FIRST = f"{ORDERS}/order-1"
Order = Callable[..., dict[str, Any]]
MERGE = {"Content-Type": "application/merge-patch+json"}
SENT: dict[str, Any] = {
    "description": "old",
    "priority": "2",
    "note": [{"text": "first"}],
    "channel": [{"id": "shop"}],
}


@pytest_asyncio.fixture(loop_scope="session")
async def before(client: httpx.AsyncClient, order: Order) -> dict[str, Any]:
    answer = await client.post(ORDERS, json=order(**SENT, requestedCompletionDate="2026-12-18T16:00:00Z"))
    body: dict[str, Any] = answer.json()
    return body


@pytest.mark.parametrize("headers", [MERGE, {"Content-Type": "application/json"}])
async def test_attributes_sent_replace_the_stored_ones_and_the_rest_stays(
    client: httpx.AsyncClient, before: dict[str, Any], headers: dict[str, str]
) -> None:
    patch = {"description": "new", "priority": "0", "requestedCompletionDate": "2027-01-29T16:00:00.000Z"}
    answer = await client.request("PATCH", FIRST, json=patch, headers=headers)
    assert answer.status_code == 200, answer.text
    assert answer.json() == {**before, **patch}
    assert answer.headers["etag"] == '"2"'


async def test_a_list_is_replaced_as_a_whole_and_an_empty_one_empties_it(
    client: httpx.AsyncClient, before: dict[str, Any]
) -> None:
    notes = [{"id": "n2", "text": "second", "seen": True}]
    assert (await client.patch(FIRST, json={"note": notes})).json()["note"] == notes
    assert "note" not in (await client.patch(FIRST, json={"note": []})).json()


async def test_null_takes_an_attribute_away(client: httpx.AsyncClient, before: dict[str, Any]) -> None:
    patch = {
        "description": None,
        "priority": None,
        "requestedCompletionDate": None,
        "note": None,
        "category": None,
    }
    answer = await client.patch(FIRST, json=patch)
    assert answer.status_code == 200, answer.text
    assert answer.json().keys() == before.keys() - patch.keys()


async def test_sending_what_is_there_already_changes_nothing(
    client: httpx.AsyncClient, before: dict[str, Any], fake_orders: Any
) -> None:
    answer = await client.patch(FIRST, json=before)
    assert answer.status_code == 200
    assert answer.headers["etag"] == '"1"'
    assert answer.json() == before


@pytest.mark.parametrize(
    "patch",
    [
        {"state": "cancelled"},
        {"id": "other"},
        {"href": None},
        {"orderDate": "2026-01-01T00:00:00Z"},
        {"channel": []},
        {"unknown": 1},
    ],
)
async def test_anything_else_that_differs_is_400_by_name(
    client: httpx.AsyncClient, before: dict[str, Any], patch: dict[str, Any]
) -> None:
    answer = await client.patch(FIRST, json={"description": "new", **patch})
    assert answer.status_code == 400
    assert [(e["code"], e["path"]) for e in answer.json()["errors"]] == [
        ("attribute-read-only", next(iter(patch)))
    ]
    assert (await client.get(FIRST)).json() == before


async def test_a_wrong_type_in_a_patch_is_400(client: httpx.AsyncClient, before: dict[str, Any]) -> None:
    answer = await client.patch(FIRST, json={"description": 7})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["path"] == "description"


@pytest.mark.parametrize(
    ("tag", "status"), [('"1"', 200), ('W/"1"', 200), ("*", 200), ('"2"', 412), ('"abc"', 412)]
)
async def test_if_match_guards_a_change(
    client: httpx.AsyncClient, before: dict[str, Any], tag: str, status: int
) -> None:
    answer = await client.patch(FIRST, json={"description": "new"}, headers={"If-Match": tag})
    assert answer.status_code == status
    if status == 412:
        assert answer.json()["code"] == "version-stale"


async def test_a_settled_order_is_409(
    client: httpx.AsyncClient, before: dict[str, Any], fake_orders: Any
) -> None:
    fake_orders.kept["order-1"].state = 6
    answer = await client.patch(FIRST, json={"description": "new"})
    assert answer.status_code == 409
    assert answer.json()["code"] == "state-forbids"


async def test_a_patch_of_an_unknown_order_is_404(client: httpx.AsyncClient) -> None:
    answer = await client.patch(FIRST, json={"description": "new"})
    assert answer.status_code == 404
    assert answer.json()["code"] == "id-unknown"


async def test_only_a_settled_order_can_be_deleted_and_then_it_is_gone(
    client: httpx.AsyncClient, before: dict[str, Any], fake_orders: Any
) -> None:
    assert (await client.delete(FIRST)).status_code == 409
    fake_orders.kept["order-1"].state = 6
    answer = await client.delete(FIRST)
    assert (answer.status_code, answer.content) == (204, b"")
    assert (await client.delete(FIRST)).status_code == 404
