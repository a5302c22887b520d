"""The whole surface: every operation answers, every failure is a TMF Error."""

import asyncio
import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from gateway import specs
from gateway.app import DOCUMENTS, build_app, facades
from gateway.dispatch import complete
from hub.kernel.errors import Code, HubError, Kind, refuse
from hub.platform.rpc import RpcServer, open_channel
from tests.contract.gateway.surface import BODIES, IDS, OFFERED

pytestmark = pytest.mark.asyncio(loop_scope="session")

ORDERING = "/tmf-api/productOrderingManagement/v4"
ORDERS = f"{ORDERING}/productOrder"
Order = Callable[..., dict[str, Any]]


def _operations() -> list[Any]:
    """Of the APIs that the core made up here answers; the others are asked of a whole hub (`tests/conformance`)."""
    found = []
    for name in ("operations-v1.yaml", "tmf622-v4.yaml"):
        document = yaml.safe_load((DOCUMENTS / name).read_text())
        for path, item in document["paths"].items():
            for method in item:
                operation = item[method]["operationId"]
                identifier = IDS.get(path.split("/")[1], "1")
                url = document["servers"][0]["url"] + path.replace("{id}", identifier)
                found.append(pytest.param(method, url, operation, id=f"{name}-{operation}"))
    return found


def _is_error(answer: httpx.Response, code: str) -> None:
    body = answer.json()
    assert body["@type"] == "Error"
    assert body["code"] == code
    assert body["reason"]
    assert body["message"]
    assert body["status"] == str(answer.status_code)
    assert answer.headers["content-type"] == "application/json"
    assert None not in body.values()


@pytest.mark.parametrize(("method", "url", "operation"), _operations())
async def test_every_operation_of_the_documents_answers_as_they_say(
    client: httpx.AsyncClient,
    order: Order,
    fake_orders: Any,
    fake_fallout: Any,
    fake_reconciliation: Any,
    method: str,
    url: str,
    operation: str,
) -> None:
    await client.post(ORDERS, json=order())
    await client.post(f"{ORDERING}/cancelProductOrder", json={"productOrder": {"id": "order-1"}})
    fake_fallout.add("network-failed")
    await client.post("/operations/v1/reconciliation", json=BODIES["startReconciliation"])
    fake_reconciliation.add()
    kept = fake_orders.kept["order-1"]
    kept.open_question.add(item_id="1", name="survey")
    kept.state = {"delete": 6, "post": 10}.get(method, 1)
    answer = await client.request(method, url, json=BODIES.get(operation))
    assert answer.status_code == OFFERED.get(operation, 501), answer.text
    if operation not in OFFERED:
        _is_error(answer, "operation-unsupported")


async def test_a_document_naming_an_operation_without_handler_stops_the_start(
    channel: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "openapi"
    shutil.copytree(DOCUMENTS, folder)
    first = folder / facades(channel)[0].document
    document = yaml.safe_load(first.read_text())
    document["paths"]["/extra"] = {
        "get": {"operationId": "extra", "responses": {"200": {"description": "x"}}}
    }
    first.write_text(yaml.safe_dump(document))
    with pytest.raises(LookupError, match="extra"):
        build_app(channel, documents=folder)


async def test_a_handler_that_no_document_names_stops_the_start(channel: Any) -> None:
    api = facades(channel)[0]
    spec = specs.load(DOCUMENTS / api.document)
    with pytest.raises(LookupError, match="surplus"):
        complete(spec, {**api.operations, "surplus": next(iter(api.operations.values()))})


@pytest.mark.parametrize("path", ["/nothing", ORDERING + "/nothing", ORDERS + "/1/2", "/tmf-api", "/%00"])
async def test_an_unknown_path_is_404(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 404
    _is_error(answer, "path-unknown")


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PUT", ORDERS, "GET, HEAD, POST"),
        ("DELETE", ORDERS, "GET, HEAD, POST"),
        ("PUT", f"{ORDERS}/1", "DELETE, GET, HEAD, PATCH"),
        ("BREW", f"{ORDERS}/1", "DELETE, GET, HEAD, PATCH"),
        ("GET", f"{ORDERING}/hub", "POST"),
        ("POST", f"{ORDERING}/openapi.json", "GET, HEAD"),
        ("POST", "/health/live", "GET, HEAD"),
    ],
)
async def test_a_method_that_is_not_offered_is_405_with_those_that_are(
    client: httpx.AsyncClient, method: str, path: str, allow: str
) -> None:
    answer = await client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == allow
    _is_error(answer, "method-not-allowed")


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 200),
        ("*/*", 200),
        ("text/html, application/json;q=0.5", 200),
        ("application/*", 200),
        ("", 200),
        ("application/xml", 406),
    ],
)
async def test_only_a_client_that_takes_json_is_answered(
    client: httpx.AsyncClient, accept: str, status: int
) -> None:
    answer = await client.get(ORDERS, headers={"Accept": accept})
    assert answer.status_code == status
    if status == 406:
        _is_error(answer, "not-acceptable")


