"""The gateway over real gRPC to a core that keeps what it is given in memory."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import grpc
import httpx
import pytest
import pytest_asyncio

from gateway.app import build_app
from hub.platform.rpc import RpcServer, open_channel
from proto.com.v1 import fallout_pb2, product_order_pb2, product_pb2, reconciliation_pb2
from proto.com.v1 import fallout_pb2_grpc as fallout_grpc
from proto.com.v1 import product_order_pb2_grpc as orders_grpc
from proto.com.v1 import product_pb2_grpc as products_grpc
from proto.com.v1 import reconciliation_pb2_grpc as reconciliation_grpc
from proto.shared.v1 import history_pb2
from proto.shared.v1 import history_pb2_grpc as history_grpc
from tests.contract.gateway.fake_orders import FakeOrders
from tests.contract.gateway.fake_others import FakeFallout, FakeHistory, FakeProducts
from tests.contract.gateway.fake_reconciliation import FakeReconciliation


@dataclass
class Core:
    """All a core offers to the gateway."""

    orders: FakeOrders = field(default_factory=FakeOrders)
    products: FakeProducts = field(default_factory=FakeProducts)
    fallout: FakeFallout = field(default_factory=FakeFallout)
    reconciliation: FakeReconciliation = field(default_factory=FakeReconciliation)

    async def started(self) -> RpcServer:
        server = RpcServer("127.0.0.1:0")
        service = product_order_pb2.DESCRIPTOR.services_by_name["ProductOrderService"]
        server.add(orders_grpc.add_ProductOrderServiceServicer_to_server, self.orders, service)
        service = product_pb2.DESCRIPTOR.services_by_name["ProductInventoryService"]
        server.add(products_grpc.add_ProductInventoryServiceServicer_to_server, self.products, service)
        service = fallout_pb2.DESCRIPTOR.services_by_name["FalloutService"]
        server.add(fallout_grpc.add_FalloutServiceServicer_to_server, self.fallout, service)
        service = history_pb2.DESCRIPTOR.services_by_name["HistoryService"]
        history = FakeHistory(self.orders)
        server.add(history_grpc.add_HistoryServiceServicer_to_server, history, service)
        service = reconciliation_pb2.DESCRIPTOR.services_by_name["ReconciliationService"]
        add = reconciliation_grpc.add_ReconciliationServiceServicer_to_server
        server.add(add, self.reconciliation, service)
        await server.start()
        return server


# One event loop, one core and one application serve all these tests: building them takes longer than a test.
session = pytest_asyncio.fixture(loop_scope="session", scope="session")
own = pytest_asyncio.fixture(loop_scope="session")


def _client(channel: grpc.aio.Channel) -> httpx.AsyncClient:
    app: Any = build_app(channel, validate_responses=True, deadline_seconds=0.5, max_body_bytes=100_000)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub.example")


@pytest.fixture(scope="session")
def _core() -> Core:
    return Core()


@pytest.fixture
def fake_orders(_core: Core) -> FakeOrders:
    """The core's orders, to be looked into and set; none at the start of a test."""
    _core.orders.reset()
    return _core.orders


@pytest.fixture
def fake_fallout(_core: Core) -> FakeFallout:
    """The core's fallout, to be looked into and set; none at the start of a test."""
    _core.fallout.reset()
    return _core.fallout


@pytest.fixture
def fake_reconciliation(_core: Core) -> FakeReconciliation:
    """The core's reconciliations, to be looked into and set; none at the start of a test."""
    _core.reconciliation.reset()
    return _core.reconciliation


@session
async def core_target(_core: Core) -> AsyncIterator[str]:
    """Where the core answers."""
    server = await _core.started()
    yield f"127.0.0.1:{server.port}"
    await server.stop(0)


@session
async def channel(core_target: str) -> AsyncIterator[grpc.aio.Channel]:
    opened = open_channel(core_target)
    yield opened
    await opened.close()


@session
async def _shared_client(channel: grpc.aio.Channel) -> AsyncIterator[httpx.AsyncClient]:
    async with _client(channel) as opened:
        yield opened


@pytest.fixture
def client(
    _shared_client: httpx.AsyncClient,
    fake_orders: FakeOrders,
    fake_fallout: FakeFallout,
    fake_reconciliation: FakeReconciliation,
) -> httpx.AsyncClient:
    return _shared_client


@own
async def own_core() -> AsyncIterator[RpcServer]:
    """A core that a test may stop."""
    server = await Core().started()
    yield server
    await server.stop(0)


@own
async def own_client(own_core: RpcServer) -> AsyncIterator[httpx.AsyncClient]:
    opened = open_channel(f"127.0.0.1:{own_core.port}")
    async with _client(opened) as client:
        yield client
    await opened.close()


@pytest.fixture
def order() -> Callable[..., dict[str, Any]]:
    """Makes the body of a small order; keyword arguments set or replace members."""

    def make(**members: Any) -> dict[str, Any]:
        return {
            "productOrderItem": [{"id": "1", "action": "add", "productOffering": {"id": "fiber-access-1g"}}],
            **members,
        }

    return make
