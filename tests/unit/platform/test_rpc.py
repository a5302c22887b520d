"""gRPC carries a `HubError` whole, holds deadlines, and tells nobody what went wrong inside."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import grpc
import msgspec
import pytest
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from structlog.testing import capture_logs

from hub.kernel.errors import Code, HubError, Kind, Reason
from hub.platform.rpc import KIND, STATUS, TRAILER, RpcServer, call, healthy, open_channel
from proto.com.v1 import catalog_pb2, catalog_pb2_grpc

SERVICE = catalog_pb2.DESCRIPTOR.services_by_name["ProductCatalogService"]
Answer = Callable[[grpc.aio.ServicerContext[Any, Any]], Awaitable[Any]]


class Catalog(catalog_pb2_grpc.ProductCatalogServiceServicer):
    """Answers as the test says."""

    answer: Answer

    async def LoadProductCatalog(self, request: Any, context: Any) -> Any:
        return await self.answer(context)


@pytest.fixture
async def catalog() -> Catalog:
    return Catalog()


@pytest.fixture
async def server(catalog: Catalog) -> AsyncIterator[RpcServer]:
    running = RpcServer("127.0.0.1:0")
    running.add(catalog_pb2_grpc.add_ProductCatalogServiceServicer_to_server, catalog, SERVICE)
    await running.start()
    yield running
    await running.stop(0)


@pytest.fixture
async def channel(server: RpcServer) -> AsyncIterator[grpc.aio.Channel]:
    async with open_channel(f"127.0.0.1:{server.port}") as opened:
        yield opened


@pytest.fixture
def load(channel: grpc.aio.Channel) -> Callable[..., Awaitable[Any]]:
    stub: Any = catalog_pb2_grpc.ProductCatalogServiceStub(channel)

    async def load_catalog(deadline: float = 5.0) -> Any:
        return await call(stub.LoadProductCatalog, catalog_pb2.LoadProductCatalogRequest(), deadline=deadline)

    return load_catalog


def failing(error: Exception) -> Answer:
    async def answer(_context: Any) -> Any:
        raise error

    return answer


async def test_an_answer_is_an_answer(catalog: Catalog, load: Any) -> None:
    async def answer(_context: Any) -> Any:
        return catalog_pb2.LoadProductCatalogResponse(added=3)

    catalog.answer = answer

    assert (await load()).added == 3


@pytest.mark.parametrize("kind", Kind)
async def test_an_error_of_any_kind_crosses_with_its_reasons(catalog: Catalog, load: Any, kind: Kind) -> None:
    reasons = (
        Reason(Code.OFFERING_UNKNOWN, "there is no offering “Größe XL” 🚀", "productOrderItem[1].id"),
        Reason(Code.STATE_FORBIDS, "not now"),
    )
    catalog.answer = failing(HubError(kind, *reasons))

    with pytest.raises(HubError) as caught:
        await load()

    assert (caught.value.kind, caught.value.reasons) == (kind, reasons)


async def test_an_error_with_very_many_reasons_crosses_whole(catalog: Catalog, load: Any) -> None:
    """An order of hundreds of items may be wrong in every one of them."""
    reasons = tuple(
        Reason(Code.CHARACTERISTIC_MISSING, "a characteristic that has to be given is missing", f"item[{n}]")
        for n in range(1000)
    )
    catalog.answer = failing(HubError(Kind.INVALID, *reasons))

    with pytest.raises(HubError) as caught:
        await load()

    assert (caught.value.kind, caught.value.reasons) == (Kind.INVALID, reasons)


async def test_others_than_us_get_a_status_and_a_text(catalog: Catalog, channel: grpc.aio.Channel) -> None:
    catalog.answer = failing(HubError(Kind.NOT_FOUND, Reason(Code.ID_UNKNOWN, "there is no such thing")))
    stub: Any = catalog_pb2_grpc.ProductCatalogServiceStub(channel)

    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await stub.LoadProductCatalog(catalog_pb2.LoadProductCatalogRequest(), timeout=5)

    assert caught.value.code() is grpc.StatusCode.NOT_FOUND
    assert caught.value.details() == "id-unknown: there is no such thing"


async def test_a_mistake_inside_is_logged_and_its_text_stays_there(catalog: Catalog, load: Any) -> None:
    catalog.answer = failing(RuntimeError("the password is hunter2"))

    with capture_logs() as logs, pytest.raises(HubError) as caught:
        await load()

    assert caught.value.kind is Kind.INTERNAL
    assert caught.value.reasons[0].code is Code.INTERNAL_ERROR
    assert "hunter2" not in str(caught.value)
    assert [(line["event"], line["log_level"]) for line in logs] == [("rpc.failed", "error")]


async def test_who_is_called_gives_up_before_the_caller_and_says_what_took_too_long(
    catalog: Catalog, load: Any
) -> None:
    ended = asyncio.Event()

    async def answer(_context: Any) -> Any:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    catalog.answer = answer

    with pytest.raises(HubError) as caught:
        await load(deadline=0.3)

    assert (caught.value.kind, caught.value.reasons[0].code) == (Kind.TIMEOUT, Code.DEADLINE_PASSED)
    assert "LoadProductCatalog took too long" in str(caught.value)
    assert ended.is_set()


async def test_a_peer_that_is_not_there_is_waited_for_until_the_deadline() -> None:
    async with open_channel("127.0.0.1:1") as channel:
        stub: Any = catalog_pb2_grpc.ProductCatalogServiceStub(channel)

        with pytest.raises(HubError) as caught:
            await call(stub.LoadProductCatalog, catalog_pb2.LoadProductCatalogRequest(), deadline=0.2)

    assert caught.value.kind in {Kind.TIMEOUT, Kind.UNAVAILABLE}


async def test_a_reason_that_only_a_newer_peer_knows_leaves_the_kind_and_the_text(
    catalog: Catalog, load: Any
) -> None:
    """Services may be of different ages while they are replaced one after another."""

    async def answer(context: Any) -> Any:
        reason = {"code": "invented-tomorrow", "text": "something new", "path": ""}
        trailer = msgspec.json.encode({"kind": "conflict", "reasons": [reason]})
        await context.abort(grpc.StatusCode.ALREADY_EXISTS, "something new", ((TRAILER, trailer),))

    catalog.answer = answer

    with pytest.raises(HubError) as caught:
        await load()

    assert caught.value.kind is Kind.CONFLICT
    assert "something new" in str(caught.value)


def test_every_kind_has_a_status_of_its_own() -> None:
    assert set(STATUS) == set(Kind)
    assert len(KIND) == len(STATUS)


async def test_a_server_that_serves_is_healthy_and_one_that_stops_or_is_away_is_not(
    server: RpcServer, channel: grpc.aio.Channel
) -> None:
    assert await healthy([channel])

    await server.stop(0)

    assert not await healthy([channel], deadline=0.3)


async def test_all_peers_have_to_be_healthy(channel: grpc.aio.Channel) -> None:
    async with open_channel("127.0.0.1:1") as away:
        assert not await healthy([channel, away], deadline=0.3)


async def test_a_server_tells_by_reflection_what_it_offers(channel: grpc.aio.Channel) -> None:
    stub: Any = reflection_pb2_grpc.ServerReflectionStub(channel)  # type: ignore[arg-type] # its stubs know one kind
    request = reflection_pb2.ServerReflectionRequest(list_services="")

    answers = [answer async for answer in stub.ServerReflectionInfo(iter([request]), timeout=5)]

    names = {service.name for service in answers[0].list_services_response.service}
    assert {"com.v1.ProductCatalogService", "grpc.reflection.v1alpha.ServerReflection"} <= names
