"""Import and export jobs of the three catalogue APIs (TMF620, 633, 634): they really import and export."""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import httpx
import pytest

from hub.kernel.ids import new_id
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Where an API is, and a kind of what it holds.
APIS = {
    "620": ("/tmf-api/productCatalogManagement/v4", "category"),
    "633": ("/tmf-api/serviceCatalogManagement/v4", "serviceCategory"),
    "634": ("/tmf-api/resourceCatalog/v4", "resourceCategory"),
}
STATES = {"Not Started", "Running", "Succeeded", "Failed"}


@pytest.fixture(params=APIS)
def base(request: pytest.FixtureRequest) -> str:
    return APIS[request.param][0]


@pytest.fixture
def kind(base: str) -> str:
    return dict(APIS.values())[base]


async def _ended(client: httpx.AsyncClient, url: str, body: dict[str, Any]) -> dict[str, Any]:
    """The job, when it has ended."""
    answer = await client.post(url, json=body)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["href"] == answer.headers["location"] == f"http://hub.example{url}/{made['id']}"
    assert made["status"] in STATES
    assert made.items() >= body.items()

    async def end() -> dict[str, Any] | None:
        job = (await client.get(made["href"])).json()
        return job if "completionDate" in job else None

    ended: dict[str, Any] = await eventually(end)
    return ended


def _data(content: Any) -> str:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return f"data:application/json;base64,{b64encode(raw).decode()}"


async def test_what_is_exported_can_be_imported_again(
    client: httpx.AsyncClient, exchange: Path, base: str, kind: str
) -> None:
    sent = {
        "name": "Exported",
        "colour": {"deep": [1]},
        "validFor": {"startDateTime": "2026-01-01T00:00:00.000Z"},
    }
    made = (await client.post(f"{base}/{kind}", json={**sent, "id": new_id()})).json()
    file = exchange / f"{made['id']}.json"
    job = await _ended(client, f"{base}/exportJob", {"url": file.as_uri(), "path": kind})
    assert job["status"] == "Succeeded"
    assert "errorLog" not in job
    written = json.loads(file.read_text())
    assert written.keys() == {kind}
    assert [entry["name"] for entry in written[kind] if entry["id"] == made["id"]] == ["Exported"]

    assert (await client.delete(made["href"])).status_code == 204
    assert (await _ended(client, f"{base}/importJob", {"url": file.as_uri()}))["status"] == "Succeeded"
    back = (await client.get(made["href"])).json()
    assert {**back, "lastUpdate": made["lastUpdate"]} == made


async def test_an_import_changes_what_is_there_and_adds_what_is_not(
    client: httpx.AsyncClient, base: str, kind: str
) -> None:
    made = (await client.post(f"{base}/{kind}", json={"name": "Before"})).json()
    other = new_id()
    entries = {kind: [{"id": made["id"], "name": "After"}, {"id": other, "name": "New"}]}
    await _ended(client, f"{base}/importJob", {"url": _data(entries), "contentType": "application/json"})
    assert (await client.get(made["href"])).json()["name"] == "After"
    assert (await client.get(f"{base}/{kind}/{other}")).json()["name"] == "New"


WRONG: dict[str, Any] = {"no JSON": b"{", "an unknown kind": {"hat": [{"id": "1"}]}, "no list": 7}


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
async def test_an_import_that_cannot_be_fails_and_says_why(
    client: httpx.AsyncClient, base: str, content: Any
) -> None:
    job = await _ended(client, f"{base}/importJob", {"url": _data(content)})
    assert job["status"] == "Failed"
    assert job["errorLog"]


async def test_of_a_wrong_import_nothing_is_taken(client: httpx.AsyncClient, base: str, kind: str) -> None:
    good, bad = new_id(), new_id()
    period = {"startDateTime": "2027-01-01T00:00:00Z", "endDateTime": "2026-01-01T00:00:00Z"}
    entries = {kind: [{"id": good, "name": "Good"}, {"id": bad, "name": "Bad", "validFor": period}]}
    job = await _ended(client, f"{base}/importJob", {"url": _data(entries)})
    assert job["status"] == "Failed"
    assert "validFor" in job["errorLog"]
    assert (await client.get(f"{base}/{kind}/{good}")).status_code == 404


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://127.0.0.1:1/x", "gopher://x/"])
async def test_no_place_is_opened_that_nobody_has_allowed(
    client: httpx.AsyncClient, base: str, url: str
) -> None:
    for job in ("importJob", "exportJob"):
        assert (await _ended(client, f"{base}/{job}", {"url": url}))["status"] == "Failed"


async def test_jobs_are_listed_filtered_and_forgotten(
    client: httpx.AsyncClient, base: str, kind: str
) -> None:
    done = await _ended(client, f"{base}/importJob", {"url": _data({}), "note": "mine"})
    failed = await _ended(client, f"{base}/importJob", {"url": _data(b"?"), "note": "mine"})
    assert done["note"] == "mine"

    async def ids(query: str) -> list[str]:
        answer = await client.get(f"{base}/importJob?{query}")
        assert answer.status_code in {200, 206}, answer.text
        return [job["id"] for job in answer.json()]

    both = f"id={done['id']},{failed['id']}"
    assert set(await ids(both)) == {done["id"], failed["id"]}
    assert await ids(f"{both}&status=Failed") == [failed["id"]]
    assert await ids(f"{both}&status=Succeeded&note=mine") == [done["id"]]
    assert (await client.get(f"{base}/importJob?status=odd")).status_code == 400
    shown = (await client.get(f"{done['href']}?fields=status")).json()
    assert shown == {"id": done["id"], "href": done["href"], "status": "Succeeded"}
    assert (await client.get(f"{base}/exportJob/{done['id']}")).status_code == 404
    assert (await client.delete(done["href"])).status_code == 204
    assert (await client.get(done["href"])).status_code == 404


async def test_a_job_needs_a_url_and_is_not_changed(client: httpx.AsyncClient, base: str) -> None:
    answer = await client.post(f"{base}/importJob", json={"path": "x"})
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (400, "url")
    assert (await client.patch(f"{base}/importJob/1", json={})).status_code == 405
