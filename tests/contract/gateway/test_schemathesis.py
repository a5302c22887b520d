"""Made-up requests to every operation of every document: what is right may be refused with reasons, what is wrong is.

`HUB_TEST_EXAMPLES=200` asks more of each operation, `HUB_TEST_SEED` something else.
"""

import contextlib
import os
from collections.abc import AsyncIterator, Iterator
from functools import cache
from typing import Any

import pytest
import pytest_asyncio
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.e2e.program import up
from tests.served import SERVED, document, operations, shown

EXAMPLES = int(os.environ.get("HUB_TEST_EXAMPLES", "2"))
SEED = int(os.environ.get("HUB_TEST_SEED", "7"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
# TMF calls subscriptions optional, and there are none yet.
NOT_OFFERED = ("/hub", "/hub/{id}")


@cache
def _schema(name: str) -> Any:
    return schemathesis.openapi.from_dict(document(name))


def _operations() -> Iterator[Any]:
    for name in SERVED:
        for path, method, operation in operations(name):
            if path not in NOT_OFFERED:
                yield pytest.param(name, path, method, id=f"{name}-{operation['operationId']}")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    folder = tmp_path_factory.mktemp("hub")
    async with up(folder / "hub.db", "--demo", HUB_VALIDATE_RESPONSES="true") as hub:
        yield hub.url


@pytest.fixture(scope="module")
def http() -> Iterator[requests.Session]:
    with requests.Session() as made:
        yield made


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("name", "path", "method"), list(_operations()))
def test_an_operation_keeps_its_promises(
    url: str, http: requests.Session, name: str, path: str, method: str, mode: GenerationMode
) -> None:
    """No 5xx, no answer outside the document, no invalid request accepted; about a resource that is there."""
    base = url + document(name)["servers"][0]["url"]
    collection = path.removesuffix("/{id}")
    example = shown(name, collection) if collection != path else None
    identifier = http.post(base + collection, json=example).json().get("id") if example else None
    known = {"path_parameters": {"id": identifier}} if identifier else {}

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(_schema(name)[path][method].as_strategy(mode, **known))
    def exchange(case: Any) -> None:
        # An answer cut down to some attributes has not all the required ones.
        case.query.pop("fields", None)
        case.validate_response(case.call(base_url=base, session=http), checks=CHECKS)

    # Where any request is right, none is wrong.
    with contextlib.suppress(Unsatisfiable):
        exchange()
