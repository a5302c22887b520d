"""TMF679 v4, over HTTP: what could be ordered, and what is refused."""

from typing import Any

import httpx
import pytest

from tests.conformance.qualifications import BASE, ITEMS, JO, LINE, ORDERS, SUMMER, ask
from tests.flow.hub import Hub
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def answered(client: httpx.AsyncClient, href: str) -> dict[str, Any]:
    """The qualification, once it has ended."""

    async def end() -> dict[str, Any] | None:
        found: dict[str, Any] = (await client.get(href)).json()
        return found if found["state"] in {"done", "terminatedWithError"} else None

    found: dict[str, Any] = await eventually(end, 10)
    return found


async def test_an_answer_wanted_at_once_is_the_answer_to_the_post(client: httpx.AsyncClient) -> None:
    made = await ask(client, LINE, instantSyncQualification=True)

    assert made.status_code == 200
    body = made.json()
    assert body["href"] == made.headers["location"] == f"{BASE}/{body['id']}"
    assert (body["state"], body["qualificationResult"]) == ("done", "green")
    assert body["productOfferingQualificationDate"].endswith("Z")
    assert body[ITEMS] == [{**LINE, "state": "done", "qualificationItemResult": "qualified"}]


async def test_otherwise_it_is_a_task_that_is_done_a_moment_later(client: httpx.AsyncClient) -> None:
    made = await ask(client, LINE)
    assert (made.status_code, made.json()["state"]) == (201, "acknowledged")
    assert made.json()[ITEMS][0]["state"] == "acknowledged"
    assert "qualificationResult" not in made.json()
    assert {name: made.json()[name] for name in made.json() if name.startswith("provide")} == {
        "provideAlternative": False,
        "provideOnlyAvailable": True,
        "provideUnavailabilityReason": False,
    }

    found = await answered(client, made.headers["location"])
    assert (found["state"], found["qualificationResult"]) == ("done", "green")
    assert found["effectiveQualificationDate"]


@pytest.mark.parametrize(
    "name",
    [
        "id",
        "href",
        "state",
        "effectiveQualificationDate",
        "expectedPOQCompletionDate",
        "expirationDate",
        "productOfferingQualificationDate",
    ],
)
async def test_what_the_hub_says_itself_has_no_place_in_a_post(client: httpx.AsyncClient, name: str) -> None:
    value = "2026-11-20T10:00:00Z" if name.endswith("Date") else "done"

    refused = await ask(client, LINE, **{name: value})

    assert refused.status_code == 400
    assert name in refused.json()["message"]


async def test_nor_has_the_result_of_an_item(client: httpx.AsyncClient) -> None:
    refused = await ask(client, {**LINE, "state": "done", "qualificationItemResult": "qualified"})

    assert refused.status_code == 400
    assert f"{ITEMS}[0].state" in refused.json()["message"]


async def test_an_item_needs_an_id(client: httpx.AsyncClient) -> None:
    assert (await ask(client, {"action": "add"})).status_code == 400


async def test_what_does_not_qualify_says_why_and_what_would(client: httpx.AsyncClient) -> None:
    made = await ask(
        client,
        SUMMER,
        instantSyncQualification=True,
        provideAlternative=True,
        provideUnavailabilityReason=True,
    )

    (item,) = made.json()[ITEMS]
    assert (made.json()["qualificationResult"], item["qualificationItemResult"]) == ("yellow", "alternate")
    assert [reason["code"] for reason in item["eligibilityUnavailabilityReason"]] == ["offering-not-sellable"]
    assert [a["alternateProductOffering"]["id"] for a in item["alternateProductOfferingProposal"]] == [
        "dsl-backup",
        "home-dsl",
    ]


async def test_a_question_that_contradicts_itself_is_terminated_and_says_why(
    client: httpx.AsyncClient,
) -> None:
    made = await ask(client, LINE, LINE, instantSyncQualification=True)

    assert (made.status_code, made.json()["state"]) == (200, "terminatedWithError")
    assert made.json()[ITEMS][0]["terminationError"][0]["id"] == "item-id-repeated"


