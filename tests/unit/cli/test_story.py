"""Stories: what their files may say, and how their ends are compared."""

import json
from pathlib import Path
from typing import Any

import pytest

from hub.cli.story import compare, text_of
from hub.cli.story_outcome import Names, in_order
from hub.cli.story_script import Step, read_script
from hub.kernel.errors import HubError

ORDER = "01a1fbb7-270a-7225-9e6a-f2762a10667d"
OTHER = "e8e65760-d04b-5a0a-b597-4df1260e790e"


def write(folder: Path, text: str) -> Path:
    path = folder / "a.story.yaml"
    path.write_text(text)
    return path


@pytest.mark.parametrize("name", ["a", "a.json", "a.story.yaml"])
def test_a_story_is_found_by_its_order(name: str, tmp_path: Path) -> None:
    write(
        tmp_path, "story: >-\n  Kim\n  orders.\nsteps:\n- {submit: a.json, until: held}\n- {until: failed}\n"
    )

    script = read_script(tmp_path / name)

    assert (script.name, script.told, script.expected.name) == ("a", "Kim orders.", "a.expected.json")
    assert script.steps == [
        Step(action="submit", what="a.json", until="held"),
        Step(action="wait", what={}, until="failed"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no story"),
        ("steps: []", "is no story: 'story'"),
        ("story: a\nsteps: [{sing: loud}]", "a step has one of submit,"),
        ("story: a\nsteps: [{submit: a.json, cancel: {}}]", "a step has one of submit,"),
        ("story: a\nsteps: [{submit: a.json, untl: held}]", "not {'submit': 'a.json', 'untl': 'held'}"),
    ],
)
def test_a_file_that_is_no_story_says_why(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(HubError) as refused:
        read_script(write(tmp_path, text))

    assert said in str(refused.value)
    assert refused.value.reasons[0].path == str(tmp_path / "a.story.yaml")


def test_a_story_that_is_not_there_is_told_with_the_way_to_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(HubError, match="there is no such story; hub story list") as refused:
        read_script(tmp_path / "a")

    assert refused.value.reasons[0].path == str(tmp_path / "a.story.yaml")


def test_an_end_is_kept_with_what_fits_on_a_line_on_one() -> None:
    end = {"short": {"a": [1, 2]}, "long": ["x" * 70, "y" * 70], "empty": [], "quoted": 'ü"'}

    assert text_of(end).splitlines() == [
        "{",
        '  "short": {"a": [1, 2]},',
        '  "long": [',
        f'    "{"x" * 70}",',
        f'    "{"y" * 70}"',
        "  ],",
        '  "empty": [],',
        '  "quoted": "ü\\""',
        "}",
    ]
    assert json.loads(text_of(end)) == end


def test_another_end_is_a_diff_and_the_same_is_none() -> None:
    end = {"state": "x" * 60, "timeline": ["y" * 60]}

    assert compare(text_of(end), end, "a.expected.json") == []
    assert compare(text_of({**end, "state": "z"}), end, "a.expected.json")[:2] == [
        "--- a.expected.json",
        "+++ this time",
    ]


def test_what_differs_from_run_to_run_has_names() -> None:
    names = Names()
    names.of_order("fiber", {"id": ORDER}, {"node": [{"key": "1/cfs-x", "id": OTHER, "serviceId": ""}]})

    said = {"href": f"http://127.0.0.1:4711/order/{ORDER}", OTHER: [f"{'a' * 64} {'b' * 64} {'a' * 64}", 1]}
    assert names.put(said) == {
        "href": "/order/<order fiber>",
        "<service order 1/cfs-x>": ["<plan 1> <plan 2> <plan 1>", 1],
    }


def test_what_happened_at_once_is_told_in_an_order_that_does_not_depend_on_who_was_faster() -> None:
    def entry(room: str, aggregate: str, message: str, cause: str = "") -> dict[str, Any]:
        caused = {"causationId": cause} if cause else {}
        return {"at": "t", "room": room, "aggregateId": aggregate, "messageId": message, **caused}

    ask, first, second = entry("com", "o", "m1"), entry("som", "a", "m2", "m1"), entry("rom", "b", "m3", "m2")
    slow, end = entry("som", "c", "m4", "m1"), entry("com", "o", "m5", "m3")

    for told in ([ask, first, slow, second, end], [ask, slow, first, second, end]):
        ordered = in_order({"entry": told})["entry"]
        assert ordered.index(second) > ordered.index(slow)
        assert (ordered[0], ordered[-1]) == (ask, end)
    assert in_order({"entry": [ask, first, second, slow, end]})["entry"] == [ask, first, slow, second, end]
