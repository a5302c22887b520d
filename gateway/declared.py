"""Which attributes a contract gives a resource: asked by dotted names, found in the schema of a list's answer."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

MAX_DEPTH = 10
_REMEMBERED = 1000
# No attribute of any contract is called anything near it; what is remembered stays small, whatever is asked for.
MAX_CHARS = 500


def declares(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Callable[[str], bool]:
    """Whether the resource a schema describes (or a list of it) has an attribute. Schemas may contain themselves."""

    @lru_cache(maxsize=_REMEMBERED)
    def has(attribute: str) -> bool:
        names = attribute.split(".")
        found = [schema]
        for name in names[:MAX_DEPTH]:
            found = [inner for outer in found for inner in _properties(document, outer, name)]
        return bool(found) and len(names) <= MAX_DEPTH

    return lambda attribute: len(attribute) <= MAX_CHARS and has(attribute)


def _properties(
    document: Mapping[str, Any], schema: Mapping[str, Any], name: str
) -> Iterator[Mapping[str, Any]]:
    for node in _parts(document, schema, frozenset()):
        if name in node.get("properties", {}):
            yield node["properties"][name]


def _parts(
    document: Mapping[str, Any], schema: Mapping[str, Any], seen: frozenset[str]
) -> Iterator[Mapping[str, Any]]:
    """The schema, and all it is composed of; lists are looked through."""
    reference = schema.get("$ref")
    if reference is not None:
        if reference not in seen:
            yield from _parts(document, resolved(document, reference), seen | {reference})
        return
    yield schema
    for inner in (*schema.get("allOf", ()), *schema.get("oneOf", ()), *schema.get("anyOf", ())):
        yield from _parts(document, inner, seen)
    if "items" in schema:
        yield from _parts(document, schema["items"], seen)


def resolved(document: Mapping[str, Any], reference: str) -> Mapping[str, Any]:
    """What a reference inside the document stands for."""
    target: Any = document
    for step in reference.removeprefix("#/").split("/"):
        target = target[step]
    return target  # type: ignore[no-any-return]
