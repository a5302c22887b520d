"""TMF652 v4 over HTTP: resource orders are carried out by ROM, come back as they were sent, and can be taken back."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from tests.conformance.partners import Partner
from tests.flow.hub import Hub

pytestmark = pytest.mark.asyncio(loop_scope="session")

BASES = ("/tmf-api/resourceOrderingManagement/v4", "/tmf-api/resourceOrdering/v4")
ORDERS = f"{BASES[0]}/resourceOrder"
LATER = "2027-01-01T00:00:00.000Z"


def item(specification: str = "vlan-id", identifier: str = "1", action: str = "add", **more: Any) -> Any:
    resource = {"resourceSpecification": {"id": specification}, **more}
    return {"id": identifier, "action": action, "resource": resource}


@pytest.fixture
def orders(client: httpx.AsyncClient) -> Partner:
    return Partner(client, ORDERS)


async def test_the_least_order_there_is_is_accepted_and_says_why_it_came_to_nothing(orders: Partner) -> None:
    made = await orders.create({"orderItem": [{"id": "1", "action": "add", "resource": {}}]})

    assert made["href"] == f"http://hub.example{ORDERS}/{made['id']}"
    assert {"orderDate", "state", "orderItem"} <= made.keys()
    assert (made["state"], made["orderItem"][0]["state"]) == ("rejected", "rejected")
    assert made["orderItem"][0]["resource"] == {}
    asked = {"id": made["id"], "errorMessage.code": "specification-unknown"}
    assert await orders.ids(**asked) == [made["id"]]
    assert await orders.ids(**asked | {"errorMessage.code": "pool-exhausted"}) == []
    (error,) = made["errorMessage"]
    assert (error["code"], error["orderItem"][0]["itemId"]) == ("specification-unknown", "1")


async def test_an_order_takes_a_value_from_a_pool_and_a_later_one_gives_it_back(orders: Partner) -> None:
    made = await orders.create({"orderItem": [item()]})
    resource = made["orderItem"][0]["resource"]

    assert made["state"] == "completed"
    assert 1000 <= int(resource["value"]) <= 3999
    assert made["startDate"] == made["completionDate"]
    resources = Partner(orders.client, "/tmf-api/resourceInventoryManagement/v4/resource")
    found = await resources.get(resource["id"])
    assert (found["value"], found["usageState"]) == (resource["value"], "busy")
    ended = await orders.create({"orderItem": [item(action="delete", id=resource["id"])]})
    assert ended["state"] == "completed"
    await resources.missing(resource["id"])


async def test_of_a_pool_that_is_used_up_nothing_is_had_and_the_order_says_so(
    orders: Partner, hub: Hub
) -> None:
    kind = f"kind-{orders.unique}"
    await hub.load(
        {
            "layer": "resource",
            "resourceSpecification": [
                {"id": kind, "version": "1", "name": kind, "lifecycleStatus": "Active"}
            ],
            "resourcePool": [
                {"id": kind, "resourceSpecificationId": kind, "numberRange": {"first": 1, "last": 1}}
            ],
        }
    )
    first = await orders.create({"orderItem": [item(kind)]})
    second = await orders.create({"orderItem": [item(), item(kind, "2")]})

    assert (first["state"], second["state"]) == ("completed", "failed")
    assert second["errorMessage"][0]["code"] == "pool-exhausted"
    assert "value" not in second["orderItem"][0]["resource"]


def rich(unique: str) -> dict[str, Any]:
    """An order that says something at every level, extensions among it."""
    party = {"id": "jo", "name": "Jo", "role": "customer", "@referredType": "Individual"}
    return {
        "externalId": unique,
        "name": "Port and VLAN",
        "description": "For Jo",
        "category": "fibre",
        "priority": 3,
        "orderType": "install",
        "requestedStartDate": LATER,
        "requestedCompletionDate": "2027-01-02T00:00:00Z",
        "expectedCompletionDate": "2027-01-03T00:00:00Z",
        "externalReference": [{"id": "7", "entityType": "order", "owner": "crm"}],
        "relatedParty": [party],
        "note": [{"id": "1", "author": "Jo", "text": "Ring twice"}, {}],
        "@type": "FibreOrder",
        "colour": {"name": "red", "shades": [1, 2.5, None, True, ""]},
        "orderItem": [
            {
                "id": "1",
                "action": "add",
                "quantity": 1,
                "appointment": {"id": "a", "description": "Site survey"},
                "orderItemRelationship": [{"relationshipType": "dependency", "orderItem": {"itemId": "2"}}],
                "@type": "FibreItem",
                "urgent": False,
                "resource": {
                    "name": "Jo's VLAN",
                    "category": "gold",
                    "resourceVersion": "6",
                    "attachment": [{"name": "sheet.pdf", "mimeType": "application/pdf"}],
                    "note": [],
                    "relatedParty": [party],
                    "place": {"id": "", "name": "Home", "role": "site", "@type": "Address", "floor": 3},
                    "resourceCharacteristic": [
                        {"name": "tagged", "value": True, "valueType": "boolean", "unit": "-"},
                        {"name": "ranges", "value": [{"from": 1, "to": None}]},
                    ],
                    "resourceRelationship": [{"relationshipType": "contains", "href": "h"}],
                    "resourceSpecification": {"id": "vlan-id", "name": "VLAN", "version": "1", "extra": []},
                    "@type": "LogicalResource",
                },
                "resourceSpecification": {"id": "vlan-id", "@referredType": "LogicalResourceSpecification"},
            },
            {"id": "2", "action": "noChange", "resource": {"id": "r", "href": "http://x/r"}},
        ],
    }


async def test_what_is_sent_comes_back_unchanged(orders: Partner) -> None:
    sent = rich(orders.unique)
    made = await orders.create(sent)
    found = await orders.get(made["id"])

    assert found == made
    assert made["state"] == "acknowledged"
    for name in ("id", "href", "state", "orderDate"):
        made.pop(name)
    for each in made["orderItem"]:
        assert each.pop("state") == "acknowledged"
    assert made == sent


async def test_what_the_hub_sets_itself_may_be_sent_and_is_not_taken_over(orders: Partner) -> None:
    owned = {
        "state": "completed",
        "orderDate": "2001-01-01T00:00:00Z",
        "startDate": "2001-01-01T00:00:00Z",
        "completionDate": "2001-01-01T00:00:00Z",
    }
    sent = {**owned, "requestedStartDate": LATER, "orderItem": [{**item(), "state": "failed"}]}
    made = await orders.create(sent)

    assert (made["state"], made["orderItem"][0]["state"]) == ("acknowledged", "acknowledged")
    assert made["orderDate"].startswith("2026")
    assert not {"startDate", "completionDate"} & made.keys()


async def test_an_order_that_waits_can_be_changed_and_is_carried_out_when_it_waits_no_more(
    orders: Partner,
) -> None:
    made = await orders.create({"requestedStartDate": LATER, "priority": 1, "orderItem": [item()]})
    changed = await orders.patch(made["id"], {"priority": 2, "note": [{"text": "hurry"}], "category": "c"})
    assert (changed["priority"], changed["note"], changed["state"]) == (
        2,
        [{"text": "hurry"}],
        "acknowledged",
    )

    patch = [
        {"op": "test", "path": "/priority", "value": 2},
        {"op": "remove", "path": "/category"},
        {"op": "remove", "path": "/requestedStartDate"},
    ]
    done = await orders.patch(made["id"], patch, media_type="application/json-patch+json")
    assert done["state"] == "completed"
    assert "category" not in done
    assert done["orderItem"][0]["resource"]["value"]


@pytest.mark.parametrize(
    ("patch", "status", "path"),
    [
        ({"state": "cancelled"}, 400, "state"),
        ({"orderItem": [{"id": "1", "action": "add", "state": "failed"}]}, 400, "orderItem[0].state"),
        ({"orderItem": []}, 400, "orderItem"),
        ({"id": "mine"}, 400, "id"),
    ],
)
async def test_what_only_the_hub_may_say_is_refused_by_name(
    orders: Partner, patch: Any, status: int, path: str
) -> None:
    made = await orders.create({"requestedStartDate": LATER, "orderItem": [item()]})
    error = await orders.refused("PATCH", made["id"], patch, status)

    assert path in error["message"]
    assert await orders.get(made["id"]) == made


async def test_an_order_that_has_ended_stays_as_it_is(orders: Partner) -> None:
    made = await orders.create({"orderItem": [item()]})
    error = await orders.refused("PATCH", made["id"], {"description": "late"}, 409)

    assert error["code"] == "state-forbids"
    assert "completed" in error["message"]


async def test_a_change_based_on_an_older_version_is_refused(orders: Partner) -> None:
    made = await orders.create({"requestedStartDate": LATER, "orderItem": [item()]})
    tag = (await orders.client.get(f"{ORDERS}/{made['id']}")).headers["ETag"]
    await orders.patch(made["id"], {"priority": 1}, headers={"If-Match": tag})

    await orders.refused("PATCH", made["id"], {"priority": 2}, 412, headers={"If-Match": tag})
    await orders.refused("DELETE", made["id"], None, 412, headers={"If-Match": tag})


async def test_an_order_is_deleted_when_it_has_ended(orders: Partner) -> None:
    open_ = await orders.create({"requestedStartDate": LATER, "orderItem": [item()]})
    await orders.refused("DELETE", open_["id"], None, 409)
    made = await orders.create({"orderItem": [item()]})
    assert (await orders.client.delete(f"{ORDERS}/{made['id']}")).status_code == 204
    await orders.missing(made["id"])


async def test_the_same_key_makes_one_order_and_another_content_under_it_is_a_conflict(
    orders: Partner,
) -> None:
    body: Mapping[str, Any] = {"orderItem": [item()]}
    headers = {"Idempotency-Key": orders.unique}
    first, again = [await orders.client.post(ORDERS, json=body, headers=headers) for _ in range(2)]
    other = await orders.client.post(ORDERS, json={**body, "priority": 1}, headers=headers)

    assert first.json() == again.json()
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (409, "idempotency-key-reused")


@pytest.mark.parametrize(
    "asked",
    [
        {"id": "{id}"},
        {"externalId": "{unique}"},
        {"externalId": '"{unique}"', "state": "acknowledged,completed"},
        {"externalId": "{unique}", "orderDate": '"{orderDate}"'},
        {"externalId": "{unique}", "priority.gt": "2", "orderItem.action": "add"},
        {"externalId": "{unique}", "orderItem.resource.resourceSpecification.id": "vlan-id"},
        {"externalId": "{unique}", "orderItem.resource.resourceCharacteristic.name": "tagged"},
        {"externalId": "{unique}", "orderItem.resource.place.floor": "3", "colour.name": "red"},
        {"externalId": "{unique}", "relatedParty.id": "jo", "requestedCompletionDate.lt": LATER.replace("01-01", "01-03")},
    ],
    ids="&".join,
)  # fmt: skip
async def test_an_order_is_found_by_what_it_says(orders: Partner, asked: dict[str, str]) -> None:
    made = await orders.create(rich(orders.unique))
    await orders.create({"orderItem": [item()]})
    known = {"id": made["id"], "unique": orders.unique, "orderDate": made["orderDate"]}

    assert await orders.ids(**{k: v.format(**known) for k, v in asked.items()}) == [made["id"]]


async def test_a_filter_nobody_knows_is_refused_by_name(orders: Partner) -> None:
    answer = await orders.client.get(ORDERS, params={"flavour": "sweet"})

    assert (answer.status_code, answer.json()["code"]) == (400, "filter-unknown")
    assert "flavour" in answer.json()["message"]


async def test_a_page_of_some_attributes_has_its_counts(orders: Partner) -> None:
    made = [
        await orders.create({"orderItem": [item()], "category": orders.unique, "priority": n})
        for n in range(3)
    ]
    asked = {"category": orders.unique, "fields": "state", "sort": "-priority", "limit": "2"}
    answer = await orders.client.get(ORDERS, params=asked)

    assert (answer.status_code, answer.headers["X-Total-Count"]) == (206, "3")
    assert [found["id"] for found in answer.json()] == [made[2]["id"], made[1]["id"]]
    assert all(found.keys() == {"id", "href", "state"} for found in answer.json())


@pytest.mark.parametrize(
    "body", [{}, {"orderItem": []}, {"orderItem": [{"action": "add"}]}, {"orderItem": [{"id": 7}]}, [], "x"]
)
async def test_an_order_for_nothing_is_refused_by_name(orders: Partner, body: Any) -> None:
    answer = await orders.client.post(ORDERS, json=body)

    assert answer.status_code == 400
    assert {"code", "reason"} <= answer.json().keys()


@pytest.mark.parametrize("base", BASES)
async def test_both_published_names_lead_to_the_same_orders_and_links_follow_them(
    orders: Partner, base: str
) -> None:
    made = await Partner(orders.client, f"{base}/resourceOrder").create({"orderItem": [item()]})

    assert made["href"] == f"http://hub.example{base}/resourceOrder/{made['id']}"
    assert (await orders.get(made["id"]))["state"] == "completed"
