"""What every resource of the three catalogue APIs (TMF620, 633, 634) has to do, over HTTP."""

import asyncio
from typing import Any, NamedTuple

import httpx
import pytest

from hub.kernel.ids import new_id
from tests.conformance.filled import filled

pytestmark = pytest.mark.asyncio(loop_scope="session")

PRODUCTS = ("tmf620-v4.yaml", "/tmf-api/productCatalogManagement/v4")
SERVICES = ("tmf633-v4.yaml", "/tmf-api/serviceCatalogManagement/v4")
RESOURCES = ("tmf634-v4.yaml", "/tmf-api/resourceCatalog/v4")
BUNDLES = {
    "productOffering",
    "productOfferingPrice",
    "productSpecification",
    "serviceSpecification",
    "resourceSpecification",
}


class Kind(NamedTuple):
    """A kind of entry and where it is."""

    name: str
    document: str
    base: str

    @property
    def url(self) -> str:
        return f"{self.base}/{self.name}"

    @property
    def title(self) -> str:
        return self.name[0].upper() + self.name[1:]

    def body(self, **members: Any) -> dict[str, Any]:
        """The least a create needs, under a name nobody else has."""
        needed = (
            {"serviceSpecification": {"id": "cfs-internet-access"}} if self.name == "serviceCandidate" else {}
        )
        return {"name": f"{self.name} {new_id()}", **needed, **members}


KINDS = [
    *(
        Kind(name, *PRODUCTS)
        for name in ("catalog", "category", "productOffering", "productOfferingPrice", "productSpecification")
    ),
    *(
        Kind(name, *SERVICES)
        for name in ("serviceCatalog", "serviceCategory", "serviceCandidate", "serviceSpecification")
    ),
    *(
        Kind(name, *RESOURCES)
        for name in ("resourceCatalog", "resourceCategory", "resourceCandidate", "resourceSpecification")
    ),
]


@pytest.fixture(params=KINDS, ids=[kind.name for kind in KINDS])
def kind(request: pytest.FixtureRequest) -> Kind:
    found: Kind = request.param
    return found


async def _made(client: httpx.AsyncClient, kind: Kind, **members: Any) -> dict[str, Any]:
    answer = await client.post(kind.url, json=kind.body(**members))
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def _names(client: httpx.AsyncClient, kind: Kind, **query: Any) -> list[str]:
    answer = await client.get(kind.url, params=query)
    assert answer.status_code in {200, 206}, answer.text
    return [entry["name"] for entry in answer.json()]


async def test_a_name_is_enough_and_the_hub_sets_the_rest(client: httpx.AsyncClient, kind: Kind) -> None:
    body = kind.body()
    answer = await client.post(kind.url, json=body)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["href"] == answer.headers["location"] == f"http://hub.example{kind.url}/{made['id']}"
    assert answer.headers["etag"]
    assert made.keys() >= {"id", "href", "name", "lastUpdate", "lifecycleStatus", "version"}
    assert made.items() >= body.items()
    assert ("isBundle" in made, made.get("isBundle", False)) == (kind.name in BUNDLES, False)
    read = await client.get(made["href"])
    assert (read.status_code, read.json(), read.headers["etag"]) == (200, made, answer.headers["etag"])


async def test_whatever_its_schema_has_comes_back_as_it_was_sent(
    client: httpx.AsyncClient, kind: Kind
) -> None:
    sent = {
        **filled(kind.document, f"{kind.title}_Create"),
        **kind.body(lifecycleStatus="In study", version="3.1"),
        "validFor": {
            "startDateTime": "2026-01-01T00:00:00.000Z",
            "endDateTime": "2027-01-01T00:00:00.000Z",
            "x": 1,
        },
    }
    sent.pop("lastUpdate", None)
    made = (await client.post(kind.url, json=sent)).json()
    shown = (await client.get(made["href"])).json()
    assert {name: shown.get(name) for name in sent} == sent
    assert shown.keys() - sent.keys() <= {"id", "href", "lastUpdate", "isBundle", "@type"}


