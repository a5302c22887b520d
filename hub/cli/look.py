"""Looking at an order from outside: its own state by REST, what it set in motion by gRPC, until it is settled."""

import asyncio
from collections.abc import Awaitable, Callable

from hub.cli.cascade import SETTLED, Below, Node, cascade
from hub.cli.partner import Partner
from hub.compose.client import Client
from hub.platform.rpc import call
from proto.activation.v1.activation_pb2 import ListActivationsRequest
from proto.com.v1.product_order_pb2 import GetProductOrderPlanRequest, Plan
from proto.rom.v1.resource_order_pb2 import ListResourceOrdersRequest
from proto.som.v1.service_order_pb2 import ListServiceOrdersRequest

PAUSE_SECONDS = 0.05


async def look(partner: Partner, client: Client, identifier: str, *, deep: bool) -> Node:
    """The order and its plan; `deep`: and what the layers below have done."""
    # From above: when the order is seen settled, what it rests on is seen settled too.
    order = await partner.order(identifier)
    plan: Plan = await call(
        client.product_orders.GetProductOrderPlan, GetProductOrderPlanRequest(id=identifier)
    )
    return cascade(order, plan, await _below(client, identifier) if deep else None)


async def _below(client: Client, identifier: str) -> Below:
    services = await call(
        client.service_orders.ListServiceOrders, ListServiceOrdersRequest(external_id=[identifier])
    )
    ids = [order.id for order in services.service_order]
    if not ids:
        return Below()
    resources, activations = await asyncio.gather(
        call(client.resource_orders.ListResourceOrders, ListResourceOrdersRequest(external_id=ids)),
        call(client.activation.ListActivations, ListActivationsRequest(service_order_id=ids)),
    )
    return Below(services.service_order, resources.resource_order, activations.activation)


async def follow(see: Callable[[], Awaitable[Node]], show: Callable[[Node], None]) -> Node:
    """Shows an order again and again until it is settled; how it ended."""
    while True:
        node = await see()
        show(node)
        if node.state in SETTLED:
            return node
        await asyncio.sleep(PAUSE_SECONDS)
