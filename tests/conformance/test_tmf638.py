"""TMF638 v4: the service inventory, over HTTP on a whole hub."""

from typing import Any

import httpx
import pytest

from tests.conformance.filters import not_found_by
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="session")

SERVICES = "/tmf-api/serviceInventory/v4/service"
ORDERS = "/tmf-api/serviceOrdering/v4/serviceOrder"
TYPED = {"@type": "Special", "@baseType": "Base", "@schemaLocation": "http://x.example/schema", "own": 1}


def described(state: str = "active", of: str = "somebody's", **members: Any) -> dict[str, Any]:
    return {"state": state, "serviceSpecification": {"id": of}, **members}


async def recorded(client: httpx.AsyncClient, body: dict[str, Any]) -> dict[str, Any]:
    answer = await client.post(SERVICES, json=body)
    assert answer.status_code == 201, answer.text
    shown: dict[str, Any] = answer.json()
    assert answer.headers["location"] == shown["href"]
    return shown


async def ordered(client: httpx.AsyncClient, action: str, service: dict[str, Any]) -> dict[str, Any]:
    item = {"id": "1", "action": action, "service": service}
    answer = await client.post(ORDERS, json={"serviceOrderItem": [item]})
    assert answer.status_code == 201, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def test_a_service_is_recorded_with_all_the_hub_owes_it(client: httpx.AsyncClient, now: str) -> None:
    shown = await recorded(client, described())
    assert shown["href"] == f"http://hub.example{SERVICES}/{shown['id']}"
    assert shown["serviceDate"] == now
    assert (shown["state"], shown["serviceSpecification"]) == ("active", {"id": "somebody's"})
    read = await client.get(shown["href"])
    assert (read.status_code, read.json()) == (200, shown)
    chosen = await client.get(f"{shown['href']}?fields=state")
    assert set(chosen.json()) == {"id", "href", "state"}
    assert (await client.get(f"{SERVICES}/nobody")).status_code == 404


async def test_what_is_said_comes_back_as_it_was_at_every_level_and_finds_the_service(
    client: httpx.AsyncClient,
) -> None:
    party = {"id": "kim", "role": "user", "@referredType": "Individual", **TYPED}
    sent = {
        **TYPED,
        **described(
            state="inactive",
            name="vCPE",
            description="Instantiation",
            category="CFS",
            serviceType="Cloud",
            isBundle=False,
            hasStarted=True,
            isServiceEnabled=True,
            isStateful=True,
            startMode="1",
            startDate="2018-01-15T12:26:11.747Z",
            endDate="2038-01-15T12:26:11.747Z",
            serviceDate="2018-01-15T12:26:11.747Z",
        ),
        "serviceSpecification": {"id": "1212", "version": "1.0.0", "name": "vCPE", **TYPED},
        "serviceCharacteristic": [
            {"id": "c", "name": "vCPE", "valueType": "object", "value": {"a": [1, None, {"b": ""}]}, **TYPED},
            {"name": "none", "value": None},
            {"name": "empty", "value": []},
        ],
        "feature": [{"id": "f", "name": "f", "featureCharacteristic": [{"name": "x", "value": True}]}],
        "note": [{"author": "kim", "date": "2018-01-15T12:26:11.748Z", "text": "Hello", **TYPED}],
        "place": [{"id": "2435", "role": "site", "name": "Home", "@referredType": "Address", **TYPED}],
        "relatedEntity": [{"id": "q", "role": "origin", "@referredType": "Quote", **TYPED}],
        "relatedParty": [party],
        "serviceOrderItem": [{"serviceOrderId": "42", "itemId": "1", "role": "initiator", **TYPED}],
        "serviceRelationship": [
            {"relationshipType": "DependentOn", "service": {"id": "5645", **TYPED}, **TYPED}
        ],
        "supportingResource": [{"id": "6161", "name": "Infra", "value": "01", **TYPED}],
        "supportingService": [{"id": "5885", "@referredType": "Service", **TYPED}],
    }
    shown = await recorded(client, sent)
    assert {name: value for name, value in shown.items() if name not in {"id", "href"}} == sent
    assert await not_found_by(client, SERVICES, shown) == []


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"state": "active"}, "serviceSpecification"),
        ({"serviceSpecification": {"id": "x"}}, "state"),
        (described(state="suspended"), "state"),
        (described(id="mine"), "id"),
        (described(serviceDate="last week"), "serviceDate"),
    ],
    ids=["no specification", "no state", "a state there is not", "an id", "a date that is none"],
)
async def test_a_wrong_service_is_refused_with_the_attribute(
    client: httpx.AsyncClient, body: dict[str, Any], named: str
) -> None:
    answer = await client.post(SERVICES, json=body)
    assert answer.status_code == 400, answer.text
    assert named in answer.json()["message"]


async def test_a_record_moves_as_published_and_else_says_where_it_can(client: httpx.AsyncClient) -> None:
    shown = await recorded(client, described(state="feasibilityChecked"))
    for state in ("designed", "reserved", "designed", "active", "inactive", "active", "terminated", "active"):
        patched = await client.patch(shown["href"], json={"state": state})
        assert (patched.status_code, patched.json()["state"]) == (200, state), patched.text
    refused = await client.patch(shown["href"], json={"state": "designed"})
    assert (refused.status_code, refused.json()["code"]) == (409, "state-forbids")
    assert "inactive, terminated" in refused.json()["message"]


