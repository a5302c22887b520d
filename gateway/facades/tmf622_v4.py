"""TMF622 Product Ordering v4: product orders and their cancellation over `com.v1.ProductOrderService`."""

from typing import Any
from urllib.parse import quote

import grpc
from starlette.responses import Response

from gateway import query, tmf630
from gateway.facades import tmf622_v4_mapping as mapping
from gateway.facades.common import idempotency_key, page_message, read_only, unsupported
from gateway.facades.tmf622_v4_cancel import Cancellations
from gateway.facades.tmf622_v4_patch import changes
from gateway.http import Handler, Request, json_response, no_content
from hub.platform.rpc import DEADLINE_SECONDS, call
from proto.com.v1 import product_order_pb2 as pb
from proto.com.v1 import product_order_pb2_grpc


class ProductOrdering:
    """The facade; `operations` is what the document's operationIds are resolved by."""

    document = "tmf622-v4.yaml"

    def __init__(self, core: grpc.aio.Channel, deadline_seconds: float = DEADLINE_SECONDS) -> None:
        self._core = product_order_pb2_grpc.ProductOrderServiceStub(core)
        self._cancellations = Cancellations(core, deadline_seconds)
        self._deadline = deadline_seconds
        self.operations: dict[str, Handler] = {
            "listProductOrder": self.list_orders,
            "createProductOrder": self.create_order,
            "retrieveProductOrder": self.retrieve_order,
            "patchProductOrder": self.patch_order,
            "deleteProductOrder": self.delete_order,
            **self._cancellations.operations,
            **unsupported("registerListener", "unregisterListener"),
        }

    async def list_orders(self, request: Request) -> Response:
        asked = query.parse(request.raw_query, mapping.ORDER, request.declares)
        page = page_message(asked.page.offset, asked.page.limit)
        message = pb.ListProductOrdersRequest(page=page, query=asked.query)
        answer = await call(self._core.ListProductOrders, message, deadline=self._deadline)
        orders = answer.product_order[: asked.page.limit]
        tasks = await self._cancellations.of(orders)
        resources = [
            tmf630.select(self._resource(request, order, tasks.get(order.id)), asked.fields)
            for order in orders
        ]
        return tmf630.page_response(request, asked.page, resources, answer.total)

    async def create_order(self, request: Request) -> Response:
        read_only(mapping.server_owned(request.body), "is set by the hub; leave it out")
        command = mapping.to_command(request.body, idempotency_key(request))
        answer = await call(self._core.SubmitProductOrder, command, deadline=self._deadline)
        resource = self._resource(request, answer.product_order)
        headers = {"Location": resource["href"], "ETag": tmf630.etag(answer.product_order.version)}
        if answer.replayed:
            headers["Idempotency-Replayed"] = "true"
        return json_response(resource, 201, headers)

    async def retrieve_order(self, request: Request) -> Response:
        order = await self._get(request)
        task = (await self._cancellations.of([order])).get(order.id)
        resource = tmf630.select(self._resource(request, order, task), query.parse_fields(request.raw_query))
        return json_response(resource, headers={"ETag": tmf630.etag(order.version)})

    async def patch_order(self, request: Request) -> Response:
        if_version = tmf630.if_match(request.headers)
        order = await self._get(request)
        before = self._resource(request, order)
        names, after = changes(before, request.body)
        if names or if_version:
            command = mapping.to_update(order.id, names, after, if_version)
            order = await call(self._core.UpdateProductOrder, command, deadline=self._deadline)
        return json_response(self._resource(request, order), headers={"ETag": tmf630.etag(order.version)})

    async def delete_order(self, request: Request) -> Response:
        message = pb.DeleteProductOrderRequest(id=request.path_params["id"])
        await call(self._core.DeleteProductOrder, message, deadline=self._deadline)
        return no_content()

    async def _get(self, request: Request) -> pb.ProductOrder:
        message = pb.GetProductOrderRequest(id=request.path_params["id"])
        order: pb.ProductOrder = await call(self._core.GetProductOrder, message, deadline=self._deadline)
        return order

    @staticmethod
    def _resource(
        request: Request, order: pb.ProductOrder, task: pb.Cancellation | None = None
    ) -> dict[str, Any]:
        return mapping.to_resource(order, f"{request.api_url}/productOrder/{quote(order.id, safe='')}", task)
