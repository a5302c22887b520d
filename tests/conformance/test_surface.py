"""Every operation of every TMF document: none but /hub is missing, and an unknown id is unknown everywhere."""

from typing import Any

import httpx
import pytest

from gateway import specs
from gateway.app import APIS
from tests.conformance.filled import document

pytestmark = pytest.mark.asyncio(loop_scope="session")

UNKNOWN = "nobody-has-this"


def _operations() -> list[Any]:
    found = []
    for name in sorted(api.document for api in APIS):
        whole = document(name)
        for path, item in whole["paths"].items():
            for method in set(specs.METHODS) & item.keys():
                url = whole["servers"][0]["url"] + path.replace("{id}", UNKNOWN)
                found.append(pytest.param(method, url, id=f"{name}-{item[method]['operationId']}"))
    return sorted(found, key=lambda param: str(param.id))


# What an operation answers when nothing it is asked for is there; by method and whether an id is named.
ANSWERS: dict[tuple[str, bool], set[int]] = {
    ("get", False): {200},
    ("get", True): {404},
    ("patch", True): {404},
    ("delete", True): {404},
    # Some resources need nothing to be made of.
    ("post", False): {200, 201, 202, 400},
}


@pytest.mark.parametrize(("method", "url"), _operations())
async def test_every_operation_is_there(client: httpx.AsyncClient, method: str, url: str) -> None:
    answer = await client.request(method, url, json={} if method in {"post", "patch"} else None)
    if "/hub" in url:
        assert (answer.status_code, answer.json()["@type"]) in {(501, "Error"), (400, "Error")}
    else:
        assert answer.status_code in ANSWERS[method, UNKNOWN in url], answer.text
