"""TMF637 v4 over HTTP: what customers have, whoever has made it."""

from typing import Any

import httpx
import pytest

from tests.conformance.partners import Partner
from tests.flow.hub import Hub
from tests.flow.orders import fiber

pytestmark = pytest.mark.asyncio(loop_scope="session")

PRODUCTS = "/tmf-api/productInventory/v4/product"
ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder"


@pytest.fixture
def products(client: httpx.AsyncClient) -> Partner:
    return Partner(client, PRODUCTS)


def rich(unique: str) -> dict[str, Any]:
    """A product that says something at every level, extensions among it."""
    return {
        "status": "active",
        "name": f"Voice over IP {unique}",
        "description": "for Jean",
        "isBundle": False,
        "isCustomerVisible": True,
        "productSerialNumber": "N/A",
        "orderDate": "2017-10-30T00:00:00.000Z",
        "startDate": "2017-11-01T09:37:29.961Z",
        "billingAccount": {"id": "b-1", "@type": "BillingAccountRef"},
        "agreement": [{"id": "a-1", "agreementItemId": "2"}],
        "productOffering": {
            "id": "PO-101-1",
            "name": "Voice Over IP Basic",
            "@referredType": "ProductOffering",
        },
        "productSpecification": {"id": "PS-101", "version": "1", "@referredType": "ProductSpecification"},
        "productCharacteristic": [
            {"name": "number", "valueType": "string", "value": "415 279 7439"},
            {"name": "limits", "value": {"minutes": [100, None], "roaming": False}},
        ],
        "productOrderItem": [
            {
                "productOrderId": "1023-98gh",
                "productOrderHref": "https://elsewhere.example/1023-98gh",
                "orderItemId": "2",
                "orderItemAction": "add",
                "role": "install order",
                "@referredType": "ProductOrder",
            }
        ],
        "productRelationship": [{"relationshipType": "reliesOn", "product": {"id": "other"}}],
        "productTerm": [{"name": "a year", "duration": {"amount": 12, "units": "month"}}],
        "place": [{"id": "HS-1", "role": "installation address", "floor": 2}],
        "relatedParty": [{"id": f"jean-{unique}", "role": "user", "@referredType": "Individual"}],
        "realizingService": [
            {
                "id": f"s-{unique}",
                "href": "https://elsewhere.example/s",
                "role": "main",
                "@referredType": "Service",
            }
        ],
        "realizingResource": [{"id": "r-1", "@referredType": "Resource"}],
        "@type": "Product",
        "@baseType": "Product",
        "@schemaLocation": "https://elsewhere.example/product.json",
        "colour": {"shades": [0, ""]},
    }


async def test_what_is_sent_comes_back_unchanged(products: Partner) -> None:
    sent = rich(products.unique)
    made = await products.create(sent)

    assert made["href"] == f"http://hub.example{PRODUCTS}/{made['id']}"
    assert await products.get(made["id"]) == made
    assert {name: value for name, value in made.items() if name not in {"id", "href"}} == sent


async def test_a_status_is_enough_and_is_needed(products: Partner) -> None:
    made = await products.create({"status": "created"})
    assert made.keys() == {"id", "href", "status", "orderDate"}

    for body in ({}, {"status": "broken"}, {"status": None}, {"status": "active", "id": "mine"}):
        answer = await products.client.post(PRODUCTS, json=body)
        assert answer.status_code == 400, body


@pytest.mark.parametrize(
    "filter_",
    [
        "id={id}",
        "status=active",
        "name.regex=^Voice",
        "startDate={startDate}",
        "startDate.gt=2017-11-01T09:00:00Z",
        "isCustomerVisible=true",
        "productOffering.id=PO-101-1",
        "productSpecification.version=1",
        "productCharacteristic.value=415 279 7439",
        "productOrderItem.productOrderId=1023-98gh",
        "productOrderItem.role=install order",
        "realizingService.role=main",
        "relatedParty.id={relatedParty[0][id]}",
        "place.floor=2",
        "billingAccount.id=b-1",
        "colour.shades=0",
    ],
)
async def test_an_attribute_that_is_shown_finds_it(products: Partner, filter_: str) -> None:
    made = await products.create(rich(products.unique))
    name, _, value = filter_.format(**made).partition("=")

    found = await products.ids(**{name: value, "limit": "1000"})

    assert made["id"] in found


async def test_what_has_changed_is_found_by_what_it_is_now(products: Partner) -> None:
    made = await products.create(rich(products.unique))
    party = {"id": f"al-{products.unique}", "@referredType": "Individual"}

    await products.patch(made["id"], {"relatedParty": [party], "name": products.unique})

    assert await products.ids(**{"relatedParty.id": party["id"]}) == [made["id"]]
    assert await products.ids(**{"relatedParty.id": f"jean-{products.unique}"}) == []
    assert await products.ids(name=products.unique) == [made["id"]]


async def test_it_is_changed_member_by_member_and_only_by_who_knows_it(products: Partner) -> None:
    made = await products.create({"status": "active", "name": "TV", "colour": {"name": "red", "shade": 1}})
    tag = (await products.client.get(f"{PRODUCTS}/{made['id']}")).headers["ETag"]

    changed = await products.patch(
        made["id"], {"name": None, "colour": {"name": "blue"}}, headers={"If-Match": tag}
    )
    assert changed == {k: v for k, v in made.items() if k != "name"} | {
        "colour": {"name": "blue", "shade": 1}
    }
    added = [{"op": "add", "path": "/description", "value": "old"}]
    assert (await products.patch(made["id"], added, "application/json-patch+json"))["description"] == "old"
    await products.refused("PATCH", made["id"], {"name": "x"}, 412, {"If-Match": tag})
    await products.refused("DELETE", made["id"], None, 412, {"If-Match": tag})
    items = [{"productOrderId": "1", "orderItemId": "1"}]
    for refused in ({"id": "other"}, {"href": "other"}, {"status": None}, {"productOrderItem": items}):
        await products.refused("PATCH", made["id"], refused, 400)


