"""The REST shape that all declared resources share."""

from typing import Any

import pytest

from gateway.facades.rest import ATTEMPTS
from gateway.specs import JSON_PATCH
from hub.kernel.errors import Code, HubError, Kind
from tests.unit.gateway.things import Things

BODY = {"name": "router", "size": 3, "@type": "Box", "part": [{"id": "a"}]}
HREF = "http://h/api/v1/thing/thing-1"


@pytest.fixture
def things() -> Things:
    return Things()


@pytest.fixture
async def made(things: Things) -> Things:
    """With one thing, `thing-1`."""
    await things("create", body=BODY)
    return things


async def _refused(things: Things, verb: str, kind: Kind, body: Any = None, **more: Any) -> set[str]:
    """Paths of all that was wrong."""
    with pytest.raises(HubError) as caught:
        await things(verb, "" if verb == "create" else "thing-1", body, **more)
    assert caught.value.kind is kind
    return {reason.path for reason in caught.value.reasons}


async def test_a_create_answers_with_the_resource_where_it_is_and_its_version(things: Things) -> None:
    answer, body = await things("create", body=BODY)
    assert answer.status_code == 201
    assert body == {"id": "thing-1", "href": HREF, "isBundle": False, **BODY}
    assert (answer.headers["location"], answer.headers["etag"]) == (HREF, '"1"')


async def test_a_create_may_not_set_what_the_hub_sets_wherever_it_stands(things: Things) -> None:
    body = {"id": "mine", "name": "x", "part": [{}, {"state": "done"}]}
    assert await _refused(things, "create", Kind.INVALID, body) == {"id", "part[1].state"}


async def test_the_hub_sets_its_own_where_a_contract_has_it_in_a_create(things: Things) -> None:
    _, body = await things("create", body={**BODY, "lastUpdate": "2020-01-01T00:00:00Z"})
    assert "lastUpdate" not in body


async def test_an_id_may_be_the_clients_choice(things: Things) -> None:
    declare = {"chosen": ("id",), "overruled": ("href",)}
    _, body = await things("create", body={**BODY, "id": "a/b", "href": "http://else"}, declare=declare)
    assert (body["id"], body["href"]) == ("a/b", "http://h/api/v1/thing/a%2Fb")


async def test_a_default_gives_way_to_what_is_said(things: Things) -> None:
    _, body = await things("create", body={**BODY, "isBundle": True})
    assert body["isBundle"] is True


async def test_a_create_can_answer_with_another_status(things: Things) -> None:
    answer, _ = await things(
        "create", body=BODY, declare={"status": lambda entry: 200 if entry.name else 201}
    )
    assert answer.status_code == 200


async def test_a_resource_is_shown_whole_or_in_part(made: Things) -> None:
    answer, body = await made("retrieve", "thing-1")
    assert answer.headers["etag"] == '"1"'
    assert body == {"id": "thing-1", "href": HREF, "isBundle": False, **BODY}
    _, part = await made("retrieve", "thing-1", raw_query="fields=size")
    assert part == {"id": "thing-1", "href": HREF, "size": 3}


async def test_what_the_facade_works_out_is_shown_beside_the_rest(made: Things) -> None:
    _, body = await made(
        "retrieve", "thing-1", declare={"also": lambda entry, url: {"link": f"{url}/{entry.name}"}}
    )
    assert body["link"] == "http://h/api/v1/router"


async def test_a_list_is_a_page_of_resources_with_its_counts(made: Things) -> None:
    for number in range(4):
        await made("create", body={"name": f"n{number}"})
    answer, body = await made("list", raw_query="offset=1&limit=2&fields=name")
    assert [thing["name"] for thing in body] == ["n0", "n1"]
    assert answer.status_code == 206
    assert (answer.headers["x-total-count"], answer.headers["x-result-count"]) == ("5", "2")
    assert 'offset=3&limit=2>; rel="next"' in answer.headers["link"]


async def test_a_list_asks_the_room_for_what_the_client_filters_by(made: Things) -> None:
    await made("list", raw_query="name=router&size.gt=2&validFor.endDateTime.lt=2026-01-01&sort=-name")
    query = made.room.asked[-1].query
    asked = {condition.name: tuple(condition.path) for any_of in query.all for condition in any_of.condition}
    assert asked == {
        "name": ("name",),
        "size": ("content_json", "size"),
        "validFor.endDateTime": ("valid_to",),
    }
    assert [(key.name, key.descending) for key in query.sort] == [("name", True)]


PATCHES: dict[str, tuple[Any, str]] = {
    "merge": ({"size": 4, "part": None}, "application/json"),
    "merge by name": ({"size": 4, "part": None}, "application/merge-patch+json; charset=utf-8"),
    "operations": (
        [{"op": "replace", "path": "/size", "value": 4}, {"op": "remove", "path": "/part"}],
        JSON_PATCH,
    ),
}


