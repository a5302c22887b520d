"""TMF641 v4: service orders and their cancellation, over HTTP on a whole hub."""

from typing import Any

import httpx
import pytest

from hub.kernel.ids import new_id
from tests.conformance.filters import not_found_by
from tests.conformance.service_orders import LATER, ORDERS, SERVICES, ended, item, made, order, post
from tests.flow.hub import Hub
from tests.flow.orders import fiber

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_order_is_created_with_all_the_hub_owes_it(client: httpx.AsyncClient, now: str) -> None:
    answer = await post(client, order(requestedStartDate=LATER))
    body = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (201, body["href"])
    assert body["href"] == f"http://hub.example{ORDERS}/{body['id']}"
    assert (body["state"], body["orderDate"]) == ("acknowledged", now)
    assert body["serviceOrderItem"][0]["state"] == "acknowledged"
    read = await client.get(body["href"])
    assert (read.status_code, read.json(), read.headers["etag"]) == (200, body, answer.headers["etag"])


async def test_it_runs_until_the_service_stands_in_the_inventory(client: httpx.AsyncClient) -> None:
    wanted = item(
        of="cfs-dsl-access",
        name="My line",
        serviceType="CFS",
        serviceCharacteristic=[{"name": "bandwidth", "value": 16, "valueType": "number", "id": "b"}],
    )
    body = await ended(client, order(wanted, description="a line"))
    assert (body["state"], body["serviceOrderItem"][0]["state"]) == ("completed", "completed")
    assert body["completionDate"] >= body["startDate"] >= body["orderDate"]
    service = (await client.get(f"{SERVICES}/{body['serviceOrderItem'][0]['service']['id']}")).json()
    assert (service["state"], service["name"], service["serviceType"]) == ("active", "My line", "CFS")
    assert service["serviceSpecification"] == {"id": "cfs-dsl-access", "version": "1"}
    values = {c["name"]: c for c in service["serviceCharacteristic"]}
    assert values["bandwidth"] == {"name": "bandwidth", "value": 16, "valueType": "number", "id": "b"}
    assert {r["name"] for r in service["supportingResource"]} == {"port", "vlan"}


async def test_a_service_is_modified_suspended_and_ended_by_its_id(client: httpx.AsyncClient) -> None:
    built = (await ended(client, order()))["serviceOrderItem"][0]["service"]["id"]
    for changed, state in (
        (item(of="", action="modify", id=built, state="inactive"), "inactive"),
        (item(of="", action="modify", id=built, state="active"), "active"),
        (item(of="", action="delete", id=built, state="terminated"), "terminated"),
    ):
        assert (await ended(client, order(changed)))["state"] == "completed"
        assert (await client.get(f"{SERVICES}/{built}")).json()["state"] == state


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (item(of="nobody-has-it"), "specification-unknown"),
        (item(of=""), "specification-unknown"),
        (item(of="", action="modify", id="nobody's"), "id-unknown"),
        (item(of="", action="delete"), "id-unknown"),
        (item(of="rfs-fiber-line"), "action-unsupported"),
    ],
    ids=["unknown specification", "nothing said", "unknown service", "no service", "a part of others"],
)
async def test_what_cannot_be_done_is_rejected_and_says_why(
    client: httpx.AsyncClient, wanted: dict[str, Any], code: str
) -> None:
    body = await ended(client, order(wanted))
    assert (body["state"], body["serviceOrderItem"][0]["state"]) == ("rejected", "rejected")
    (error,) = body["errorMessage"]
    assert error["code"] == code
    assert error["reason"]


async def test_items_are_nested_rely_on_each_other_and_one_fails_with_the_other(
    client: httpx.AsyncClient,
) -> None:
    first = {**item("1"), "serviceOrderItem": [item("1.1", "cfs-tv")]}
    relies = {"relationshipType": "reliesOn", "orderItem": {"id": "1.1"}, "x": 1}
    second = {**item("2"), "serviceOrderItemRelationship": [relies]}
    body = await ended(client, order(first, second))
    assert body["state"] == "completed"
    outer, other = body["serviceOrderItem"]
    assert (outer["state"], outer["serviceOrderItem"][0]["state"]) == ("completed", "completed")
    assert other["serviceOrderItemRelationship"] == [relies]
    wrong = {**item("2"), "serviceOrderItemRelationship": [{**relies, "orderItem": {"id": "9"}}]}
    refused = await ended(client, order(item("1"), wrong))
    (error,) = refused["errorMessage"]
    assert (error["code"], error["serviceOrderItem"][0]["itemId"]) == ("item-relationship-broken", "2")


