"""An order's history as it is read."""

import re
from typing import Any

from hub.cli.timeline_text import LATEST, timeline

AT = "2026-11-20T10:00:00.123Z"


def entry(aggregate: str = "o-1", **fact: Any) -> dict[str, Any]:
    return {"at": AT, "room": "com", "aggregateId": aggregate, "fact": [{"event": "go", **fact}]}


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


def test_what_an_order_sets_in_motion_is_called_by_what_it_is() -> None:
    def begins(room: str, identifier: str, event: str, **detail: str) -> dict[str, Any]:
        return {
            "at": AT,
            "room": room,
            "aggregateId": identifier,
            "fact": [{"event": event, "detail": detail}],
        }

    history = {
        "productOrderId": "o-1",
        "entry": [
            begins("som", "so-1", "accept", action="add", specification="cfs-x"),
            begins("rom", "ro-1", "accept", action="add", serviceOrder="so-1"),
            begins("som", "so-2", "accept", action="add", specification="cfs-x"),
            begins("activation", "so-2", "begin", operation="configure", specification="cfs-x"),
            begins("com", "p-1", "reserve", order="o-1"),
            begins("com", "f-1", "raise", code="network-refused"),
        ],
    }
    plan = {"product": [{"key": "1", "productId": "p-1"}], "node": []}

    assert [re.split("  +", line)[2] for line in timeline(history, plan)] == [
        "add cfs-x",
        "add resources of add cfs-x",
        "add cfs-x #2",
        "add cfs-x #2",
        "product 1",
        "fallout",
    ]


def test_a_room_that_told_nothing_is_named() -> None:
    history = {"productOrderId": "o-1", "entry": [entry()], "missing": ["som", "rom"]}

    assert timeline(history)[0] == "(nothing of som, rom: no answer from there)"
