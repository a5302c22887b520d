"""TMF633 Service Catalog and TMF634 Resource Catalog v4: what is mandatory, and what the layers below build by."""

import httpx
import pytest

from tests.conformance.shop import RESOURCES, SERVICES, Shop

pytestmark = pytest.mark.asyncio(loop_scope="session")

SERVICE_SPECIFICATIONS = f"{SERVICES}/serviceSpecification"
RESOURCE_SPECIFICATIONS = f"{RESOURCES}/resourceSpecification"


async def test_a_service_specification_says_its_type_whether_it_was_sent_or_not(
    client: httpx.AsyncClient,
) -> None:
    named = {"name": "Kit", "@type": "ServiceSpecification"}
    for body in ({"name": "Kit"}, named):
        made = (await client.post(SERVICE_SPECIFICATIONS, json=body)).json()
        assert (made["@type"], made["isBundle"]) == ("ServiceSpecification", False)
    facing = {"name": "Kit", "@type": "ResourceFacingServiceSpecification"}
    assert (await client.post(SERVICE_SPECIFICATIONS, json=facing)).json()["@type"] == facing["@type"]


@pytest.mark.parametrize(
    ("url", "mandatory"), [(SERVICE_SPECIFICATIONS, {"@type"}), (RESOURCE_SPECIFICATIONS, set())]
)
async def test_everything_in_the_catalogue_has_what_is_mandatory_however_it_came_there(
    client: httpx.AsyncClient, url: str, mandatory: set[str]
) -> None:
    entries = (await client.get(f"{url}?limit=1000")).json()
    assert entries
    for entry in entries:
        assert entry.keys() >= {"id", "href", "name", "lastUpdate", "lifecycleStatus", "isBundle", *mandatory}
        assert isinstance(entry["isBundle"], bool)


async def test_the_mandatory_attributes_of_a_resource_specification_can_be_patched(
    client: httpx.AsyncClient,
) -> None:
    made = (await client.post(RESOURCE_SPECIFICATIONS, json={"name": "Kit"})).json()
    change = {"isBundle": True, "lifecycleStatus": "Retired", "name": "Another kit"}
    assert (await client.patch(made["href"], json=change)).json().items() >= change.items()


async def test_a_specification_is_found_by_its_parts(client: httpx.AsyncClient) -> None:
    shop = Shop(client)
    await shop.open()
    answer = await client.get(
        f"{SERVICE_SPECIFICATIONS}?resourceSpecification.id={shop.id('lamp')}&fields=name"
    )
    assert [entry["id"] for entry in answer.json()] == [shop.id("light")]


async def test_the_stock_of_a_specification_is_what_can_be_had(client: httpx.AsyncClient) -> None:
    shop = Shop(client)
    await shop.open()
    assert [(await shop.order())["state"] for _ in range(3)] == ["completed", "completed", "failed"]
    made = (await client.get(f"{RESOURCE_SPECIFICATIONS}/{shop.id('lamp')}")).json()
    assert made["resourcePool"] == [{"id": shop.id("lamps"), "stock": {"pattern": "L-{n}", "count": 2}}]
