"""Every attribute of a resource as it is shown, and filters that find it, or do not."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from gateway.facades.mapping import Shape
from gateway.query import parse
from proto.shared.v1 import query_pb2

#: Enumerations, by the last name of their attributes.
Words = Mapping[str, Mapping[str, Any]]
Find = Callable[[query_pb2.Query], Awaitable[list[str]]]


def leaves(shown: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Dotted names and values of everything that has a value; lists are looked through."""
    if isinstance(shown, dict):
        for name, inner in shown.items():
            yield from leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(shown, list):
        for entry in shown:
            yield from leaves(entry, path)
    elif shown is not None:
        yield path, shown


def as_asked(value: Any) -> str:
    """As a client writes it in a URL."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return quote(f'"{value}"', safe="")


def others(value: Any, words: Mapping[str, Any]) -> list[str]:
    """Values that are different from this one, of its kind."""
    if isinstance(value, bool):
        return [as_asked(not value)]
    if isinstance(value, int | float):
        return [as_asked(value + 1), as_asked(f"{value}x")]
    if words:
        return [as_asked(word) for word in words if word != value][:1]
    if value[:4].isdigit() and value[4:5] == "-":
        return [as_asked("1999-12-31T23:59:59.999Z")]
    return [as_asked(f"{value}x"), as_asked(value.swapcase() + "'")]


async def unlike(
    shape: Shape, shown: Mapping[str, Any], find: Find, words: Words, leave_out: tuple[str, ...] = ()
) -> list[str]:
    """Filters by an attribute of a resource that do not find it, or find it by what it has not."""
    wrong = []
    values: dict[str, list[Any]] = {}
    for name, value in leaves(shown):
        if not name.startswith(leave_out):
            values.setdefault(name, []).append(value)
    for name, there in values.items():
        enumerated = words.get(name.rpartition(".")[2], {})
        asked = [f"{name}={as_asked(value)}" for value in there]
        # An empty text is nothing that could be unlike another.
        asked += [] if enumerated or there == [""] else [f"{name}.ne=1999-12-31"]
        wrong += [raw for raw in asked if shown["id"] not in await found(shape, raw, find)]
        if len(there) == 1:
            refused = [f"{name}={value}" for value in others(there[0], enumerated)]
            wrong += [raw for raw in refused if shown["id"] in await found(shape, raw, find)]
    return wrong


async def found(shape: Shape, raw: str, find: Find) -> list[str]:
    """Ids of what a raw query finds, when the contract has everything it asks by."""
    return await find(parse(raw, shape, lambda _: True).query)
