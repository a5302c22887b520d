"""From a path of protobuf fields to the place of its values, by the dataclasses a store keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from sqlalchemy import Column

#: A place from where on everything is plain JSON: no field of ours says what it is.
JSON: Any = object()


@dataclass(frozen=True, eq=False)
class At:
    """Where a field is, as far as its name does not say it."""

    #: The member, or members with dots; empty: the one by the field's name.
    path: str = ""
    #: What does not follow from the names of the fields below.
    below: "Below" = field(default_factory=dict)
    #: Names of an enumeration's values → the words stored for them (`hub.messages.rpc.words`).
    words: Mapping[str, str] | None = None
    #: `id` and `parent` of the entries of a flat list that the message nests in itself.
    level: tuple[str, str] | None = None
    #: A table beside with the owner's id and the value: what it finds by an index is not looked for in documents.
    beside: tuple[Column[Any], Column[Any]] | None = None
    #: The column of the store's table that has the value.
    column: Column[Any] | None = None
    #: By what a document says that there is no value; for texts it is the empty one.
    unset: Any = None


#: Field → where it is; None for one that is worked out when it is asked for.
Below = Mapping[str, At | None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where values are: steps into the document (`hub.platform.search_document`), and what finds them faster."""

    steps: tuple[Any, ...]
    words: Mapping[str, str] | None = None
    beside: tuple[Column[Any], Column[Any]] | None = None
    column: Column[Any] | None = None
    #: The only member on the way, when the document itself has it.
    member: str = ""
    #: Whether documents keep nothing of it.
    nothing: bool = False

    def stored(self, value: str) -> str | None:
        """A condition's value as it is stored; None for an enumeration's that never is."""
        return value if self.words is None else self.words.get(value)


@cache
def _members(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind) if isinstance(kind, type) and hasattr(kind, "__annotations__") else {}


def place(kind: Any, declared: Below, path: Sequence[str]) -> Place | None:
    """The place of a field of the message that shows a `kind`; None when it is declared to have none."""
    steps: list[Any] = []
    at: At | None = At(below=declared)
    names = list(path)
    while names:
        name = names.pop(0)
        assert at is not None  # noqa: S101 (the loop ends below)
        at = at.below.get(name, At())
        if at is None:
            return None
        found = _taken(kind, name, at)
        if found is None:
            return Place((), nothing=True)
        step, kind = found
        steps += step
        if at.level:
            level = 1
            while names[:1] == [name]:
                names.pop(0)
                level += 1
            steps.append(["level", *at.level, level])
    unset = "" if kind is str else at.unset if at else None
    member = steps[0] if len(steps) == 1 and isinstance(steps[0], str) else ""
    if unset is not None:
        steps.append(["unset", unset])
    return Place(
        tuple(steps), at.words if at else None, at.beside if at else None, at.column if at else None, member
    )


def _taken(kind: Any, name: str, at: At) -> tuple[list[Any], Any] | None:
    """The steps for one field, and the kind of what is there."""
    if at.path:
        return _along(kind, at.path.split("."))
    if kind is JSON or kind in _LEAVES:
        return [name], JSON
    if _is_map(kind):
        return _of_map(name)
    return _by_name(kind, name)


def _along(kind: Any, members: Sequence[str]) -> tuple[list[Any], Any]:
    for member in members:
        kind = _plain(_members(kind)[member]) if _members(kind) else JSON
    return list(members), kind


def _by_name(kind: Any, name: str) -> tuple[list[Any], Any] | None:
    members = _members(kind)
    stem = name.removesuffix("_json")
    for member in (name, f"{name}s", stem, f"{stem}s"):
        if member in members:
            there = _plain(members[member])
            if name in {stem, member}:
                return [member], there
            return ([member, ["json"]] if there is str else [member]), JSON
    return None


def _of_map(name: str) -> tuple[list[Any], Any] | None:
    """Characteristics kept as an object: the value by the name."""
    if name == "name":
        return [["keys"]], str
    return ([["values"]], JSON) if name == "value_json" else None


def _is_map(kind: Any) -> bool:
    return (get_origin(kind) or kind) is dict


def _plain(hint: Any) -> Any:
    """The kind of what a hint holds: lists and None are looked through."""
    if hint is Any:
        return JSON
    origin = get_origin(hint)
    if origin in {Union, UnionType}:
        others = [a for a in get_args(hint) if a is not NoneType]
        return _plain(others[0]) if len(others) == 1 else JSON
    if origin in {list, tuple, set, frozenset, Sequence}:
        return _plain(get_args(hint)[0])
    return hint


_LEAVES = frozenset({str, int, float, bool})
