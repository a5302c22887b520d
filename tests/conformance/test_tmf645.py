"""TMF645 v4 as its users rely on it: whether services can be had, and which, told by SOM and ROM."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from hub.kernel.ids import new_id
from tests.conformance.service_qualifications import (
    API,
    CHECKS,
    DSL,
    FIBER,
    KINDS,
    QUERIES,
    check,
    done,
    item,
    listed,
    path,
    post,
)
from tests.flow.hub import Hub

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_what_can_be_had_is_qualified_and_the_answer_is_there_at_once_for_who_wants_it_so(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.post(CHECKS, json=check(item(FIBER, "RS1 7")))

    told = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (200, told["href"])
    assert (told["state"], told["qualificationResult"]) == ("done", "qualified")
    (only,) = told["serviceQualificationItem"]
    assert (only["id"], only["state"], only["qualificationResult"]) == ("1", "done", "qualified")
    assert only["expectedServiceAvailabilityDate"] == told["effectiveQualificationDate"]
    assert (await client.get(path(told))).json() == told


async def test_what_cannot_be_had_says_why_and_what_would_do_instead(client: httpx.AsyncClient) -> None:
    told = await post(client, CHECKS, check(item(FIBER, "HS2 1"), item(DSL, "HS2 1", id="dsl")))

    first, second = told["serviceQualificationItem"]
    assert (told["qualificationResult"], first["qualificationResult"]) == ("alternate", "alternate")
    (reason,) = first["eligibilityUnavailabilityReason"]
    assert (reason["code"], "fiber" in reason["label"]) == ("no-coverage", True)
    (instead,) = first["alternateServiceProposal"]
    assert instead["alternateService"]["serviceSpecification"]["id"] == DSL
    assert instead["alternateServiceAvailabilityDate"] == told["effectiveQualificationDate"]
    assert (second["id"], second["qualificationResult"]) == ("dsl", "qualified")


async def test_reasons_and_alternatives_are_for_those_who_want_them(client: httpx.AsyncClient) -> None:
    plain = {"provideAlternative": False, "provideUnavailabilityReason": False}
    told = await post(client, CHECKS, check(item(FIBER, "HS2 1"), **plain))

    (only,) = told["serviceQualificationItem"]
    assert only["qualificationResult"] == "unqualified"
    assert not only.keys() & {"eligibilityUnavailabilityReason", "alternateServiceProposal"}
    assert {name: told[name] for name in plain} == plain


async def test_a_query_tells_what_can_be_had_at_a_place(client: httpx.AsyncClient) -> None:
    place = {"role": "installation address", "postcode": "HS2 1"}
    body = {"instantSyncQualification": True, "searchCriteria": {"service": {"place": [place]}}}

    answer = await client.post(QUERIES, json=body)

    told = answer.json()
    assert (answer.status_code, told["state"]) == (200, "done")
    found = {each["service"]["serviceSpecification"]["id"]: each for each in told["serviceQualificationItem"]}
    assert DSL in found
    assert FIBER not in found
    assert found[DSL]["service"]["place"] == [place]


@pytest.mark.parametrize(
    ("where", "body", "date"),
    [
        (CHECKS, {"serviceQualificationItem": [{}]}, "checkServiceQualificationDate"),
        (QUERIES, {"searchCriteria": {}}, "queryServiceQualificationDate"),
    ],
    ids=["check", "query"],
)
async def test_who_says_nothing_is_answered_all_the_same(
    client: httpx.AsyncClient, where: str, body: dict[str, Any], date: str
) -> None:
    answer = await client.post(where, json=body)

    made = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (201, made["href"])
    assert made["state"] in {"accepted", "inProgress", "done"}
    assert made[date].endswith("Z")
    told = await done(client, made)
    if where == CHECKS:
        (only,) = told["serviceQualificationItem"]
        assert (only["state"], only["qualificationResult"]) == ("done", "unqualified")
    else:
        assert told["searchCriteria"] == {}
        assert len(told["serviceQualificationItem"]) > 1


async def test_what_is_held_is_told_and_what_became_of_it(client: httpx.AsyncClient, hub: Hub) -> None:
    until = (hub.clock.now() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    told = await post(client, CHECKS, check(item(FIBER, "RS1 7"), reserveUntil=until))

    assert (told["reservation"], told["expirationDate"], told["reserveUntil"]) == ("held", until, until)
    assert (await client.delete(path(told))).status_code == 204


@KINDS
@pytest.mark.parametrize(
    "name", ["id", "href", "state", "effectiveQualificationDate", "estimatedResponseDate", "expirationDate"]
)
async def test_what_the_hub_sets_is_not_sent(
    client: httpx.AsyncClient, where: str, body: dict[str, Any], name: str
) -> None:
    value = "2026-12-01T00:00:00Z" if name.endswith("Date") else "done"

    answer = await client.post(where, json={**body, name: value})

    assert (answer.status_code, answer.json()["code"]) == (400, "attribute-read-only")
    assert [reason["path"] for reason in answer.json()["errors"]] == [name]


@pytest.mark.parametrize(
    ("where", "body", "place"),
    [
        (CHECKS, {}, "serviceQualificationItem"),
        (CHECKS, {"serviceQualificationItem": []}, "serviceQualificationItem"),
        (CHECKS, check(item(FIBER, id="a"), item(DSL, id="a")), "serviceQualificationItem"),
        (CHECKS, check(item(FIBER), reserveUntil="2020-01-01T00:00:00Z"), "reserveUntil"),
        (QUERIES, {}, "searchCriteria"),
    ],
)
async def test_what_cannot_be_answered_is_refused_and_says_where(
    client: httpx.AsyncClient, where: str, body: dict[str, Any], place: str
) -> None:
    answer = await client.post(where, json=body)

    assert answer.status_code == 400, answer.text
    assert place in [reason["path"] for reason in answer.json()["errors"]]


async def test_checks_are_found_by_what_they_are_and_say_no_more_than_is_asked_for(
    client: httpx.AsyncClient,
) -> None:
    marker = new_id()
    wanted = item(FIBER, "HS2 1", note=marker)
    made = await post(
        client,
        CHECKS,
        check(wanted, externalId=marker, relatedParty=[{"id": marker, "@referredType": "Individual"}]),
    )
    other = await done(client, await post(client, QUERIES, {"searchCriteria": {}, "externalId": marker}))

    for name, value in (
        ("id", made["id"]),
        ("state", "done"),
        ("checkServiceQualificationDate", made["checkServiceQualificationDate"]),
        ("qualificationResult", "alternate"),
        ("relatedParty.id", marker),
        ("provideAlternative", "true"),
        ("serviceQualificationItem.note", marker),
        ("serviceQualificationItem.qualificationResult", "alternate"),
        ("serviceQualificationItem.service.serviceSpecification.id", FIBER),
        ("serviceQualificationItem.service.serviceSpecification.name", "Fiber access"),
        ("serviceQualificationItem.service.place.postcode", "HS2 1"),
        ("serviceQualificationItem.eligibilityUnavailabilityReason.code", "no-coverage"),
    ):
        assert await listed(client, CHECKS, externalId=marker, **{name: value}) == [made["id"]], name
        assert await listed(client, CHECKS, externalId=marker, **{f"{name}.ne": value}) == [], name
    assert await listed(client, CHECKS, externalId=marker, state="inProgress,accepted") == []
    assert await listed(client, QUERIES, externalId=marker) == [other["id"]]
    for fields, names in (("state", {"state"}), ("none", set())):
        (shown,) = (await client.get(CHECKS, params={"externalId": marker, "fields": fields})).json()
        assert shown.keys() == {"id", "href", *names}


async def test_a_check_is_no_query(client: httpx.AsyncClient) -> None:
    made = await post(client, CHECKS, check(item(FIBER)))
    for verb in ("get", "delete"):
        answer = await getattr(client, verb)(f"{QUERIES}/{made['id']}")
        assert (answer.status_code, answer.json()["code"]) == (404, "id-unknown")


async def test_subscriptions_are_not_offered_here(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{API}/hub", json={"callback": "https://partner.example/events"})
    assert (answer.status_code, answer.json()["code"]) == (501, "operation-unsupported")
