"""TMF622 v4 over HTTP: orders, as partners see them."""

from typing import Any

import httpx
import pytest

from tests.conformance.orders import far, rich, said, small
from tests.conformance.partners import Partner
from tests.flow.hub import Hub
from tests.flow.orders import fiber

pytestmark = pytest.mark.asyncio(loop_scope="session")

BASE = "/tmf-api/productOrderingManagement/v4"
ORDERS = f"{BASE}/productOrder"
PRODUCTS = "/tmf-api/productInventory/v4/product"


@pytest.fixture
def orders(client: httpx.AsyncClient) -> Partner:
    return Partner(client, ORDERS)


async def test_what_is_sent_comes_back_unchanged_with_what_conformance_asks_for(orders: Partner) -> None:
    sent = rich(orders.unique)
    made = await orders.create(sent)

    assert said(made) == sent
    found = await orders.get(made["id"])
    assert said(found) == sent
    assert found["href"] == f"http://hub.example{ORDERS}/{found['id']}"
    assert found["orderDate"].endswith("Z")
    assert found["state"] == "acknowledged"
    assert {item["state"] for item in found["productOrderItem"]} == {"acknowledged"}


async def test_an_order_of_things_nobody_sells_is_accepted_and_then_rejected_with_the_reasons(
    orders: Partner, hub: Hub
) -> None:
    sent = rich(orders.unique)
    for number, item in enumerate(sent["productOrderItem"]):
        item["productOffering"] = {"id": f"1430{number}", "name": "TMF Mobile Telephony"}
    made = await orders.create(sent)
    await hub.settled(made["id"])

    found = await orders.get(made["id"])
    assert (found["state"], said(found)) == ("rejected", sent)
    assert {item["state"] for item in found["productOrderItem"]} == {"rejected"}
    assert {error["code"] for error in found["productOrderErrorMessage"]} == {"offering-unknown"}


async def test_an_order_is_carried_out_and_its_products_say_so(orders: Partner, hub: Hub) -> None:
    made = await orders.create(small(orders.unique))
    await hub.settled(made["id"])

    found = await orders.get(made["id"])
    assert (found["state"], found["productOrderItem"][0]["state"]) == ("completed", "completed")
    assert found["completionDate"]
    product = await Partner(orders.client, PRODUCTS).get(found["productOrderItem"][0]["product"]["id"])
    assert product["status"] == "active"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"productOrderItem": []},
        {"productOrderItem": [{"action": "add"}]},
        {"productOrderItem": [{"id": "1"}]},
        {"productOrderItem": [{"id": "1", "action": "paint"}]},
        {"productOrderItem": [{"id": "1", "action": "add"}], "relatedParty": [{"id": "1"}]},
        {"productOrderItem": None},
        [],
    ],
    ids=str,
)
async def test_what_is_no_order_is_refused(orders: Partner, body: Any) -> None:
    answer = await orders.client.post(ORDERS, json=body)

    assert answer.status_code == 400
    assert answer.json().keys() >= {"code", "reason"}


@pytest.mark.parametrize("name", ["id", "href", "state", "orderDate", "completionDate"])
async def test_what_the_hub_sets_has_no_place_in_a_post(orders: Partner, name: str) -> None:
    value = "2026-01-01T00:00:00Z" if name.endswith("Date") else "completed"

    answer = await orders.client.post(ORDERS, json=small(orders.unique, **{name: value}))

    assert answer.status_code == 400
    assert name in answer.json()["message"]


@pytest.mark.parametrize(
    "filter_",
    [
        "id={id}",
        "externalId={externalId}",
        "relatedParty.id={relatedParty[0][id]}",
        "channel.name=Online channel",
        "note.mood=good",
        "campaign.code=X1",
        "productOrderItem.id=120",
        "productOrderItem.state=acknowledged",
        "productOrderItem.productOffering.id=home-tv",
        "productOrderItem.product.place.floor=2",
        "productOrderItem.qualification.id=q-1",
        "productOrderItem.itemTerm.duration.units=month",
        "requestedStartDate=2030-01-03T09:13:59.506+01:00",
    ],
)
async def test_an_attribute_that_is_shown_finds_it(orders: Partner, filter_: str) -> None:
    made = await orders.create(rich(orders.unique))
    name, _, value = filter_.format(**made).partition("=")

    found = await orders.ids(**{name: value, "limit": "1000", "state": "acknowledged"})

    assert made["id"] in found


