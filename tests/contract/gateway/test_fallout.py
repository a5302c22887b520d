"""Fallout over REST: what is listed, and that a decision counts once."""

import json
from typing import Any

import httpx
import pytest

from proto.com.v1 import fallout_pb2 as pb

pytestmark = pytest.mark.asyncio(loop_scope="session")

FALLOUT = "/operations/v1/fallout"
WHO = {"by": "ida", "why": "the node is back"}


@pytest.fixture
def four(client: httpx.AsyncClient, fake_fallout: Any) -> Any:
    """Three open (two of one code), one resolved."""
    fake_fallout.add("network-failed")
    fake_fallout.add("network-failed", "fail-item", order_id="order-2")
    fake_fallout.add("network-refused")
    fake_fallout.add("network-failed").state = pb.FALLOUT_STATE_RESOLVED
    return fake_fallout


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [1, 2, 3, 4]),
        ("state=open", [1, 2, 3]),
        ("state=resolved,cleared", [4]),
        ("code=network-failed", [1, 2, 4]),
        ("code=network-failed&state=open", [1, 2]),
        ("productOrderId=order-2", [2]),
        ("id=fallout-3", [3]),
        ("code=pool-exhausted", []),
        ("offset=1&limit=2", [2, 3]),
    ],
)
async def test_fallout_is_listed_by_filter_and_page(
    client: httpx.AsyncClient, four: Any, query: str, numbers: list[int]
) -> None:
    answer = await client.get(f"{FALLOUT}?{query}")
    assert answer.status_code == (206 if "limit" in query else 200), answer.text
    assert [entry["id"] for entry in answer.json()] == [f"fallout-{n}" for n in numbers]
    assert answer.headers["x-total-count"] == ("4" if "limit" in query else str(len(numbers)))
    assert answer.headers["x-result-count"] == str(len(numbers))


@pytest.mark.parametrize(
    ("query", "path"),
    [("state=new", "state"), ("code=oops", "code"), ("colour=red", "colour"), ("limit=-1", "limit")],
)
async def test_a_query_that_makes_no_sense_is_400_by_name(
    client: httpx.AsyncClient, query: str, path: str
) -> None:
    answer = await client.get(f"{FALLOUT}?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["path"] == path


async def test_one_fallout_says_what_is_known_and_what_may_be_done(
    client: httpx.AsyncClient, four: Any
) -> None:
    answer = await client.get(f"{FALLOUT}/fallout-1")
    assert answer.headers["etag"] == '"1"'
    assert answer.json() == {
        "id": "fallout-1",
        "href": f"http://hub.example{FALLOUT}/fallout-1",
        "version": 1,
        "state": "open",
        "productOrderId": "order-1",
        "itemId": "1",
        "nodeKey": "1/cfs-fiber-access",
        "reason": {"code": "network-failed", "text": "the network said no"},
        "context": {"attempts": 3},
        "suggestedAction": ["retry", "fail-item"],
        "raisedAt": "2026-11-20T10:00:00.123Z",
    }
    fields = await client.get(f"{FALLOUT}/fallout-1?fields=state")
    assert fields.json().keys() == {"id", "href", "state"}


async def test_a_decision_counts_once_and_a_second_press_is_409(client: httpx.AsyncClient, four: Any) -> None:
    decision = {"action": "force-complete", "characteristic": {"vlan": 1001, "port": None}, **WHO}
    answer = await client.post(f"{FALLOUT}/fallout-1/resolve", json=decision)
    assert answer.status_code == 200, answer.text
    shown = answer.json()
    assert (shown["state"], shown["action"]) == ("resolved", "force-complete")
    assert (shown["by"], shown["why"]) == (WHO["by"], WHO["why"])
    (request,) = four.requests
    assert {c.name: json.loads(c.value_json) for c in request.characteristic} == decision["characteristic"]
    again = await client.post(f"{FALLOUT}/fallout-1/resolve", json={**decision, "action": "retry"})
    assert (again.status_code, again.json()["code"]) == (409, "state-forbids")
    assert (await client.get(f"{FALLOUT}/fallout-1")).json() == shown


async def test_one_decision_for_a_code_says_what_it_did_not_fit(client: httpx.AsyncClient, four: Any) -> None:
    decision = {"code": "network-failed", "action": "retry", **WHO}
    answer = await client.post(f"{FALLOUT}/resolve", json=decision)
    assert answer.status_code == 200, answer.text
    assert [entry["id"] for entry in answer.json()["resolved"]] == ["fallout-1"]
    assert answer.json()["notResolved"] == [
        {
            "id": "fallout-2",
            "reason": {"code": "attribute-invalid", "path": "action", "text": "does not fit"},
        }
    ]
    assert (await client.post(f"{FALLOUT}/resolve", json=decision)).json()["resolved"] == []


@pytest.mark.parametrize("url", [f"{FALLOUT}/fallout-1/resolve", f"{FALLOUT}/resolve"])
@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"action": "explode"}, "action"),
        ({"action": None}, "action"),
        ({"by": ""}, "by"),
        ({"why": " \t"}, "why"),
        ({"why": "x" * 2001}, "why"),
        ({"code": ""}, "code"),
    ],
)
async def test_a_bad_decision_is_400_by_name_and_decides_nothing(
    client: httpx.AsyncClient, four: Any, url: str, change: dict[str, Any], path: str
) -> None:
    if path == "code" and "fallout-1" in url:
        change, path = {"characteristic": "x"}, "characteristic"
    decision = {"code": "network-failed", "action": "retry", **WHO, **change}
    answer = await client.post(url, json=decision)
    assert answer.status_code == 400
    assert [error["path"] for error in answer.json()["errors"]] == [path]
    assert four.requests == []


async def test_a_bulk_decision_for_a_code_that_is_none_is_400(client: httpx.AsyncClient, four: Any) -> None:
    decision = {"code": "netwrok-failed", "action": "retry", **WHO}
    answer = await client.post(f"{FALLOUT}/resolve", json=decision)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["path"] == "code"


@pytest.mark.parametrize("identifier", ["unheard", "a%20b", "';--", "%22x%22", "%00", "resolve"])
async def test_unknown_fallout_is_404(client: httpx.AsyncClient, identifier: str) -> None:
    assert (await client.get(f"{FALLOUT}/{identifier}")).status_code == 404
    answer = await client.post(f"{FALLOUT}/{identifier}/resolve", json={"action": "retry", **WHO})
    assert answer.status_code == 404
