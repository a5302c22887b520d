"""What `hub_matches`, `hub_number` and `hub_text` do on SQLite. On PostgreSQL a migration makes the same functions.

A path is a JSON array of steps from a document down. Lists are looked through before every step, nested ones too.

| step | leads to |
|---|---|
| `"name"` | the member of an object |
| `["json"]` | what a text says, read as JSON |
| `["keys"]`, `["values"]` | the names, the values of an object used as a map |
| `["unset", value]` | what is not this value, by which our documents say that there is none |
| `["level", id, parent, n]` | the entries of a flat list on level n, counted from 1, of the tree their members `id` and `parent` make |

Values asked for come as a JSON array of `[text, number, instant]`, the latter two as text or null.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from typing import Any

import msgspec

from hub.platform.search_pattern import compiled
from hub.platform.search_value import instant

LARGEST, SMALLEST = 1e300, 1e-300

Asked = tuple[str, Decimal | None, int | None]


def register(connection: sqlite3.Connection) -> None:
    """Makes the functions known to a connection."""
    connection.create_function("hub_matches", 4, hub_matches, deterministic=True)
    connection.create_function("hub_number", 2, hub_number, deterministic=True)
    connection.create_function("hub_text", 2, hub_text, deterministic=True)


def hub_matches(document: str, path: str, operator: str, given: str) -> bool:
    """Whether one of the values under the path meets the condition; `ne`: there are some, and all do."""
    found = _values(document, path)
    asked = _asked(given)
    if operator == "regex":
        patterns = [compiled(text) for text, _, _ in asked]
        return any(p.search(v) is not None for v in found if isinstance(v, str) for p in patterns)
    if operator == "ne":
        return bool(found) and not any(compare(v, a) == 0 for v in found for a in asked)
    holds = _HOLDS[operator]
    return any((sign := compare(v, a)) is not None and holds(sign) for v in found for a in asked)


def hub_number(document: str, path: str) -> float | None:
    """To sort by: the first value under the path when it is a number, a date or a truth value."""
    first = next(iter(_values(document, path)), None)
    if isinstance(first, str):
        moment = instant(first)
        return None if moment is None else float(moment)
    return _bounded(first) if isinstance(first, int | float) else None


def hub_text(document: str, path: str) -> str | None:
    """To sort by, behind `hub_number`: the first value under the path when it is any other text."""
    first = next(iter(_values(document, path)), None)
    return first if isinstance(first, str) and instant(first) is None else None


def compare(value: Any, asked: Asked) -> int | None:
    """-1, 0 or 1 as the value is less, the same or greater; None when the two cannot be compared."""
    text, number, moment = asked
    if isinstance(value, bool):
        return 0 if text == ("true" if value else "false") else None
    if isinstance(value, int | float):
        return None if number is None else _sign(_exact(value), number)
    if not isinstance(value, str):
        return None
    if moment is not None:
        at = instant(value)
        if at is not None:
            return _sign(at, moment)
    return _sign(value, text)


def _sign(left: Any, right: Any) -> int:
    return int(left > right) - int(left < right)


def _exact(number: float) -> Decimal:
    # As it is written: 0.1 is a tenth.
    return Decimal(repr(number))


def _bounded(number: float) -> float:
    """As a double of a size every database can hold."""
    if abs(number) > LARGEST:
        return LARGEST if number > 0 else -LARGEST
    return 0.0 if abs(number) < SMALLEST else float(number)


_HOLDS: Mapping[str, Callable[[int], bool]] = {
    "eq": lambda sign: sign == 0,
    "gt": lambda sign: sign > 0,
    "gte": lambda sign: sign >= 0,
    "lt": lambda sign: sign < 0,
    "lte": lambda sign: sign <= 0,
}


def _values(document: str, path: str) -> list[Any]:
    """Everything under a path that is not null, objects included."""
    nodes: Iterable[Any] = [_decoded(document)]
    for step in _steps(path):
        if isinstance(step, str):
            nodes = [n[step] for n in _opened(nodes) if isinstance(n, dict) and step in n]
        else:
            nodes = list(_STEPS[step[0]](nodes, *step[1:]))
    return [n for n in _opened(nodes) if n is not None]


def _opened(nodes: Iterable[Any]) -> Iterator[Any]:
    for node in nodes:
        if isinstance(node, list):
            yield from _opened(node)
        else:
            yield node


def _json(nodes: Iterable[Any]) -> Iterator[Any]:
    for node in _opened(nodes):
        # PostgreSQL's texts cannot have this character, so nothing has it in what is asked there.
        if isinstance(node, str) and r"\u0000" not in node:
            with suppress(msgspec.DecodeError, RecursionError):
                yield msgspec.json.decode(node)


def _keys(nodes: Iterable[Any]) -> Iterator[Any]:
    return (key for n in _opened(nodes) if isinstance(n, dict) for key in sorted(n, key=_rank))


def _members(nodes: Iterable[Any]) -> Iterator[Any]:
    return (n[key] for n in _opened(nodes) if isinstance(n, dict) for key in sorted(n, key=_rank))


def _rank(key: str) -> tuple[int, bytes]:
    """The order PostgreSQL keeps members in: the first of several is the same one everywhere."""
    written = key.encode()
    return len(written), written


def _set(nodes: Iterable[Any], unset: Any) -> Iterator[Any]:
    return (n for n in _opened(nodes) if type(n) is not type(unset) or n != unset)


def _level(nodes: Iterable[Any], identifier: str, parent: str, level: int) -> Iterator[Any]:
    entries = [n for n in _opened(nodes) if isinstance(n, dict)]
    found = [e for e in entries if e.get(parent) in (None, "")]
    for _ in range(level - 1):
        above = {key for e in found if isinstance(key := e.get(identifier), str)}
        found = [e for e in entries if isinstance(e.get(parent), str) and e[parent] and e[parent] in above]
    return iter(found)


_STEPS: Mapping[str, Callable[..., Iterator[Any]]] = {
    "json": _json,
    "keys": _keys,
    "values": _members,
    "unset": _set,
    "level": _level,
}


# The conditions of a query look at the same document one after another.
@lru_cache(maxsize=4)
def _decoded(document: str) -> Any:
    return msgspec.json.decode(document)


@lru_cache(maxsize=256)
def _steps(path: str) -> list[Any]:
    steps: list[Any] = msgspec.json.decode(path)
    return steps


@lru_cache(maxsize=256)
def _asked(given: str) -> list[Asked]:
    return [
        (text, None if number is None else Decimal(number), None if moment is None else int(moment))
        for text, number, moment in msgspec.json.decode(given)
    ]
