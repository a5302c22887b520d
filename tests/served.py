"""What a gateway serves that reaches all rooms: for the tests that look at every API."""

from collections.abc import Iterator
from functools import cache
from typing import Any
from unittest.mock import Mock

from gateway.app import DOCUMENTS, facades
from gateway.bundle import bundle
from gateway.specs import METHODS
from hub.compose.rooms import PARTS

BELOW = tuple(sorted(PARTS.keys() - {"com"}))
SERVED = tuple(sorted(api.document for api in facades(Mock(), below={room: Mock() for room in BELOW})))


@cache
def document(name: str) -> dict[str, Any]:
    """One of the documents, whole."""
    return bundle(DOCUMENTS / name)


def operations(name: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and operation object of all that a document offers."""
    for path, item in document(name)["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def shown(name: str, path: str) -> Any:
    """The body a document shows for making a resource; None where there is none to make, or none is shown."""
    operation = document(name)["paths"].get(path, {}).get("post", {})
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    for example in content.get("examples", {}).values():
        return document(name)["components"]["examples"][example["$ref"].rsplit("/", 1)[1]]["value"]
    return content.get("example")
