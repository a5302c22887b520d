"""The hub as processes of their own, on PostgreSQL and RabbitMQ: gateway, core, workers; and the schema they need."""

import click

from hub.cli.running import prepare, run_async

# The rooms a worker can be; the core is a room with a command of its own.
WORKERS = ("som", "rom", "activation")


@click.command()
def gateway() -> None:
    """The REST gateway alone.

    It needs no database, only the core behind it (HUB_CORE_TARGET), and for what happened below the other rooms.
    """
    settings = prepare()
    import structlog

    from hub.compose.addresses import targets
    from hub.compose.process import until_signal
    from hub.compose.web import Web

    log = structlog.get_logger()

    async def serve() -> None:
        async with until_signal() as stopping, Web(settings, targets(settings)) as web:
            log.info("gateway.started", http=web.url, core=settings.core_target)
            await web.wait(stopping)
        log.info("process.stopped", rooms=[])

    run_async(serve())


@click.command()
def core() -> None:
    """The core alone: product orders, catalogue and inventory (COM)."""
    _room("com")


@click.command()
@click.argument("name", type=click.Choice(WORKERS))
def worker(name: str) -> None:
    """One worker alone: SOM, ROM or activation.

    They carry out service orders, resource orders, and what is to be configured in the network.
    """
    _room(name)


@click.command()
def migrate() -> None:
    """Bring the schema of every database that is set up to date."""
    settings = prepare()
    from hub.compose.addresses import databases
    from hub.compose.schema import head, migrate_url

    async def all_of_them() -> None:
        for url, variable in databases(settings).items():
            await migrate_url(url, variable)

    run_async(all_of_them())
    click.echo(f"The schema is up to date: revision {head()}.")


def _room(name: str) -> None:
    settings = prepare()
    from hub.compose.addresses import database_url, databases
    from hub.compose.catalog import play_scenario
    from hub.compose.distributed import distributed
    from hub.compose.process import until_signal
    from hub.compose.schema import require

    async def serve() -> None:
        process = distributed(settings, name)
        url = database_url(settings, name)
        await require(url, databases(settings)[url])
        async with until_signal() as stopping, process:
            if name == "activation":
                await play_scenario(process.targets, settings)
            await process.wait(stopping)

    run_async(serve())
