"""`hub catalog`: what can be sold, and how it is built."""

from pathlib import Path

import click

from hub.cli.running import prepare, run_async


@click.group()
def catalog() -> None:
    """What can be sold, and how it is built."""


@catalog.command()
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH..."
)
def load(paths: tuple[Path, ...]) -> None:
    """Load catalogues and scenarios from YAML files, or folders of them.

    A version of a catalogue entry that is there already stays as it is; other content under it is refused. A scenario
    takes the place of the one before. The rooms are asked over gRPC, where HUB_CORE_TARGET, HUB_SOM_TARGET,
    HUB_ROM_TARGET and HUB_ACTIVATION_TARGET say.
    """
    settings = prepare()
    from hub.compose.addresses import targets
    from hub.compose.catalog import load_catalog
    from hub.compose.client import Client

    async def work() -> None:
        async with Client(targets(settings)) as client:
            for loaded in await load_catalog(client, paths):
                click.echo(loaded)

    run_async(work())
