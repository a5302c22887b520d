"""`hub parked`: messages no attempt could handle."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub.cli.running import prepare, run_async
from hub.cli.text import plain

if TYPE_CHECKING:
    from hub.platform.bus import Parked
    from hub.platform.settings import Settings


@click.group()
def parked() -> None:
    """Messages no attempt could handle."""


@parked.command("list")
def list_() -> None:
    """List the parked messages of all rooms, and why they are there.

    They are read where they are, in the database and broker that HUB_DATABASE_URL and HUB_AMQP_URL name, and stay there.
    """
    settings = prepare()
    from hub.compose.addresses import database_url

    _check(database_url(settings, "com"))
    found = run_async(_find(settings))
    if not found:
        click.echo("No message is parked.")
        return
    for entry in found:
        click.echo("\n".join(_lines(entry)))


def _lines(entry: "Parked") -> Iterator[str]:
    """What is known of it, one thing a line: ids stay whole on any screen, and what is absent is left out."""
    reasons = entry.reason.get("reasons") or [{"text": entry.reason.get("kind", "unknown")}]
    message = entry.message
    yield click.style(f"{entry.queue}  {plain(message.type)}".rstrip(), bold=True)
    yield f"  why      {plain('; '.join(str(reason.get('text', reason)) for reason in reasons))}"
    if message.id:
        yield f"  message  {plain(message.id)}"
    if message.correlation:
        yield f"  order    {plain(message.correlation)}"


def _check(url: str) -> None:
    """Looking must not make an empty database."""
    from sqlalchemy.engine import make_url

    from hub.kernel.errors import Code, Kind, refuse

    parts = make_url(url)
    if parts.get_backend_name() == "sqlite" and parts.database and not Path(parts.database).exists():
        text = f"there is no database at {parts.database} yet: `hub up` makes it"
        raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, text, "HUB_DATABASE_URL")


async def _find(settings: "Settings") -> "list[Parked]":
    from sqlalchemy.engine import make_url

    from hub.compose.addresses import database_url
    from hub.kernel.clock import SystemClock
    from hub.platform.bus import UNROUTABLE, Bus
    from hub.platform.bus_inprocess import InProcessBus
    from hub.platform.bus_rabbitmq import RabbitBus
    from hub.platform.database import open_database
    from hub.platform.topology import load_topology

    topology = load_topology()
    url = database_url(settings, "com")
    database = open_database(url)
    bus: Bus
    if make_url(url).get_backend_name() == "sqlite":
        bus = InProcessBus(topology, database, SystemClock())
    else:
        bus = RabbitBus(settings.amqp_url, topology)
    try:
        rooms = (*dict.fromkeys(queue.room for queue in topology.queues), UNROUTABLE)
        return [entry for room in rooms for entry in await bus.parked(room)]
    finally:
        await bus.close()
        await database.close()
