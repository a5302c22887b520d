# ruff: noqa: N802 - gRPC names its methods
"""What else a core has: products, and fallout."""

from typing import Any

from hub.kernel.errors import Code, Kind, refuse
from proto.com.v1 import fallout_pb2 as fallout
from proto.com.v1 import fallout_pb2_grpc as fallout_grpc
from proto.com.v1 import product_pb2 as products
from proto.com.v1 import product_pb2_grpc as products_grpc
from proto.shared.v1 import common_pb2, history_pb2
from proto.shared.v1 import history_pb2_grpc as history_grpc
from tests.contract.gateway.asking import asked_for
from tests.contract.gateway.fake_orders import FIRST_ORDER_AT, FakeOrders, paged, unknown


class FakeProducts(products_grpc.ProductInventoryServiceServicer):
    """Three products, one of each kind a list may be asked for."""

    def __init__(self) -> None:
        self.kept = {
            p.id: p for p in (_product(1, "active"), _product(2, "active"), _product(3, "terminated"))
        }

    async def GetProduct(self, request: Any, context: Any) -> Any:
        if request.id not in self.kept:
            raise unknown("product")
        return self.kept[request.id]

    async def ListProducts(self, request: Any, context: Any) -> Any:
        found = asked_for(self.kept.values(), request.query)
        return products.ListProductsResponse(product=paged(found, request.page), total=len(found))


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
        extension_json='{"@type":"Product"}',
        place=[common_pb2.Place(id="addr-1", role="installation address")],
    )
    product.start_date.FromDatetime(FIRST_ORDER_AT)
    return product


class FakeFallout(fallout_grpc.FalloutServiceServicer):
    """Fallout is put in from outside; what is decided stays decided."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """As new."""
        self.kept: dict[str, fallout.Fallout] = {}
        self.requests: list[Any] = []

    def add(self, code: str, *actions: str, order_id: str = "order-1") -> fallout.Fallout:
        """Something to be decided."""
        entry = fallout.Fallout(
            id=f"fallout-{len(self.kept) + 1}",
            version=1,
            state=fallout.FALLOUT_STATE_OPEN,
            product_order_id=order_id,
            item_id="1",
            node_key="1/cfs-fiber-access",
            reason=common_pb2.Reason(code=code, text="the network said no"),
            context_json='{"attempts": 3}',
            suggested_action=actions or ("retry", "fail-item"),
        )
        entry.raised_at.FromDatetime(FIRST_ORDER_AT)
        self.kept[entry.id] = entry
        return entry

    def _find(self, identifier: str) -> fallout.Fallout:
        if identifier not in self.kept:
            raise unknown("fallout")
        return self.kept[identifier]

    async def GetFallout(self, request: Any, context: Any) -> Any:
        return self._find(request.id)

    async def ListFallout(self, request: Any, context: Any) -> Any:
        found = [
            entry
            for entry in self.kept.values()
            if (not request.id or entry.id in request.id)
            and (not request.state or entry.state in request.state)
            and (not request.code or entry.reason.code in request.code)
            and (not request.product_order_id or entry.product_order_id in request.product_order_id)
        ]
        return fallout.ListFalloutResponse(fallout=paged(found, request.page), total=len(found))

    async def ResolveFallout(self, request: Any, context: Any) -> Any:
        self.requests.append(request)
        entry = self._find(request.id)
        if entry.state != fallout.FALLOUT_STATE_OPEN:
            raise refuse(
                Kind.NOT_ALLOWED, Code.STATE_FORBIDS, "it is resolved; nothing is allowed now", "state"
            )
        entry.state = fallout.FALLOUT_STATE_RESOLVED
        entry.action, entry.by, entry.why = request.action, request.by, request.why
        return entry

    async def ResolveFalloutByCode(self, request: Any, context: Any) -> Any:
        self.requests.append(request)
        answer = fallout.ResolveFalloutByCodeResponse()
        for entry in self.kept.values():
            if entry.state != fallout.FALLOUT_STATE_OPEN or entry.reason.code != request.code:
                continue
            if request.action not in entry.suggested_action:
                reason = common_pb2.Reason(code=Code.ATTRIBUTE_INVALID, text="does not fit", path="action")
                answer.not_resolved.add(id=entry.id, reason=reason)
                continue
            entry.state = fallout.FALLOUT_STATE_RESOLVED
            entry.action, entry.by, entry.why = request.action, request.by, request.why
            answer.resolved.append(entry)
        return answer


class FakeHistory(history_grpc.HistoryServiceServicer):
    """Of every order there is something to tell."""

    def __init__(self, orders: FakeOrders) -> None:
        self._orders = orders

    async def ListEntries(self, request: Any, context: Any) -> Any:
        known = request.correlation_id in self._orders.kept
        told = [e for e in self._orders.history or [_BEGINNING] if e.position > request.after]
        return history_pb2.ListEntriesResponse(entry=told[: request.limit] if known else [])


_BEGINNING = history_pb2.HistoryEntry(position=1, room="com", aggregate_id="order-1")
_BEGINNING.at.FromDatetime(FIRST_ORDER_AT)
