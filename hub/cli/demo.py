"""`hub demo`: one order's whole way, from a hub of its own to the inventory."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hub.cli.running import prepare, program, run_async

if TYPE_CHECKING:
    from rich.console import Console

    from hub.cli.cascade import Node
    from hub.cli.operator import Operator
    from hub.compose.client import Client

ACTIVATION_SECONDS = 0.4
ACTIVE_PRODUCTS = 3


@click.command()
@click.option("--fast", is_flag=True, help="Let the emulated network answer at once.")
@click.pass_context
def demo(context: click.Context, fast: bool) -> None:
    """Watch Business Fiber being delivered by a hub of its own."""
    from hub.cli.screen import page

    console = page()
    console.print(
        "\n[bold]Business Fiber, from the order to the network[/]\n"
        "[bright_black]Starting a hub of its own: gateway, core and workers in one process, on a temporary database …[/]\n"
    )
    with tempfile.TemporaryDirectory(prefix="hub-demo-") as folder:
        wrong = run_async(_demo(console, Path(folder), fast))
    if wrong:
        click.echo(f"\nThe demo did not end as it should: {wrong}", err=True)
        context.exit(1)
    _next(console)


async def _demo(console: "Console", folder: Path, fast: bool) -> str:
    """Empty when all went well, else what is wrong."""
    from hub.compose.addresses import in_one_database

    settings = prepare(
        **in_one_database(f"sqlite:///{folder / 'hub.db'}"), http_port=0, log_level="error", scenario=None
    )
    from hub.cli.operator import Operator
    from hub.compose.catalog import load_catalog
    from hub.compose.client import Client
    from hub.compose.embedded import embedded
    from hub.compose.rooms import PARTS
    from hub.compose.web import Web
    from hub.platform.files import shipped
    from hub.platform.rpc import call
    from proto.activation.v1.activation_pb2 import LoadScenarioRequest, Rule

    process = await embedded(settings, listen=dict.fromkeys(PARTS, "127.0.0.1:0"))
    async with process, Client(process.targets) as client:
        await load_catalog(client, [shipped("examples") / "catalog"])
        if not fast:
            slow = LoadScenarioRequest(rule=[Rule(delay_seconds=ACTIVATION_SECONDS)])
            await call(client.activation.LoadScenario, slow)
        async with Web(settings, process.targets) as web, Operator(web.url) as operator:
            order = (shipped("examples") / "orders" / "business-fiber.json").read_bytes()
            return await _play(console, client, operator, order)


async def _play(console: "Console", client: "Client", operator: "Operator", body: bytes) -> str:
    from hub.cli.cascade import COMPLETED
    from hub.cli.inventory import show_inventory
    from hub.cli.look import follow, look
    from hub.cli.partner import ORDERS
    from hub.cli.screen import Screen

    console.print(f"[cyan]POST {ORDERS}[/]")
    order = await operator.submit(body)
    console.print(
        f"[green]201 Created[/] [bright_black]{order['id']}, {order['state']}: accepted, not done[/]\n"
    )
    with Screen(console) as screen:
        ended: Node = await follow(lambda: look(operator, order["id"], client), screen.show)
        seconds = screen.seconds
    if ended.state != COMPLETED:
        return f"the order is {ended.state}. {ended.note}"
    console.print(f"\n[green]The order is completed[/] after {seconds:.1f} s. What it has left behind:")
    ids = _product_ids(await operator.order(order["id"]))
    products = sorted(await operator.products(*ids), key=lambda product: ids.index(product["id"]))
    await show_inventory(console, client, order["id"], products)
    active = sum(product["status"] == "active" for product in products)
    if active != ACTIVE_PRODUCTS:
        return f"{active} products are active, not {ACTIVE_PRODUCTS}"
    return ""


def _product_ids(order: dict[str, Any]) -> list[str]:
    items = order.get("productOrderItem", [])
    own = [item["product"]["id"] for item in items if item.get("product", {}).get("id")]
    return own + [identifier for item in items for identifier in _product_ids(item)]


def _next(console: "Console") -> None:
    console.print("\n[bold]What to try next[/]")
    for command, what in (
        ("make run", "the same hub, to keep: REST on http://127.0.0.1:8080, with Swagger UI"),
        (f"{program()} order -h", "order, show and watch, on the hub that runs"),
        ("make run-distributed", "each part a process of its own, on PostgreSQL and RabbitMQ"),
        ("make test", "everything that is promised, proven"),
        ("README.md", "how it works, and why"),
    ):
        console.print(f"  [cyan]{command:<26} [/]{what}")
    console.print()
