"""Ids that partners choose: whatever they are, the resource is found where its href says."""

from urllib.parse import quote

import httpx
import pytest

from hub.kernel.ids import new_id
from tests.conformance.partners import Partner

pytestmark = pytest.mark.asyncio(loop_scope="session")

CATEGORIES = "/tmf-api/productCatalogManagement/v4/category"
RESOURCES = "/tmf-api/resourceInventoryManagement/v4/resource"
IDS = ["10.0.0.0/24", "/", "a%2Fb", "a%252fb", "100%", "a?b#c", "é;,\"'\\", "a:(b)"]


@pytest.fixture(params=[CATEGORIES, RESOURCES], ids=["category", "resource"])
def partner(client: httpx.AsyncClient, request: pytest.FixtureRequest) -> Partner:
    return Partner(client, request.param)


@pytest.mark.parametrize("text", IDS)
async def test_a_resource_is_where_its_href_says(partner: Partner, text: str) -> None:
    identifier = f"{new_id()}{text}"
    made = await partner.create({"id": identifier, "name": "x"})
    assert made["href"] == f"http://hub.example{partner.path}/{quote(identifier, safe='')}"
    assert (await partner.client.get(made["href"])).json() == made
    assert (await partner.patch(identifier, {"name": "y"}))["name"] == "y"
    assert (await partner.client.delete(made["href"])).status_code == 204
    await partner.missing(identifier)


async def test_what_is_not_offered_at_such_an_address_says_what_is(partner: Partner) -> None:
    answer = await partner.client.put(f"{partner.path}/a%2Fb", json={})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "DELETE, GET, HEAD, PATCH")


@pytest.mark.parametrize("text", [".", ".."])
async def test_a_step_of_an_address_is_no_id(partner: Partner, text: str) -> None:
    answer = await partner.client.post(partner.path, json={"id": text, "name": "x"})
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (400, "id")


async def test_what_names_a_version_is_no_id_of_an_entry(client: httpx.AsyncClient) -> None:
    answer = await client.post(CATEGORIES, json={"id": "a:(version=1)", "name": "x"})
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (400, "id")
