"""`hub plan`: what an order would set in motion, without placing it."""

import json
from typing import IO, TYPE_CHECKING, Any

import click

from hub.cli import options
from hub.cli.running import prepare, run_async

if TYPE_CHECKING:
    from hub.cli.operator import Operator

COLORS = {"+": "green", "-": "red", "@": "cyan"}


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--json", "as_json", is_flag=True, help="As canonical JSON, to be kept and compared.")
@click.option(
    "--diff",
    "other",
    type=click.File("rb"),
    metavar="OTHER",
    help="What is different from OTHER, an order or a plan kept with --json; exit code 1 when something is.",
)
@options.after
@options.url
@click.pass_context
def plan(
    context: click.Context,
    *,
    file: IO[bytes],
    as_json: bool,
    other: IO[bytes] | None,
    after: str | None,
    url: str | None,
) -> None:
    """Try an order: show the plan it would get.

    FILE is a TMF622 order (- is standard input); nothing is stored. The same order on the same catalogue gives the same text, byte for byte.
    """
    if as_json and other:
        raise click.UsageError("--json and --diff do not go together")
    settings = prepare()
    from hub.cli import plan_text
    from hub.cli.after import fill
    from hub.cli.operator import Operator

    async def work() -> tuple[Any, Any]:
        async with Operator(url or settings.http_url) as operator:
            earlier = await operator.order(after) if after else None
            before = await _plan_in(other.read(), earlier, operator) if other else None
            return before, await operator.plan(fill(file.read(), earlier))

    old, new = run_async(work())
    if as_json:
        click.echo(plan_text.canonical(new))
    elif other is None:
        click.echo("\n".join(plan_text.lines(new)))
    elif found := plan_text.diff(old, new, (other.name, file.name)):
        click.echo("\n".join(click.style(line, COLORS.get(line[0])) for line in found))
        context.exit(1)
    else:
        click.echo(f"No difference: both are plan {new['hash']}.", err=True)


async def _plan_in(content: bytes, earlier: Any, operator: "Operator") -> Any:
    """The plan a file holds, or the one of the order it holds."""
    from hub.cli.after import fill
    from hub.cli.plan_text import is_plan

    try:
        document = json.loads(content)
    except ValueError:
        # No JSON is no order: the hub says what is wrong with it.
        document = None
    return document if is_plan(document) else await operator.plan(fill(content, earlier))
