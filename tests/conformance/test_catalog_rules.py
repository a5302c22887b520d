"""What the catalogues refuse because of what is in them, over HTTP."""

from typing import Any

import httpx
import pytest

from hub.kernel.ids import new_id

pytestmark = pytest.mark.asyncio(loop_scope="session")

PRODUCTS = "/tmf-api/productCatalogManagement/v4"
SERVICES = "/tmf-api/serviceCatalogManagement/v4"
RESOURCES = "/tmf-api/resourceCatalog/v4"
RESOURCE = "/tmf-api/resourceInventoryManagement/v4/resource"

SPECIFICATIONS = [
    f"{PRODUCTS}/productSpecification",
    f"{SERVICES}/serviceSpecification",
    f"{RESOURCES}/resourceSpecification",
]


async def made(client: httpx.AsyncClient, url: str, **members: Any) -> dict[str, Any]:
    answer = await client.post(url, json={"name": new_id(), **members})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def refused(answer: httpx.Response, status: int) -> str:
    """The text of a refusal with this status."""
    assert answer.status_code == status, answer.text
    body = answer.json()
    return f"{body['reason']} {body.get('message', '')}"


@pytest.mark.parametrize("url", SPECIFICATIONS)
@pytest.mark.parametrize("final", ["Obsolete", "Rejected"])
async def test_a_version_that_has_ended_stays_so_and_another_begins(
    client: httpx.AsyncClient, url: str, final: str
) -> None:
    entry = await made(client, url, lifecycleStatus="In test")
    ended = await client.patch(entry["href"], json={"lifecycleStatus": final})
    assert ended.json()["lifecycleStatus"] == final

    again = await client.patch(entry["href"], json={"lifecycleStatus": "Active"})
    assert final in await refused(again, 409)

    follower = await client.patch(entry["href"], json={"lifecycleStatus": "Active", "version": "2"})
    assert (follower.status_code, follower.json()["version"]) == (200, "2")


async def test_an_older_version_is_retired_by_its_own_address_and_the_newest_stays(
    client: httpx.AsyncClient,
) -> None:
    entry = await made(client, SPECIFICATIONS[0], version="1")
    await client.patch(entry["href"], json={"version": "2"})

    retired = await client.patch(f"{entry['href']}:(version=1)", json={"lifecycleStatus": "Retired"})

    assert (retired.status_code, retired.json()["version"]) == (200, "1")
    newest = (await client.get(entry["href"])).json()
    assert (newest["version"], newest["lifecycleStatus"]) == ("2", "Active")


async def test_an_offering_cannot_be_active_before_what_it_is_made_from_is_there(
    client: httpx.AsyncClient,
) -> None:
    nowhere = {"productSpecification": {"id": new_id()}}
    offerings = f"{PRODUCTS}/productOffering"

    answer = await client.post(offerings, json={"name": "Soon", **nowhere})
    assert nowhere["productSpecification"]["id"] in await refused(answer, 400)

    soon = await made(client, offerings, lifecycleStatus="In design", **nowhere)
    answer = await client.patch(soon["href"], json={"lifecycleStatus": "Launched"})
    assert "productSpecification.id" in answer.text
    await refused(answer, 400)


async def test_what_others_are_made_from_cannot_go_and_who_they_are_is_said(
    client: httpx.AsyncClient,
) -> None:
    specification = await made(client, SPECIFICATIONS[0])
    offering = await made(
        client, f"{PRODUCTS}/productOffering", productSpecification={"id": specification["id"]}
    )

    assert offering["id"] in await refused(await client.delete(specification["href"]), 409)

    await client.patch(offering["href"], json={"lifecycleStatus": "Retired"})
    assert (await client.delete(specification["href"])).status_code == 204


async def test_pools_come_with_their_specification_and_are_shown_with_it(client: httpx.AsyncClient) -> None:
    name = new_id()
    pool = {"id": name, "stock": {"pattern": "L-{n}", "count": 2}}
    entry = await made(client, SPECIFICATIONS[2], resourcePool=[pool])
    assert (await client.get(entry["href"])).json()["resourcePool"] == [pool]

    larger = {**pool, "stock": {"pattern": "L-{n}", "count": 3}}
    assert (await client.patch(entry["href"], json={"resourcePool": [larger]})).json()["resourcePool"] == [
        larger
    ]
    smaller = await client.patch(entry["href"], json={"resourcePool": [pool]})
    assert name in await refused(smaller, 409)
    nothing = await client.patch(entry["href"], json={"resourcePool": [{"id": name}]})
    assert "resourcePool[0]" in nothing.text
    await refused(nothing, 400)


@pytest.mark.parametrize("url", [*SPECIFICATIONS, f"{PRODUCTS}/importJob", RESOURCE])
@pytest.mark.parametrize("unreachable", [".", ".."])
async def test_an_id_that_no_address_leads_to_is_refused(
    client: httpx.AsyncClient, url: str, unreachable: str
) -> None:
    body = {"id": unreachable, "name": "Lost", "url": "data:,%5B%5D"}
    answer = await client.post(url, json=body)
    await refused(answer, 400)
    assert [error["path"] for error in answer.json()["errors"]] == ["id"]


@pytest.mark.parametrize("url", SPECIFICATIONS)
async def test_an_id_that_would_be_taken_for_a_version_is_refused(
    client: httpx.AsyncClient, url: str
) -> None:
    answer = await client.post(url, json={"id": "a:(version=1)", "name": "Lost"})
    assert "version" in await refused(answer, 400)


async def test_any_other_id_leads_to_what_has_it(client: httpx.AsyncClient) -> None:
    entry = await made(client, SPECIFICATIONS[0], id=f"ü \"'%?#&;:{new_id()}")
    assert (await client.get(entry["href"])).json()["id"] == entry["id"]
    assert (await client.delete(entry["href"])).status_code == 204
