"""What `hub order show` says beside the tree."""

from typing import Any

import pytest
from click import BadParameter, Command, Context

from hub.cli.options import pairs
from hub.cli.order_text import about

AT = "2026-11-20T10:00:00.123Z"


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

    fallout = [{"id": "f-1", "reason": {"code": "network-refused"}, "suggestedAction": ["retry", "cancel"]}]

    assert list(about(order, {"hash": "abc"}, fallout)) == [
        ("order", "o-1"),
        ("expected", AT),
        ("parties", "acme (customer)"),
        ("plan", "abc"),
        ("held", f"by ida since {AT}: closed"),
        ("waits for", f"item 1: survey: Is there a duct? (by {AT})"),
        ("decide", "f-1: network-refused (retry, cancel)"),
        ("cancelling", "not possible: item[1]: the line is built"),
        ("jeopardy", "since r: expected f, wanted by q, cleared at c"),
        ("revision", f"1 at {AT}: plan {'a' * 12} → {'b' * 12}"),
    ]


def test_of_an_order_that_has_ended_no_forecast_is_told_and_no_way_back() -> None:
    order = {
        "id": "o-1",
        "expectedCompletionDate": AT,
        "completionDate": AT,
        "cancellability": {"verdict": "refused", "reason": [{"text": "the order is cancelled"}]},
    }

    assert list(about(order, {})) == [("order", "o-1"), ("ended", AT)]


def test_what_is_not_there_is_not_said() -> None:
    assert list(about({"id": "o-1"}, {})) == [("order", "o-1")]


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
