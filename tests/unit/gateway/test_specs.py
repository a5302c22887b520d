"""Documents: what they borrow, how their schemas are read, what a broken rule sounds like."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from gateway import specs
from gateway.bundle import bundle
from hub.kernel.errors import HubError

MAIN: dict[str, Any] = {
    "openapi": "3.0.3",
    "servers": [{"url": "/api/v1/"}],
    "paths": {
        "/thing/{id}": {
            "parameters": [{"name": "mode", "in": "query", "required": True, "schema": {"type": "string"}}],
            "put": {
                "operationId": "putThing",
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "shared.yaml#/components/schemas/Thing"}}}},
                "responses": {"200": {"description": "x"}},
            },
        }
    },
    "components": {"schemas": {"Own": {"type": "string"}}},
}  # fmt: skip
SHARED: dict[str, Any] = {
    "components": {
        "schemas": {
            "Thing": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "nullable": True, "example": 7},
                    "kind": {"type": "string", "enum": ["a", "b"], "nullable": True},
                    "size": {"type": "number", "minimum": 0, "exclusiveMinimum": True},
                    "part": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}},
                },
            },
            "Part": {
                "allOf": [
                    {"$ref": "#/components/schemas/Thing"},
                    {"$ref": "main.yaml#/components/schemas/Own"},
                ]
            },
        }
    }
}


def _write(folder: Path, shared: dict[str, Any] | None = None) -> Path:
    (folder / "main.yaml").write_text(yaml.safe_dump(MAIN))
    (folder / "shared.yaml").write_text(yaml.safe_dump(shared or SHARED))
    return folder / "main.yaml"


def test_what_a_document_borrows_becomes_its_own(tmp_path: Path) -> None:
    document = bundle(_write(tmp_path))
    assert document["components"]["schemas"].keys() == {"Own", "Thing", "Part"}
    assert ".yaml" not in str(document)


def test_two_components_of_one_name_are_refused(tmp_path: Path) -> None:
    schemas = SHARED["components"]["schemas"]
    shared = {"components": {"schemas": {**schemas, "Own": {}, "Part": {"$ref": "#/components/schemas/Own"}}}}
    with pytest.raises(ValueError, match="schemas/Own"):
        bundle(_write(tmp_path, shared))


@pytest.mark.parametrize(
    "body", [{"name": None}, {"name": "x", "kind": None}, {"name": "x", "kind": "a", "size": 0.1}]
)
def test_nullable_and_exclusive_bounds_mean_what_openapi_says(tmp_path: Path, body: dict[str, Any]) -> None:
    check = specs.load(_write(tmp_path)).operations["putThing"].bodies["application/json"]
    check(body)


@pytest.mark.parametrize(
    ("body", "path", "text"),
    [
        ({}, "name", "is required"),
        ({"name": "x", "kind": "c"}, "kind", 'has to be one of "a", "b"'),
        ({"name": "x", "kind": 3}, "kind", 'has to be one of "a", "b"'),
        ({"name": "x", "size": 0}, "size", "exclusiveMinimum"),
        ({"name": "x", "part": [{"name": 1}]}, "part[0].name", "type"),
        ([], "", "the body has to be of type object"),
    ],
)
def test_a_broken_rule_names_its_attribute(tmp_path: Path, body: Any, path: str, text: str) -> None:
    check = specs.load(_write(tmp_path)).operations["putThing"].bodies["application/json"]
    with pytest.raises(HubError) as caught:
        check(body)
    first = caught.value.reasons[0]
    assert first.path == path
    assert text in first.text


def test_a_document_knows_its_paths_and_the_parameters_of_a_whole_path(tmp_path: Path) -> None:
    spec = specs.load(_write(tmp_path))
    assert spec.methods("/api/v1/thing/7") == {"PUT"}
    assert spec.methods("/api/v1/other") == set()
    assert [p.name for p in spec.operations["putThing"].parameters] == ["mode"]


def test_a_document_is_mounted_at_the_path_of_each_of_its_servers(tmp_path: Path) -> None:
    document = bundle(_write(tmp_path))
    document["servers"].append({"url": "/other/v1"})
    first, second = specs.Spec(document).mounts()

    assert (first.base_path, second.base_path) == ("/api/v1", "/other/v1")
    assert second.methods("/other/v1/thing/7") == first.methods("/api/v1/thing/7") == {"PUT"}
    assert second.methods("/api/v1/thing/7") == set()
