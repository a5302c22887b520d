# ruff: noqa: N802 - gRPC names its methods
"""The gateway over real gRPC to a core that keeps what it is given in memory."""

import asyncio
import copy
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import grpc
import httpx
import pytest
import pytest_asyncio

from gateway.app import build_app
from hub.kernel.errors import Code, HubError, Kind, refuse
from hub.platform.rpc import RpcServer, open_channel
from proto.com.v1 import product_order_pb2 as orders
from proto.com.v1 import product_order_pb2_grpc as orders_grpc
from proto.com.v1 import product_pb2 as products
from proto.com.v1 import product_pb2_grpc as products_grpc
from proto.shared.v1 import common_pb2

ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder"
PRODUCTS = "/tmf-api/productInventory/v4/product"
FIRST_ORDER_AT = datetime(2026, 11, 20, 10, 0, 0, 123456, tzinfo=UTC)
SETTLED = {orders.PRODUCT_ORDER_STATE_COMPLETED, orders.PRODUCT_ORDER_STATE_FAILED}


def _unknown(what: str) -> HubError:
    return refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, f"there is no such {what}")


def _page(found: list[Any], page: common_pb2.Page) -> list[Any]:
    return found[page.offset : page.offset + (page.limit or 100)]


class FakeOrders(orders_grpc.ProductOrderServiceServicer):
    """Stores protos; every state is set from outside."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """As new."""
        self.kept: dict[str, orders.ProductOrder] = {}
        self.keys: dict[str, tuple[bytes, str]] = {}
        self.requests: list[Any] = []
        # Raised by the next call instead of an answer.
        self.trouble: Exception | None = None
        self.delay_seconds = 0.0

    async def _enter(self, request: Any) -> None:
        self.requests.append(request)
        await asyncio.sleep(self.delay_seconds)
        if self.trouble is not None:
            raise self.trouble

    def _find(self, order_id: str) -> orders.ProductOrder:
        if order_id not in self.kept:
            raise _unknown("order")
        return self.kept[order_id]

    async def SubmitProductOrder(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        content = request.product_order.SerializeToString(deterministic=True)
        if request.idempotency_key in self.keys:
            known, order_id = self.keys[request.idempotency_key]
            if known != content:
                raise refuse(Kind.CONFLICT, Code.KEY_REUSED, "the key was used for another order")
            return orders.SubmitProductOrderResponse(product_order=self.kept[order_id], replayed=True)
        order = copy.deepcopy(request.product_order)
        order.id = f"order-{len(self.kept) + 1}"
        order.version = 1
        order.state = orders.PRODUCT_ORDER_STATE_ACKNOWLEDGED
        order.order_date.FromDatetime(FIRST_ORDER_AT + timedelta(hours=len(self.kept)))
        for item in order.item:
            item.state = orders.ITEM_STATE_ACKNOWLEDGED
        self.kept[order.id] = order
        if request.idempotency_key:
            self.keys[request.idempotency_key] = (content, order.id)
        return orders.SubmitProductOrderResponse(product_order=order)

    async def GetProductOrder(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        return self._find(request.id)

    async def ListProductOrders(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        found = [order for order in self.kept.values() if self._matches(order, request)]
        for key in reversed(request.sort):
            name = key.removeprefix("-")
            found.sort(key=lambda order: str(getattr(order, name)), reverse=key.startswith("-"))
        return orders.ListProductOrdersResponse(product_order=_page(found, request.page), total=len(found))

    @staticmethod
    def _matches(order: orders.ProductOrder, request: orders.ListProductOrdersRequest) -> bool:
        at = order.order_date.ToNanoseconds()
        start = request.order_date_from.ToNanoseconds() if request.HasField("order_date_from") else at
        end = request.order_date_to.ToNanoseconds() if request.HasField("order_date_to") else at + 1
        return (
            (not request.id or order.id in request.id)
            and (not request.state or order.state in request.state)
            and (not request.external_id or order.external_id in request.external_id)
            and (
                not request.related_party_id
                or any(p.id in request.related_party_id for p in order.related_party)
            )
            and start <= at < end
        )

    async def UpdateProductOrder(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        order = self._find(request.id)
        if request.if_version not in {0, order.version}:
            raise refuse(Kind.STALE, Code.VERSION_STALE, f"the order has version {order.version}")
        if order.state in SETTLED:
            raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, "the order is settled", "state")
        for name in ("description", "priority"):
            if request.HasField(name):
                setattr(order, name, getattr(request, name))
        if request.HasField("requested_completion_date"):
            order.requested_completion_date.CopyFrom(request.requested_completion_date)
        if request.replace_notes:
            order.ClearField("note")
            order.note.extend(request.note)
        for name in request.clear:
            order.ClearField(name)
        order.version += 1
        return order

    async def DeleteProductOrder(self, request: Any, context: Any) -> Any:
        await self._enter(request)
        if self._find(request.id).state not in SETTLED:
            raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, "the order is open", "state")
        del self.kept[request.id]
        return orders.DeleteProductOrderResponse()

    async def GetProductOrderPlan(self, request: Any, context: Any) -> Any:
        raise NotImplementedError


class FakeProducts(products_grpc.ProductInventoryServiceServicer):
    """Three products, one of each kind a list may be asked for."""

    def __init__(self) -> None:
        self.kept = {
            p.id: p for p in (_product(1, "active"), _product(2, "active"), _product(3, "terminated"))
        }

    async def GetProduct(self, request: Any, context: Any) -> Any:
        if request.id not in self.kept:
            raise _unknown("product")
        return self.kept[request.id]

    async def ListProducts(self, request: Any, context: Any) -> Any:
        found = [
            product
            for product in self.kept.values()
            if (not request.id or product.id in request.id)
            and (not request.status or product.status in request.status)
            and (not request.name or product.name in request.name)
            and (not request.related_party_id or product.related_party[0].id in request.related_party_id)
            and (
                not request.product_offering_id or product.product_offering.id in request.product_offering_id
            )
        ]
        return products.ListProductsResponse(product=_page(found, request.page), total=len(found))


def _product(number: int, status: str) -> products.Product:
    product = products.Product(
        id=f"product-{number}",
        version=number,
        status=f"PRODUCT_STATUS_{status.upper()}",
        name=f"Fiber access {number}",
        product_offering=common_pb2.Ref(id="fiber-access-1g", name="Fiber Access 1 Gbps"),
        product_specification=common_pb2.Ref(id="fiber-access"),
        characteristic=[
            common_pb2.Characteristic(name="downstreamMbps", value_json="1000", value_type="number")
        ],
        related_party=[
            common_pb2.RelatedParty(id=f"cust-{number}", role="Customer", referred_type="Organization")
        ],
        product_order_item=[
            products.OrderItemRef(product_order_id="order-1", order_item_id="1.1", order_item_action="add")
        ],
        realizing_service=[common_pb2.Ref(id="service-1")],
        extension_json='{"@type":"Product","place":[{"id":"addr-1","role":"installation address"}]}',
    )
    product.start_date.FromDatetime(FIRST_ORDER_AT)
    return product


# One event loop, one core and one application serve all these tests: building them takes longer than a test.
session = pytest_asyncio.fixture(loop_scope="session", scope="session")
own = pytest_asyncio.fixture(loop_scope="session")


async def _started(fake: FakeOrders) -> RpcServer:
    server = RpcServer("127.0.0.1:0")
    service = orders.DESCRIPTOR.services_by_name["ProductOrderService"]
    server.add(orders_grpc.add_ProductOrderServiceServicer_to_server, fake, service)
    service = products.DESCRIPTOR.services_by_name["ProductInventoryService"]
    server.add(products_grpc.add_ProductInventoryServiceServicer_to_server, FakeProducts(), service)
    await server.start()
    return server


def _client(channel: grpc.aio.Channel) -> httpx.AsyncClient:
    app: Any = build_app(channel, validate_responses=True, deadline_seconds=0.5, max_body_bytes=100_000)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub.example")


@pytest.fixture(scope="session")
def _fake() -> FakeOrders:
    return FakeOrders()


@pytest.fixture
def fake_orders(_fake: FakeOrders) -> FakeOrders:
    """The core's orders, to be looked into and set; none at the start of a test."""
    _fake.reset()
    return _fake


@session
async def channel(_fake: FakeOrders) -> AsyncIterator[grpc.aio.Channel]:
    server = await _started(_fake)
    opened = open_channel(f"127.0.0.1:{server.port}")
    yield opened
    await opened.close()
    await server.stop(0)


@session
async def _shared_client(channel: grpc.aio.Channel) -> AsyncIterator[httpx.AsyncClient]:
    async with _client(channel) as opened:
        yield opened


@pytest.fixture
def client(_shared_client: httpx.AsyncClient, fake_orders: FakeOrders) -> httpx.AsyncClient:
    return _shared_client


@own
async def own_core() -> AsyncIterator[RpcServer]:
    """A core that a test may stop."""
    server = await _started(FakeOrders())
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
