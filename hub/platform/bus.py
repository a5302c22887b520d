"""The bus as the hub sees it: messages go out by their type, come in by queue, and are settled by batch.

Two buses keep this promise, held by one test suite: `hub.platform.bus_inprocess` and `hub.platform.bus_rabbitmq`.
Delivery is at least once; within a queue messages come in the order they were published, but for those
that had to be delivered again. After the queue's delivery limit a message is parked, never dropped.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from hub.platform.message import Message


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
        """What became of deliveries, in the order they came: handled (None), or the error of this attempt."""


Offer = Callable[[Sequence[Delivery]], None]
Confirm = Callable[[Sequence[int]], None]


@dataclass(frozen=True, slots=True)
class Parked:
    """A message nobody could handle, and why."""

    queue: str
    message: Message
    reason: dict[str, Any]


class Bus(Protocol):
    """Carries messages between rooms."""

    async def publish(self, batch: Sequence[tuple[int, Message]], confirm: Confirm) -> None:
        """Publishes by type, in order; `ConnectionError` when the bus is away.

        `confirm` is told the positions the bus has taken responsibility for, at once or later.
        """

    async def consume(self, room: str, offer: Offer) -> None:
        """From now on hands the room's messages to `offer`."""

    async def stop_consuming(self, room: str) -> None:
        """Hands out no more; what was handed out can still be settled."""

    async def parked(self, room: str) -> list[Parked]:
        """What lies parked for a room, oldest first."""

    async def depths(self, room: str) -> dict[str, int]:
        """How many messages wait in each queue of a room."""

    async def close(self) -> None: ...