async def test_without_items_all_that_could_be_ordered_is_listed(client: httpx.AsyncClient) -> None:
    made = await client.post(BASE, json={"instantSyncQualification": True})

    found = {item["productOffering"]["id"] for item in made.json()[ITEMS]}
    assert "home-broadband-100" in found
    assert "home-isdn" not in found


async def test_what_qualifies_can_be_ordered_with_the_same_content(
    client: httpx.AsyncClient, hub: Hub
) -> None:
    asked = await ask(client, LINE, instantSyncQualification=True)
    assert asked.json()["qualificationResult"] == "green"

    order = await client.post(ORDERS, json={"productOrderItem": [LINE], "relatedParty": JO})
    await hub.settled(order.json()["id"])

    assert (await client.get(f"{ORDERS}/{order.json()['id']}")).json()["state"] == "completed"


async def test_what_is_not_understood_comes_back_as_it_was(client: httpx.AsyncClient) -> None:
    body = {
        "@type": "ProductOfferingQualification",
        "description": "for Jo",
        "requestedPOQCompletionDate": "2026-12-01T00:00:00.000Z",
        "channel": {"id": "web", "name": "Web shop", "@type": "ChannelRef"},
        "category": {"id": "home", "version": "2"},
        "note": [{"id": "1", "author": "Jo", "text": "please", "mood": {"good": True}}],
        "place": [{"id": "HS-1", "role": "home", "floor": 2}],
        "relatedParty": [{**JO[0], "loyalty": "gold"}],
        "provideOnlyAvailable": False,
        "campaign": ["autumn", 7],
        ITEMS: [
            {
                **LINE,
                "@type": "ProductOfferingQualificationItem",
                "expectedActivationDate": "2026-12-24T00:00:00Z",
                "note": [{"id": "2", "text": "ground floor"}],
                "product": {
                    "@type": "Product",
                    "isBundle": False,
                    "productCharacteristic": [{"name": "bandwidth", "value": {"down": [1, None]}}],
                },
                "qualificationItemRelationship": [{"id": "2", "relationshipType": "reliesOn", "why": "x"}],
            },
            {"id": "2", "action": "add", "productOffering": {"id": "home-tv"}},
        ],
    }
    made = await client.post(BASE, json=body)
    assert made.status_code == 201, made.text

    found = await answered(client, made.headers["location"])
    for item in found[ITEMS]:
        for name in ("state", "qualificationItemResult"):
            del item[name]
    assert {name: found[name] for name in body} == body


async def test_description_and_notes_may_be_changed_and_what_was_answered_may_not(
    client: httpx.AsyncClient,
) -> None:
    made = await ask(client, LINE, instantSyncQualification=True)
    href, tag = made.headers["location"], made.headers["etag"]

    note = [{"id": "1", "text": "called"}]
    changed = await client.patch(href, json={"description": "later", "note": note}, headers={"If-Match": tag})
    assert (changed.status_code, changed.json()["description"], changed.json()["note"]) == (
        200,
        "later",
        note,
    )
    assert changed.json()[ITEMS] == made.json()[ITEMS]
    assert (await client.patch(href, json={"description": "x"}, headers={"If-Match": tag})).status_code == 412
    for refused in ({"state": "acknowledged"}, {ITEMS: [SUMMER]}, {"channel": {"id": "web"}}):
        assert (await client.patch(href, json=refused)).status_code == 400


async def test_a_deleted_one_is_not_found(client: httpx.AsyncClient) -> None:
    href = (await ask(client, LINE)).headers["location"]

    assert (await client.delete(href)).status_code == 204
    for gone in (await client.get(href), await client.delete(href), await client.patch(href, json={})):
        assert (gone.status_code, gone.json()["code"]) == (404, "id-unknown")
