"""TMF640 v4 monitors: what takes its time, and what a network does not do."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import orjson
import pytest
import pytest_asyncio

from gateway.facades import tmf640_v4
from hub.kernel.ids import new_id
from tests.conformance.activations import (
    API,
    MONITORS,
    SERVICES,
    create,
    listed,
    path,
    service,
)
from tests.flow.hub import Hub
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="session")


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
