"""RFC 6902, with the examples of its appendix in kind."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.json_patch import MAX_OPERATIONS, json_patch
from hub.kernel.errors import HubError, Kind

APPLIED: dict[str, tuple[Any, list[Any], Any]] = {
    "add a member": (
        {"foo": "bar"},
        [{"op": "add", "path": "/baz", "value": "qux"}],
        {"foo": "bar", "baz": "qux"},
    ),
    "add an entry": ({"a": [1, 3]}, [{"op": "add", "path": "/a/1", "value": 2}], {"a": [1, 2, 3]}),
    "add at the end": ({"a": [1]}, [{"op": "add", "path": "/a/-", "value": [2]}], {"a": [1, [2]]}),
    "add at the end by its number": ({"a": [1]}, [{"op": "add", "path": "/a/1", "value": 2}], {"a": [1, 2]}),
    "add what is there": ({"a": 1}, [{"op": "add", "path": "/a", "value": None}], {"a": None}),
    "add with unknown members": ({}, [{"op": "add", "path": "/a", "value": 1, "xyz": 1}], {"a": 1}),
    "add the whole": ({"a": 1}, [{"op": "add", "path": "", "value": {"b": 2}}], {"b": 2}),
    "remove a member": ({"a": 1, "b": 2}, [{"op": "remove", "path": "/a"}], {"b": 2}),
    "remove an entry": ({"a": [1, 2, 3]}, [{"op": "remove", "path": "/a/1"}], {"a": [1, 3]}),
    "replace": ({"a": {"b": 1}}, [{"op": "replace", "path": "/a/b", "value": 2}], {"a": {"b": 2}}),
    "replace an entry": ({"a": [1, 2]}, [{"op": "replace", "path": "/a/0", "value": 9}], {"a": [9, 2]}),
    "move a member": (
        {"a": {"x": 1}, "b": {}},
        [{"op": "move", "from": "/a/x", "path": "/b/y"}],
        {"a": {}, "b": {"y": 1}},
    ),
    "move an entry": (
        {"a": [1, 2, 3, 4]},
        [{"op": "move", "from": "/a/1", "path": "/a/3"}],
        {"a": [1, 3, 4, 2]},
    ),
    "move to where it is": ({"a": 1}, [{"op": "move", "from": "/a", "path": "/a"}], {"a": 1}),
    "copy": ({"a": {"x": 1}}, [{"op": "copy", "from": "/a", "path": "/b"}], {"a": {"x": 1}, "b": {"x": 1}}),
    "a copy is its own": (
        {"a": {"x": 1}},
        [{"op": "copy", "from": "/a", "path": "/b"}, {"op": "replace", "path": "/b/x", "value": 2}],
        {"a": {"x": 1}, "b": {"x": 2}},
    ),
    "test": ({"a": [1, {"b": 2}]}, [{"op": "test", "path": "/a/1", "value": {"b": 2}}], {"a": [1, {"b": 2}]}),
    "test a number": ({"a": 1}, [{"op": "test", "path": "/a", "value": 1.0}], {"a": 1}),
    "escapes": ({"/": 1, "~1": 2}, [{"op": "test", "path": "/~01", "value": 2}], {"/": 1, "~1": 2}),
    "an escaped slash": ({"a/b": 1}, [{"op": "remove", "path": "/a~1b"}], {}),
    "an empty name": ({"": 1}, [{"op": "remove", "path": "/"}], {}),
    "nothing": ({"a": 1}, [], {"a": 1}),
}


@pytest.mark.parametrize(("document", "operations", "result"), APPLIED.values(), ids=APPLIED)
def test_operations_do_what_the_rfc_says(document: Any, operations: list[Any], result: Any) -> None:
    assert json_patch(document, operations) == result


# Operation, where it is wrong.
MALFORMED: list[tuple[Any, str]] = [
    ({"op": "spam", "path": "/a"}, "[0].op"),
    ({"op": ["add"], "path": "/a"}, "[0].op"),
    ("remove", "[0].op"),
    ({"op": "remove"}, "[0].path"),
    ({"op": "add", "path": "/a"}, "[0].value"),
    ({"op": "move", "path": "/a"}, "[0].from"),
    ({"op": "remove", "path": "a"}, "[0].path"),
    ({"op": "remove", "path": 1}, "[0].path"),
    ({"op": "remove", "path": "/a~2"}, "[0].path"),
    ({"op": "copy", "from": "a", "path": "/b"}, "[0].from"),
    ({"op": "move", "from": "/a", "path": "/a/b"}, "[0].from"),
    ({"op": "remove", "path": ""}, "[0].path"),
]
IMPOSSIBLE: list[tuple[Any, str]] = [
    ({"op": "remove", "path": "/x"}, "[0].path"),
    ({"op": "replace", "path": "/x", "value": 1}, "[0].path"),
    ({"op": "add", "path": "/x/y", "value": 1}, "[0].path"),
    ({"op": "add", "path": "/list/3", "value": 1}, "[0].path"),
    ({"op": "add", "path": f"/list/{10**30}", "value": 1}, "[0].path"),
    ({"op": "add", "path": "/list/01", "value": 1}, "[0].path"),
    ({"op": "add", "path": "/list/one", "value": 1}, "[0].path"),
    ({"op": "add", "path": "/list/-1", "value": 1}, "[0].path"),
    ({"op": "remove", "path": "/list/-"}, "[0].path"),
    ({"op": "add", "path": "/text/0", "value": 1}, "[0].path"),
    ({"op": "test", "path": "/one", "value": True}, "[0].path"),
    ({"op": "test", "path": "/one", "value": "1"}, "[0].path"),
    ({"op": "test", "path": "/x", "value": None}, "[0].path"),
    ({"op": "copy", "from": "/x", "path": "/y"}, "[0].from"),
    ({"op": "move", "from": "/list/9", "path": "/y"}, "[0].from"),
]


@pytest.mark.parametrize(
    ("operation", "path", "kind"),
    [
        *((operation, path, Kind.INVALID) for operation, path in MALFORMED),
        *((operation, path, Kind.CONFLICT) for operation, path in IMPOSSIBLE),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_invalid_and_what_cannot_be_done_a_conflict(
    operation: Any, path: str, kind: Kind
) -> None:
    document = {"one": 1, "list": [1, 2], "text": "t", "a": {}}
    before = repr(document)
    with pytest.raises(HubError) as caught:
        json_patch(document, [operation])
    assert (caught.value.kind, caught.value.reasons[0].path) == (kind, path)
    assert repr(document) == before


@pytest.mark.parametrize(
    "operations",
    [
        [{"op": "test", "path": "", "value": {}}] * (MAX_OPERATIONS + 1),
        [{"op": "copy", "from": "", "path": "/x"}] * 100,
        [
            {"op": "add", "path": "/x", "value": "x" * 100_000},
            *[{"op": "copy", "from": "", "path": "/y"}] * 40,
        ],
    ],
    ids=["operations", "depth", "size"],
)
def test_a_patch_cannot_make_itself_huge(operations: list[Any]) -> None:
    with pytest.raises(HubError) as caught:
        json_patch({}, operations)
    assert caught.value.kind is Kind.INVALID


JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab/~-0", max_size=2), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(
    document=st.dictionaries(st.text("ab/~", max_size=2), JSON, max_size=4), value=JSON, name=st.text("ab/~")
)
def test_what_is_added_can_be_tested_and_removed_again(
    document: dict[str, Any], value: Any, name: str
) -> None:
    document.pop(name, None)
    path = "/" + name.replace("~", "~0").replace("/", "~1")
    there = [{"op": "add", "path": path, "value": value}, {"op": "test", "path": path, "value": value}]
    assert json_patch(document, there) == {**document, name: value}
    assert json_patch(document, [*there, {"op": "remove", "path": path}]) == document
