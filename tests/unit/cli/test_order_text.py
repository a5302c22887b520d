"""What `hub order show` says beside the tree."""

from typing import Any

import pytest
from click import BadParameter, Command, Context

from hub.cli.options import pairs
from hub.cli.order_text import LATEST, about, timeline

AT = "2026-11-20T10:00:00.123Z"


def entry(aggregate: str = "o-1", **fact: Any) -> dict[str, Any]:
    return {"at": AT, "room": "com", "aggregateId": aggregate, "fact": [{"event": "go", **fact}]}


def test_everything_that_needs_somebody_is_said() -> None:
    order = {
        "id": "o-1",
        "expectedCompletionDate": AT,
        "relatedParty": [{"id": "acme", "role": "customer"}],
        "hold": {"by": "ida", "why": "closed", "since": AT},
        "openQuestion": [{"itemId": "1", "name": "survey", "text": "Is there a duct?", "answerBy": AT}],
        "cancellability": {
            "verdict": "refused",
            "reason": [{"text": "the line is built", "path": "item[1]"}],
        },
        "jeopardy": [{"raisedAt": "r", "forecast": "f", "requested": "q", "clearedAt": "c"}],
        "revision": [{"number": 1, "at": AT, "planHashBefore": "a" * 64, "planHashAfter": "b" * 64}],
    }

    assert list(about(order, {"hash": "abc"})) == [
        ("order", "o-1"),
        ("expected", AT),
        ("parties", "acme (customer)"),
        ("plan", "abc"),
        ("held", f"by ida since {AT}: closed"),
        ("waits for", f"item 1: survey: Is there a duct? (by {AT})"),
        ("cancelling", "not possible: item[1]: the line is built"),
        ("jeopardy", "since r: expected f, wanted by q, cleared at c"),
        ("revision", f"1 at {AT}: plan {'a' * 12} → {'b' * 12}"),
    ]


def test_what_is_not_there_is_not_said() -> None:
    assert list(about({"id": "o-1"}, {})) == [("order", "o-1")]


def test_a_fact_is_a_line_with_what_moved_and_by_which_rule() -> None:
    history: dict[str, Any] = {
        "productOrderId": "o-1",
        "entry": [
            entry(target="acknowledged"),
            entry(
                source="a", target="b", rule="allDone", detail={"item": "1", "code": "x", "more": {"k": [1]}}
            ),
            entry("01a1fb38-2160-7779-b317-d72a7f5617ef", source="a", target="a", detail={"text": "y" * 99}),
        ],
    }

    known = "f818a6f0-8fe5-5860-98c7-1163f22817da"
    history["entry"].append(entry(known, source="a", target="b"))
    history["entry"].append(entry(detail={"node": "1/cfs-x"}))

    assert timeline(history, {"node": [{"id": known, "key": "1/cfs-x"}, {"key": "1/cfs-y"}]}) == [
        "2026-11-20 10:00:00.123  com  order          go: → acknowledged",
        '2026-11-20 10:00:00.123  com  item 1         go: a → b           [allDone] code=x more={"k": [1]}',
        f"2026-11-20 10:00:00.123  com  …d72a7f5617ef  go                  text={'y' * 59}…",
        "2026-11-20 10:00:00.123  com  1/cfs-x        go: a → b",
        "2026-11-20 10:00:00.123  com  1/cfs-x        go",
    ]


def test_the_latest_facts_are_shown_unless_all_are_asked_for() -> None:
    history = {"productOrderId": "o-1", "entry": [entry(detail={"n": n}) for n in range(LATEST + 5)]}

    assert timeline(history)[0] == "(5 earlier: --timeline)"
    assert timeline(history)[1].endswith("n=5")
    assert len(timeline(history, whole=True)) == LATEST + 5
    assert timeline({"productOrderId": "o-1", "entry": []}) == []


def read(*given: str) -> dict[str, Any]:
    return pairs(Context(Command("x")), None, given)  # type: ignore[arg-type]


def test_a_value_is_json_where_it_is_json_and_text_elsewhere() -> None:
    given = (
        "vlan=1001",
        "name=a=b",
        "on=true",
        'list=["a"]',
        "ip=10.0.0.1",
        "none=null",
        "nan=NaN",
        "empty=",
    )

    assert read(*given) == {
        "vlan": 1001,
        "name": "a=b",
        "on": True,
        "list": ["a"],
        "ip": "10.0.0.1",
        "none": None,
        "nan": "NaN",
        "empty": "",
    }


@pytest.mark.parametrize("given", [("vlan",), ("=1",), (" =1",), ("a=1", "a=2")])
def test_what_is_no_pair_or_comes_twice_is_refused(given: tuple[str, ...]) -> None:
    with pytest.raises(BadParameter):
        read(*given)
