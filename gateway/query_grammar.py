"""TMF630's filters as they are written: which attribute, how compared, with what. Nothing here knows any attribute."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

RESERVED = frozenset({"fields", "offset", "limit", "sort", "filter"})
OPERATORS = ("eq", "ne", "gt", "gte", "lt", "lte", "regex")

_LITERALS = {
    ">": "gt",
    ">=": "gte",
    "<": "lt",
    "<=": "lte",
    "=": "eq",
    "==": "eq",
    "!=": "ne",
    "*=": "regex",
    "=~": "regex",
}
_COMPARISON = re.compile(r"\s*([^<>=*!;,\"]+?)\s*(>=|<=|==|!=|=~|\*=|>|<|=)(.*)", re.DOTALL)
# Behind a semicolon only what looks like an attribute begins another comparison: all else is one more value.
_ANOTHER = re.compile(r"\s*@?[A-Za-z_][\w.@-]*\s*(?:>=|<=|==|!=|=~|\*=|>|<|=)")
# A text in quotes, or whatever there is until the next separator. A quote ends the text when a separator follows.
_VALUE = re.compile(r'\s*("(?:[^"]|"(?!\s*(?:[,;]|$)))*")\s*(?=[,;]|$)|([^,;]*)')


@dataclass(frozen=True, slots=True)
class Comparison:
    """`attribute` in its dotted name, compared by one of `OPERATORS` with any of `values`."""

    attribute: str
    operator: str
    values: tuple[str, ...]


def comparisons(named: Iterable[tuple[str, str]]) -> list[list[Comparison]]:
    """One of each inner list has to hold; an attribute that is named again to be equal has more alternatives."""
    found: list[list[Comparison]] = []
    equal: dict[str, int] = {}
    for name, value in named:
        alternatives = _merged(_alternatives(name, value))
        first = alternatives[0]
        if first.attribute in RESERVED and len(alternatives) == 1:
            continue
        if len(alternatives) > 1 or first.operator != "eq":
            found.append(alternatives)
        elif first.attribute in equal:
            known = found[equal[first.attribute]][0]
            values = (*known.values, *first.values)
            found[equal[first.attribute]] = [Comparison(first.attribute, "eq", values)]
        else:
            equal[first.attribute] = len(found)
            found.append(alternatives)
    return found


def _alternatives(name: str, value: str) -> Iterator[Comparison]:
    """`a=1,2`, `a=1;2`, `a=1;a=2` and `a=1;b=2`."""
    attribute, operator, rest = _compared(name, value)
    if operator == "regex":
        # A comma or a semicolon may be a part of it.
        yield Comparison(attribute, operator, (unquoted(rest),))
        return
    at = 0
    while True:
        token = _VALUE.match(rest, at)
        assert token is not None  # noqa: S101 (its second half matches anything)
        yield Comparison(attribute, operator, (unquoted(token[1] or token[2]),))
        at = token.end()
        if at >= len(rest):
            return
        another = rest[at] == ";" and _ANOTHER.match(rest, at + 1)
        at += 1
        if another:
            yield from _alternatives(rest[at:], "")
            return


def _compared(name: str, value: str) -> tuple[str, str, str]:
    """Attribute, operator and the rest of one part of a query."""
    # `orderDate>=x` arrives as `orderDate>` and `x`, `orderDate%3E%3Dx` as a name without a value, `a=~x` as `a` and `~x`.
    whole = f"{name}={value}" if name[-1:] in {"<", ">", "=", "*", "!"} or value[:1] in {"~", "="} else name
    literal = _COMPARISON.fullmatch(whole)
    if literal and (whole is not name or not value):
        attribute, operator, rest = literal[1], _LITERALS[literal[2]], literal[3]
    else:
        attribute, operator, rest = name, "eq", value
    stem, _, suffix = attribute.rpartition(".")
    return (
        (stem, suffix, rest)
        if stem and suffix in OPERATORS and operator == "eq"
        else (attribute, operator, rest)
    )


def _merged(alternatives: Iterable[Comparison]) -> list[Comparison]:
    """Neighbours that compare the same attribute in the same way become one."""
    found: list[Comparison] = []
    for each in alternatives:
        last = found[-1] if found else None
        if (
            last
            and (last.attribute, last.operator) == (each.attribute, each.operator)
            and each.operator != "regex"
        ):
            found[-1] = Comparison(each.attribute, each.operator, (*last.values, *each.values))
        else:
            found.append(each)
    return found


def unquoted(text: str) -> str:
    """Without one pair of double quotes around it."""
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def sort_keys(value: str) -> Iterator[tuple[str, bool]]:
    """Attributes of a `sort`, and whether each falls; a `+` in a query arrives as a blank."""
    for part in filter(None, (p.strip() for p in value.split(","))):
        yield part.lstrip("+-").strip(), part.startswith("-")