async def test_the_time_of_the_last_change_is_the_hubs(client: httpx.AsyncClient, kind: Kind) -> None:
    made = await _made(client, kind, lastUpdate="2001-01-01T00:00:00Z")
    assert made["lastUpdate"] >= "2026"


async def test_an_id_may_be_chosen_and_is_taken_once(client: httpx.AsyncClient, kind: Kind) -> None:
    identifier = f'my {kind.name}\'s "{new_id()}"'
    made = await _made(client, kind, id=identifier)
    assert made["id"] == identifier
    assert (await client.get(made["href"])).json()["id"] == identifier
    assert (await client.post(kind.url, json=kind.body(id=identifier))).status_code == 409


async def test_a_list_is_filtered_sorted_paged_and_counted(client: httpx.AsyncClient, kind: Kind) -> None:
    mark = new_id()
    made = [
        await _made(client, kind, version=v, description=mark, colour=["red", v]) for v in ("1", "2", "3")
    ]
    names = [entry["name"] for entry in made]
    assert await _names(client, kind, description=mark, sort="version") == names
    assert await _names(client, kind, description=mark, sort="-version") == names[::-1]
    assert await _names(client, kind, description=mark, version="1,3", sort="version") == [names[0], names[2]]
    assert await _names(client, kind, description=mark, colour="2") == [names[1]]
    assert (
        await _names(client, kind, **{"description": mark, "version.gt": "1", "sort": "version"}) == names[1:]
    )
    assert await _names(client, kind, id=made[1]["id"]) == [names[1]]
    assert await _names(client, kind, name=names[2], lifecycleStatus="Obsolete") == []
    assert await _names(client, kind, **{"description": mark, "lastUpdate.lt": made[0]["lastUpdate"]}) == []
    answer = await client.get(
        kind.url, params={"description": mark, "sort": "version", "offset": 1, "limit": 1}
    )
    assert (answer.status_code, [entry["name"] for entry in answer.json()]) == (206, [names[1]])
    assert (answer.headers["x-total-count"], answer.headers["x-result-count"]) == ("3", "1")
    assert 'rel="next"' in answer.headers["link"]


async def test_fields_are_those_asked_for_with_id_and_href(client: httpx.AsyncClient, kind: Kind) -> None:
    made = await _made(client, kind)
    expected = {name: made[name] for name in ("id", "href", "name")}
    assert (await client.get(f"{made['href']}?fields=name")).json() == expected
    assert (await client.get(f"{kind.url}?fields=name&id={made['id']}")).json() == [expected]


async def test_a_filter_on_what_nobody_has_is_400(client: httpx.AsyncClient, kind: Kind) -> None:
    answer = await client.get(f"{kind.url}?unheardOf=1")
    assert (answer.status_code, answer.json()["code"]) == (400, "filter-unknown")
    assert "unheardOf" in answer.json()["message"]


_MERGE = {"description": "new", "colour": None}
_OPERATIONS = [{"op": "add", "path": "/description", "value": "new"}, {"op": "remove", "path": "/colour"}]
PATCHES: dict[str, Any] = {
    "application/json": _MERGE,
    "application/merge-patch+json": _MERGE,
    "application/json-patch+json": _OPERATIONS,
}


@pytest.mark.parametrize(("media_type", "patch"), PATCHES.items(), ids=PATCHES)
async def test_a_patch_changes_what_it_names(
    client: httpx.AsyncClient, kind: Kind, media_type: str, patch: Any
) -> None:
    made = await _made(client, kind, description="old", colour="red", shape={"round": True})
    answer = await client.request("PATCH", made["href"], json=patch, headers={"Content-Type": media_type})
    assert answer.status_code == 200, answer.text
    expected = {name: value for name, value in made.items() if name != "colour"} | {"description": "new"}
    assert {**answer.json(), "lastUpdate": made["lastUpdate"]} == expected
    assert (await client.get(made["href"])).json() == answer.json()


