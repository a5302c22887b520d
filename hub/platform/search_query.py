"""What callers ask of a list, as `shared.v1.Query` has it, and how much of it."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec

from hub.kernel.errors import Code, HubError, Kind, refuse

MAX_DEPTH = 12
MAX_CONDITIONS = 30
MAX_VALUES = 200
MAX_VALUE_CHARS = 1000
MAX_PATTERNS = 3
MAX_SORT_KEYS = 10

#: By the numbers of `shared.v1.Operator`.
OPERATORS = {1: "eq", 2: "ne", 3: "gt", 4: "gte", 5: "lt", 6: "lte", 7: "regex"}


class Attribute(Protocol):
    """What a condition and a sort key have in common."""

    @property
    def path(self) -> Sequence[str]: ...
    @property
    def name(self) -> str: ...
    @property
    def undeclared(self) -> bool: ...


class Condition(Attribute, Protocol):
    @property
    def operator(self) -> int: ...
    @property
    def value(self) -> Sequence[str]: ...


class AnyOf(Protocol):
    @property
    def condition(self) -> Sequence[Condition]: ...


class SortKey(Attribute, Protocol):
    @property
    def descending(self) -> bool: ...


class Query(Protocol):
    """A `shared.v1.Query`."""

    @property
    def all(self) -> Sequence[AnyOf]: ...
    @property
    def sort(self) -> Sequence[SortKey]: ...


class KeptCondition(msgspec.Struct, frozen=True):
    path: list[str] = []
    operator: int = 0
    value: list[str] = []
    name: str = ""
    undeclared: bool = False


class KeptAnyOf(msgspec.Struct, frozen=True):
    condition: list[KeptCondition] = []


class KeptSortKey(msgspec.Struct, frozen=True):
    path: list[str] = []
    name: str = ""
    undeclared: bool = False
    descending: bool = False


class KeptQuery(msgspec.Struct, frozen=True):
    """A query that is asked later, and lies in a document until then."""

    all: list[KeptAnyOf] = []
    sort: list[KeptSortKey] = []


def attributes(query: Query) -> Iterator[Attribute]:
    """All a query asks by."""
    for any_of in query.all:
        yield from any_of.condition
    yield from query.sort


def check(query: Query) -> None:
    """A `HubError` for a bound the query goes past."""
    conditions = [c for any_of in query.all for c in any_of.condition]
    if len(conditions) > MAX_CONDITIONS:
        raise _refused(f"there are more than {MAX_CONDITIONS} conditions", "")
    if len(query.sort) > MAX_SORT_KEYS:
        raise _refused(f"there are more than {MAX_SORT_KEYS} attributes to sort by", "sort")
    for attribute in attributes(query):
        if not 0 < len(attribute.path) <= MAX_DEPTH:
            raise _refused("is nested too deep", attribute.name)
        _check_texts(attribute.path, attribute.name)
    for condition in conditions:
        _check_condition(condition)
    if sum(len(c.value) for c in conditions if OPERATORS[c.operator] == "regex") > MAX_PATTERNS:
        raise _refused(f"there are more than {MAX_PATTERNS} regular expressions", "")


def _check_condition(condition: Condition) -> None:
    if condition.operator not in OPERATORS:
        raise _refused("is compared in no way we know", condition.name)
    if len(condition.value) > MAX_VALUES:
        raise _refused(f"has more than {MAX_VALUES} values", condition.name)
    _check_texts(condition.value, condition.name)


def _check_texts(texts: Sequence[str], name: str) -> None:
    if any(len(text) > MAX_VALUE_CHARS for text in texts):
        raise _refused(f"has a value of more than {MAX_VALUE_CHARS} characters", name)
    if any("\x00" in text for text in texts):
        # PostgreSQL's texts cannot have it.
        raise _refused("has the character U+0000", name)


def _refused(why: str, name: str) -> HubError:
    return refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, why, name[:80])
