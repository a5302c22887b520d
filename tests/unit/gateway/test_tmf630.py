"""The REST rules all APIs share, without HTTP."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway import tmf630
from gateway.page import parse_page
from hub.kernel.errors import HubError

JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.sampled_from("abcd"), JSON, max_size=4)
LAST = datetime(9999, 12, 30, tzinfo=UTC) - datetime(1, 1, 2, tzinfo=UTC)
INSTANTS = st.builds(
    lambda since, hours: (datetime(1, 1, 2, tzinfo=UTC) + since).astimezone(timezone(timedelta(hours=hours))),
    st.timedeltas(timedelta(0), LAST),
    st.integers(-12, 14),
)

RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Each of these is an example of RFC 7396's appendix in kind: target, patch, result.
MERGES: list[tuple[Any, Any, Any]] = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]


@pytest.mark.parametrize(("target", "patch", "result"), MERGES)
def test_a_merge_patch_merges_objects_and_replaces_the_rest(target: Any, patch: Any, result: Any) -> None:
    assert tmf630.merge_patch(target, patch) == result


@RELAXED
@given(target=OBJECTS, patch=OBJECTS)
def test_a_merge_patch_applied_twice_is_applied_once(target: dict[str, Any], patch: dict[str, Any]) -> None:
    once = tmf630.merge_patch(target, patch)
    assert tmf630.merge_patch(once, patch) == once


@RELAXED
@given(target=OBJECTS)
def test_a_merge_patch_leaves_its_target_alone(target: dict[str, Any]) -> None:
    before = repr(target)
    tmf630.merge_patch(target, {"a": None, "b": {"c": 1}})
    assert repr(target) == before


def test_nulls_of_a_patch_are_left_out_of_objects_but_not_of_lists() -> None:
    assert tmf630.without_nulls({"a": None, "b": {"c": None, "d": 1}, "e": [None]}) == {
        "b": {"d": 1},
        "e": [None],
    }


@given(INSTANTS)
def test_a_date_printed_and_read_is_the_same_instant_to_the_millisecond(instant: datetime) -> None:
    printed = tmf630.format_date(instant)
    assert printed.endswith("Z")
    difference = instant - tmf630.parse_date(printed, "x")
    assert timedelta(0) <= difference < timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-12-18T16:00:00Z", datetime(2026, 12, 18, 16, tzinfo=UTC)),
        ("2026-12-18t16:00:00z", datetime(2026, 12, 18, 16, tzinfo=UTC)),
        ("2026-12-18T16:00:00.25+02:00", datetime(2026, 12, 18, 14, 0, 0, 250_000, tzinfo=UTC)),
        ("2026-12-18", datetime(2026, 12, 18, tzinfo=UTC)),
        ("2026-12-18T16:00", datetime(2026, 12, 18, 16, tzinfo=UTC)),
    ],
)
def test_dates_are_instants_whatever_their_offset(text: str, instant: datetime) -> None:
    assert tmf630.parse_date(text, "x") == instant


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "2026-13-01", "2026-12-18T16:00:60Z", "0001-01-01T00:00:00+10:00"]
)
def test_what_is_no_date_is_refused_by_name(text: str) -> None:
    with pytest.raises(HubError, match="orderDate"):
        tmf630.parse_date(text, "orderDate")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", (0, 100, False)),
        ("limit=5", (0, 5, True)),
        ("offset=7", (7, 100, True)),
        ("limit=100000&offset=0", (0, 1000, True)),
    ],
)
def test_a_page_has_defaults_and_a_maximum(raw: str, expected: tuple[int, int, bool]) -> None:
    page = parse_page(raw)
    assert (page.offset, page.limit, page.asked) == expected


@pytest.mark.parametrize(("tag", "version"), [("*", 0), ('"7"', 7), ('W/"7"', 7)])
def test_if_match_names_a_version(tag: str, version: int) -> None:
    assert tmf630.if_match({"if-match": tag}) == version


@pytest.mark.parametrize("tag", ['"x"', '""', "", '"-1"', '"0"', '"' + "9" * 40 + '"', '"٣"'])
def test_an_entity_tag_that_is_not_ours_cannot_match(tag: str) -> None:
    with pytest.raises(HubError, match="version-stale"):
        tmf630.if_match({"if-match": tag})
