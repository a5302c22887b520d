"""The query of a TMF630 list: fields, page, sort and filters, from the raw text of the URL."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote_plus

from hub.kernel.errors import Code, HubError, Kind, Reason, refuse

DEFAULT_LIMIT = 100
MAX_LIMIT = 1000
MAX_OFFSET = 2**31 - 1
MAX_VALUES = 200
RESERVED = ("fields", "offset", "limit", "sort")

# `orderDate.gt=…`, or the literal in the name: `orderDate>…`, `orderDate>=…`
_SUFFIXES = {"gt": "gt", "gte": "gte", "lt": "lt", "lte": "lte", "eq": "eq", "regex": "regex"}
_LITERALS = {
    ">": "gt",
    ">=": "gte",
    "<": "lt",
    "<=": "lte",
    "=": "eq",
    "==": "eq",
    "*=": "regex",
    "=~": "regex",
}
_LITERAL = re.compile(r"^([^<>=*]+)(>=|<=|==|=~|\*=|>|<|=)(.*)$", re.DOTALL)
_PARTS = re.compile(r'"[^"]*"|[^,;"]+|"')


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is wanted; `asked` when the client said so."""

    offset: int
    limit: int
    asked: bool
    query_without_page: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A list query in parts; each filter is an OR of values, all together an AND."""

    page: Page
    fields: tuple[str, ...] | None
    sort: tuple[str, ...]
    filters: Mapping[tuple[str, str], tuple[str, ...]]

    def values(self, name: str) -> tuple[str, ...] | None:
        """The values an attribute may have; None when it is not filtered by."""
        return self.filters.get((name, "eq"))


def parse(
    raw: str, *, filters: Iterable[str], ranges: Iterable[str] = (), sortable: Sequence[str] = ()
) -> Query:
    """Reads a raw query; `filters` can be asked by equality, `ranges` by comparison too."""
    ranges = tuple(ranges)
    known = [*filters, *ranges]
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    pairs = list(_pairs(raw))
    unknown: list[Reason] = []
    for name, operator, value in pairs:
        if name in RESERVED and operator == "eq":
            continue
        if name not in known or (operator != "eq" and (name not in ranges or operator == "regex")):
            text = f"cannot be filtered by; these can: {', '.join(known)}"
            asked = name if operator == "eq" else f"{name}.{operator}"
            unknown.append(Reason(Code.FILTER_UNKNOWN, text, asked[:80]))
            continue
        values = (*found.get((name, operator), ()), *_values(name, value))
        if len(values) > MAX_VALUES:
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, f"has more than {MAX_VALUES} values", name)
        found[name, operator] = values
    if unknown:
        raise HubError(Kind.INVALID, *unknown)
    plain = {name: value for name, operator, value in pairs if name in RESERVED and operator == "eq"}
    return Query(
        page=_page(plain, raw),
        fields=_fields(plain.get("fields")),
        sort=_sort(plain.get("sort", ""), sortable),
        filters=found,
    )


def parse_fields(raw: str) -> tuple[str, ...] | None:
    """Only `fields`, for one resource; other parameters do not matter there."""
    plain = {name: value for name, operator, value in _pairs(raw) if operator == "eq"}
    return _fields(plain.get("fields"))


def _pairs(raw: str) -> Iterable[tuple[str, str, str]]:
    """(name, operator, value) of each part, decoded."""
    for part in raw.split("&"):
        if not part:
            continue
        left, equals, right = part.partition("=")
        try:
            name = unquote_plus(left, errors="strict").strip()
            value = unquote_plus(right, errors="strict")
        except UnicodeDecodeError as error:
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, "is not UTF-8", left[:80]) from error
        if "\x00" in name + value:
            raise refuse(
                Kind.INVALID,
                Code.ATTRIBUTE_INVALID,
                "has the character U+0000",
                name[:80].replace("\x00", ""),
            )
        # `orderDate>=x` arrives as name `orderDate>`; `orderDate%3E%3Dx` as a name without a value.
        whole = name + "=" + value if equals and name[-1:] in "<>=*" else name
        literal = _LITERAL.match(whole)
        if literal and (whole is not name or not value):
            yield literal[1].strip(), _LITERALS[literal[2]], literal[3]
            continue
        stem, _, suffix = name.rpartition(".")
        if stem and suffix in _SUFFIXES:
            yield stem, _SUFFIXES[suffix], value
        else:
            yield name, "eq", value


def _values(name: str, value: str) -> list[str]:
    """`a,b`, `a;b` and `a;name=b` are alternatives; double quotes hold one value together."""
    values = []
    for part in _PARTS.findall(value):
        text = part.strip().removeprefix(f"{name}=")
        if len(text) > 1 and text[0] == text[-1] == '"':
            text = text[1:-1]
        values.append(text)
    return values or [""]


def _page(plain: Mapping[str, str], raw: str) -> Page:
    others = tuple((n, v) for n, v in _raw_pairs(raw) if n not in {"offset", "limit"})
    offset = _whole("offset", plain, 0)
    if offset > MAX_OFFSET:
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, f"has to be at most {MAX_OFFSET}", "offset")
    limit = min(_whole("limit", plain, DEFAULT_LIMIT), MAX_LIMIT)
    return Page(offset, limit, asked="offset" in plain or "limit" in plain, query_without_page=others)


def _raw_pairs(raw: str) -> Iterable[tuple[str, str]]:
    for part in raw.split("&"):
        left, _, right = part.partition("=")
        yield unquote_plus(left), unquote_plus(right)


def _whole(name: str, plain: Mapping[str, str], default: int) -> int:
    text = plain.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        raise refuse(
            Kind.INVALID, Code.ATTRIBUTE_INVALID, f"has to be a whole number from 0, not {text[:40]!r}", name
        )
    return int(text)


def _fields(value: str | None) -> tuple[str, ...] | None:
    if value is None or not value.strip():
        return None
    # A nested name asks for the attribute it is in.
    names = (part.strip().partition(".")[0] for part in value.split(","))
    return tuple(name for name in names if name and name != "none")


def _sort(value: str, sortable: Sequence[str]) -> tuple[str, ...]:
    """Names, a `-` before those that fall; a `+` in a query arrives as a blank."""
    keys: list[str] = []
    for part in filter(None, (p.strip() for p in value.split(","))):
        name = part.lstrip("+-").strip()
        if name not in sortable:
            text = f"cannot sort by {name[:80]!r}; these can: {', '.join(sortable) or 'none'}"
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "sort")
        keys.append(f"-{name}" if part.startswith("-") else name)
    return tuple(keys)
