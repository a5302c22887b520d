"""A body with everything a schema has, at every level, and with something beside it that no schema has."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import httpx

from gateway.app import DOCUMENTS
from gateway.bundle import bundle
from tests.contract.search.leaves import leaves

# As many attributes as are asked for at once.
MANY = 25
BESIDE = {"colour": "blue", "layers": [1, 2.5, None, {"deep": [True, ""]}]}
_TEXTS = {
    "date-time": "2026-12-18T16:00:00.000Z",
    "uri": "https://partner.example/a?b=c#d",
    "date": "2026-12-18",
}
_VALUES: dict[str, Any] = {"boolean": True, "integer": 7, "number": 2.5}


@cache
def document(name: str) -> dict[str, Any]:
    """A document of ours, whole."""
    return bundle(DOCUMENTS / name)


def filled(name: str, schema: str) -> dict[str, Any]:
    """A body for the schema of that name in a document; what contains its own kind does so once."""
    body: dict[str, Any] = _value(document(name), {"$ref": f"#/components/schemas/{schema}"}, (), schema)
    return body


def _value(whole: dict[str, Any], schema: dict[str, Any], within: tuple[str, ...], called: str) -> Any:
    if "$ref" in schema:
        within = (*within, schema["$ref"])
        schema = _resolved(whole, schema)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "object" if "properties" in schema or "allOf" in schema else "")
    if kind == "object":
        members = {
            name: _value(whole, inner, within, name)
            for name, inner in _properties(whole, schema)
            if inner.get("$ref", inner.get("items", {}).get("$ref")) not in within
        }
        return {**members, **BESIDE}
    if kind == "array":
        return [_value(whole, schema["items"], within, called)]
    if kind == "string":
        return _TEXTS.get(schema.get("format", ""), f"a {called}")
    return _VALUES.get(kind, {"any": [called, 1, None]})


def _properties(whole: dict[str, Any], schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    schema = _resolved(whole, schema)
    for part in schema.get("allOf", ()):
        yield from _properties(whole, part)
    yield from schema.get("properties", {}).items()


def _resolved(whole: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        found: Any = whole
        for step in schema["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        schema = found
    return schema


async def not_found_by(
    client: httpx.AsyncClient, where: str, shown: dict[str, Any], leave_out: tuple[str, ...]
) -> list[str]:
    """Attributes of a resource that do not find it by a value they are shown with."""
    asked = {
        name: str(value).lower() if isinstance(value, bool) else f'"{value}"'
        for name, value in leaves(shown)
        if name not in leave_out
    }

    async def found(*names: str) -> bool:
        answer = await client.get(where, params={name: asked[name] for name in names})
        return answer.status_code == 200 and shown["id"] in [each["id"] for each in answer.json()]

    every = list(asked)
    some = [every[start : start + MANY] for start in range(0, len(every), MANY)]
    missed = [names for names in some if not await found(*names)]
    return [name for names in missed for name in names if not await found(name)]
