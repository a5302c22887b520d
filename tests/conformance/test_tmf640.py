"""TMF640 v4 services: asked of the network, found, changed and taken down."""

from typing import Any

import httpx
import orjson
import pytest

from hub.kernel.ids import new_id
from tests.conformance.activations import (
    MERGE,
    MONITORS,
    SERVICES,
    SPEED,
    STEPS,
    create,
    listed,
    path,
    service,
)
from tests.conformance.filled import filled, not_found_by
from tests.flow.hub import Hub

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_service_is_created_with_what_the_hub_sets_and_read_again(client: httpx.AsyncClient) -> None:
    answer = await client.post(SERVICES, json=service(serviceDate="yesterday"))

    made = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (201, made["href"])
    assert made["href"] == f"http://hub.example{SERVICES}/{made['id']}"
    assert made["serviceDate"].endswith("Z")
    assert {name: made[name] for name in ("state", "serviceSpecification")} == service()
    read = await client.get(path(made))
    assert (read.status_code, read.json(), read.headers["etag"]) == (200, made, answer.headers["etag"])


async def test_whatever_the_schema_allows_comes_back_unchanged(client: httpx.AsyncClient) -> None:
    body = {**filled("tmf640-v4.yaml", "Service_Create"), "state": "active"}

    made = await create(client, **body)

    owned = {name: made[name] for name in ("id", "href", "serviceDate")}
    assert made == {**body, **owned}
    assert (await client.get(path(made))).json() == made
    assert await not_found_by(client, SERVICES, made, ("href",)) == []


@pytest.mark.parametrize(
    ("body", "status", "where"),
    [
        ({"serviceSpecification": {"id": "x"}}, 400, "state"),
        ({"state": "active"}, 400, "serviceSpecification"),
        (service(id="mine"), 400, "id"),
        (service(href="/mine"), 400, "href"),
        (service(state="asleep"), 400, "state"),
        (service(state="terminated"), 409, "state"),
        (service(serviceSpecification={"id": "x" * 121}), 400, "serviceSpecification.id"),
        (service(serviceCharacteristic=[SPEED, SPEED]), 400, "serviceCharacteristic"),
    ],
)
async def test_what_cannot_be_a_service_is_refused_and_says_where(
    client: httpx.AsyncClient, body: dict[str, Any], status: int, where: str
) -> None:
    answer = await client.post(SERVICES, json=body)

    assert answer.status_code == status, answer.text
    assert where in [reason["path"] for reason in answer.json()["errors"]]


