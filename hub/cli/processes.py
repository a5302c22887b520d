"""The hub as processes of their own, on PostgreSQL and RabbitMQ: gateway, core, workers; and the schema they need."""

import click

from hub.cli.running import prepare, run_async

# The rooms a worker can be; the core is a room with a command of its own.
WORKERS = ("som", "rom", "activation")


@click.command()
def gateway() -> None:
    """The REST gateway alone.

    It needs no database, only the core behind it (HUB_CORE_TARGET).
    """
    settings = prepare()
    import structlog

    from hub.compose.process import until_signal
    from hub.compose.web import Web

    log = structlog.get_logger()

    async def serve() -> None:
        async with until_signal() as stopping, Web(settings, settings.core_target) as web:
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
    """One worker alone: service orders, resource orders or activation."""
    _room(name)


@click.command()
def migrate() -> None:
    """Bring the database's schema up to date."""
    settings = prepare()
    from hub.compose.schema import head, migrate_url

    run_async(migrate_url(settings.database_url))
    click.echo(f"The schema is up to date: revision {head()}.")


def _room(name: str) -> None:
    settings = prepare()
    from hub.compose.catalog import play_scenario
    from hub.compose.distributed import distributed
    from hub.compose.process import until_signal
    from hub.compose.schema import require

    async def serve() -> None:
        process = distributed(settings, name)
        await require(settings.database_url)
        async with until_signal() as stopping, process:
            if name == "activation":
                await play_scenario(process.targets, settings)
            await process.wait(stopping)

    run_async(serve())