async def test_a_version_made_by_a_patch_stands_beside_the_one_before(
    client: httpx.AsyncClient, kind: Kind
) -> None:
    made = await _made(client, kind, version="1", description="first")
    await client.patch(made["href"], json={"version": "2", "description": "second"})
    assert (await client.get(made["href"])).json()["description"] == "second"
    for address in (f"{made['href']}:(version=1)", f"{made['href']}?version=1"):
        answer = await client.get(address)
        assert (answer.status_code, answer.json()["description"]) == (200, "first")
    assert (await client.get(f"{made['href']}?version=9")).status_code == 404
    assert await _names(client, kind, id=made["id"]) == [made["name"]]


async def test_who_knows_an_older_version_changes_nothing(client: httpx.AsyncClient, kind: Kind) -> None:
    made = await _made(client, kind)
    etag = (await client.get(made["href"])).headers["etag"]
    newer = (await client.patch(made["href"], json={"description": "x"}, headers={"If-Match": etag})).headers[
        "etag"
    ]
    assert newer != etag
    for method in ("PATCH", "DELETE"):
        body = {"description": "y"} if method == "PATCH" else None
        answer = await client.request(method, made["href"], headers={"If-Match": etag}, json=body)
        assert (answer.status_code, answer.json()["code"]) == (412, "version-stale")
    assert (await client.delete(made["href"], headers={"If-Match": newer})).status_code == 204


async def test_of_changes_at_the_same_time_none_is_lost(client: httpx.AsyncClient, kind: Kind) -> None:
    made = await _made(client, kind)
    changes = [{f"by-{number}": number} for number in range(4)]
    answers = await asyncio.gather(*(client.patch(made["href"], json=change) for change in changes))
    assert [answer.status_code for answer in answers] == [200] * 4
    shown = (await client.get(made["href"])).json()
    assert all(shown.items() >= change.items() for change in changes)


async def test_what_is_deleted_is_gone(client: httpx.AsyncClient, kind: Kind) -> None:
    made = await _made(client, kind)
    assert (await client.delete(made["href"])).status_code == 204
    assert (await client.get(made["href"])).status_code == 404
    assert (await client.delete(made["href"])).status_code == 404
    assert await _names(client, kind, id=made["id"]) == []


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_an_unknown_id_is_404_whatever_it_looks_like(
    client: httpx.AsyncClient, kind: Kind, method: str
) -> None:
    body = {"name": "x"} if method == "PATCH" else None
    for identifier in ("unheard", "%27%3B--", "a%22b", "x" * 300, "%25", "..%5C"):
        answer = await client.request(method, f"{kind.url}/{identifier}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "id-unknown"), identifier


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no name": ({"name": ...}, "name"),
    "null": ({"name": None}, "name"),
    "an empty name": ({"name": ""}, "name"),
    "a wrong type": ({"description": 7}, "description"),
    "a wrong date": ({"validFor": {"endDateTime": "soon"}}, "validFor.endDateTime"),
}


@pytest.mark.parametrize(("members", "path"), REFUSED.values(), ids=REFUSED)
async def test_a_wrong_attribute_is_400_by_name(
    client: httpx.AsyncClient, kind: Kind, members: dict[str, Any], path: str
) -> None:
    body = {name: value for name, value in kind.body(**members).items() if value is not ...}
    answer = await client.post(kind.url, json=body)
    assert answer.status_code == 400
    assert path in [error["path"] for error in answer.json()["errors"]]


@pytest.mark.parametrize("name", ["id", "href", "lastUpdate", "@type"])
async def test_what_may_not_be_changed_is_400_by_name(
    client: httpx.AsyncClient, kind: Kind, name: str
) -> None:
    made = await _made(client, kind)
    value = "2001-01-01T00:00:00Z" if name == "lastUpdate" else "https://else.example/"
    answer = await client.patch(made["href"], json={name: value})
    assert (answer.status_code, answer.json()["code"]) == (400, "attribute-read-only")
    assert answer.json()["errors"][0]["path"] == name
    assert (await client.patch(made["href"], json={"name": None})).status_code == 400
