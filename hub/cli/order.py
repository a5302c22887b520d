"""`hub order`: order, and see what becomes of it, through the REST API as a partner does."""

from typing import IO, TYPE_CHECKING, Any

import click

from hub.cli.running import prepare, program, run_async

if TYPE_CHECKING:
    from hub.cli.cascade import Node

_url = click.option("--url", help="Where the hub is, instead of HUB_HTTP_URL.")


@click.group()
def order() -> None:
    """Order, and see what becomes of it."""


@order.command()
@click.argument("file", type=click.File("rb"))
@click.option("--key", default="", help="Idempotency key: the same order again is the same order.")
@_url
def submit(file: IO[bytes], key: str, url: str | None) -> None:
    """Submit a TMF622 order from a JSON file (- is standard input); prints its id."""
    settings = prepare()
    from hub.cli.partner import Partner

    async def work() -> None:
        async with Partner(url or settings.http_url) as partner:
            answer = await partner.submit(file.read(), key)
        click.echo(answer["id"])
        click.echo(f"{answer['state']}; watch it: {program()} order watch {answer['id']}", err=True)

    run_async(work())


@order.command()
@click.argument("identifier", metavar="ID")
@_url
def show(identifier: str, url: str | None) -> None:
    """Show an order: its items, its plan and what each part of it waits for."""
    run_async(_show(identifier, url))


@order.command()
@click.argument("identifier", metavar="ID")
@_url
@click.pass_context
def watch(context: click.Context, identifier: str, url: str | None) -> None:
    """Watch an order until it is settled; exit code 0 when it is completed, else 1."""
    from hub.cli.cascade import COMPLETED

    ended = run_async(_watch(identifier, url))
    context.exit(0 if ended.state == COMPLETED else 1)


async def _show(identifier: str, url: str | None) -> None:
    settings = prepare()
    from hub.cli.cascade import reasons
    from hub.cli.look import look
    from hub.cli.partner import Partner
    from hub.cli.screen import page, tree
    from hub.compose.addresses import targets
    from hub.compose.client import Client

    console = page()
    async with Partner(url or settings.http_url) as partner, Client(targets(settings)) as client:
        found: dict[str, Any] = await partner.order(identifier)
        await client.reach("com")
        node = await look(partner, client, identifier, deep=False)
    for title, member in _MEMBERS.items():
        if found.get(member):
            console.print(f"[bright_black]{title:<12}[/] {found[member]}")
    parties = (f"{p.get('name') or p['id']} ({p.get('role', '?')})" for p in found.get("relatedParty", ()))
    if said := ", ".join(parties):
        console.print(f"[bright_black]{'parties':<12}[/] {said}")
    console.print()
    console.print(tree(node))
    for reason in reasons(found):
        console.print(f"[red]{reason}[/]")


async def _watch(identifier: str, url: str | None) -> "Node":
    settings = prepare()
    from hub.cli.look import follow, look
    from hub.cli.partner import Partner
    from hub.cli.screen import Screen, page
    from hub.compose.addresses import targets
    from hub.compose.client import Client

    async with Partner(url or settings.http_url) as partner, Client(targets(settings)) as client:
        await partner.order(identifier)  # an unknown one is said at once
        await client.reach("com")
        with Screen(page()) as screen:
            return await follow(lambda: look(partner, client, identifier, deep=False), screen.show)


_MEMBERS = {
    "order": "id",
    "external id": "externalId",
    "description": "description",
    "ordered": "orderDate",
    "completed": "completionDate",
}
