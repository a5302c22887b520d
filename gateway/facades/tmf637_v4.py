"""TMF637 Product Inventory v4: what customers have, over `com.v1.ProductInventoryService`. Orders change it."""

from typing import Any
from urllib.parse import quote

import grpc
from starlette.responses import Response

from gateway import query, tmf630
from gateway.facades import tmf637_v4_mapping as mapping
from gateway.facades.common import page_message, unsupported
from gateway.http import Handler, Request, json_response
from hub.platform.rpc import DEADLINE_SECONDS, call
from proto.com.v1 import product_pb2 as pb
from proto.com.v1 import product_pb2_grpc


class ProductInventory:
    """The facade; `operations` is what the document's operationIds are resolved by."""

    document = "tmf637-v4.yaml"

    def __init__(self, core: grpc.aio.Channel, deadline_seconds: float = DEADLINE_SECONDS) -> None:
        self._core = product_pb2_grpc.ProductInventoryServiceStub(core)
        self._deadline = deadline_seconds
        self.operations: dict[str, Handler] = {
            "listProduct": self.list_products,
            "retrieveProduct": self.retrieve_product,
            **unsupported(
                "createProduct", "patchProduct", "deleteProduct", "registerListener", "unregisterListener"
            ),
        }

    async def list_products(self, request: Request) -> Response:
        asked = query.parse(request.raw_query, mapping.PRODUCT, request.declares)
        page = page_message(asked.page.offset, asked.page.limit)
        message = pb.ListProductsRequest(page=page, query=asked.query)
        answer = await call(self._core.ListProducts, message, deadline=self._deadline)
        products = answer.product[: asked.page.limit]
        resources = [tmf630.select(self._resource(request, product), asked.fields) for product in products]
        return tmf630.page_response(request, asked.page, resources, answer.total)

    async def retrieve_product(self, request: Request) -> Response:
        message = pb.GetProductRequest(id=request.path_params["id"])
        product = await call(self._core.GetProduct, message, deadline=self._deadline)
        resource = tmf630.select(self._resource(request, product), query.parse_fields(request.raw_query))
        return json_response(resource, headers={"ETag": tmf630.etag(product.version)})

    def _resource(self, request: Request, product: pb.Product) -> dict[str, Any]:
        return mapping.to_resource(product, f"{request.api_url}/product/{quote(product.id, safe='')}")
