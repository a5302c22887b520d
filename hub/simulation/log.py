"""What happened in a simulation, line by line, and how often each kind of fault was played."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hub.platform.message import Message

START = datetime(2026, 1, 1, tzinfo=UTC)


class Violation(Exception):  # noqa: N818 (it is what a simulation looks for)
    """Something that must always hold does not; the name of it, and what was found."""

    def __init__(self, invariant: str, found: str) -> None:
        super().__init__(f"{invariant}: {found}")
        self.invariant = invariant
        self.found = found


@dataclass
class Log:
    """The same seed gives the same lines."""

    lines: list[str] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    steps: int = 0

    def add(self, now: datetime, who: str, what: str) -> None:
        self.lines.append(f"{(now - START).total_seconds():12.3f} {who:<10} {what}")

    def fault(self, now: datetime, who: str, kind: str, what: str) -> None:
        self.faults[kind] += 1
        self.add(now, who, f"! {kind}: {what}")


def short(identifier: str) -> str:
    """As much of an id as tells it from others in one run."""
    return identifier if len(identifier) <= 12 else identifier[-6:]


def named(message: Message) -> str:
    return f"{message.type} {short(message.key)}"
