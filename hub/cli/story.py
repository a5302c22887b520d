"""`hub story`: the example orders, each with what goes before it, what people do meanwhile, and how it ends."""

import difflib
import json
from pathlib import Path
from typing import Any

import click

from hub.cli.running import near, prepare, run_async

WIDTH = 110


@click.group()
def story() -> None:
    """Play an example order with all that belongs to it."""


@story.command("list")
def list_() -> None:
    """List those of examples/orders, with what they are about."""
    from hub.cli.story_script import SUFFIX, read_script
    from hub.platform.files import shipped

    for path in sorted((shipped("examples") / "orders").glob(f"*{SUFFIX}")):
        script = read_script(path)
        click.echo(click.style(near(path.with_name(script.name)), bold=True))
        click.echo(f"  {script.told}")


@story.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--update", is_flag=True, help="Keep how it ends as what is expected.")
@click.pass_context
def run(context: click.Context, path: Path, update: bool) -> None:
    """Play one, and compare its end with the one expected.

    It is played on a hub of its own.     PATH is an order, such as examples/orders/speed-upgrade. Exit code 1 when it ends otherwise.
    """
    prepare(log_level="error")
    from hub.cli.story_play import play
    from hub.cli.story_script import read_script

    script = read_script(path)
    click.echo(f"{click.style(script.told, bold=True)}\n")
    outcome = run_async(play(script, click.echo))
    for name, lines in outcome["timeline"].items():
        click.echo("\n".join(["", click.style(name, bold=True), *lines]))
    if update:
        script.expected.write_text(text_of(outcome))
        return
    expected = script.expected.read_text() if script.expected.exists() else ""
    if differences := compare(expected, outcome, str(script.expected)):
        click.echo("\n".join(["", *differences]))
        context.exit(1)
    click.echo(f"\nIt ends as {near(script.expected.absolute())} says.")


def text_of(outcome: Any) -> str:
    """As it is kept."""
    return _json(outcome) + "\n"


def _json(of: Any, indent: str = "") -> str:
    """What fits on a line is on one."""
    line = json.dumps(of, ensure_ascii=False)
    if len(indent) + len(line) <= WIDTH or not of or not isinstance(of, dict | list):
        return line
    inner = f"{indent}  "
    if isinstance(of, list):
        parts, brackets = [_json(each, inner) for each in of], "[]"
    else:
        parts, brackets = [f"{json.dumps(name)}: {_json(each, inner)}" for name, each in of.items()], "{}"
    return f"{brackets[0]}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{brackets[1]}"


def compare(expected: str, outcome: Any, name: str) -> list[str]:
    """A unified diff of what was expected and what has come; empty when they are the same."""
    lines = (expected.splitlines(), text_of(outcome).splitlines())
    return list(difflib.unified_diff(*lines, name, "this time", lineterm=""))
