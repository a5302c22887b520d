"""Which part of a list, and of its resources, a query asks for: `offset`, `limit`, `fields`; for any API."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote_plus

from hub.kernel.errors import Code, Kind, refuse

DEFAULT_LIMIT = 100
MAX_LIMIT = 1000
MAX_OFFSET = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is wanted; `asked` when the client said so."""

    offset: int
    limit: int
    asked: bool
    query_without_page: tuple[tuple[str, str], ...] = ()


def parts(raw: str) -> Iterable[tuple[str, str]]:
    """Name and value of each part of a raw query, decoded; both are text a database can hold."""
    for part in filter(None, raw.split("&")):
        left, _, right = part.partition("=")
        try:
            name = unquote_plus(left, errors="strict").strip()
            value = unquote_plus(right, errors="strict")
        except UnicodeDecodeError as error:
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, "is not UTF-8", left[:80]) from error
        if "\x00" in name + value:
            path = name[:80].replace("\x00", "")
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, "has the character U+0000", path)
        yield name, value


def parse_page(raw: str) -> Page:
    """The page a raw query asks for."""
    named = list(parts(raw))
    plain = dict(named)
    offset = _whole("offset", plain, 0)
    if offset > MAX_OFFSET:
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, f"has to be at most {MAX_OFFSET}", "offset")
    limit = min(_whole("limit", plain, DEFAULT_LIMIT), MAX_LIMIT)
    others = tuple((name, value) for name, value in named if name not in {"offset", "limit"})
    return Page(offset, limit, asked="offset" in plain or "limit" in plain, query_without_page=others)


def parse_fields(raw: str) -> tuple[str, ...] | None:
    """The attributes a raw query asks for; None for all."""
    value = dict(parts(raw)).get("fields", "")
    if not value.strip():
        return None
    # A nested name asks for the attribute it is in.
    names = (part.strip().partition(".")[0] for part in value.split(","))
    return tuple(name for name in names if name and name != "none")


def _whole(name: str, plain: Mapping[str, str], default: int) -> int:
    text = plain.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        why = f"has to be a whole number from 0, not {text[:40]!r}"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, why, name)
    return int(text)