async def test_what_is_said_comes_back_as_it_was_at_every_level_and_finds_the_order(
    client: httpx.AsyncClient,
) -> None:
    typed = {"@type": "Special", "@baseType": "Base", "@schemaLocation": "http://x.example/schema", "own": 1}
    party = {"id": "kim", "role": "requester", "@referredType": "Individual", "href": "http://x.example/kim"}
    note = {"id": "n", "author": "kim", "date": "2026-01-01T09:00:00.5+02:00", "text": "Hello", **typed}
    value = {"deep": [1, 2.5, None, {"a": ""}], "empty": []}
    service = {
        **typed,
        "name": "My voice",
        "category": "CFS",
        "isBundle": False,
        "state": "active",
        "serviceSpecification": {"id": "cfs-voice", "version": "7", "name": "Voice", **typed},
        "serviceCharacteristic": [
            {"id": "c", "name": "colour", "valueType": "object", "value": value, **typed}
        ],
        "place": [{"id": "HS-1", "role": "site", "@referredType": "GeographicAddress", **typed}],
        "relatedEntity": [{"id": "p", "role": "product", "name": "P", "@referredType": "Quote", **typed}],
        "relatedParty": [{**party, **typed}],
        "feature": [{"id": "f", "name": "f", "featureCharacteristic": [{"name": "x", "value": None}]}],
        "serviceRelationship": [{"relationshipType": "near", "service": {"id": "45", **typed}}],
        "supportingResource": [{"id": "r", "@referredType": "Port", **typed}],
        "supportingService": [{"id": "s", **typed}],
        "note": [note],
    }
    sent = {
        **typed,
        "externalId": "round-trip",
        "description": "",
        "category": "c",
        "priority": "1",
        "requestedStartDate": LATER,
        "notificationContact": "kim@x.example",
        "externalReference": [{"name": "crm", "id": "1", **typed}],
        "orderRelationship": [{"id": "other", "relationshipType": "after", **typed}],
        "note": [note],
        "relatedParty": [{**party, **typed}],
        "serviceOrderItem": [
            {
                **typed,
                "id": "1",
                "action": "add",
                "quantity": 2,
                "appointment": {"id": "a", **typed},
                "service": service,
                "serviceOrderItem": [{**item("2"), **typed}],
                "serviceOrderItemRelationship": [
                    {"relationshipType": "near", "orderItem": {"id": "2", "itemId": "2", **typed}, **typed}
                ],
            }
        ],
    }
    shown = await made(client, sent)
    assert without_owned(shown) == sent
    assert (await client.get(shown["href"])).json() == shown
    # How items stand follows from what becomes of them: nothing is kept of it.
    states = ("serviceOrderItem.state", "serviceOrderItem.serviceOrderItem.state")
    assert await not_found_by(client, ORDERS, shown, but=states) == []


def without_owned(shown: dict[str, Any]) -> dict[str, Any]:
    """Without what the hub sets: state, dates, and the ids of services that will be built."""

    def plain(entry: dict[str, Any]) -> dict[str, Any]:
        service = {n: v for n, v in entry["service"].items() if n != "id" or entry["action"] != "add"}
        rest = {n: v for n, v in entry.items() if n != "state"} | {"service": service}
        nested = [plain(inner) for inner in entry.get("serviceOrderItem", [])]
        return rest | ({"serviceOrderItem": nested} if nested else {})

    own = {"id", "href", "state", "orderDate"}
    items = [plain(entry) for entry in shown["serviceOrderItem"]]
    return {n: v for n, v in shown.items() if n not in own} | {"serviceOrderItem": items}


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "serviceOrderItem"),
        (order(id="mine"), "id"),
        (order(state="completed"), "state"),
        (order(orderDate=LATER), "orderDate"),
        (order({**item(), "state": "completed"}), "serviceOrderItem[0].state"),
        (order(item(state="reserved")), "state"),
        (order({"id": "1", "action": "destroy", "service": {}}), "action"),
        (order(item(serviceCharacteristic=[{"name": "a", "value": 1}] * 2)), "serviceCharacteristic"),
    ],
    ids=[
        "nothing ordered",
        "an id",
        "a state",
        "a date of ours",
        "an item's state",
        "a state nobody can order",
        "an action there is not",
        "a characteristic said twice",
    ],
)
async def test_a_wrong_order_is_refused_with_the_attribute(
    client: httpx.AsyncClient, body: dict[str, Any], named: str
) -> None:
    answer = await post(client, body)
    assert answer.status_code == 400, answer.text
    assert named in answer.json()["message"]


