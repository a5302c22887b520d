"""`hub fallout`: what the machine cannot settle, and what an operator decides about it."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from hub.cli import options
from hub.cli.asking import ask
from hub.cli.text import plain, reason, value

ALL = "all"


@click.group()
def fallout() -> None:
    """What waits for an operator's decision."""


@fallout.command("list")
@click.option(
    "--state",
    type=click.Choice(["open", "resolved", "cleared", ALL]),
    default="open",
    show_default=True,
    help="Where it stands.",
)
@click.option("--code", help="Only what went wrong in this way, such as network-refused.")
@click.option("--order", "order_id", metavar="ID", help="Only of this order.")
@options.url
def list_(state: str, code: str | None, order_id: str | None, url: str | None) -> None:
    """List fallout, oldest first."""
    filters = {"state": None if state == ALL else state, "code": code, "productOrderId": order_id}
    asked = {name: f'"{said}"' for name, said in filters.items() if said is not None}
    found, total = ask(url, lambda operator: operator.fallout(asked))
    for entry in found:
        click.echo("\n".join(_lines(entry)))
    if not found:
        click.echo("There is none." if state == ALL else f"There is none that is {state}.")
    elif total > len(found):
        click.echo(f"and {total - len(found)} more", err=True)


@fallout.command()
@options.identifier
@options.url
def show(identifier: str, url: str | None) -> None:
    """Show what went wrong, what is known, what may be done."""
    entry = ask(url, lambda operator: operator.one_fallout(identifier))
    click.echo("\n".join(_lines(entry, whole=True)))


@fallout.command()
@click.argument("words", nargs=-1, metavar="[ID] ACTION")
@click.option("--code", help="Instead of an ID: everything open with this code.")
@options.settings("With force-complete, what the service has; may be given again.")
@options.decision
@click.pass_context
def resolve(
    context: click.Context,
    *,
    words: tuple[str, ...],
    code: str | None,
    values: dict[str, Any],
    by: str,
    why: str,
    url: str | None,
) -> None:
    """Decide: retry, force-complete, fail-item, fail-order or cancel.

    About a mismatch between two inventories: re-apply, adopt or ignore.
    A decision has one effect: what is decided already is refused. With --code the exit code is 1 when the decision
    does not fit everything there is.
    """
    if len(words) != (1 if code else 2):
        raise click.UsageError("give an ID and an ACTION, or --code and an ACTION")
    if code and values:
        raise click.UsageError("--set is for one ID, not for --code")
    decision = {"action": words[-1], "by": by, "why": why}
    if not code:
        body = {**decision, "characteristic": values}
        entry = ask(url, lambda operator: operator.resolve(words[0], body))
        click.echo("\n".join(_lines(entry)))
        return
    outcome = ask(url, lambda operator: operator.resolve_code({**decision, "code": code}))
    for entry in outcome["resolved"]:
        click.echo(entry["id"])
    for left in outcome["notResolved"]:
        click.echo(f"{left['id']}: {reason(left['reason'])}", err=True)
    click.echo(f"{len(outcome['resolved'])} decided, {len(outcome['notResolved'])} not", err=True)
    context.exit(1 if outcome["notResolved"] else 0)


def _lines(entry: Mapping[str, Any], *, whole: bool = False) -> Iterator[str]:
    """One thing a line: ids stay whole on any screen, and what is absent is left out."""
    said = entry.get("reason", {})
    yield click.style(
        f"{plain(entry['id'])}  {entry['state']}  {plain(said.get('code', ''))}".rstrip(), bold=True
    )
    order = entry.get("productOrderId", "")
    item = f", item {entry['itemId']}" if entry.get("itemId") else ""
    facts = {
        "why": reason(said),
        "order": f"{order}{item}",
        "mismatch": entry.get("mismatchId", ""),
        "node": entry.get("nodeKey", ""),
        "since": entry.get("raisedAt", ""),
        "try": ", ".join(entry.get("suggestedAction", ())) if entry["state"] == "open" else "",
        "decided": f"{entry['action']} by {entry.get('by', '?')}" if entry.get("action") else "",
        "because": entry.get("why", ""),
        "at": entry.get("resolvedAt", ""),
    }
    for title, text in facts.items():
        if text:
            yield f"  {title:<8} {plain(text)}"
    for name, known in sorted(entry.get("context", {}).items() if whole else ()):
        yield f"  known    {plain(name)} = {value(known)}"
