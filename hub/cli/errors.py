"""What goes wrong is told in a line, not in a traceback (which HUB_LOG_LEVEL=debug shows)."""

import os
from collections.abc import Iterator
from typing import IO, Any

import click

from hub.kernel.errors import HubError


class Trouble(click.ClickException):
    """The command could not do what it was asked for."""

    exit_code = 2

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))

    def show(self, file: IO[Any] | None = None) -> None:
        for line in self.message.splitlines():
            click.echo(f"{click.style('error:', fg='red', bold=True)} {line}", file=file, err=file is None)


class Program(click.Group):
    """The commands in the order they were added, all with the same manners when something goes wrong."""

    def __init__(self, *, commands: list[click.Command], **settings: Any) -> None:
        super().__init__(**settings)
        for command in commands:
            self.add_command(command)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("HUB_LOG_LEVEL", "").lower() == "debug":
                raise
            raise Trouble(*explain(error)) from error


def explain(error: BaseException) -> Iterator[str]:
    """A line for everything that is wrong."""
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from explain(part)
    elif isinstance(error, HubError):
        for reason in error.reasons:
            yield f"{reason.path}: {reason.text}" if reason.path else reason.text
    elif isinstance(error, OSError):
        yield str(error)
    else:
        first = (str(error).splitlines() or [""])[0]
        yield f"{type(error).__name__}: {first} (HUB_LOG_LEVEL=debug shows where)"
