"""Looking at an order from outside: its own state by REST, what it set in motion by gRPC, until it is settled."""

import asyncio
from collections.abc import Awaitable, Callable

from hub.cli.cascade import SETTLED, Below, Node, cascade
from hub.cli.operator import Operator
from hub.compose.client import Client
from hub.platform.rpc import call
from proto.activation.v1.activation_pb2 import ListActivationsRequest
from proto.rom.v1.resource_order_pb2 import ListResourceOrdersRequest
from proto.som.v1.service_order_pb2 import ListServiceOrdersRequest

PAUSE_SECONDS = 0.05


async def look(operator: Operator, identifier: str, below: Client | None = None) -> Node:
    """The order and its plan; with a client of the rooms `below`, what they have done for it too."""
    # From above: when the order is seen settled, what it rests on is seen settled too.
    order = await operator.view(identifier)
    plan = await operator.plan_of(identifier)
    return cascade(order, plan, await _below(below, identifier) if below else None)


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
