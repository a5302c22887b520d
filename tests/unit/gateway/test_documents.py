"""The OpenAPI documents as they are served: whole, well-formed, and alike."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import orjson
import pytest
from openapi_spec_validator import validate

from gateway import specs
from gateway.app import DOCUMENTS
from gateway.bundle import bundle
from gateway.validation import Check

FILES = sorted(file.name for file in DOCUMENTS.glob("*-v*.yaml"))
TMF = [name for name in FILES if name.startswith("tmf")]
PATCH_TYPES = {"application/json", "application/merge-patch+json", "application/json-patch+json"}


@cache
def _document(name: str) -> dict[str, Any]:
    return bundle(DOCUMENTS / name)


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method in specs.METHODS:
            if method in item:
                yield method, path, item[method]


@pytest.mark.parametrize("name", FILES)
def test_a_document_is_valid_openapi(name: str) -> None:
    validate(_document(name))


@pytest.mark.parametrize("name", FILES)
def test_every_component_is_used_apart_from_events(name: str) -> None:
    components = _document(name)["components"]
    used = set(re.findall(r"#/components/(\w+/[\w-]+)", orjson.dumps(_document(name)).decode()))
    held = {f"{section}/{part}" for section, parts in components.items() for part in parts}
    assert {part for part in held - used if not part.endswith("Event")} == set()


@pytest.mark.parametrize("name", FILES)
def test_every_example_of_a_body_is_one(name: str) -> None:
    document = _document(name)
    components = specs.openapi_to_draft4(document["components"])
    for _, _, operation in _operations(document):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            if "example" in content:
                Check(content["schema"], components)(content["example"])


@pytest.mark.parametrize("name", TMF)
def test_every_list_can_be_cut_sorted_and_paged(name: str) -> None:
    document = _document(name)
    lists = [(path, o) for method, path, o in _operations(document) if o["operationId"].startswith("list")]
    assert lists
    for path, operation in lists:
        parameters = [entry["$ref"].rsplit("/", 1)[1] for entry in operation["parameters"]]
        assert parameters == ["fields", "offset", "limit", "sort"], path
        assert operation["responses"]["200"] == operation["responses"]["206"], path


@pytest.mark.parametrize("name", TMF)
def test_every_patch_takes_the_three_media_types_and_knows_versions(name: str) -> None:
    for method, path, operation in _operations(_document(name)):
        if method == "patch":
            assert operation["requestBody"]["content"].keys() == PATCH_TYPES, path
        if method == "patch" or (method == "delete" and not path.startswith("/hub")):
            assert {"$ref": "#/components/parameters/If-Match"} in operation["parameters"], path
            assert "412" in operation["responses"], path