TROUBLES: list[tuple[Exception, int, str]] = [
    (refuse(Kind.INVALID, Code.OFFERING_UNKNOWN, "in no catalogue", "x"), 400, "offering-unknown"),
    (refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, "no such order"), 404, "id-unknown"),
    (refuse(Kind.CONFLICT, Code.KEY_REUSED, "used"), 409, "idempotency-key-reused"),
    (refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, "settled"), 409, "state-forbids"),
    (refuse(Kind.STALE, Code.VERSION_STALE, "old"), 412, "version-stale"),
    (refuse(Kind.UNSUPPORTED, Code.OPERATION_UNSUPPORTED, "not yet"), 501, "operation-unsupported"),
    (refuse(Kind.UNAVAILABLE, Code.SERVICE_UNAVAILABLE, "secret host 10.0.0.1"), 503, "service-unavailable"),
    (refuse(Kind.TIMEOUT, Code.DEADLINE_PASSED, "secret host 10.0.0.1"), 504, "deadline-passed"),
    (refuse(Kind.INTERNAL, Code.INTERNAL_ERROR, "secret table"), 500, "internal-error"),
    (HubError(Kind.INTERNAL), 500, "internal-error"),
    (RuntimeError("secret path"), 500, "internal-error"),
]


@pytest.mark.parametrize(("trouble", "status", "code"), TROUBLES)
async def test_each_kind_of_trouble_has_its_status_and_tells_nothing_of_our_inside(
    client: httpx.AsyncClient, fake_orders: Any, trouble: Exception, status: int, code: str
) -> None:
    fake_orders.trouble = trouble
    answer = await client.get(f"{ORDERS}/order-1")
    assert answer.status_code == status
    _is_error(answer, code)
    assert "secret" not in answer.text
    assert (status == 503) == ("retry-after" in answer.headers)


async def test_a_core_that_is_too_slow_is_504(
    client: httpx.AsyncClient, order: Order, fake_orders: Any
) -> None:
    fake_orders.delay_seconds = 5
    answer = await client.get(ORDERS)
    assert answer.status_code == 504
    _is_error(answer, "deadline-passed")
    assert "ask for less" in answer.json()["reason"], "there is nothing to repeat with a key"
    placing = await client.post(ORDERS, json=order())
    assert "Idempotency-Key" in placing.json()["reason"]


async def test_a_core_that_is_away_is_504_and_the_gateway_recovers_with_it(
    own_client: httpx.AsyncClient, own_core: RpcServer
) -> None:
    assert (await own_client.get(ORDERS)).status_code == 200
    await own_core.stop(0)
    answer = await own_client.get(ORDERS)
    assert answer.status_code in {503, 504}
    assert "127.0.0.1" not in answer.text


async def test_a_bug_of_ours_is_500_without_its_text(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise KeyError("secret")

    monkeypatch.setattr("gateway.query.parse", broken)
    answer = await client.get(ORDERS)
    assert answer.status_code == 500
    _is_error(answer, "internal-error")
    assert "secret" not in answer.text


async def test_an_answer_against_the_contract_is_500_when_answers_are_checked(
    client: httpx.AsyncClient, order: Order, fake_orders: Any
) -> None:
    await client.post(ORDERS, json=order())
    fake_orders.kept["order-1"].extension_json = '{"payment": "not a list"}'
    assert (await client.get(f"{ORDERS}/order-1")).status_code == 500


async def test_many_requests_at_once_each_get_their_own_answer(
    client: httpx.AsyncClient, order: Order
) -> None:
    answers = await asyncio.gather(*(client.post(ORDERS, json=order(externalId=str(n))) for n in range(50)))
    assert [answer.json()["externalId"] for answer in answers] == [str(n) for n in range(50)]


async def test_the_end_of_the_application_closes_its_channel(own_core: RpcServer) -> None:
    channel: Any = open_channel(f"127.0.0.1:{own_core.port}")
    app: Any = build_app(channel)
    events = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    sent: list[str] = []

    async def receive() -> Any:
        return next(events)

    async def send(message: Any) -> None:
        sent.append(message["type"])

    await app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, receive, send)
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    with pytest.raises(Exception, match="losed"):
        await channel.unary_unary("/x/y")(b"")


async def test_a_client_that_leaves_in_the_middle_of_its_body_is_no_error(channel: Any) -> None:
    app: Any = build_app(channel)
    sent: list[Any] = []
    scope = {
        "type": "http",
        "method": "POST",
        "path": ORDERS,
        "query_string": b"",
        "headers": [(b"content-type", b"application/json"), (b"host", b"h")],
        "scheme": "http",
        "server": ("h", 80),
    }
    messages = iter([{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}])

    async def receive() -> Any:
        return next(messages)

    async def send(message: Any) -> None:
        sent.append(message)

    with contextlib.suppress(StopIteration):
        await app(scope, receive, send)
    assert sent == []
