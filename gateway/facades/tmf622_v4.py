"""TMF622 Product Ordering v4: product orders and their cancellation over `com.v1.ProductOrderService`."""

from collections.abc import Sequence
from typing import Any

from gateway.facades import tmf622_v4_mapping as mapping
from gateway.facades.resource import Change, Resource
from gateway.facades.rest import Api, Rest
from gateway.facades.tmf622_v4_cancel import CANCELLATION, last_cancellations
from gateway.http import Request
from proto.com.v1 import product_order_pb2 as pb
from proto.com.v1 import product_order_pb2_grpc


def _update(change: Change) -> pb.UpdateProductOrderRequest:
    return mapping.to_update(change.id, change.names, change.body, change.if_version)


ORDER = Resource(
    name="productOrder",
    shape=mapping.ORDER,
    stub=product_order_pb2_grpc.ProductOrderServiceStub,
    get=lambda request: pb.GetProductOrderRequest(id=request.path_params["id"]),
    list=lambda page, query: pb.ListProductOrdersRequest(page=page, query=query),
    create=lambda draft: pb.SubmitProductOrderRequest(product_order=draft.message, idempotency_key=draft.key),
    update=_update,
    delete=lambda request, _: pb.DeleteProductOrderRequest(id=request.path_params["id"]),
    owned=mapping.SERVER_OWNED,
    instead=dict.fromkeys(("state", "productOrderItem.state"), "to stop an order, POST a cancelProductOrder"),
    patchable=mapping.PATCHABLE,
    also=lambda order, _: mapping.refusals(order),
)


class Orders(Rest):
    """Orders are shown with what cancelled them."""

    async def _shown(self, request: Request, messages: Sequence[Any]) -> Sequence[dict[str, Any]]:
        shown = await super()._shown(request, messages)
        asked = last_cancellations(messages)
        tasks = (await self._ask(asked)).cancellation if asked else ()
        # The latest of an order's tasks comes last.
        by_date = sorted(tasks, key=lambda task: task.effective_cancellation_date.ToNanoseconds())
        cancelled = {task.product_order_id: mapping.CANCELLED.to_json(task) for task in by_date}
        return [{**resource, **cancelled.get(resource["id"], {})} for resource in shown]


API = Api(
    document="tmf622-v4.yaml", room="com", resources=(ORDER, CANCELLATION), special={"productOrder": Orders}
)