async def test_a_record_is_patched_in_the_version_one_knows_and_deleted(client: httpx.AsyncClient) -> None:
    shown = await recorded(
        client, described(note=[{"author": "a", "date": "2026-01-01T00:00:00Z", "text": "t"}])
    )
    etag = (await client.get(shown["href"])).headers["etag"]
    change = {
        "name": "new",
        "serviceCharacteristic": [{"name": "speed", "value": 5}],
        "note": None,
        "own": {"a": 1},
    }
    merge = {"If-Match": etag, "Content-Type": "application/merge-patch+json"}
    patched = await client.patch(shown["href"], json=change, headers=merge)
    assert patched.status_code == 200, patched.text
    wanted = {name: value for name, value in {**shown, **change}.items() if value is not None}
    assert patched.json() == wanted
    assert (await client.patch(shown["href"], json={"name": "x"}, headers=merge)).status_code == 412
    operations = [{"op": "replace", "path": "/serviceCharacteristic/0/value", "value": [6]}]
    json_patch = {"Content-Type": "application/json-patch+json"}
    replaced = await client.patch(shown["href"], json=operations, headers=json_patch)
    assert replaced.json()["serviceCharacteristic"] == [{"name": "speed", "value": [6]}]
    assert (await client.delete(shown["href"], headers={"If-Match": etag})).status_code == 412
    assert (await client.delete(shown["href"])).status_code == 204
    assert (await client.get(shown["href"])).status_code == 404


async def test_what_an_order_has_built_is_changed_by_orders_only(
    client: httpx.AsyncClient,
) -> None:
    order = await ordered(client, "add", {"serviceSpecification": {"id": "cfs-voice"}})
    href = f"http://hub.example{SERVICES}/{order['serviceOrderItem'][0]['service']['id']}"

    async def standing() -> dict[str, Any] | None:
        shown: dict[str, Any] = (await client.get(href)).json()
        return shown if shown["state"] == "active" else None

    built = await eventually(standing)
    held = built["supportingResource"][0]["id"]
    assert [s["id"] for s in (await client.get(f"{SERVICES}?supportingResource.id={held}")).json()] == [
        built["id"]
    ]
    assert (await client.patch(href, json={"description": "mine"})).json()["description"] == "mine"
    for change in ({"state": "terminated"}, {"serviceCharacteristic": [{"name": "x", "value": 1}]}):
        refused = await client.patch(href, json=change)
        assert (refused.status_code, refused.json()["code"]) == (409, "state-forbids")
    assert (await client.delete(href)).status_code == 409
    await ordered(client, "delete", {"id": built["id"]})

    async def gone() -> bool:
        return bool((await client.get(href)).json()["state"] == "terminated")

    await eventually(gone)
    assert (await client.delete(href)).status_code == 204


async def test_services_are_listed_filtered_sorted_and_paged(client: httpx.AsyncClient) -> None:
    ids = []
    for number in range(3):
        body = described(
            of="listed",
            name=f"n{number}",
            state=("active", "inactive", "designed")[number],
            category="listed",
            serviceDate=f"2026-0{number + 1}-01T00:00:00Z",
            serviceCharacteristic=[
                {"name": "size", "value": {"unit": number}, "valueType": f"t{number}", "id": f"c{number}"}
            ],
            supportingResource=[{"id": f"r{number}", "value": number, "@referredType": "Port"}],
            supportingService=[{"id": f"s{number}"}],
            place=[{"id": f"p{number}", "role": "site"}],
        )
        ids.append((await recorded(client, body))["id"])
    await client.patch(f"{SERVICES}/{ids[0]}", json={"state": "inactive"})
    mine = f"{SERVICES}?category=listed"
    page = await client.get(f"{mine}&sort=-name&limit=2&fields=name")
    assert (page.status_code, page.headers["x-total-count"], page.headers["x-result-count"]) == (
        206,
        "3",
        "2",
    )
    assert [s["name"] for s in page.json()] == ["n2", "n1"]
    for query, found in (
        ("", ids),
        ("&state=inactive", ids[:2]),
        ("&state=designed,active", ids[2:]),
        (f"&id={ids[1]}", ids[1:2]),
        ("&serviceSpecification.id=listed", ids),
        ('&serviceDate="2026-02-01T00:00:00.000Z"', ids[1:2]),
        ("&serviceDate.gt=2026-01-15", ids[1:]),
        ("&serviceCharacteristic.value.unit=2", ids[2:]),
        ("&serviceCharacteristic.valueType=t1,t2", ids[1:]),
        ("&serviceCharacteristic.id=c0", ids[:1]),
        ("&supportingResource.id=r1", ids[1:2]),
        ("&supportingResource.value.gte=1&supportingResource.@referredType=Port", ids[1:]),
        ("&supportingService.id=s0,s1", ids[:2]),
        ("&place.id=p0,p1", ids[:2]),
        ("&name.regex=n[01]", ids[:2]),
    ):
        answer = await client.get(mine + query)
        assert answer.status_code == 200, answer.text
        assert sorted(s["id"] for s in answer.json()) == sorted(found), query
    assert (await client.get(f"{SERVICES}?nobody=1")).status_code == 400
