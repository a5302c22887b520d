"""TMF645 v4: what was said with a qualification comes back with the answer, and what of it may be changed."""

from typing import Any

import httpx
import orjson
import pytest

from tests.conformance.filled import filled, not_found_by
from tests.conformance.service_qualifications import (
    CHECKS,
    KINDS,
    QUERIES,
    done,
    path,
    post,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_whatever_the_schema_allows_comes_back_with_the_answer(client: httpx.AsyncClient) -> None:
    body = filled("tmf645-v4.yaml", "CheckServiceQualification_Create")
    del body["reserveUntil"]
    body["provideOnlyAvailable"] = False
    sent = body["serviceQualificationItem"][0]

    told = await done(client, await post(client, CHECKS, body))

    answered = {"state", "qualificationResult", "eligibilityUnavailabilityReason"}
    dropped = {
        "expectedServiceAvailabilityDate",
        "expirationDate",
        "alternateServiceProposal",
        "terminationError",
    }
    (shown,) = told["serviceQualificationItem"]
    assert shown.keys() == sent.keys() - dropped
    assert {n: shown[n] for n in sent.keys() - answered - dropped} == {
        n: sent[n] for n in sent.keys() - answered - dropped
    }
    rest = body.keys() - {"serviceQualificationItem"}
    assert {name: told[name] for name in rest} == {name: body[name] for name in rest}
    # That of an item is that of the whole.
    assert await not_found_by(client, CHECKS, told, ("href", "serviceQualificationItem.state")) == []


async def test_whatever_is_searched_for_comes_back_with_the_answer(client: httpx.AsyncClient) -> None:
    body = filled("tmf645-v4.yaml", "QueryServiceQualification_Create")

    told = await done(client, await post(client, QUERIES, body))

    assert {name: told[name] for name in body} == body
    assert await not_found_by(client, QUERIES, told, ("href",)) == []


@KINDS
async def test_a_task_is_renamed_and_nothing_else(
    client: httpx.AsyncClient, where: str, body: dict[str, Any]
) -> None:
    made = await done(client, await post(client, where, {**body, "externalId": "a", "colour": "blue"}))
    party = [{"id": "jo", "@referredType": "Individual"}]
    changes = {"externalId": "b", "description": "c", "relatedParty": party, "colour": {"is": "red"}}

    changed = await client.patch(path(made), json=changes)

    assert (changed.status_code, changed.json()) == (200, {**made, **changes})
    assert (await client.get(path(made))).json() == changed.json()
    for name, value in (
        ("state", "inProgress"),
        ("id", "other"),
        ("effectiveQualificationDate", "2026-01-01T00:00:00Z"),
        ("serviceQualificationItem", []),
        ("instantSyncQualification", True),
    ):
        refused = await client.patch(path(made), json={name: value})
        assert refused.status_code == 400, name
        assert refused.json()["errors"][0]["path"].startswith(name)
    late = await client.patch(path(made), json={"expectedQualificationDate": "2026-12-01T00:00:00Z"})
    assert (late.status_code, late.json()["code"]) == (409, "state-forbids")


@KINDS
@pytest.mark.parametrize(
    ("media_type", "patch"),
    [
        ("application/merge-patch+json", {"description": "x"}),
        ("application/json-patch+json", [{"op": "add", "path": "/description", "value": "x"}]),
    ],
    ids=["merge", "steps"],
)
async def test_a_patch_comes_in_two_languages(
    client: httpx.AsyncClient, where: str, body: dict[str, Any], media_type: str, patch: Any
) -> None:
    made = await post(client, where, body)
    headers = {"Content-Type": media_type}
    changed = await client.patch(path(made), content=orjson.dumps(patch), headers=headers)
    assert (changed.status_code, changed.json()["description"]) == (200, "x")


@KINDS
async def test_who_knows_an_older_version_changes_nothing(
    client: httpx.AsyncClient, where: str, body: dict[str, Any]
) -> None:
    made = await done(client, await post(client, where, body))
    old = {"If-Match": (await client.get(path(made))).headers["etag"]}
    changed = await client.patch(path(made), json={"description": "x"}, headers=old)

    assert (await client.patch(path(made), json={"description": "y"}, headers=old)).status_code == 412
    assert (await client.delete(path(made), headers=old)).status_code == 412
    new = {"If-Match": changed.headers["etag"]}
    assert (await client.delete(path(made), headers=new)).status_code == 204
    assert (await client.get(path(made))).status_code == 404
    assert (await client.delete(path(made))).status_code == 404
