"""TMF639 v4 over HTTP: what orders have taken out of pools, and records of everything else."""

from typing import Any

import httpx
import pytest

from tests.conformance.partners import Partner

pytestmark = pytest.mark.asyncio(loop_scope="session")

BASES = ("/tmf-api/resourceInventoryManagement/v4", "/tmf-api/resourceInventory/v4")
RESOURCES = f"{BASES[0]}/resource"
ORDERS = "/tmf-api/resourceOrderingManagement/v4/resourceOrder"
STATES = ("administrativeState", "operationalState", "usageState", "resourceStatus")


@pytest.fixture
def resources(client: httpx.AsyncClient) -> Partner:
    return Partner(client, RESOURCES)


async def allocated(resources: Partner, **said: Any) -> dict[str, Any]:
    """A VLAN out of its pool."""
    resource = {"resourceSpecification": {"id": "vlan-id"}, **said}
    items = [{"id": "1", "action": "add", "resource": resource}]
    made = await Partner(resources.client, ORDERS).create({"orderItem": items})
    return await resources.get(made["orderItem"][0]["resource"]["id"])


async def give_back(resources: Partner, identifier: str) -> None:
    items = [{"id": "1", "action": "delete", "resource": {"id": identifier}}]
    await Partner(resources.client, ORDERS).create({"orderItem": items})


def states(resource: dict[str, Any]) -> tuple[str, ...]:
    return tuple(resource[name] for name in STATES)


async def test_a_name_is_enough(resources: Partner) -> None:
    made = await resources.create({"name": "Rack 7"})

    assert made["name"] == "Rack 7"
    assert made["href"] == f"http://hub.example{RESOURCES}/{made['id']}"
    assert states(made) == ("unlocked", "enable", "idle", "available")
    assert await resources.get(made["id"]) == made


def rich(unique: str) -> dict[str, Any]:
    """A resource that says something at every level, extensions among it."""
    return {
        "name": unique,
        "category": "Premium",
        "description": "A number for organisations",
        "value": "0170112231",
        "serviceId": f"service of {unique}",
        "resourceVersion": "v2",
        "startOperatingDate": "2020-03-04T00:00:00.000Z",
        "endOperatingDate": "2022-07-04T08:00:00Z",
        "administrativeState": "shutdown",
        "operationalState": "disable",
        "usageState": "active",
        "resourceStatus": "standby",
        "activationFeature": [
            {
                "name": "roaming",
                "isEnabled": True,
                "featureCharacteristic": [{"name": "zone", "value": 3}],
            }
        ],
        "attachment": [{"name": "photo", "url": "http://x/photo.png"}],
        "note": [{"text": "something about it"}],
        "place": {"id": "9912", "name": "Shelf", "role": "lies at", "@referredType": "GeographicAddress"},
        "relatedParty": [{"id": "jo", "role": "user", "@referredType": "Individual", "vip": None}],
        "resourceCharacteristic": [
            {"name": "level", "value": "gold", "valueType": "string", "id": "c1"},
            {"name": "level", "value": {"deep": [1, {"er": None}]}},
            {"name": "weight", "value": 2.5},
        ],
        "resourceRelationship": [
            {"relationshipType": "contains", "resource": {"id": "44", "href": "http://x/resource/44"}}
        ],
        "resourceSpecification": {"id": "4", "href": "http://x/4", "version": "1", "shape": []},
        "@type": "MSISDN",
        "@baseType": "LogicalResource",
        "@schemaLocation": "http://x/MSISDN.schema.json",
        "colour": {"name": "red", "shades": [0, ""]},
    }


async def test_what_is_sent_comes_back_unchanged(resources: Partner) -> None:
    sent = rich(resources.unique)
    made = await resources.create(sent)

    assert await resources.get(made["id"]) == made
    assert {name: value for name, value in made.items() if name not in {"id", "href"}} == sent


async def test_a_free_id_can_be_chosen_and_a_taken_one_is_a_conflict(resources: Partner) -> None:
    wanted = f"a/b ?%{resources.unique}"
    made = await resources.create({"id": wanted, "href": "http://elsewhere/1", "name": "mine"})

    assert made["id"] == wanted
    assert made["href"].startswith("http://hub.example")
    assert (await resources.client.get(made["href"])).json() == made
    answer = await resources.client.post(RESOURCES, json={"id": wanted, "name": "yours"})
    assert (answer.status_code, answer.json()["code"]) == (409, "id-taken")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": "x", "usageState": "full"}, "usageState"),
        ({"name": "x", "administrativeState": "unlock"}, "administrativeState"),
        ({"name": "x", "id": "x" * 121}, "id"),
        ({"name": "x", "value": 7}, "value"),
    ],
)
async def test_what_no_resource_can_be_is_refused_by_name(resources: Partner, body: Any, named: str) -> None:
    answer = await resources.client.post(RESOURCES, json=body)

    assert answer.status_code == 400
    assert named in answer.json()["message"]


async def test_a_record_is_changed_member_by_member_and_deleted(resources: Partner) -> None:
    made = await resources.create(rich(resources.unique))
    patch = {"usageState": "busy", "note": None, "colour": {"name": "blue"}, "value": "2"}
    changed = await resources.patch(made["id"], patch)
    colour = {"name": "blue", "shades": [0, ""]}
    expected = {**made, "usageState": "busy", "colour": colour, "value": "2"}
    del expected["note"]
    assert changed == expected

    moves = [{"op": "move", "from": "/colour/name", "path": "/description"}]
    changed = await resources.patch(made["id"], moves, media_type="application/json-patch+json")
    assert (changed["description"], changed["colour"]) == ("blue", {"shades": [0, ""]})
    assert (await resources.client.delete(f"{RESOURCES}/{made['id']}")).status_code == 204
    await resources.missing(made["id"])