async def test_the_same_request_under_a_key_makes_one_service(client: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": new_id()}
    first, again = [await client.post(SERVICES, json=service(), headers=headers) for _ in range(2)]
    other = await client.post(SERVICES, json=service(name="other"), headers=headers)

    assert (first.json(), again.status_code, other.status_code) == (again.json(), 201, 409)


async def test_services_are_found_by_what_they_are(client: httpx.AsyncClient) -> None:
    marker = new_id()
    made = await create(
        client,
        name=marker,
        colour=marker,
        serviceSpecification={"id": "cfs-fiber-access", "name": marker},
        serviceCharacteristic=[{**SPEED, "valueType": marker}],
    )
    await create(client, state="inactive", name=marker)

    mine = {"serviceSpecification.name": marker}
    for name, value in (
        ("id", made["id"]),
        ("state", "active"),
        ("serviceDate", made["serviceDate"]),
        ("serviceDate", f'"{made["serviceDate"]}"'),
        ("serviceSpecification.id", "cfs-fiber-access"),
        ("colour", marker),
        ("serviceCharacteristic.value.gte", "10"),
        ("serviceCharacteristic.valueType", marker),
    ):
        assert await listed(client, SERVICES, **mine, **{name: value}) == [made["id"]], name
    assert await listed(client, SERVICES, **mine, state="inactive,terminated") == []
    both = await listed(client, SERVICES, name=marker, sort="state")
    assert (len(both), both[0]) == (2, made["id"])
    unknown = await client.get(SERVICES, params={"nobody.knows.this": "1"})
    assert (unknown.status_code, unknown.json()["code"]) == (400, "filter-unknown")


async def test_only_what_is_asked_for_is_shown(client: httpx.AsyncClient) -> None:
    made = await create(client, name="x")

    for fields, names in (
        ("state", {"state"}),
        ("none", set()),
        ("name,serviceDate", {"name", "serviceDate"}),
    ):
        shown = (await client.get(path(made), params={"fields": fields})).json()
        assert shown.keys() == {"id", "href", *names}


async def test_a_page_is_partial_only_for_who_asked_for_one(client: httpx.AsyncClient) -> None:
    marker = new_id()
    made = {(await create(client, name=marker))["id"] for _ in range(3)}

    whole = await client.get(SERVICES, params={"name": marker})
    page = await client.get(SERVICES, params={"name": marker, "limit": "2", "offset": "1"})
    assert (whole.status_code, {each["id"] for each in whole.json()}) == (200, made)
    assert (page.status_code, len(page.json())) == (206, 2)
    assert (page.headers["x-total-count"], page.headers["x-result-count"]) == ("3", "2")


@pytest.mark.parametrize(
    ("media_type", "patch"),
    [
        ("application/json", {"state": "inactive", "name": None, "serviceCharacteristic": [SPEED]}),
        (MERGE, {"state": "inactive", "name": None, "serviceCharacteristic": [SPEED]}),
        (
            STEPS,
            [
                {"op": "replace", "path": "/state", "value": "inactive"},
                {"op": "remove", "path": "/name"},
                {"op": "add", "path": "/serviceCharacteristic", "value": [SPEED]},
            ],
        ),
    ],
)
async def test_a_patch_changes_what_it_names_and_the_network_follows(
    client: httpx.AsyncClient, hub: Hub, media_type: str, patch: Any
) -> None:
    made = await create(client, name="x", note=[{"text": "kept"}])

    answer = await client.patch(path(made), content=orjson.dumps(patch), headers={"Content-Type": media_type})

    assert answer.status_code == 200, answer.text
    rest = {name: value for name, value in made.items() if name != "name"}
    assert answer.json() == {**rest, "state": "inactive", "serviceCharacteristic": [SPEED]}
    assert (await client.get(path(made))).json() == answer.json()
    assert (await hub.standing())[made["id"]] == {"speed": 10}


async def test_what_is_the_hubs_is_not_patched(client: httpx.AsyncClient) -> None:
    made = await create(client)

    for name in ("id", "href", "serviceDate"):
        answer = await client.patch(path(made), json={name: "other"})
        assert (answer.status_code, answer.json()["errors"][0]["path"]) == (400, name)
    assert (await client.patch(path(made), json={"serviceSpecification": None})).status_code == 400


@pytest.mark.parametrize(
    ("source", "target", "allowed"),
    [
        ("feasibilityChecked", "designed", True),
        ("designed", "reserved", True),
        ("reserved", "designed", True),
        ("reserved", "active", True),
        ("active", "inactive", True),
        ("active", "terminated", True),
        ("active", "reserved", False),
        ("designed", "terminated", False),
    ],
)
async def test_a_service_goes_only_where_its_state_lets_it(
    client: httpx.AsyncClient, source: str, target: str, allowed: bool
) -> None:
    made = await create(client, state=source)

    answer = await client.patch(path(made), json={"state": target})

    if allowed:
        assert (answer.status_code, answer.json()["state"]) == (200, target)
    else:
        assert (answer.status_code, answer.json()["code"]) == (409, "state-forbids")
        assert "active" in answer.json()["reason"]


async def test_who_knows_an_older_version_changes_nothing(client: httpx.AsyncClient) -> None:
    made = await create(client)
    old = {"If-Match": (await client.get(path(made))).headers["etag"]}
    changed = await client.patch(path(made), json={"name": "x"}, headers=old)

    assert (await client.patch(path(made), json={"name": "y"}, headers=old)).status_code == 412
    assert (await client.delete(path(made), headers=old)).status_code == 412
    assert (await client.get(path(made))).json()["name"] == "x"
    new = {"If-Match": changed.headers["etag"]}
    assert (await client.delete(path(made), headers=new)).status_code == 204


async def test_what_is_deleted_is_out_of_the_network_and_not_found(
    client: httpx.AsyncClient, hub: Hub
) -> None:
    made = await create(client)
    assert made["id"] in await hub.standing()

    assert (await client.delete(path(made))).status_code == 204
    assert made["id"] not in await hub.standing()
    for answer in (await client.get(path(made)), await client.delete(path(made))):
        assert (answer.status_code, answer.json()["code"]) == (404, "id-unknown")


@pytest.mark.parametrize("identifier", ["nobody", "x" * 200, "a%20'b\"", "1%2F2"], ids=str)
async def test_what_is_not_there_is_not_found_whatever_it_is_called(
    client: httpx.AsyncClient, identifier: str
) -> None:
    assert (await client.get(f"{SERVICES}/{identifier}")).status_code == 404
    assert (await client.patch(f"{SERVICES}/{identifier}", json={})).status_code == 404
    assert (await client.delete(f"{SERVICES}/{identifier}")).status_code == 404
    assert (await client.get(f"{MONITORS}/{identifier}")).status_code == 404
