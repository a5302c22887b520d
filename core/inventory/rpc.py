"""com.v1.ProductInventoryService: protobuf ↔ model, nothing else."""

from typing import Any

import grpc
from sqlalchemy import Connection, select

from core.inventory.model import OrderItemRef, Product, ProductStatus
from core.inventory.store import PRODUCTS, parties, products
from hub.kernel.errors import Code, Kind, refuse
from hub.messages import rpc
from hub.messages.rpc import Names
from hub.platform.database import Database
from hub.platform.store import lookup, one_of
from proto.com.v1 import product_pb2 as pb
from proto.com.v1 import product_pb2_grpc

Context = grpc.aio.ServicerContext[Any, Any]

_SORTABLE = {
    "order_date": products.c.order_date,
    "id": products.c.id,
    "name": products.c.name,
    "status": products.c.status,
}
STATUS = Names({s: pb.ProductStatus.Value(f"PRODUCT_STATUS_{s.name}") for s in ProductStatus})


class ProductInventoryService(product_pb2_grpc.ProductInventoryServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def GetProduct(self, request: pb.GetProductRequest, context: Context) -> pb.Product:
        product = await self._database.read(rpc.read_one(PRODUCTS, request.id))
        if product is None:
            raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, f"there is no product {request.id}", "id")
        return from_product(product)

    async def ListProducts(
        self, request: pb.ListProductsRequest, context: Context
    ) -> pb.ListProductsResponse:
        offset, limit = rpc.bounds(request.page)
        order_by = rpc.order_by(request.sort or ("order_date",), _SORTABLE)

        def work(connection: Connection) -> tuple[list[Product], int]:
            return PRODUCTS.page(connection, _conditions(connection, request), order_by, offset, limit)

        found, total = await self._database.read(work)
        return pb.ListProductsResponse(product=[from_product(p) for p in found], total=total)


def _conditions(connection: Connection, request: pb.ListProductsRequest) -> list[Any]:
    by_column = {
        products.c.id: request.id,
        products.c.name: list(map(lookup, request.name)),
        products.c.offering_id: request.product_offering_id,
        products.c.order_id: request.product_order_id,
    }
    conditions = [one_of(connection, column, wanted) for column, wanted in by_column.items() if wanted]
    if request.status:
        known = [STATUS.inverse[s] for s in request.status if s in STATUS.inverse]
        conditions.append(one_of(connection, products.c.status, known))
    if request.related_party_id:
        of_party = select(parties.c.product_id).where(
            one_of(connection, parties.c.party_id, map(lookup, request.related_party_id))
        )
        conditions.append(products.c.id.in_(of_party))
    return conditions


def from_product(product: Product) -> pb.Product:
    return pb.Product(
        id=product.id,
        version=product.version,
        status=STATUS[product.status],
        name=product.name,
        order_date=rpc.timestamp(product.order_date),
        start_date=rpc.timestamp(product.start_date),
        product_offering=rpc.from_ref(product.offering),
        product_specification=rpc.from_ref(product.specification),
        characteristic=[rpc.from_characteristic(c) for c in product.characteristics],
        related_party=[rpc.from_party(p) for p in product.parties],
        product_order_item=[_from_order_item(i) for i in product.order_items],
        realizing_service=[s for s in map(rpc.from_ref, product.services) if s is not None],
        extension_json=product.extension,
    )


def _from_order_item(item: OrderItemRef) -> pb.OrderItemRef:
    return pb.OrderItemRef(
        product_order_id=item.product_order_id,
        order_item_id=item.order_item_id,
        order_item_action=item.action,
    )
