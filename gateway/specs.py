"""The OpenAPI documents, read once at start: what to serve, what to route, what to check."""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from starlette.routing import compile_path

from gateway.bundle import bundle
from gateway.declared import declares, resolved
from gateway.validation import Check
from hub.kernel.errors import Code, HubError, Kind, refuse

METHODS = ("get", "post", "put", "patch", "delete")
JSON_PATCH = "application/json-patch+json"
JSON_TYPES = ("application/json", "application/merge-patch+json", JSON_PATCH)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query or header parameter and the check of its value."""

    name: str
    place: str
    required: bool
    schema_type: str
    check: Check


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a document with its compiled checks."""

    operation_id: str
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    # media type → check of a request's body
    bodies: Mapping[str, Check]
    # status → check of the response body; None where the answer has no body
    responses: Mapping[str, Check | None]
    # Whether the resource of its answer has an attribute, by its dotted name.
    declares: Callable[[str], bool]

    def check_response(self, status: int, body: Any) -> None:
        """Raises INTERNAL when the answer is not what the document promises."""
        key = str(status)
        if key not in self.responses:
            raise refuse(
                Kind.INTERNAL, Code.INTERNAL_ERROR, f"{self.operation_id} does not document status {status}"
            )
        check = self.responses[key]
        try:
            if check is not None:
                check(body)
        except HubError as error:
            text = f"{self.operation_id} answered {status} against its contract: {error}"
            raise refuse(Kind.INTERNAL, Code.INTERNAL_ERROR, text) from error


class _Checks:
    """Compiles each schema of a document once, however many operations use it."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._components = openapi_to_draft4(document.get("components", {}))
        self._compiled: dict[bytes, Check] = {}

    def of(self, schema: dict[str, Any]) -> Check:
        key = orjson.dumps(schema, option=orjson.OPT_SORT_KEYS)
        if key not in self._compiled:
            components = self._components if b'"$ref"' in key else {}
            self._compiled[key] = Check(openapi_to_draft4(schema), components)
        return self._compiled[key]


class Spec:
    """One document: raw for those who ask for it, compiled for us."""

    def __init__(self, document: dict[str, Any], *, validate_responses: bool = False) -> None:
        self.document = document
        self.base_path: str = document["servers"][0]["url"].rstrip("/")
        checks = _Checks(document)
        self.operations: dict[str, Operation] = {
            operation.operation_id: operation
            for operation in _operations(document, checks, validate_responses=validate_responses)
        }
        self._paths = [(compile_path(o.path)[0], o.method) for o in self.operations.values()]

    def methods(self, path: str) -> set[str]:
        """The methods the document offers under a path."""
        if not path.startswith(f"{self.base_path}/"):
            return set()
        below = path.removeprefix(self.base_path)
        found = {method.upper() for pattern, method in self._paths if pattern.match(below)}
        return found | {"HEAD"} if "GET" in found else found

    def mounts(self) -> "list[Spec]":
        """The document at each of its servers' paths: some APIs are known by two names."""
        mounted = [copy(self) for _ in self.document["servers"]]
        for spec, server in zip(mounted, self.document["servers"], strict=True):
            spec.base_path = server["url"].rstrip("/")
        return mounted


def load(file: Path, *, validate_responses: bool = False) -> Spec:
    """Reads a document; parts it takes from sibling files become parts of its own."""
    return Spec(bundle(file), validate_responses=validate_responses)


def openapi_to_draft4(node: Any) -> Any:
    """OpenAPI's `nullable` in JSON Schema's words; the rest of draft 4 is the same."""
    if isinstance(node, list):
        return [openapi_to_draft4(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    schema = {key: openapi_to_draft4(value) for key, value in node.items()}
    if schema.pop("nullable", None) is True and isinstance(schema.get("type"), str):
        schema["type"] = [schema["type"], "null"]
        if isinstance(schema.get("enum"), list):
            schema["enum"] = [*schema["enum"], None]
    return schema


def _operations(
    document: dict[str, Any], checks: _Checks, *, validate_responses: bool
) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method not in item:
                continue
            raw = item[method]
            parameters = [
                _resolve(p, document) for p in [*item.get("parameters", []), *raw.get("parameters", [])]
            ]
            yield Operation(
                operation_id=raw["operationId"],
                method=method,
                path=path,
                parameters=tuple(_parameter(p, checks) for p in parameters if p["in"] in {"query", "header"}),
                bodies=_contents(_resolve(raw.get("requestBody", {}), document), checks),
                responses={
                    str(status): next(iter(_contents(_resolve(response, document), checks).values()), None)
                    for status, response in (raw["responses"].items() if validate_responses else ())
                },
                declares=declares(document, _answer(raw, document)),
            )


def _resolve(node: Any, document: dict[str, Any]) -> Any:
    """What a `$ref` inside the document stands for; anything else as it is."""
    while "$ref" in node:
        node = resolved(document, node["$ref"])
    return node


def _contents(node: dict[str, Any], checks: _Checks) -> dict[str, Check]:
    return {
        media_type: checks.of(content["schema"])
        for media_type, content in node.get("content", {}).items()
        if media_type in JSON_TYPES and "schema" in content
    }


def _answer(operation: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """The schema of what it answers when all is well."""
    for status, response in operation["responses"].items():
        content = _resolve(response, document).get("content", {})
        for media_type in JSON_TYPES:
            if str(status).startswith("2") and media_type in content:
                schema: dict[str, Any] = content[media_type]["schema"]
                return schema
    return {}


def _parameter(node: dict[str, Any], checks: _Checks) -> Parameter:
    schema = node.get("schema", {})
    return Parameter(
        name=node["name"],
        place=node["in"],
        required=bool(node.get("required", False)),
        schema_type=str(schema.get("type", "string")),
        check=checks.of(schema),
    )
