"""Options that several commands share: where the hub is, who decides and why, values by name."""

import getpass
import json
from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

url = click.option("--url", help="Where the hub is, instead of HUB_HTTP_URL.")
after = click.option(
    "--after",
    metavar="ID",
    help="An earlier order: its products come in the places of <product of item N> in FILE.",
)
why = click.option("--why", required=True, help="For those who read the history.")
identifier = click.argument("identifier", metavar="ID")


def _user() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # A process whose user has no name: then it has to be said.
        return None


by = click.option(
    "--by",
    required=True,
    default=_user,
    show_default="your user name",
    help="Who decides; kept in the history.",
)


def pairs(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, Any]:
    """`name=value` → the value by the name: JSON where it is JSON, else text."""
    values: dict[str, Any] = {}
    for pair in given:
        name, equals, text = pair.partition("=")
        if not equals or not name.strip():
            raise click.BadParameter(f"{pair!r} is not NAME=VALUE")
        if name in values:
            raise click.BadParameter(f"{name} is set twice")
        values[name] = _value(text)
    return values


def _value(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=lambda _: text)
    except ValueError:
        return text


def settings(what: str) -> Callable[[F], F]:
    """`--set NAME=VALUE`, any number of times."""
    return click.option("--set", "values", multiple=True, metavar="NAME=VALUE", callback=pairs, help=what)


def decision(command: F) -> F:
    """`--by`, `--why` and `--url`, for whatever changes something."""
    return by(why(url(command)))