@pytest.mark.parametrize(
    "way",
    [
        ("created", "pendingActive", "active", "suspended", "active", "pendingTerminate", "terminated"),
        ("created", "active", "terminated"),
        ("pendingActive", "cancelled"),
        ("pendingActive", "aborted"),
    ],
    ids="-".join,
)
async def test_a_status_goes_the_published_ways(products: Partner, way: tuple[str, ...]) -> None:
    made = await products.create({"status": way[0]})

    for status in way[1:]:
        assert (await products.patch(made["id"], {"status": status}))["status"] == status


async def test_other_ways_are_refused_with_what_is_possible(products: Partner) -> None:
    made = await products.create({"status": "active"})

    error = await products.refused("PATCH", made["id"], {"status": "cancelled"}, 409)

    assert error["code"] == "state-forbids"
    assert "pendingTerminate, suspended, terminated" in error["message"]


async def test_a_product_without_services_is_deleted_and_one_with_services_is_not(products: Partner) -> None:
    plain = await products.create({"status": "active"})
    assert (await products.client.delete(f"{PRODUCTS}/{plain['id']}")).status_code == 204
    await products.missing(plain["id"])

    made = await products.create(rich(products.unique))
    assert (await products.refused("DELETE", made["id"], None, 409))["code"] == "state-forbids"
    await products.patch(made["id"], {"realizingService": None})
    assert (await products.client.delete(f"{PRODUCTS}/{made['id']}")).status_code == 204


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_what_is_not_there_is_404(products: Partner, method: str) -> None:
    body: Any = {} if method == "PATCH" else None

    assert (await products.refused(method, "no such 'product'", body, 404))["code"] == "id-unknown"


async def test_what_an_order_has_made_has_what_conformance_asks_for(products: Partner, hub: Hub) -> None:
    body = fiber()
    body["externalId"] = products.unique
    (bundle,) = body["productOrderItem"]
    bundle["billingAccount"] = {"id": "of all", "@type": "BillingAccountRef"}
    bundle["productOrderItem"][0]["billingAccount"] = {"id": "of the line"}
    order = (await products.client.post(ORDERS, json=body)).json()
    await hub.settled(order["id"])

    made = (
        await products.client.get(PRODUCTS, params={"productOrderItem.productOrderId": order["id"]})
    ).json()
    assert len(made) == 3
    for product in made:
        assert product["status"] == "active"
        assert product["href"] == f"http://hub.example{PRODUCTS}/{product['id']}"
        assert product["productOffering"]["id"]
        assert product["relatedParty"] == body["relatedParty"]
    accounts = sorted(product["billingAccount"]["id"] for product in made)
    assert accounts == ["of all", "of all", "of the line"]
    # What stands on services says by them what it is.
    await products.refused("PATCH", made[0]["id"], {"status": "terminated"}, 409)
    await products.refused("DELETE", made[0]["id"], None, 409)
    named = await products.patch(made[0]["id"], {"name": "The line"})
    assert named["realizingService"] == made[0]["realizingService"]


async def test_an_order_ends_a_product_that_came_from_another_system(products: Partner, hub: Hub) -> None:
    party = [{"id": products.unique, "role": "customer", "@referredType": "Individual"}]
    offering = {"id": "home-broadband-100"}
    items = [{"id": "1", "action": "add", "productOffering": offering}]
    order = (
        await products.client.post(ORDERS, json={"productOrderItem": items, "relatedParty": party})
    ).json()
    await hub.settled(order["id"])
    (known,) = (await products.client.get(PRODUCTS, params={"relatedParty.id": products.unique})).json()

    # The same, as it would come from elsewhere: its services are those that stand.
    copied = {n: known[n] for n in ("status", "name", "productOffering", "realizingService", "relatedParty")}
    copied["productCharacteristic"] = known["productCharacteristic"]
    made = await products.create(copied)
    items = [{"id": "1", "action": "delete", "product": {"id": made["id"]}}]
    ending = (
        await products.client.post(ORDERS, json={"productOrderItem": items, "relatedParty": party})
    ).json()
    await hub.settled(ending["id"])

    assert (await products.client.get(f"{ORDERS}/{ending['id']}")).json()["state"] == "completed"
    assert (await products.get(made["id"]))["status"] == "terminated"
    assert (await products.client.delete(f"{PRODUCTS}/{made['id']}")).status_code == 204


async def test_where_a_product_is_does_not_depend_on_what_its_order_says_of_it(
    products: Partner, hub: Hub
) -> None:
    party = [{"id": products.unique, "role": "customer", "@referredType": "Individual"}]
    item = {
        "id": "1",
        "action": "add",
        "productOffering": {"id": "home-broadband-100"},
        "product": {"href": "https://partner.example/product/7"},
    }
    answer = await products.client.post(ORDERS, json={"productOrderItem": [item], "relatedParty": party})
    await hub.settled(answer.json()["id"])

    (made,) = (await products.client.get(PRODUCTS, params={"relatedParty.id": products.unique})).json()

    assert (await products.client.get(made["href"])).json() == made
