"""Attributes that the hub sets, found in a resource by dotted names.

Lists are looked through, and a thing inside its own kind is that kind too: `productOrderItem.state` is also the
state of an item's items.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gateway.body import same
from hub.kernel.errors import Code, HubError, Kind, Reason

SET_BY_HUB = "is set by the hub"


def refuse_set(body: Mapping[str, Any], names: Iterable[str]) -> None:
    """INVALID with a reason for each of the attributes that a create has."""
    text = f"{SET_BY_HUB}; leave it out"
    reasons = [Reason(Code.ATTRIBUTE_READ_ONLY, text, path) for path in occurrences(body, names)]
    if reasons:
        raise HubError(Kind.INVALID, *reasons)


def occurrences(body: Mapping[str, Any], names: Iterable[str]) -> Iterator[str]:
    """Paths of those of the attributes that are there: `productOrderItem[0].state`."""
    return (path for _, path, _ in _all(body, names))


def moved(before: Mapping[str, Any], after: Mapping[str, Any], names: Iterable[str]) -> Iterator[str]:
    """Paths in `after` of values that were not so in `before`; entries of lists are told apart by their ids."""
    known = {key: value for key, _, value in _all(before, names)}
    missing = object()
    return (path for key, path, value in _all(after, names) if not same(known.get(key, missing), value))


def without(body: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """A copy that has none of the attributes."""
    rest = dict(body)
    for name in names:
        rest = _without(rest, name.split("."))
    return rest


# Where a value stands: names and, of lists, the ids of entries (their places when they have none).
_Key = tuple[str, ...]


def _all(body: Mapping[str, Any], names: Iterable[str]) -> Iterator[tuple[_Key, str, Any]]:
    for name in names:
        yield from _find(body, name.split("."), (), "")


def _find(body: Mapping[str, Any], steps: list[str], key: _Key, path: str) -> Iterator[tuple[_Key, str, Any]]:
    name, *rest = steps
    if name not in body:
        return
    value, key, path = body[name], (*key, name), f"{path}.{name}" if path else name
    if not rest:
        yield key, path, value
        return
    for index, entry in enumerate(value) if isinstance(value, list) else ((None, value),):
        if isinstance(entry, dict):
            place = path if index is None else f"{path}[{index}]"
            inner = (*key, str(entry.get("id", index)))
            yield from _find(entry, rest, inner, place)
            yield from _find(entry, steps, inner, place)


def _without(body: Any, steps: list[str]) -> Any:
    name, *rest = steps
    if not isinstance(body, dict) or name not in body:
        return body
    if not rest:
        return {other: value for other, value in body.items() if other != name}
    value = body[name]

    def inner(entry: Any) -> Any:
        return _without(_without(entry, rest), steps)

    return {**body, name: [inner(entry) for entry in value] if isinstance(value, list) else inner(value)}