async def test_the_same_request_again_is_the_same_order_and_another_one_a_conflict(
    client: httpx.AsyncClient,
) -> None:
    for headers, members in (({"Idempotency-Key": "k1"}, {}), ({}, {"externalId": "x1"})):
        first, again = [await post(client, order(**members), **headers) for _ in range(2)]
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.json()["id"] == again.json()["id"]
        replayed = [answer.headers.get("idempotency-replayed") for answer in (first, again)]
        assert replayed == [None, "true"]
        other = await post(client, order(item(of="cfs-tv"), **members), **headers)
        assert (other.status_code, other.json()["code"]) == (409, "idempotency-key-reused")


async def test_orders_are_listed_filtered_sorted_and_paged(client: httpx.AsyncClient, now: str) -> None:
    ids = []
    for number in range(3):
        body = order(
            item(of="cfs-tv", serviceCharacteristic=[{"name": "size", "value": number}]),
            category="listed",
            priority=str(number),
            requestedStartDate=LATER,
            note=[{"text": f"note {number}"}],
        )
        ids.append((await made(client, body))["id"])
    mine = f"{ORDERS}?category=listed"
    page = await client.get(f"{mine}&sort=-priority&limit=2&fields=priority")
    assert (page.status_code, page.headers["x-total-count"]) == (206, "3")
    assert [set(o) for o in page.json()] == [{"id", "href", "priority"}] * 2
    assert [o["priority"] for o in page.json()] == ["2", "1"]
    for query, found in (
        ("", ids),
        ("&state=acknowledged", ids),
        ("&state=completed", []),
        (f"&id={ids[1]}", ids[1:2]),
        ("&serviceOrderItem.service.serviceSpecification.id=cfs-tv", ids),
        ("&serviceOrderItem.service.serviceCharacteristic.value.gt=0", ids[1:]),
        ("&note.text=note%201", ids[1:2]),
        (f"&orderDate={now}&requestedStartDate.gte=2027-01-01", ids),
    ):
        answer = await client.get(mine + query)
        assert answer.status_code == 200, answer.text
        assert sorted(o["id"] for o in answer.json()) == sorted(found), query
    assert (await client.get(f"{ORDERS}?nobody=1")).status_code == 400
    assert (await client.get(f"{ORDERS}?state=wrong")).status_code == 400


async def test_what_waits_is_patched_and_a_state_is_not_set_by_hand(client: httpx.AsyncClient) -> None:
    body = await made(client, order(requestedStartDate=LATER, description="old", externalId=new_id()))
    version = (await client.get(body["href"])).headers["etag"]
    patched = await client.patch(
        body["href"],
        json={"description": "new", "note": [{"text": "n"}], "own": {"a": 1}},
        headers={"If-Match": version, "Content-Type": "application/merge-patch+json"},
    )
    assert patched.status_code == 200, patched.text
    assert {**body, "description": "new", "note": [{"text": "n"}], "own": {"a": 1}} == patched.json()
    stale = await client.patch(body["href"], json={"description": "x"}, headers={"If-Match": version})
    assert stale.status_code == 412
    operations = [{"op": "remove", "path": "/note"}]
    json_patch = {"Content-Type": "application/json-patch+json"}
    removed = await client.patch(body["href"], json=operations, headers=json_patch)
    assert (removed.status_code, "note" in removed.json()) == (200, False)
    for change, status in (
        ({"state": "cancelled"}, 409),
        ({"serviceOrderItem": [item("2")]}, 400),
        ({"externalId": "other"}, 400),
        ({"externalId": None}, 400),
        ({"orderDate": LATER}, 400),
        ({"@type": "Other"}, 400),
    ):
        refused = await client.patch(body["href"], json=change)
        assert refused.status_code == status, refused.text
    assert (await client.patch(f"{ORDERS}/nobody", json={"description": "x"})).status_code == 404


async def test_what_has_ended_is_not_patched_but_deleted(client: httpx.AsyncClient) -> None:
    waiting = await made(client, order(requestedStartDate=LATER))
    assert (await client.delete(waiting["href"])).status_code == 409
    body = await ended(client, order(item(of="nobody-has-it")))
    assert (await client.patch(body["href"], json={"description": "x"})).status_code == 409
    assert (await client.delete(body["href"])).status_code == 204
    assert (await client.get(body["href"])).status_code == 404
    assert (await client.delete(body["href"])).status_code == 404


async def test_orders_of_the_core_are_shown_too(client: httpx.AsyncClient, hub: Hub) -> None:
    placed = await client.post("/tmf-api/productOrderingManagement/v4/productOrder", json=fiber())
    assert placed.status_code == 201, placed.text
    identifier = placed.json()["id"]
    await hub.settled(identifier)
    found = await client.get(f"{ORDERS}?externalId={identifier}")
    assert found.status_code == 200, found.text
    assert {o["state"] for o in found.json()} == {"completed"}
    assert {o["externalId"] for o in found.json()} == {identifier}