@pytest.mark.parametrize(("body", "media_type"), PATCHES.values(), ids=PATCHES)
async def test_a_patch_changes_what_it_says_and_nothing_else(
    made: Things, body: Any, media_type: str
) -> None:
    answer, shown = await made("patch", "thing-1", body, content_type=media_type)
    assert answer.status_code == 200
    assert answer.headers["etag"] == '"2"'
    rest = {name: value for name, value in BODY.items() if name != "part"}
    assert shown == {"id": "thing-1", "href": HREF, "isBundle": False, **rest, "size": 4}


async def test_what_was_read_can_be_sent_back_as_it_is(made: Things) -> None:
    _, before = await made("retrieve", "thing-1")
    answer, after = await made("patch", "thing-1", before)
    assert after == before
    assert answer.headers["etag"] == '"1"'


REFUSED: dict[str, tuple[Any, set[str]]] = {
    "an id": ({"id": "else"}, {"id"}),
    "an href": ({"href": "http://else"}, {"href"}),
    "a type": ({"size": "much"}, {"size"}),
    "what is needed, taken away": ({"name": None}, {"name"}),
    "a date of the hub": ({"lastUpdate": "2020-01-01T00:00:00Z"}, {"lastUpdate"}),
    "something inside": ({"part": [{"id": "a", "state": "done"}]}, {"part[0].state"}),
    "all at once": ({"id": "else", "size": "much"}, {"id", "size"}),
}


@pytest.mark.parametrize(("body", "paths"), REFUSED.values(), ids=REFUSED)
async def test_a_patch_is_refused_with_every_attribute_that_may_not_be(
    made: Things, body: Any, paths: set[str]
) -> None:
    assert await _refused(made, "patch", Kind.INVALID, body) == paths
    assert made.room.kept["thing-1"].revision == 1


async def test_a_patch_may_be_narrower_than_the_resource(made: Things) -> None:
    body = {"size": 4, "name": "other"}
    assert await _refused(made, "patch", Kind.INVALID, body, declare={"patchable": {"size"}}) == {"name"}
    assert await _refused(made, "patch", Kind.INVALID, {"@type": "Bag"}, declare={"fixed": {"@type"}}) == {
        "@type"
    }


async def test_a_fault_the_patch_is_not_about_does_not_stop_it(made: Things) -> None:
    made.room.kept["thing-1"].name = ""
    _, body = await made("patch", "thing-1", {"size": 9})
    assert body["size"] == 9


async def test_a_patch_that_leaves_no_object_is_refused(made: Things) -> None:
    body = [{"op": "replace", "path": "", "value": 1}]
    assert await _refused(made, "patch", Kind.INVALID, body, content_type=JSON_PATCH) == {""}


async def test_a_test_that_fails_is_a_conflict(made: Things) -> None:
    body = [{"op": "test", "path": "/size", "value": 4}]
    assert await _refused(made, "patch", Kind.CONFLICT, body, content_type=JSON_PATCH) == {"[0].path"}


@pytest.mark.parametrize("verb", ["patch", "delete"])
async def test_if_match_is_about_the_version_the_client_knows(made: Things, verb: str) -> None:
    body = {"size": 4}
    await _refused(made, verb, Kind.STALE, body, if_match='"7"')
    await _refused(made, verb, Kind.STALE, body, if_match='"what others say"')
    answer, _ = await made(verb, "thing-1", body, if_match='"1"')
    assert answer.status_code in {200, 204}


async def test_a_patch_that_was_overtaken_is_applied_to_what_is_there_now(made: Things) -> None:
    made.room.others = ["by another"]
    answer, body = await made("patch", "thing-1", {"size": 4})
    assert (body["size"], body["description"]) == (4, "by another")
    assert answer.headers["etag"] == '"3"'


async def test_a_patch_that_is_overtaken_again_and_again_is_a_conflict(made: Things) -> None:
    made.room.others = ["by others"] * ATTEMPTS
    await _refused(made, "patch", Kind.CONFLICT, {"size": 4})


async def test_a_patch_with_if_match_is_never_applied_to_another_version(made: Things) -> None:
    made.room.others = ["by another"]
    await _refused(made, "patch", Kind.STALE, {"size": 4}, if_match='"1"')
    assert made.room.kept["thing-1"].description == "by another"


async def test_a_delete_has_no_more_to_show(made: Things) -> None:
    answer, body = await made("delete", "thing-1")
    assert (answer.status_code, body) == (204, None)
    with pytest.raises(HubError) as caught:
        await made("retrieve", "thing-1")
    assert caught.value.reasons[0].code is Code.ID_UNKNOWN


async def test_only_what_is_declared_is_offered(things: Things) -> None:
    with pytest.raises(KeyError):
        await things("delete", "thing-1", declare={"delete": None})
