"""What an order has left behind in the three inventories, as tables."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from hub.cli.screen import state_text
from hub.compose.client import Client
from hub.platform.rpc import call
from proto.rom.v1.resource_order_pb2 import ListResourcePoolsRequest, ListResourcesRequest
from proto.shared.v1.common_pb2 import Characteristic
from proto.som.v1.service_order_pb2 import ListServicesRequest


async def show_inventory(
    console: Console, client: Client, order_id: str, products: Sequence[Mapping[str, Any]]
) -> None:
    """Products as TMF637 shows them, the services that realise them, and the resources these use."""
    services = await call(client.services.ListServices, ListServicesRequest(product_order_id=[order_id]))
    order = _positions(products)
    found = sorted(services.service, key=lambda service: order.get(service.id, 0))
    ids = [service.service_order_id for service in found]
    resources = await call(client.resources.ListResources, ListResourcesRequest(service_order_id=ids))
    pools = await call(client.resources.ListResourcePools, ListResourcePoolsRequest())

    table = _table("Product inventory", "TMF637, COM", "product", "status", "characteristics")
    for product in products:
        values = ((c["name"], c["value"]) for c in product.get("productCharacteristic", ()))
        table.add_row(product.get("name", product["id"]), state_text(product["status"]), _values(values))
    console.print(table)

    table = _table("Service inventory", "SOM", "service", "state", "configured with")
    for service in found:
        table.add_row(
            service.name or service.service_specification.id,
            state_text(service.state),
            _values(_pairs(service.characteristic)),
        )
    console.print(table)

    usage = {pool.id: pool for pool in pools.pool}
    table = _table("Resource inventory", "ROM", "resource", "value", "from the pool", "in use")
    for resource in sorted(resources.resource, key=lambda resource: ids.index(resource.service_order_id)):
        pool = usage[resource.pool_id]
        table.add_row(
            resource.resource_specification.id,
            f"[bold]{resource.value}[/]",
            pool.id,
            f"{pool.allocated} of {pool.capacity}",
        )
    console.print(table)


def _positions(products: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """By service: where the product it realises stands."""
    return {
        ref["id"]: at for at, product in enumerate(products) for ref in product.get("realizingService", ())
    }


def _table(title: str, where: str, *columns: str) -> Table:
    table = Table(
        title=f"\n[bold]{title}[/] [bright_black]({where})[/]",
        title_style="default",
        title_justify="left",
        header_style="bright_black",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
    )
    widths = (27, 9) if len(columns) == 3 else (27, 12, 22)
    for position, column in enumerate(columns):
        table.add_column(column, min_width=widths[position] if position < len(widths) else None)
    return table


def _values(pairs: Iterable[tuple[str, Any]]) -> str:
    # No blank inside a pair: a line is broken between pairs only.
    return "  ".join(f"[bright_black]{name}=[/]{value}" for name, value in pairs)


def _pairs(characteristics: Iterable[Characteristic]) -> Iterable[tuple[str, Any]]:
    return ((c.name, json.loads(c.value_json)) for c in characteristics)
