"""`hub order`: order, and see what becomes of it, through the REST API."""

from typing import IO, TYPE_CHECKING

import click

from hub.cli import options, order_actions
from hub.cli.running import prepare, program, run_async

if TYPE_CHECKING:
    from hub.cli.cascade import Node


@click.group()
def order() -> None:
    """Order, see what becomes of it, and change that."""


@order.command()
@click.argument("file", type=click.File("rb"))
@click.option("--key", default="", help="Idempotency key: the same order again is the same order.")
@options.after
@options.url
def submit(file: IO[bytes], key: str, after: str | None, url: str | None) -> None:
    """Submit a TMF622 order; prints its id.

    FILE is JSON (- is standard input).
    """
    settings = prepare()
    from hub.cli.after import fill
    from hub.cli.partner import Partner

    async def work() -> None:
        async with Partner(url or settings.http_url) as partner:
            body = fill(file.read(), await partner.order(after) if after else None)
            answer = await partner.submit(body, key)
        click.echo(answer["id"])
        click.echo(f"{answer['state']}; watch it: {program()} order watch {answer['id']}", err=True)

    run_async(work())


@order.command()
@options.identifier
@click.option("--timeline", "whole", is_flag=True, help="All that happened, not the latest only.")
@options.url
def show(identifier: str, whole: bool, url: str | None) -> None:
    """Show where an order stands, and why.

    Its items and plan, what it waits for, what may be done, what happened.
    """
    run_async(_show(identifier, whole, url))


@order.command()
@options.identifier
@options.url
@click.pass_context
def watch(context: click.Context, identifier: str, url: str | None) -> None:
    """Watch an order until it has ended.

    Exit code 0 when it is completed, else 1.
    """
    from hub.cli.cascade import COMPLETED

    ended = run_async(_watch(identifier, url))
    context.exit(0 if ended.state == COMPLETED else 1)


for action in order_actions.ACTIONS:
    order.add_command(action)


async def _show(identifier: str, whole: bool, url: str | None) -> None:
    settings = prepare()
    from rich.text import Text

    from hub.cli.cascade import cascade, reasons
    from hub.cli.operator import Operator
    from hub.cli.order_text import about
    from hub.cli.screen import page, tree
    from hub.cli.timeline_text import timeline

    console = page()
    async with Operator(url or settings.http_url) as operator:
        found = await operator.view(identifier)
        plan = await operator.plan_of(identifier)
        history = await operator.timeline(identifier)
        open_, _ = await operator.fallout({"state": "open", "productOrderId": f'"{found["id"]}"'})
    for title, said in about(found, plan, open_):
        console.print(Text.assemble((f"{title:<12} ", "bright_black"), said), soft_wrap=True)
    console.print()
    console.print(tree(cascade(found, plan)))
    for reason in reasons(found):
        console.print(Text(reason, "red"), soft_wrap=True)
    console.print()
    for line in timeline(history, plan, whole=whole):
        console.print(Text(line, "bright_black"), soft_wrap=True)


async def _watch(identifier: str, url: str | None) -> "Node":
    settings = prepare()
    from hub.cli.look import follow, look
    from hub.cli.operator import Operator
    from hub.cli.screen import Screen, page

    async with Operator(url or settings.http_url) as operator:
        await operator.view(identifier)  # an unknown one is said at once
        with Screen(page()) as screen:
            return await follow(lambda: look(operator, identifier), screen.show)
