"""`hub reconcile`: products, services, resources and the network compared, and put right."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from hub.cli import options
from hub.cli.asking import ask
from hub.cli.mismatch_text import UNSETTLED, counts, mismatch_lines, policy_text, progress
from hub.cli.text import plain, reason

if TYPE_CHECKING:
    from hub.cli.operator import Operator

ALL = "all"
BETWEEN = ("product-service", "service-network", "service-resource")
POLICIES = ("report", "re-apply", "adopt", "fallout")
STATES = (*UNSETTLED, "ignored", "repaired", "gone")
# How often the hub is asked how far it is.
PAUSE_SECONDS = 0.5


def _policies(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """`POLICY` for all inventories, `BETWEEN=POLICY` for two of them."""
    found: dict[str, str] = {}
    for text in given:
        between, equals, policy = text.rpartition("=")
        if policy not in POLICIES or (equals and between not in BETWEEN):
            wanted = f"{'|'.join(POLICIES)}, or one of {', '.join(BETWEEN)} before it with ="
            raise click.BadParameter(f"{text!r} is not {wanted}")
        found.update(dict.fromkeys((between,) if equals else BETWEEN, policy))
    return found


policies = click.option(
    "--repair",
    "policy",
    multiple=True,
    metavar="[BETWEEN=]POLICY",
    callback=_policies,
    help="What becomes of what is found: report, re-apply, adopt or fallout; for all inventories, or for two.",
)


@click.group(invoke_without_command=True)
@policies
@click.option("--no-wait", is_flag=True, help="Only start it, and print its id.")
@options.by
@click.option("--why", default="", help="For those who read the history.")
@options.url
@click.pass_context
def reconcile(
    context: click.Context, *, policy: dict[str, str], no_wait: bool, by: str, why: str, url: str | None
) -> None:
    """Compare all inventories with the network; repair what differs.

    Prints what does not agree, with both sides and since when. The exit code is 0 when all agree, or agree again, and
    1 when something is open.
    """
    if context.invoked_subcommand is not None:
        return
    wish = {"policy": policy, "by": by, **({"why": why} if why else {})}
    if no_wait:
        click.echo(ask(url, lambda operator: operator.reconcile(wish))["id"])
        return
    run, found = ask(url, lambda operator: _reconcile(operator, wish))
    for entry in found:
        click.echo("\n".join(mismatch_lines(entry)))
    if run["state"] == "failed":
        for why_not in run.get("reason", ()):
            click.echo(f"{click.style('error:', fg='red', bold=True)} {reason(why_not)}", err=True)
        context.exit(2)
    left = sum(entry["state"] in UNSETTLED for entry in found)
    click.echo(f"{left} open" if left else "All agree.", err=True)
    context.exit(1 if left else 0)


async def _reconcile(operator: "Operator", wish: Mapping[str, Any]) -> tuple[Any, list[Any]]:
    """The reconciliation when it has ended and what it repairs is repaired or fallout; and what there is then."""
    run = await operator.reconcile(wish)
    told = ""
    while True:
        if (line := progress(run)) != told:
            click.echo(line, err=True)
            told = line
        if run["state"] != "running":
            break
        await asyncio.sleep(PAUSE_SECONDS)
        run = await operator.reconciliation(run["id"])
    mine = {"reconciliationId": f'"{run["id"]}"'}
    while run["state"] == "completed":
        _, under_way = await operator.mismatches({**mine, "state": "repairing,retrying"})
        if not under_way:
            break
        if (line := f"{under_way} being put right") != told:
            click.echo(line, err=True)
            told = line
        await asyncio.sleep(PAUSE_SECONDS)
    settled, _ = await operator.mismatches({**mine, "state": "repaired"})
    left, _ = await operator.mismatches({"state": ",".join(UNSETTLED)})
    return run, [*settled, *left]


@reconcile.command("list")
@click.option(
    "--state", type=click.Choice([*STATES, ALL]), help="Where it stands; if not given, what is not settled."
)
@click.option("--between", type=click.Choice(BETWEEN), help="Only between these inventories.")
@click.option("--product", "product_id", metavar="ID", help="Only of this product.")
@click.option("--service", "service_id", metavar="ID", help="Only of this service.")
@options.url
def list_(
    *, state: str | None, between: str | None, product_id: str | None, service_id: str | None, url: str | None
) -> None:
    """List mismatches, the longest known first."""
    wanted = {
        "state": ",".join(UNSETTLED) if state is None else None if state == ALL else state,
        "between": between,
        "productId": product_id and f'"{product_id}"',
        "serviceId": service_id and f'"{service_id}"',
    }
    filters = {name: said for name, said in wanted.items() if said}
    found, total = ask(url, lambda operator: operator.mismatches(filters))
    _tell(("\n".join(mismatch_lines(entry)) for entry in found), len(found), total)


@reconcile.command()
@options.identifier
@options.url
def show(identifier: str, url: str | None) -> None:
    """Show one mismatch: both sides, since when, what was tried."""
    click.echo("\n".join(mismatch_lines(ask(url, lambda operator: operator.mismatch(identifier)))))


@reconcile.command()
@options.identifier
@click.argument(
    "repair_", metavar="re-apply|adopt|ignore", type=click.Choice(["re-apply", "adopt", "ignore"])
)
@options.decision
def repair(identifier: str, repair_: str, by: str, why: str, url: str | None) -> None:
    """Decide about one mismatch.

    re-apply makes the lower inventory what the upper one says, adopt the other way round; ignore leaves both.
    """
    decision = {"repair": repair_, "by": by, "why": why}
    click.echo("\n".join(mismatch_lines(ask(url, lambda operator: operator.repair(identifier, decision)))))


@reconcile.command()
@click.option(
    "--every", type=click.IntRange(min=0), metavar="SECONDS", help="From now on, 60 or more; 0 for never."
)
@policies
@options.by
@click.option("--why", default="", help="For those who read the history; needed with --every.")
@options.url
def schedule(*, every: int | None, policy: dict[str, str], by: str, why: str, url: str | None) -> None:
    """Show when the next one begins by itself, or set it."""
    if every is None:
        if policy:
            raise click.UsageError("--repair is for --every")
        kept = ask(url, lambda operator: operator.schedule())
    else:
        if not why.strip():
            raise click.UsageError("--every needs --why")
        wish = {"everySeconds": every, "policy": policy, "by": by, "why": why}
        kept = ask(url, lambda operator: operator.set_schedule(wish))
    if not kept["everySeconds"]:
        click.echo("off")
        return
    click.echo(f"every {kept['everySeconds']} s: {policy_text(kept['policy'])}; next at {kept['nextAt']}")


@reconcile.command()
@options.url
def runs(url: str | None) -> None:
    """List reconciliations, the newest first."""
    found, total = ask(url, lambda operator: operator.reconciliations({}))
    _tell(map(_run_line, found), len(found), total)


def _run_line(run: Mapping[str, Any]) -> str:
    by = plain(run["by"])
    return f"{run['id']}  {run['startedAt']}  {run['state']}  by {by}  found {counts(run['found'])}"


def _tell(entries: Iterable[str], shown: int, total: int) -> None:
    for entry in entries:
        click.echo(entry)
    if not shown:
        click.echo("There is none.")
    elif total > shown:
        click.echo(f"and {total - shown} more", err=True)
