"""`hub bench`: what the whole hub does on this machine."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub.cli.running import prepare, run_async

if TYPE_CHECKING:
    from benchmarks.cascade import Result
    from hub.platform.settings import Settings


@click.group()
def bench() -> None:
    """Measure this machine's throughput."""


@bench.command()
@click.option(
    "--orders", default=1000, show_default=True, type=click.IntRange(1, 3000), help="How many in all."
)
@click.option(
    "--in-flight", default=300, show_default=True, type=click.IntRange(1), help="How many at a time."
)
@click.option("--embedded", is_flag=True, help="One process on SQLite instead of PostgreSQL and RabbitMQ.")
def cascade(orders: int, in_flight: int, embedded: bool) -> None:
    """Business Fiber orders from TMF622 to completed.

    Without --embedded every part is a process of its own on the servers that HUB_DATABASE_URL and
    HUB_AMQP_URL name; the database has to be empty.
    """
    settings = prepare()
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        result = run_async(_cascade(settings, orders, in_flight, Path(folder) if embedded else None))
    _show(result, "one process, SQLite" if embedded else "all parts on this machine, PostgreSQL and RabbitMQ")


async def _cascade(settings: "Settings", orders: int, in_flight: int, folder: Path | None) -> "Result":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

    from benchmarks.cascade import measure
    from hub.compose.catalog import load_catalog
    from hub.compose.client import Client
    from hub.compose.cluster import EMBEDDED, Cluster
    from hub.compose.schema import migrate_url
    from hub.platform.files import shipped

    if folder is None:
        await migrate_url(settings.database_url)
        cluster = Cluster({"HUB_DATABASE_URL": settings.database_url, "HUB_AMQP_URL": settings.amqp_url})
    else:
        cluster = Cluster({"HUB_DATABASE_URL": f"sqlite:///{folder}/hub.db"}, (EMBEDDED,))
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    async with cluster:
        async with Client(cluster.targets) as client:
            await load_catalog(client, [shipped("examples") / "catalog"])
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("", total=orders)
            return await measure(
                cluster, orders, in_flight, lambda done: progress.update(task, completed=done)
            )


def _show(result: "Result", what: str) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("", "", title=f"Cascade: {result.orders} Business Fiber orders; {what}", show_header=False)
    table.add_row("orders/s to completed", f"{result.rate:.1f}")
    table.add_row("completed", f"{result.completed} of {result.orders}")
    table.add_row(
        "p50 / p99, accepted to completed", f"{result.latency(0.5):.2f} s / {result.latency(0.99):.2f} s"
    )
    table.add_row("SQL transactions an order", f"{result.transactions_an_order:.2f}")
    table.add_row("messages an order", f"{result.messages_an_order:.1f}")
    for part, used in result.cpu_ms_an_order.items():
        table.add_row(f"CPU ms an order, {part}", f"{used:.2f}")
    table.add_row("CPU ms an order, in all", f"{sum(result.cpu_ms_an_order.values()):.2f}")
    Console().print(table)
