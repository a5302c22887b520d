"""TMF679 v4, over HTTP: who may have an offering, and how answers are found again."""

from typing import Any

import httpx
import pytest

from tests.conformance.qualifications import BASE, ITEMS, JO, LINE, ORDERS, SUMMER, ask
from tests.flow.hub import Hub

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_offering_says_who_may_have_it_through_which_channel_and_in_which_category(
    client: httpx.AsyncClient, hub: Hub
) -> None:
    catalogue = "/tmf-api/productCatalogManagement/v4/productOffering"
    said = {
        "lifecycleStatus": "Active",
        "productSpecification": {"id": "home-broadband-100"},
        "category": [{"id": "staff-679"}],
    }
    for name, more in (
        ("everybody", {}),
        ("staff", {"channel": [{"id": "intranet"}], "eligibleParty": [{"@referredType": "Employee"}]}),
    ):
        made = await client.post(catalogue, json={"id": f"line-for-{name}", "name": name, **said, **more})
        assert made.status_code == 201, made.text
    item = {"id": "1", "action": "add", "productOffering": {"id": "line-for-staff"}}
    employee = [{"id": "jo", "@referredType": "Employee"}]

    wrong = await ask(
        client,
        item,
        instantSyncQualification=True,
        provideUnavailabilityReason=True,
        provideAlternative=True,
        category={"id": "staff-679"},
    )
    (told,) = wrong.json()[ITEMS]
    assert [reason["code"] for reason in told["eligibilityUnavailabilityReason"]] == ["offering-not-eligible"]
    instead = [a["alternateProductOffering"]["id"] for a in told["alternateProductOfferingProposal"]]
    assert "line-for-everybody" in instead
    rejected = await client.post(ORDERS, json={"productOrderItem": [item], "relatedParty": JO})
    await hub.settled(rejected.json()["id"])
    assert (await client.get(rejected.headers["location"])).json()["state"] == "rejected"

    right: dict[str, Any] = {"relatedParty": employee, "channel": {"id": "intranet"}}
    asked = await ask(client, item, instantSyncQualification=True, **right)
    assert asked.json()["qualificationResult"] == "green"
    order = {"productOrderItem": [item], "relatedParty": employee, "channel": [{"id": "intranet"}]}
    made = await client.post(ORDERS, json=order)
    await hub.settled(made.json()["id"])
    assert (await client.get(made.headers["location"])).json()["state"] == "completed"

    found = await client.post(
        BASE, json={"instantSyncQualification": True, "category": {"id": "staff-679"}, **right}
    )
    assert {i["productOffering"]["id"] for i in found.json()[ITEMS]} == {
        "line-for-everybody",
        "line-for-staff",
    }


@pytest.mark.parametrize(
    "filter_",
    [
        "id={id}",
        "state=done",
        "qualificationResult=yellow",
        "productOfferingQualificationDate={productOfferingQualificationDate}",
        f"{ITEMS}.qualificationItemResult=alternate",
        f"{ITEMS}.state=done",
        f"{ITEMS}.productOffering.id=home-dsl-summer",
        f"{ITEMS}.alternateProductOfferingProposal.alternateProductOffering.id=home-dsl",
        f"{ITEMS}.eligibilityUnavailabilityReason.code=offering-not-sellable",
        "relatedParty.id=jo-679",
        "channel.id=phone",
        "campaign=autumn",
        "provideAlternative=true",
        "description.regex=^to be",
    ],
)
async def test_an_attribute_that_is_shown_finds_it(client: httpx.AsyncClient, filter_: str) -> None:
    made = await ask(
        client,
        SUMMER,
        instantSyncQualification=True,
        provideAlternative=True,
        provideUnavailabilityReason=True,
        channel={"id": "phone"},
        campaign="autumn",
        description="to be found",
    )

    found = await client.get(f"{BASE}?{filter_.format(**made.json())}&limit=1000")

    assert found.status_code in {200, 206}, found.text
    assert made.json() in found.json()


async def test_a_list_shows_the_attributes_and_the_page_that_are_asked_for(client: httpx.AsyncClient) -> None:
    for name in ("b", "a"):
        await ask(client, LINE, instantSyncQualification=True, description=name, channel={"id": "list-679"})

    found = await client.get(
        BASE, params={"channel.id": "list-679", "sort": "description", "fields": "description"}
    )
    assert [each["description"] for each in found.json()] == ["a", "b"]
    assert {frozenset(each) for each in found.json()} == {frozenset({"id", "href", "description"})}
    page = await client.get(BASE, params={"channel.id": "list-679", "limit": 1})
    assert (page.status_code, page.headers["x-total-count"], page.headers["x-result-count"]) == (
        206,
        "2",
        "1",
    )
