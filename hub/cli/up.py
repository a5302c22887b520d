"""`hub up`: everything in one process."""

from typing import TYPE_CHECKING

import click

from hub.cli.running import prepare, run_async

if TYPE_CHECKING:
    from hub.platform.settings import Settings


@click.command()
@click.option("--demo", is_flag=True, help="Load the demo catalogue, and say what to try next.")
def up(demo: bool) -> None:
    """The whole hub in one process, on SQLite; no server needed."""
    run_async(_up(prepare(), demo))


async def _up(settings: "Settings", demo: bool) -> None:
    from hub.cli.hints import hints
    from hub.compose.catalog import load_catalog, play_scenario
    from hub.compose.client import Client
    from hub.compose.embedded import embedded
    from hub.compose.process import until_signal
    from hub.compose.web import Web
    from hub.platform.files import shipped

    async with until_signal() as stopping, await embedded(settings) as process:
        await play_scenario(process.targets, settings)
        if demo:
            async with Client(process.targets) as client:
                await load_catalog(client, [shipped("examples") / "catalog"])
        async with Web(settings, process.targets) as web:
            click.echo(
                hints(web.url, process.targets)
                if demo
                else f"The hub answers on {web.url} (Ctrl-C stops it)."
            )
            await process.wait(stopping)
