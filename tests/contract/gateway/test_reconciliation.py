"""Reconciliation over REST: started, followed, listed, repaired, scheduled."""

from typing import Any

import httpx
import pytest

from hub.kernel.errors import Code, Kind, refuse
from proto.com.v1 import reconciliation_pb2 as pb
from tests.contract.gateway.fake_reconciliation import reason

pytestmark = pytest.mark.asyncio(loop_scope="session")

BASE = "/operations/v1"
RECONCILIATION = f"{BASE}/reconciliation"
MISMATCH = f"{BASE}/mismatch"
WHO = {"by": "ida", "why": "the element was reset"}


@pytest.fixture
def three(client: httpx.AsyncClient, fake_reconciliation: Any) -> Any:
    """Two that are open, one that is repaired."""
    fake_reconciliation.add()
    fake_reconciliation.add(between="service-resource", difference="extra", product_id="product-2")
    fake_reconciliation.add("REPAIRED", service_id="service-2", reconciliation_id="run-2")
    return fake_reconciliation


async def test_a_reconciliation_begins_and_says_where_to_see_how_far_it_is(
    client: httpx.AsyncClient, fake_reconciliation: Any
) -> None:
    policy = {"service-network": "re-apply", "product-service": "fallout"}
    answer = await client.post(RECONCILIATION, json={"policy": policy, **WHO})
    assert answer.status_code == 202, answer.text
    begun = answer.json()
    assert answer.headers["location"] == begun["href"] == f"http://hub.example{RECONCILIATION}/run-1"
    assert begun == {
        "id": "run-1",
        "href": begun["href"],
        "version": 1,
        "state": "running",
        "startedAt": "2026-11-20T10:00:00.123Z",
        "by": "ida",
        "why": WHO["why"],
        "policy": policy,
        "productsDone": False,
        "servicesDone": False,
        "products": 0,
        "services": 0,
        "leftOut": 0,
        "found": [],
    }
    fake_reconciliation.runs["run-1"].found.add(between="service-network", difference="missing", count=2)
    fake_reconciliation.runs["run-1"].reason.append(reason("answer-overdue", "SOM is silent"))
    fake_reconciliation.states = [pb.RECONCILIATION_STATE_FAILED]
    seen = await client.get(begun["href"])
    assert (seen.json()["state"], seen.headers["etag"]) == ("failed", '"2"')
    assert seen.json()["found"] == [{"between": "service-network", "difference": "missing", "count": 2}]
    assert seen.json()["reason"] == [{"code": "answer-overdue", "text": "SOM is silent"}]
    listed = await client.get(f"{RECONCILIATION}?state=failed")
    assert [run["id"] for run in listed.json()] == ["run-1"]
    assert (await client.get(f"{RECONCILIATION}?state=running")).json() == []


async def test_while_one_with_another_policy_runs_it_is_409(
    client: httpx.AsyncClient, fake_reconciliation: Any
) -> None:
    text = "reconciliation run-1 is running, with another policy"
    fake_reconciliation.trouble = refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "policy")
    answer = await client.post(RECONCILIATION, json={"by": "ida"})
    assert (answer.status_code, answer.json()["code"]) == (409, "state-forbids")


@pytest.mark.parametrize(
    ("method", "url", "body", "path"),
    [
        ("POST", RECONCILIATION, {}, "by"),
        ("POST", RECONCILIATION, {"by": " "}, "by"),
        ("POST", RECONCILIATION, {"by": "ida", "policy": {"service-network": "explode"}}, "service-network"),
        ("POST", RECONCILIATION, {"by": "ida", "policy": {"product-network": "adopt"}}, "policy"),
        ("PUT", f"{RECONCILIATION}/schedule", WHO, "everySeconds"),
        ("PUT", f"{RECONCILIATION}/schedule", {"everySeconds": -1, **WHO}, "everySeconds"),
        ("POST", f"{MISMATCH}/mismatch-1/repair", {"repair": "explode", **WHO}, "repair"),
        ("POST", f"{MISMATCH}/mismatch-1/repair", {"repair": "adopt", "by": "ida"}, "why"),
    ],
)
async def test_a_wish_that_makes_no_sense_is_400_by_name(
    client: httpx.AsyncClient, three: Any, method: str, url: str, body: dict[str, Any], path: str
) -> None:
    answer = await client.request(method, url, json=body)
    assert answer.status_code == 400
    assert path in answer.json()["errors"][0]["path"] + answer.json()["errors"][0]["text"]
    assert three.requests == []


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [1, 2, 3]),
        ("state=open", [1, 2]),
        ("state=repaired,gone", [3]),
        ("between=service-resource", [2]),
        ("difference=extra", [2]),
        ("serviceId=service-2", [3]),
        ("productId=product-1&state=open", [1]),
        ("reconciliationId=run-2", [3]),
        ("offset=1&limit=1", [2]),
    ],
)
async def test_mismatches_are_listed_by_filter_and_page(
    client: httpx.AsyncClient, three: Any, query: str, numbers: list[int]
) -> None:
    answer = await client.get(f"{MISMATCH}?{query}")
    assert answer.status_code == (206 if "limit" in query else 200), answer.text
    assert [entry["id"] for entry in answer.json()] == [f"mismatch-{n}" for n in numbers]
    assert answer.headers["x-total-count"] == ("3" if "limit" in query else str(len(numbers)))