async def test_a_change_based_on_an_older_version_is_refused(resources: Partner) -> None:
    made = await resources.create({"name": "x"})
    tag = (await resources.client.get(f"{RESOURCES}/{made['id']}")).headers["ETag"]
    await resources.patch(made["id"], {"name": "y"}, headers={"If-Match": tag})

    await resources.refused("PATCH", made["id"], {"name": "z"}, 412, headers={"If-Match": tag})
    await resources.refused("DELETE", made["id"], None, 412, headers={"If-Match": tag})
    error = await resources.refused("PATCH", made["id"], {"id": "other"}, 400)
    assert "id" in error["message"]


async def test_what_was_ordered_is_there_with_all_that_was_said_of_it(resources: Partner) -> None:
    said = {"category": "gold", "place": {"id": "HS-1", "role": "site"}, "serviceId": "s"}
    found = await allocated(resources, **said)

    assert states(found) == ("unlocked", "enable", "busy", "available")
    assert {name: found[name] for name in said} == said
    assert (found["name"], found["startOperatingDate"][:4]) == (f"vlan-id {found['value']}", "2026")


async def test_what_is_locked_goes_back_to_nobody_until_it_is_unlocked(resources: Partner) -> None:
    vlan = await allocated(resources)
    locked = await resources.patch(vlan["id"], {"administrativeState": "locked"})
    assert states(locked) == ("locked", "enable", "busy", "suspended")
    await give_back(resources, vlan["id"])
    (left,) = await resources.ids(value=vlan["value"], **{"resourceSpecification.id": "vlan-id"})
    assert states(await resources.get(left)) == ("locked", "enable", "idle", "suspended")

    answer = await resources.client.patch(f"{RESOURCES}/{left}", json={"administrativeState": "unlocked"})
    assert answer.status_code == 200, answer.text
    await resources.missing(left)


@pytest.mark.parametrize(
    ("patch", "named"),
    [
        ({"usageState": "idle"}, "usageState"),
        ({"resourceStatus": "standby"}, "resourceStatus"),
        ({"value": "1"}, "value"),
        ({"resourceSpecification": {"id": "dsl-port"}}, "resourceSpecification"),
        ({"place": {"id": "elsewhere", "role": "site"}}, "place"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_its_order_says_of_a_resource_is_not_changed_here(
    resources: Partner, patch: Any, named: str
) -> None:
    vlan = await allocated(resources)
    error = await resources.refused("PATCH", vlan["id"], patch, 409)

    assert named in error["message"]
    assert await resources.get(vlan["id"]) == vlan


async def test_what_somebody_has_is_not_deleted(resources: Partner) -> None:
    vlan = await allocated(resources)
    error = await resources.refused("DELETE", vlan["id"], None, 409)

    assert "resource order" in error["message"]


@pytest.mark.parametrize(
    "asked",
    [
        {"id": "{id}"},
        {"name": "{name}"},
        {"name": '"{name}"', "usageState": "active,busy"},
        {"name": "{name}", "resourceStatus.ne": "available", "operationalState": "disable"},
        {"serviceId": "service of {name}", "value": "0170112231"},
        {"name": "{name}", "place.id": "9912", "place.@referredType": "GeographicAddress"},
        {"name": "{name}", "resourceSpecification.id": "4", "resourceSpecification.version": "1"},
        {"name": "{name}", "resourceCharacteristic.value": "gold"},
        {"name": "{name}", "resourceCharacteristic.value.gt": "2", "colour.name": "red"},
        {"name": "{name}", "startOperatingDate": "2020-03-04T01:00:00+01:00"},
        {"name": "{name}", "endOperatingDate.lt": "2023-01-01", "@type": "MSISDN"},
    ],
    ids="&".join,
)
async def test_a_resource_is_found_by_what_it_says(resources: Partner, asked: dict[str, str]) -> None:
    made = await resources.create(rich(resources.unique))
    await resources.create({"name": "another"})
    known = {"id": made["id"], "name": made["name"]}

    assert await resources.ids(**{k: v.format(**known) for k, v in asked.items()}) == [made["id"]]


async def test_a_state_nobody_knows_is_no_filter_and_the_answer_says_which_there_are(
    resources: Partner,
) -> None:
    answer = await resources.client.get(RESOURCES, params={"usageState": "full"})

    assert answer.status_code == 400
    assert "idle, active, busy" in answer.json()["message"]


async def test_a_page_of_some_attributes_has_its_counts(resources: Partner) -> None:
    made = [await resources.create({"name": n, "category": resources.unique}) for n in ("b", "c", "a")]
    asked = {"category": resources.unique, "fields": "name", "sort": "name", "limit": "2"}
    answer = await resources.client.get(RESOURCES, params=asked)

    assert (answer.status_code, answer.headers["X-Total-Count"]) == (206, "3")
    assert [found["id"] for found in answer.json()] == [made[2]["id"], made[0]["id"]]
    assert all(found.keys() == {"id", "href", "name"} for found in answer.json())


@pytest.mark.parametrize("base", BASES)
async def test_both_published_names_lead_to_the_same_resources_and_links_follow_them(
    resources: Partner, base: str
) -> None:
    made = await Partner(resources.client, f"{base}/resource").create({"name": "x"})

    assert made["href"] == f"http://hub.example{base}/resource/{made['id']}"
    assert (await resources.get(made["id"]))["name"] == "x"
    assert (await resources.client.get(f"{base}/openapi.json")).status_code == 200
    assert (await resources.client.put(f"{base}/resource/1", json={})).status_code == 405
