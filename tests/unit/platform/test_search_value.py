"""Texts that stand for numbers and instants."""

from decimal import Decimal

import pytest

from hub.platform.search_value import instant, number

MIDNIGHT = 1_763_596_800_000


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("1970-01-01", 0),
        ("2025-11-20", MIDNIGHT),
        ("2025-11-20T00:00:00Z", MIDNIGHT),
        ("2025-11-20 01:30+01:30", MIDNIGHT),
        ("2025-11-19t23:00:00.0019-0100", MIDNIGHT + 1),
        ("2025-11-20T00:00:00,5+00", MIDNIGHT + 500),
        ("1969-12-31T23:59:59.999Z", -1),
    ],
)
def test_a_date_is_an_instant_to_the_millisecond(text: str, milliseconds: int) -> None:
    assert instant(text) == milliseconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025",
        "2025-13-01",
        "2025-02-30",
        "0000-01-01",
        "2025-11-20T24:00Z",
        "2025-11-20T10:00:60Z",
        "2025-11-20Z",
        "٢٠٢٥-11-20",
        "2025-11-20T10:00+24:00",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert instant(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("5", 5), ("5.0", 5), ("+07", 7), ("-1e2", -100), ("0.1", Decimal("0.1"))]
)
def test_numbers_are_exact(text: str, value: object) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "1_0", "0x1", "nan", "inf", "1e1000", "9" * 301, "٣", " 1", "1."])
def test_what_is_no_number_of_bounded_size_is_none(text: str) -> None:
    assert number(text) is None
