"""`hub simulate`: the rooms against chance, by seeds."""

import os
import time
from typing import TYPE_CHECKING

import click

from hub.cli.running import program

if TYPE_CHECKING:
    from collections import Counter

    from hub.simulation.many import Summary
    from hub.simulation.run import Report

# So many lines before a violation are shown; the seed shows them all.
LAST = 40
# Seeds that are named when more are broken.
NAMED = 20


@click.command()
@click.option("--seed", type=int, help="Run this one, and show its last lines.")
@click.option(
    "--seeds", default=200, show_default=True, type=click.IntRange(1), help="How many, from --first on."
)
@click.option("--first", default=0, show_default=True, type=int, help="The first of --seeds.")
@click.option("--jobs", type=click.IntRange(1), help="Processes at a time.  [default: one a processor]")
@click.option("--verbose", is_flag=True, help="With --seed: every line.")
def simulate(seed: int | None, seeds: int, first: int, jobs: int | None, verbose: bool) -> None:
    """Play crashes, delays and disorder by a seed.

    All rooms run in one process, on memory and a clock of their own.
    The same seed gives the same run everywhere. Ends with 1 when something that must always hold did not.
    """
    from hub.simulation.many import simulate_all, simulate_one

    started = time.perf_counter()
    if seed is not None:
        report, summary = simulate_one(seed)
        _show(report, verbose=verbose)
    else:
        wanted = range(first, first + seeds)
        with click.progressbar(length=seeds, label="Seeds", show_pos=True) as bar:
            summary = simulate_all(wanted, jobs or os.cpu_count() or 1, lambda _: bar.update(1))
    _summarise(summary, time.perf_counter() - started)
    if seed is None and summary.failed:
        _show(next(iter(summary.failed.values())), verbose=False)
    raise SystemExit(1 if summary.failed else 0)


def _show(report: "Report", *, verbose: bool) -> None:
    lines = report.lines if verbose else report.lines[-LAST:]
    if not verbose and len(report.lines) > LAST:
        click.echo(f"… {len(report.lines) - LAST} lines before these; all of them with --verbose")
    for line in lines:
        click.echo(line)


def _summarise(summary: "Summary", seconds: float) -> None:
    each = 1000 * summary.seconds / summary.seeds
    click.echo(
        f"{summary.seeds} {'seed' if summary.seeds == 1 else 'seeds'} in {seconds:.1f} s, {each:.1f} ms each: "
        f"{summary.messages} messages in {summary.steps} steps"
    )
    click.echo(f"orders: {_counted(summary.orders)}")
    click.echo(f"faults: {_counted(summary.faults)}")
    if summary.failed:
        click.echo(f"{len(summary.failed)} seeds are broken:")
    for number, report in list(summary.failed.items())[:NAMED]:
        click.echo(f"  {number}: {report.violation}")
    if summary.failed:
        click.echo(f"To see one again: {program()} simulate --seed {next(iter(summary.failed))} --verbose")


def _counted(counter: "Counter[str]") -> str:
    return ", ".join(f"{count} {name}" for name, count in counter.most_common()) or "none"
