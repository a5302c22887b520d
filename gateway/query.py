"""The query of a TMF630 list: from the raw text of the URL to the conditions a room is asked by.

Attributes become paths of protobuf fields by the shape of the resource. What the shape does not name is looked for
where such attributes are kept; whether the contract has it, `declared` says.
"""

import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gateway.facades.mapping import Shape
from gateway.page import Page, parse_fields, parse_page, parts
from gateway.query_grammar import Comparison, comparisons, sort_keys
from gateway.query_path import Sort, Spot, walk
from gateway.tmf630 import format_date, parse_date
from hub.kernel.errors import Code, HubError, Kind, Reason, refuse
from hub.platform.search_pattern import checked, compiled
from hub.platform.search_value import number
from proto.shared.v1 import query_pb2

__all__ = ["Asked", "Declared", "parse", "parse_fields"]

_OPERATORS = {
    "eq": query_pb2.OPERATOR_EQ,
    "ne": query_pb2.OPERATOR_NE,
    "gt": query_pb2.OPERATOR_GT,
    "gte": query_pb2.OPERATOR_GTE,
    "lt": query_pb2.OPERATOR_LT,
    "lte": query_pb2.OPERATOR_LTE,
    "regex": query_pb2.OPERATOR_REGEX,
}
_ORDERED = {"gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}
# A `+` of an offset that was not encoded arrives as a blank.
_BLANK_OFFSET = re.compile(r"(\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d\S*) (\d\d:?\d\d)")

#: Whether the contract of a resource has an attribute, by its dotted name.
Declared = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Asked:
    """A list query in parts: attributes to show (None: all), which part of the list, and what rooms are asked."""

    fields: tuple[str, ...] | None
    page: Page
    query: query_pb2.Query


def parse(raw: str, shape: Shape, declared: Declared) -> Asked:
    """Reads a raw query; a `HubError` with every attribute that cannot be asked for, or not so."""
    named = list(parts(raw))
    plain = dict(named)
    if "filter" in plain:
        why = "JSONPath is not offered; an attribute and its value filter: state=completed"
        raise refuse(Kind.UNSUPPORTED, Code.OPERATION_UNSUPPORTED, why, "filter")
    reader = _Reader(shape, declared)
    query = query_pb2.Query()
    for alternatives in comparisons(named):
        conditions = [c for comparison in alternatives for c in reader.conditions(comparison)]
        query.all.append(query_pb2.AnyOf(condition=conditions))
    for name, falls in sort_keys(plain.get("sort", "")):
        query.sort.extend(reader.sort_key(name, descending=falls))
    if reader.reasons:
        raise HubError(Kind.INVALID, *reader.reasons)
    return Asked(parse_fields(raw), parse_page(raw), query)


class _Reader:
    """Translates for one resource, and gathers what is wrong."""

    def __init__(self, shape: Shape, declared: Declared) -> None:
        self._shape = shape
        self._declared = declared
        self.reasons: list[Reason] = []

    def conditions(self, comparison: Comparison) -> Iterable[query_pb2.Condition]:
        name, spot = comparison.attribute, self._spot(comparison.attribute)
        if spot is None:
            return
        values = self._values(spot, comparison)
        how = "eq" if spot.sort is Sort.WORDS and comparison.operator != "ne" else comparison.operator
        if spot.empty and how == "eq":
            empty = [value for value in values if _is_empty(spot, value)]
            values = [value for value in values if not _is_empty(spot, value)]
            if empty:
                yield query_pb2.Condition(path=spot.empty, operator=_OPERATORS[how], value=empty, name=name)
        if values or not spot.empty or how != "eq":
            yield query_pb2.Condition(
                path=spot.path,
                operator=_OPERATORS["eq" if spot.sort is Sort.NOTHING else how],
                value=values,
                name=name,
                undeclared=self._undeclared(spot, name),
            )

    def sort_key(self, name: str, *, descending: bool) -> Iterable[query_pb2.SortKey]:
        spot = self._spot(name)
        if spot is not None and spot.sort is not Sort.NOTHING:
            undeclared = self._undeclared(spot, name)
            yield query_pb2.SortKey(path=spot.path, descending=descending, name=name, undeclared=undeclared)

    def _spot(self, name: str) -> Spot | None:
        """Where the attribute is; None when it cannot be asked for."""
        spot = walk(self._shape, name.split("."))
        if spot.sort is Sort.COMPUTED or (spot.sort is Sort.NOTHING and not self._declared(name)):
            self.reasons.append(Reason(Code.FILTER_UNKNOWN, "cannot be filtered or sorted by", name[:80]))
            return None
        return spot

    def _undeclared(self, spot: Spot, name: str) -> bool:
        return not spot.named and not self._declared(name)

    def _values(self, spot: Spot, comparison: Comparison) -> list[str]:
        if spot.sort is Sort.NOTHING:
            return []
        if comparison.operator == "regex":
            patterns = [checked(value, comparison.attribute) for value in comparison.values]
            if spot.sort is not Sort.WORDS:
                return list(comparison.values)
            return [
                v
                for w, found in spot.words.items()
                if any(compiled(p).search(w) for p in patterns)
                for v in found
            ]
        if spot.sort is Sort.WORDS:
            return self._words(spot, comparison)
        values = [_BLANK_OFFSET.sub(r"\1+\2", value) for value in comparison.values]
        if spot.sort is Sort.DATE:
            return [format_date(parse_date(value, comparison.attribute)) for value in values]
        return values

    def _words(self, spot: Spot, comparison: Comparison) -> list[str]:
        """Our values for their words; a word the enumeration does not have is refused, with those it has."""
        for word in comparison.values:
            if word not in spot.words:
                why = f"has to be one of {', '.join(spot.words)}, not {word[:60]!r}"
                self.reasons.append(Reason(Code.ATTRIBUTE_INVALID, why, comparison.attribute))
        holds = _ORDERED.get(comparison.operator, operator.eq)
        chosen = (w for w in spot.words if any(holds(w, asked) for asked in comparison.values))
        return [value for word in chosen for value in spot.words[word]]


def _is_empty(spot: Spot, value: str) -> bool:
    """What a field cannot tell from nothing: an empty text, zero, false."""
    if spot.sort is Sort.NUMBER:
        return number(value) == 0
    return value == ("false" if spot.sort is Sort.TRUTH else "")
