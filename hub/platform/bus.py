"""The bus as the hub sees it: messages go out by their type, come in by queue, and are settled by batch.

Two buses keep this promise, held by one test suite: `hub.platform.bus_inprocess` and `hub.platform.bus_rabbitmq`.
Delivery is at least once; within a queue messages come in the order they were published, but for those
that had to be delivered again. After the queue's delivery limit a message is parked, never dropped.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import structlog

from hub.platform.message import Message

log = structlog.get_logger()

# What goes nowhere is parked under this name, in the place of a room's.
UNROUTABLE = "unroutable"


@dataclass(slots=True)
class Delivery:
    """A message handed to a room. `attempts` counts the times it was handed out before."""

    message: Message
    queue: str
    attempts: int
    source: "Source"
    # What the bus needs to settle it.
    tag: Any = None


Outcome = tuple[Delivery, BaseException | None]


class Source(Protocol):
    """Where deliveries come from and are settled."""

    async def settle(self, outcomes: Sequence[Outcome]) -> None:
        """What became of deliveries, in the order they came: handled (None), or the error of this attempt.

        What is not mentioned stays unsettled; what was settled before, or is somebody else's now, is left alone.
        Does not fail: what could not be settled is handed out again.
        """


Offer = Callable[[Sequence[Delivery]], None]
Confirm = Callable[[Sequence[int]], None]


@dataclass(frozen=True, slots=True)
class Parked:
    """A message nobody could handle, and why."""

    queue: str
    message: Message
    reason: dict[str, Any]


def log_parked(queue: str, message: Message, error: BaseException) -> None:
    """Somebody has to look at it: the line says all there is to find it by."""
    log.error(
        "message.parked",
        queue=queue,
        type=message.type,
        message=message.id,
        correlation=message.correlation,
        error=str(error),
    )


class Bus(Protocol):
    """Carries messages between rooms."""

    async def publish(self, batch: Sequence[tuple[int, Message]], confirm: Confirm) -> None:
        """Publishes by type, in order; `ConnectionError` when the bus is away.

        `confirm` is told the positions the bus has taken responsibility for, at once or later. A type that
        goes nowhere is parked as `UNROUTABLE`: waiting would hold up everything behind it and mend nothing.
        One whose route is optional is forgotten instead when nobody listens.
        """

    async def consume(self, room: str, offer: Offer) -> None:
        """From now on hands the room's messages to `offer`, first those an earlier one was handed and left unsettled.

        With the bus away it begins when the bus is back.
        """

    async def stop_consuming(self, room: str) -> None:
        """Hands out no more; what was handed out can still be settled."""

    async def parked(self, room: str) -> list[Parked]:
        """What lies parked for a room (or as `UNROUTABLE`), oldest first."""

    async def depths(self, room: str) -> dict[str, int]:
        """How many messages are in each queue of a room: those that wait and those this process was handed."""

    async def close(self) -> None: ...
