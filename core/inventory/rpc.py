"""com.v1.ProductInventoryService: protobuf ↔ model, nothing else."""

from typing import Any

import grpc

from core.inventory.commands import CreateProduct, DeleteProduct, UpdateProduct
from core.inventory.model import OrderItemRef, Product, ProductStatus
from core.inventory.store import PRODUCTS, parties, products
from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.ids import new_id
from hub.kernel.values import Ref
from hub.messages import rpc
from hub.messages.rpc import Names, words
from hub.platform.database import Database
from hub.platform.reading import read_one, read_page
from hub.platform.runner import Runner
from hub.platform.search import At, Search
from proto.com.v1 import product_pb2 as pb
from proto.com.v1 import product_pb2_grpc

Context = grpc.aio.ServicerContext[Any, Any]

STATUS = Names({s: pb.ProductStatus.Value(f"PRODUCT_STATUS_{s.name}") for s in ProductStatus})
SEARCH = Search(
    PRODUCTS,
    {
        "status": At(words=words(STATUS, pb.ProductStatus)),
        "product_offering": At("offering"),
        "product_specification": At("specification"),
        "related_party": At("parties", {"id": At(beside=(parties.c.product_id, parties.c.party_id))}),
        "product_order_item": At("order_items", {"order_item_action": At("action")}),
        "realizing_service": At("services", {"id": At("service_id")}),
    },
)


class ProductInventoryService(product_pb2_grpc.ProductInventoryServiceServicer):
    def __init__(self, runner: Runner, database: Database) -> None:
        self._runner = runner
        self._database = database

    async def GetProduct(self, request: pb.GetProductRequest, context: Context) -> pb.Product:
        return from_product(await read_one(self._database, PRODUCTS, request.id, "product"))

    async def ListProducts(
        self, request: pb.ListProductsRequest, context: Context
    ) -> pb.ListProductsResponse:
        found, total = await read_page(
            self._database,
            PRODUCTS,
            request.page,
            order=[products.c.order_date],
            search=SEARCH,
            query=request.query,
        )
        return pb.ListProductsResponse(product=[from_product(p) for p in found], total=total)

    async def CreateProduct(self, request: pb.CreateProductRequest, context: Context) -> pb.Product:
        product = to_product(request.product, new_id())
        if not request.product.HasField("order_date"):
            product.order_date = self._runner.clock.now()
        command = CreateProduct(product, services_of(request.product))
        return from_product(await self._runner.execute(command, correlation=product.id))

    async def UpdateProduct(self, request: pb.UpdateProductRequest, context: Context) -> pb.Product:
        product = to_product(request.product, request.product.id)
        command = UpdateProduct(product, services_of(request.product), request.if_version)
        return from_product(await self._runner.execute(command, correlation=product.id))

    async def DeleteProduct(
        self, request: pb.DeleteProductRequest, context: Context
    ) -> pb.DeleteProductResponse:
        await self._runner.execute(DeleteProduct(request.id, request.if_version), correlation=request.id)
        return pb.DeleteProductResponse()


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
        place=[rpc.from_place(p) for p in product.places],
        related_party=[rpc.from_party(p) for p in product.parties],
        billing_account=rpc.from_ref(product.billing_account),
        product_order_item=[_from_order_item(i) for i in product.order_items],
        realizing_service=rpc.from_refs(s.ref for s in product.services if s.service_id),
        extension_json=product.extension,
        termination_date=rpc.timestamp(product.termination_date),
        open_order_id=product.open_order_id,
    )


def _from_order_item(item: OrderItemRef) -> pb.OrderItemRef:
    return pb.OrderItemRef(
        product_order_id=item.product_order_id,
        order_item_id=item.order_item_id,
        order_item_action=item.action,
        extension_json=item.extension,
    )


def to_product(message: pb.Product, identifier: str) -> Product:
    """As somebody has written it down."""
    if message.status not in STATUS.inverse:
        text = f"is missing: it is one of {', '.join(STATUS)}"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "status")
    return Product(
        id=identifier,
        status=STATUS.inverse[message.status],
        name=message.name,
        order_date=rpc.moment(message, "order_date") or rpc.BEGINNING,
        start_date=rpc.moment(message, "start_date"),
        termination_date=rpc.moment(message, "termination_date"),
        offering=rpc.to_ref(message.product_offering) if message.HasField("product_offering") else None,
        specification=rpc.to_ref(message.product_specification)
        if message.HasField("product_specification")
        else None,
        characteristics=[rpc.to_characteristic(c) for c in message.characteristic],
        places=[rpc.to_place(p) for p in message.place],
        parties=[rpc.to_party(p) for p in message.related_party],
        billing_account=rpc.to_ref(message.billing_account) if message.HasField("billing_account") else None,
        order_items=[
            OrderItemRef(i.product_order_id, i.order_item_id, i.order_item_action, i.extension_json)
            for i in message.product_order_item
        ],
        extension=message.extension_json,
    )


def services_of(message: pb.Product) -> list[Ref]:
    return [rpc.to_ref(s) for s in message.realizing_service]
