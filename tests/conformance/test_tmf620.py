"""TMF620 Product Catalog v4: what is written over REST is what orders are judged and built by."""

from typing import Any

import httpx
import pytest

from tests.conformance.shop import PRODUCTS, Shop

pytestmark = pytest.mark.asyncio(loop_scope="session")

OFFERINGS = f"{PRODUCTS}/productOffering"
SPECIFICATIONS = f"{PRODUCTS}/productSpecification"


@pytest.fixture
def shop(client: httpx.AsyncClient) -> Shop:
    return Shop(client)


def _codes(order: dict[str, Any]) -> list[str]:
    return [message["code"] for message in order.get("productOrderErrorMessage", ())]


async def test_an_offering_made_over_rest_can_be_ordered_at_once(
    client: httpx.AsyncClient, shop: Shop
) -> None:
    await shop.open()
    order = await shop.order()
    assert (order["state"], _codes(order)) == ("completed", [])
    answer = await client.get(
        f"/tmf-api/productInventory/v4/product?productOffering.id={shop.id('bright-home')}"
    )
    (product,) = answer.json()
    values = {entry["name"]: entry["value"] for entry in product["productCharacteristic"]}
    assert values == {"colour": "red", "serialNumber": "L-1"}


async def test_the_rules_of_a_specification_made_over_rest_hold(shop: Shop) -> None:
    await shop.open()
    order = await shop.order("green")
    assert (order["state"], _codes(order)) == ("rejected", ["characteristic-out-of-range"])


async def test_where_an_offering_is_in_its_life_decides_whether_it_is_sold(
    client: httpx.AsyncClient, shop: Shop
) -> None:
    made = await shop.open(lifecycleStatus="In study")
    assert (await shop.order())["state"] == "rejected"
    await client.patch(made["href"], json={"lifecycleStatus": "Launched"})
    assert (await shop.order())["state"] == "completed"
    await client.patch(made["href"], json={"lifecycleStatus": "Retired"})
    refused = await shop.order()
    assert (refused["state"], _codes(refused)) == ("rejected", ["offering-not-sellable"])


async def test_a_version_in_design_does_not_stop_the_one_that_is_sold(
    client: httpx.AsyncClient, shop: Shop
) -> None:
    made = await shop.open()
    change = {"version": "2", "lifecycleStatus": "In design", "name": "Brighter home"}
    assert (await client.patch(made["href"], json=change)).status_code == 200
    assert (await shop.order())["state"] == "completed"


async def test_what_is_obsolete_stays_so(client: httpx.AsyncClient, shop: Shop) -> None:
    made = await shop.open(lifecycleStatus="Obsolete")
    answer = await client.patch(made["href"], json={"lifecycleStatus": "Active"})
    assert (answer.status_code, answer.json()["code"]) == (409, "state-forbids")


async def test_an_offering_of_what_nobody_has_specified_cannot_be_sold_but_studied(
    client: httpx.AsyncClient, shop: Shop
) -> None:
    body = {"name": "Castle in the air", "productSpecification": {"id": shop.id("castle")}}
    answer = await client.post(OFFERINGS, json=body)
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (400, "productSpecification.id")
    studied = await client.post(OFFERINGS, json={**body, "lifecycleStatus": "In study"})
    assert studied.status_code == 201
    answer = await client.patch(studied.json()["href"], json={"lifecycleStatus": "Active"})
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (400, "productSpecification.id")


async def test_what_others_need_cannot_be_deleted(client: httpx.AsyncClient, shop: Shop) -> None:
    await shop.open()
    answer = await client.delete(f"{SPECIFICATIONS}/{shop.id('lighting')}")
    assert (answer.status_code, answer.json()["code"]) == (409, "state-forbids")
    assert shop.id("bright-home") in answer.json()["message"]


@pytest.mark.parametrize("url", [OFFERINGS, SPECIFICATIONS])
async def test_everything_in_the_catalogue_has_what_is_mandatory_however_it_came_there(
    client: httpx.AsyncClient, url: str
) -> None:
    entries = (await client.get(f"{url}?limit=1000")).json()
    assert entries
    for entry in entries:
        assert entry.keys() >= {"id", "href", "name", "lastUpdate", "lifecycleStatus", "version", "isBundle"}


async def test_what_was_loaded_is_found_by_what_it_consists_of(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"{OFFERINGS}?bundledProductOffering.id=fiber-access-1g&fields=isBundle")
    assert [(o["id"], o["isBundle"]) for o in answer.json()] == [("business-fiber", True)]
    answer = await client.get(f"{SPECIFICATIONS}?productSpecCharacteristic.name=bandwidth&fields=name")
    assert answer.json()
