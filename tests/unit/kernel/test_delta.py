"""A change between two JSON values says exactly what is different, and no more."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.kernel.delta import apply, diff

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
)
keys = st.sampled_from(["", "0", "1", "a", "é.$[]/~", "\x00"]) | st.text(max_size=5)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(keys, inner, max_size=5),
    max_leaves=20,
)


def same(one: Any, other: Any) -> bool:
    """Equal as JSON, where 1, 1.0 and true are three values; Python has them equal."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)


def stored(change: Any) -> Any:
    """As it comes back from where changes are kept."""
    return json.loads(json.dumps(change))


@given(values, values)
def test_the_change_between_any_two_values_makes_the_one_of_the_other(old: Any, new: Any) -> None:
    before = json.dumps(old)

    found = apply(old, stored(diff(old, new)))

    assert same(found, new)
    assert json.dumps(old) == before


@given(st.lists(values, max_size=6), st.data())
def test_lists_that_grow_shrink_and_change_in_the_middle_are_exact(old: list[Any], data: Any) -> None:
    new = [data.draw(values) if data.draw(st.booleans()) else value for value in old]
    new = new[: data.draw(st.integers(0, len(new)))] + data.draw(st.lists(values, max_size=3))

    assert same(apply(old, stored(diff(old, new))), new)


@given(values)
def test_what_is_the_same_makes_no_change(value: Any) -> None:
    assert diff(value, json.loads(json.dumps(value))) == {}


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, {"b": [3]}),
        ({"a": 1, "b": 2}, {"a": 1}, {"b": []}),
        ({"a": 1}, {"a": 1, "b": None}, {"b": [None]}),
        ({"a": None}, {}, {"a": []}),
        ({"a": {"b": {"c": 1}, "d": 2}}, {"a": {"b": {"c": 2}, "d": 2}}, {"a": {"b": {"c": [2]}}}),
        ({"a": []}, {"a": [[]]}, {"a": [1, {"0": [[]]}]}),
        ([1, 2, 3], [1, 5], [2, {"1": [5]}]),
        ([1], [1, None], [2, {"1": [None]}]),
        ([1, 2], [], [0, {}]),
        ([{"s": "x", "id": 1}], [{"s": "y", "id": 1}], [1, {"0": {"s": ["y"]}}]),
        (1, True, [True]),
        (1, 1.0, [1.0]),
        ([1], [True], [1, {"0": [True]}]),
        ({"a": [{"b": 1}]}, {"a": [{"b": 1.0}]}, {"a": [1, {"0": {"b": [1.0]}}]}),
        ({}, [], [[]]),
        (None, {"a": 1}, [{"a": 1}]),
        ({"a": 1}, None, [None]),
    ],
)
def test_a_change_names_what_is_different_and_nothing_else(old: Any, new: Any, change: Any) -> None:
    assert repr(diff(old, new)) == repr(change)
    assert repr(apply(old, change)) == repr(new)


def test_a_move_in_a_large_document_is_a_small_change() -> None:
    old = {"nodes": [{"id": str(n), "state": "waiting", "text": "x" * 200} for n in range(50)], "version": 3}
    new = json.loads(json.dumps(old))
    new["nodes"][17]["state"], new["version"] = "submitted", 4

    assert len(json.dumps(diff(old, new))) < 80