@pytest.mark.parametrize("name", ["href", "nobody.has.this"])
async def test_what_cannot_be_filtered_by_is_said(orders: Partner, name: str) -> None:
    answer = await orders.client.get(ORDERS, params={name: "1"})

    assert (answer.status_code, answer.json()["code"]) == (400, "filter-unknown")


async def test_dates_may_be_quoted_and_are_compared_as_instants(orders: Partner) -> None:
    made = await orders.create(far(orders.unique))
    mine = {"relatedParty.id": orders.unique}

    assert await orders.ids(**mine, orderDate=f'"{made["orderDate"]}"') == [made["id"]]
    assert await orders.ids(**mine, **{"orderDate.gte": "2000-01-01T00:00:00Z"}) == [made["id"]]
    assert await orders.ids(**mine, **{"orderDate.lt": "2000-01-01T00:00:00+05:00"}) == []


async def test_fields_pages_and_sorting(orders: Partner) -> None:
    made = [await orders.create(far(orders.unique, description=text)) for text in ("b", "c", "a")]
    mine = {"relatedParty.id": orders.unique}

    shown = (
        await orders.client.get(ORDERS, params={**mine, "sort": "-description", "fields": "description"})
    ).json()
    assert [order["description"] for order in shown] == ["c", "b", "a"]
    assert {frozenset(order) for order in shown} == {frozenset({"id", "href", "description"})}
    assert await orders.ids(**mine, sort="description") == [made[2]["id"], made[0]["id"], made[1]["id"]]
    page = await orders.client.get(ORDERS, params={**mine, "offset": 1, "limit": 1})
    assert (page.status_code, page.headers["X-Total-Count"], page.headers["X-Result-Count"]) == (
        206,
        "3",
        "1",
    )
    whole = await orders.client.get(ORDERS, params=mine)
    assert (whole.status_code, whole.headers["X-Total-Count"]) == (200, "3")


async def test_the_same_order_twice_is_one_and_another_under_its_number_is_a_conflict(
    orders: Partner,
) -> None:
    sent = far(orders.unique, externalId=orders.unique)
    made = await orders.create(sent)

    assert (await orders.create(sent))["id"] == made["id"]
    answer = await orders.client.post(ORDERS, json={**sent, "description": "another"})
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency-key-reused")


async def test_an_order_is_changed_and_its_state_is_not(orders: Partner) -> None:
    made = await orders.create(far(orders.unique))

    changed = await orders.patch(made["id"], {"description": "soon", "priority": "2"})
    assert (changed["description"], changed["priority"]) == ("soon", "2")
    moves = [{"op": "replace", "path": "/description", "value": "later"}]
    assert (await orders.patch(made["id"], moves, "application/json-patch+json"))["description"] == "later"
    for refused in ({"state": "completed"}, {"id": "1"}, {"orderDate": "2026-01-01T00:00:00Z"}):
        await orders.refused("PATCH", made["id"], refused, 400)
    await orders.refused("PATCH", made["id"], {"description": "x"}, 412, {"If-Match": '"1"'})


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_what_is_not_there_is_404(orders: Partner, method: str) -> None:
    await orders.refused(method, "none", {} if method == "PATCH" else None, 404)


async def test_what_is_not_offered_is_405(orders: Partner) -> None:
    answer = await orders.client.put(f"{ORDERS}/1", json={})

    assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")


async def test_the_order_of_the_examples_has_all_that_the_profile_wants(orders: Partner, hub: Hub) -> None:
    made = await orders.create(fiber())
    await hub.settled(made["id"])

    found = await orders.get(made["id"])
    assert found.keys() >= {
        "id",
        "href",
        "orderDate",
        "state",
        "productOrderItem",
        "relatedParty",
        "completionDate",
    }
