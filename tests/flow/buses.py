"""Buses around the bus: one that writes down what is published, one that is as unkind as a bus may be."""

import asyncio
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from hub.platform.bus import Bus, Confirm
from hub.platform.message import Message

Batch = Sequence[tuple[int, Message]]


class Watched:
    """Writes down every message that is published, and keeps back what a test wants to come late."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self.published: list[Message] = []
        self.keep: Callable[[Message], bool] = lambda _message: False
        self.kept: list[tuple[int, Message, Confirm]] = []

    async def publish(self, batch: Batch, confirm: Confirm) -> None:
        self.published += [message for _, message in batch]
        self.kept += [(position, message, confirm) for position, message in batch if self.keep(message)]
        await self._bus.publish([each for each in batch if not self.keep(each[1])], confirm)

    async def deliver(self, order: Callable[[Message], Any]) -> None:
        """What was kept back comes after all, in this order; nothing is kept any more."""
        self.keep = lambda _message: False
        for position, message, confirm in sorted(self.kept, key=lambda kept: order(kept[1])):
            await self._bus.publish([(position, message)], confirm)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bus, name)


class Unruly(Watched):
    """Publishes every message twice, and holds a random part of all it is given back until others have overtaken it."""

    def __init__(self, bus: Bus, random: Random) -> None:
        super().__init__(bus)
        self._random = random
        self._held: list[tuple[int, Message, Confirm]] = []
        self._release: asyncio.Task[None] | None = None

    async def publish(self, batch: Batch, confirm: Confirm) -> None:
        self.published += [message for _, message in batch]
        for position, message in batch:
            self._held += [(position, message, confirm), (position, message, _nobody)]
        self._random.shuffle(self._held)
        await self._let_go(self._random.randint(0, len(self._held)))
        if self._held and (self._release is None or self._release.done()):
            self._release = asyncio.create_task(self._later())

    async def _later(self) -> None:
        while self._held:
            await asyncio.sleep(0.002)
            self._random.shuffle(self._held)
            await self._let_go(self._random.randint(0, len(self._held)))

    async def _let_go(self, count: int) -> None:
        going, self._held = self._held[:count], self._held[count:]
        for position, message, confirm in going:
            await self._bus.publish([(position, message)], confirm)

    async def close(self) -> None:
        if self._release is not None:
            self._release.cancel()
            await asyncio.gather(self._release, return_exceptions=True)
        await self._bus.close()


def _nobody(_positions: Sequence[int]) -> None:
    """A copy's confirmation is nobody's business."""
