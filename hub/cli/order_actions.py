"""What an operator does to an order: cancel, answer, hold, release, amend."""

from typing import IO, Any

import click

from hub.cli import options
from hub.cli.asking import ask
from hub.cli.running import program


@click.command()
@options.identifier
@click.option("--item", "items", multiple=True, metavar="ITEM", help="Only this item; may be given again.")
@click.option("--why", default="no reason given", show_default=True, help="For those who read the history.")
@options.by
@options.url
def cancel(identifier: str, items: tuple[str, ...], why: str, by: str, url: str | None) -> None:
    """Take back an order, or some of its items.

    Prints the id of the task that does it. Asking again while the task is open answers with the same task.
    """
    body = {"by": by, "why": why, **({"itemId": list(items)} if items else {})}
    task = ask(url, lambda operator: operator.act(identifier, "cancel", body))
    from hub.cli.text import reason

    click.echo(task["id"])
    for said in task.get("reason", ()):
        click.echo(reason(said), err=True)
    click.echo(f"{task['state']}; watch it: {program()} order watch {identifier}", err=True)


@click.command()
@options.identifier
@click.argument("item")
@click.argument("question")
@click.option("--yes/--no", "accepted", default=None, help="Goes on as asked, or is rejected for why.")
@options.settings("What was found out: a characteristic of the product; may be given again.")
@options.decision
def answer(
    *,
    identifier: str,
    item: str,
    question: str,
    accepted: bool | None,
    values: dict[str, Any],
    by: str,
    why: str,
    url: str | None,
) -> None:
    """Answer the QUESTION an ITEM of a pending order waits for."""
    if accepted is None:
        raise click.UsageError("say --yes or --no")
    body = {
        "itemId": item,
        "question": question,
        "accepted": accepted,
        "characteristic": values,
        "by": by,
        "why": why,
    }
    _tell(ask(url, lambda operator: operator.act(identifier, "answer", body)))


@click.command()
@options.identifier
@options.decision
def hold(identifier: str, by: str, why: str, url: str | None) -> None:
    """Start nothing new of an order until it is released."""
    _tell(ask(url, lambda operator: operator.act(identifier, "hold", {"by": by, "why": why})))


@click.command()
@options.identifier
@options.decision
def release(identifier: str, by: str, why: str, url: str | None) -> None:
    """Let a held order go on."""
    _tell(ask(url, lambda operator: operator.act(identifier, "release", {"by": by, "why": why})))


@click.command()
@options.identifier
@click.argument("file", type=click.File("rb"))
@options.url
def amend(identifier: str, file: IO[bytes], url: str | None) -> None:
    """Change an order by a merge patch.

    FILE is a patch of its TMF622 form (- is standard input). Lists are replaced as a whole; other items are a revision, of which only the difference is carried out.
    """
    _tell(ask(url, lambda operator: operator.amend(identifier, file.read())))


ACTIONS: tuple[click.Command, ...] = (cancel, answer, hold, release, amend)


def _tell(order: Any) -> None:
    click.echo(order["state"])
    click.echo(f"see: {program()} order show {order['id']}", err=True)
