"""Attributes that the hub sets, wherever they stand in a resource."""

from typing import Any

from gateway.facades import owned

NAMES = ("id", "state", "item.state", "item.product.status")
ORDER: dict[str, Any] = {
    "id": "7",
    "state": "held",
    "note": [{"id": "n", "state": "a note's own word"}],
    "item": [
        {"id": "1", "state": "held", "product": {"status": "active", "name": "fiber"}},
        {"id": "2", "item": [{"id": "3", "state": "done", "item": [{"state": "new"}]}]},
    ],
}


def test_they_are_found_in_lists_in_objects_and_in_things_inside_their_own_kind() -> None:
    assert list(owned.occurrences(ORDER, NAMES)) == [
        "id",
        "state",
        "item[0].state",
        "item[1].item[0].state",
        "item[1].item[0].item[0].state",
        "item[0].product.status",
    ]


def test_a_copy_without_them_has_all_the_rest() -> None:
    assert owned.without(ORDER, NAMES) == {
        "note": ORDER["note"],
        "item": [
            {"id": "1", "product": {"name": "fiber"}},
            {"id": "2", "item": [{"id": "3", "item": [{}]}]},
        ],
    }
    assert ORDER["state"] == "held"


def test_an_entry_that_changes_its_place_has_not_changed_its_state() -> None:
    after = {**ORDER, "item": ORDER["item"][::-1]}
    assert list(owned.moved(ORDER, after, NAMES)) == []


def test_what_is_another_and_what_is_new_has_moved_and_what_is_left_out_has_not() -> None:
    after = {
        **ORDER,
        "item": [
            {"id": "1", "state": "done"},
            {"id": "2", "item": [{"id": "3"}]},
            {"id": "4", "state": "new"},
        ],
    }
    assert list(owned.moved(ORDER, after, NAMES)) == ["item[0].state", "item[2].state"]


def test_what_is_no_object_is_passed_over() -> None:
    body = {"item": [1, None, "text", {"state": "held"}]}
    assert list(owned.occurrences(body, NAMES)) == ["item[3].state"]
    assert owned.without({"item": 7}, NAMES) == {"item": 7}
