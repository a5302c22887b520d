"""A cascade on the screen: a tree that changes in place, or a line for every change where nothing can change in place."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.text import Text
from rich.tree import Tree

from hub.cli.cascade import Node

WIDTH = 100
GUIDE = 4  # columns a level of a rich tree takes
NAMES = 46
STATES = 14

_LOOKS = {
    "green": ("●", "completed done active resolved"),
    "red": ("✗", "failed refused rejected aborted terminatedWithError"),
    "yellow": (
        "◐",
        """inProgress partiallyCompleted partial pendingActive pendingTerminate suspended submitted retrying
        reserving activating configuring withdrawing releasing returning reclaiming revoking pausing discarding""",
    ),
    "magenta": ("◑", "held pending undoHeld open kept"),
    "cyan": (
        "↺",
        """compensating undoing undoRetrying cancelling assessingCancellation pendingCancellation
        reverting""",
    ),
    "bright_black": (
        "○",
        "waiting acknowledged validated decomposed skipped undone cancelled terminated created cleared",
    ),
}
STYLES = {state: (color, symbol) for color, (symbol, states) in _LOOKS.items() for state in states.split()}


def page() -> Console:
    """A console; lines are not broken for want of a terminal that says how wide it is."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDTH)


def state_text(state: str) -> Text:
    """A state in its colour."""
    color, symbol = STYLES.get(state, ("default", "·"))
    return Text(f"{symbol} {state}", color)


def tree(node: Node) -> Tree:
    """The whole cascade, states in one column."""
    top = Tree(_label(node, 0), guide_style="bright_black")
    _grow(top, node, 1)
    return top


def _grow(tree: Tree, node: Node, depth: int) -> None:
    for part in node.parts:
        _grow(tree.add(_label(part, depth, node.name)), part, depth + 1)


def _label(node: Node, depth: int, above: str = "") -> Text:
    label = Text(no_wrap=True, overflow="ellipsis")
    label.append(f"{node.kind} ", "bold" if depth == 0 else "bright_black")
    if node.name != above:
        label.append(node.name, "bold" if depth == 0 else "default")
    width = NAMES - GUIDE * depth
    label.truncate(width - 1, overflow="ellipsis", pad=True)
    label.append(" ")
    state = state_text(node.state)
    state.truncate(STATES, pad=True)
    return label.append_text(state).append(f" {node.note}", "bright_black")


class Screen:
    """Shows the cascade as it is now, again and again."""

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._clock = clock
        self._began = clock()
        self._seen: dict[tuple[str, str], str] = {}
        self._live = Live(console=console, auto_refresh=False) if console.is_terminal else None

    @property
    def seconds(self) -> float:
        """Since it began."""
        return self._clock() - self._began

    def __enter__(self) -> Self:
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._live.stop()

    def show(self, node: Node) -> None:
        if self._live:
            self._live.update(tree(node), refresh=True)
            return
        for part in node.walk():
            key = (part.kind, part.id)
            if self._seen.get(key) != part.state:
                self._seen[key] = part.state
                title = f"{part.kind} {part.name or part.id}"
                line = f"{self.seconds:6.2f} s  {title:<50} {part.state:<13} {part.note}"
                self._console.print(line.rstrip(), highlight=False, soft_wrap=True)
