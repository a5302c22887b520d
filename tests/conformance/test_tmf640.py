"""TMF640 v4 as its users rely on it: services asked of the network, and monitors of what takes its time."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import orjson
import pytest
import pytest_asyncio

from gateway.facades import tmf640_v4
from hub.kernel.ids import new_id
from tests.conformance.filled import filled
from tests.flow.hub import Hub
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="session")

API = "/tmf-api/ServiceActivationAndConfiguration/v4"
SERVICES, MONITORS = f"{API}/service", f"{API}/monitor"
MERGE, STEPS = "application/merge-patch+json", "application/json-patch+json"
SPEED = {"name": "speed", "valueType": "number", "value": 10}


def service(**other: Any) -> dict[str, Any]:
    return {"state": "active", "serviceSpecification": {"id": "cfs-fiber-access"}, **other}


def path(of: dict[str, Any]) -> str:
    return str(of["href"]).removeprefix("http://hub.example")


async def create(client: httpx.AsyncClient, **other: Any) -> dict[str, Any]:
    answer = await client.post(SERVICES, json=service(**other))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def listed(client: httpx.AsyncClient, where: str, **params: str) -> list[str]:
    answer = await client.get(where, params=params)
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json()]


@pytest_asyncio.fixture(loop_scope="session")
async def network(hub: Hub) -> AsyncIterator[str]:
    """A specification that the network plays this for: it is refused, it fails, it takes five seconds."""
    marker = new_id()
    await hub.play(
        {"serviceSpecificationId": f"refused-{marker}", "refuse": True},
        {"serviceSpecificationId": f"failed-{marker}", "failTimes": 9},
        {"serviceSpecificationId": f"slow-{marker}", "delaySeconds": 5},
    )
    yield marker
    await hub.play()


# -- services ---------------------------------------------------------------------------------


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


# -- a network that takes its time, or says no --------------------------------------------------


async def test_what_takes_its_time_has_a_monitor(
    client: httpx.AsyncClient, hub: Hub, network: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tmf640_v4, "WAIT_SECONDS", 0.01)
    slow = service(serviceSpecification={"id": f"slow-{network}"}, name="mine")

    begun = await client.post(SERVICES, json=slow)

    monitor = begun.json()
    assert (begun.status_code, begun.headers["location"], monitor["href"]) == (
        202,
        monitor["href"],
        monitor["href"],
    )
    assert (monitor["state"], "response" in monitor) == ("InProgress", False)
    asked = monitor["request"]
    assert (asked["method"], asked["to"]) == ("POST", f"http://hub.example{SERVICES}")
    assert orjson.loads(asked["body"])["name"] == "mine"
    made = monitor["sourceHref"].removeprefix("http://hub.example")
    assert (await client.get(made)).json()["state"] == "designed"
    busy = await client.patch(made, json={"state": "inactive"})
    assert (busy.status_code, busy.json()["code"]) == (409, "state-forbids")

    await hub.pass_time(timedelta(seconds=5))

    async def ended() -> bool:
        return bool((await client.get(path(monitor))).json()["state"] == "Completed")

    await eventually(ended)
    assert (await client.get(path(monitor))).json()["response"]["statusCode"] == "201"
    assert (await client.get(made)).json()["state"] == "active"
    changing = await client.patch(made, json={"state": "inactive"})
    assert (changing.status_code, changing.json()["request"]["to"]) == (202, monitor["sourceHref"])


@pytest.mark.parametrize(
    ("played", "status", "code"), [("refused", 409, "network-refused"), ("failed", 503, "network-failed")]
)
async def test_what_the_network_does_not_do_is_told_with_the_reason_and_kept_in_the_monitor(
    client: httpx.AsyncClient, network: str, played: str, status: int, code: str
) -> None:
    key = new_id()
    asked = service(serviceSpecification={"id": f"{played}-{network}"}, name=key)

    answer = await client.post(SERVICES, json=asked)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await listed(client, SERVICES, name=key) == []
    wrong = (await client.get(MONITORS, params={"state": "InError", "sort": "-id"})).json()
    (monitor,) = [each for each in wrong if key in each["request"]["body"]]
    assert monitor["response"]["statusCode"] == str(status)
    assert orjson.loads(monitor["response"]["body"])["code"] == code


async def test_a_service_is_planned_without_the_network_and_stays_when_that_refuses(
    client: httpx.AsyncClient, network: str
) -> None:
    made = await create(client, state="reserved", serviceSpecification={"id": f"refused-{network}"})

    refused = await client.patch(path(made), json={"state": "active"})

    assert (refused.status_code, refused.json()["code"]) == (409, "network-refused")
    assert (await client.get(path(made))).json() == made


# -- monitors ---------------------------------------------------------------------------------


async def test_every_request_has_a_monitor_that_is_found_and_shown_in_part(client: httpx.AsyncClient) -> None:
    key = new_id()
    await create(client, name=key)
    done = (await client.get(MONITORS, params={"state": "Completed"})).json()
    (monitor,) = [each for each in done if key in each["request"]["body"]]

    assert (await client.get(path(monitor))).json() == monitor
    assert await listed(client, MONITORS, id=monitor["id"]) == [monitor["id"]]
    shown = (await client.get(path(monitor), params={"fields": "state"})).json()
    assert shown == {name: monitor[name] for name in ("id", "href", "state")}
    wrong = await client.get(MONITORS, params={"state": "Lost"})
    assert (wrong.status_code, wrong.json()["code"]) == (400, "attribute-invalid")


async def test_subscriptions_are_not_offered_here(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{API}/hub", json={"callback": "https://partner.example/events"})
    assert (answer.status_code, answer.json()["code"]) == (501, "operation-unsupported")
