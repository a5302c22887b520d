"""A bus and a source of deliveries that keep what they are given."""

import asyncio
from collections.abc import Callable, Sequence

from hub.platform.bus import Bus, Confirm, Delivery, Offer, Outcome, Parked
from hub.platform.message import Message


class FakeBus(Bus):
    """A bus at the relay's port: takes what it is given, unless it is away."""

    def __init__(self) -> None:
        self.published: list[Message] = []
        self.away = False
        self.before_publish: Callable[[], None] = lambda: None

    async def publish(self, batch: Sequence[tuple[int, Message]], confirm: Confirm) -> None:
        await asyncio.sleep(0)
        if self.away:
            raise ConnectionError("the bus is away")
        self.before_publish()
        self.published += [message for _, message in batch]
        confirm([position for position, _ in batch])

    async def consume(self, room: str, offer: Offer) -> None: ...

    async def stop_consuming(self, room: str) -> None: ...

    async def parked(self, room: str) -> list[Parked]:
        return []

    async def depths(self, room: str) -> dict[str, int]:
        return {}

    async def close(self) -> None: ...

    @property
    def ids(self) -> list[str]:
        return [message.id for message in self.published]


class FakeSource:
    """Keeps what became of deliveries."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []

    async def settle(self, outcomes: Sequence[Outcome]) -> None:
        self.outcomes.extend(outcomes)

    def deliver(self, *messages: Message) -> list[Delivery]:
        return [Delivery(m, "bank.commands", 0, self) for m in messages]

    @property
    def handled(self) -> list[str]:
        return [delivery.message.id for delivery, error in self.outcomes if error is None]

    @property
    def failed(self) -> dict[str, BaseException]:
        return {delivery.message.id: error for delivery, error in self.outcomes if error is not None}
