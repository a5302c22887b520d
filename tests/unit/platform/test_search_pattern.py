"""Regular expressions: what is known of them, and what is refused by name."""

from time import monotonic

import pytest

from hub.kernel.errors import HubError
from hub.platform.search_pattern import checked, compiled, normal


@pytest.mark.parametrize(
    ("pattern", "matching", "others"),
    [
        ("^Fiber", ["Fiber 1"], ["My Fiber", "fiber"]),
        ("1G$", ["Fiber 1G"], ["1Gb", "1G\n"]),
        (r"\d{3}-\w+", ["x 123-ab"], ["12-ab", "١٢٣-ab"]),
        ("a|bc", ["a", "bc"], ["b"]),
        ("(ab){2,3}c", ["ababc", "abababc"], ["abc"]),
        ("[^a-c]$", ["d", "-", "\n"], ["a", ""]),
        (r"[\]\\^-]", ["]", "\\", "^", "-"], ["a"]),
        (r"a\.b", ["a.b"], ["axb"]),
        ("a.b", ["a\nb", "a😀b"], ["ab"]),
        (r"^\s\S$", ["\vx"], ["xx", "  "]),
        ("", ["", "x"], []),
    ],
)
def test_what_a_pattern_matches(pattern: str, matching: list[str], others: list[str]) -> None:
    found = compiled(normal(pattern))
    assert [t for t in matching + others if found.search(t)] == matching


@pytest.mark.parametrize(
    "pattern",
    [
        "(a",
        "a)",
        "[a",
        "[]",
        "[z-a]",
        "[[:alpha:]]",
        "*a",
        "a**",
        "a*?",
        "a++",
        "^*",
        "a{3,2}",
        "a{101}",
        "a{,3}",
        "a{",
        "(?i)a",
        "(?=a)",
        "(?P<n>a)",
        r"(a)\1",
        r"\b",
        r"\x41",
        "a\\",
        r"[\D]",
        "((a{100}){100}){100}",
        "(a{0,40}b?){0,40}",
        "a" * 201,
    ],
)
def test_what_is_not_in_the_common_language_is_refused_by_name(pattern: str) -> None:
    with pytest.raises(HubError, match="attribute-invalid: name: is not a regular expression we know"):
        checked(pattern, "name")


def test_time_grows_with_the_text_and_not_with_its_ways_to_match() -> None:
    start = monotonic()
    assert compiled(normal("(a+)+$")).search("a" * 100_000 + "b") is None
    assert monotonic() - start < 1