@pytest.mark.parametrize("name", ["state", "between", "difference", "colour"])
async def test_a_query_that_makes_no_sense_is_400_by_name(client: httpx.AsyncClient, name: str) -> None:
    answer = await client.get(f"{MISMATCH}?{name}=odd")
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (400, name)


async def test_one_mismatch_says_what_both_sides_say_and_since_when(
    client: httpx.AsyncClient, three: Any
) -> None:
    answer = await client.get(f"{MISMATCH}/mismatch-1")
    assert answer.json() == {
        "id": "mismatch-1",
        "href": f"http://hub.example{MISMATCH}/mismatch-1",
        "version": 1,
        "state": "open",
        "between": "service-network",
        "difference": "different",
        "subjectId": "service-1",
        "serviceId": "service-1",
        "productId": "product-1",
        "specificationId": "cfs-fiber-access",
        "upper": {"characteristics": {"bandwidth": 1000}},
        "lower": {},
        "foundAt": "2026-11-20T10:00:00.123Z",
        "seenAt": "2026-11-20T10:00:00.123Z",
        "reconciliationId": "run-1",
    }
    assert (await client.get(f"{MISMATCH}/nobody")).status_code == 404


async def test_a_mismatch_is_repaired_once(client: httpx.AsyncClient, three: Any) -> None:
    answer = await client.post(f"{MISMATCH}/mismatch-1/repair", json={"repair": "re-apply", **WHO})
    assert answer.status_code == 202, answer.text
    shown = answer.json()
    assert (shown["state"], shown["repair"], shown["attempt"]) == ("repairing", "re-apply", 1)
    assert (shown["by"], shown["why"]) == (WHO["by"], WHO["why"])
    again = await client.post(f"{MISMATCH}/mismatch-1/repair", json={"repair": "adopt", **WHO})
    assert (again.status_code, again.json()["code"]) == (409, "state-forbids")


async def test_the_schedule_is_off_until_somebody_sets_it(
    client: httpx.AsyncClient, fake_reconciliation: Any
) -> None:
    url = f"{RECONCILIATION}/schedule"
    kept = await client.get(url)
    assert kept.json() == {"everySeconds": 0, "policy": {"service-network": "report"}}
    wish = {"everySeconds": 3600, "policy": {"service-network": "adopt"}, **WHO}
    done = await client.put(url, json=wish)
    assert done.status_code == 200, done.text
    assert done.json() == {**wish, "version": 1, "nextAt": "2026-11-20T10:00:00.123Z"}


async def test_fallout_about_a_mismatch_names_it_and_no_order(
    client: httpx.AsyncClient, fake_fallout: Any
) -> None:
    entry = fake_fallout.add("inventory-mismatch", "re-apply", "adopt", "ignore", order_id="")
    entry.mismatch_id, entry.item_id, entry.node_key = "mismatch-1", "", ""
    answer = await client.get(f"{BASE}/fallout/{entry.id}")
    assert answer.status_code == 200, answer.text
    shown = answer.json()
    assert (shown["mismatchId"], shown["suggestedAction"]) == ("mismatch-1", ["re-apply", "adopt", "ignore"])
    assert shown.keys().isdisjoint({"productOrderId", "itemId", "nodeKey"})
    for action, left in (("ignore", 0), ("retry", 0)):
        decision = {"code": "inventory-mismatch", "action": action, **WHO}
        outcome = await client.post(f"{BASE}/fallout/resolve", json=decision)
        assert (outcome.status_code, len(outcome.json()["notResolved"])) == (200, left)
