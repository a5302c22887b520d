"""A process whose clock is moved by hand: it is waited for until nothing moves, then time goes on to what is due next."""

import asyncio
from datetime import UTC, datetime, timedelta

from hub.compose.process import Process
from hub.kernel.clock import ManualClock

PAUSE_SECONDS = 0.002
# Time goes in such steps. A pause that is varied by chance (the jitter of a retry) ends in the same step each time.
STEP = timedelta(seconds=15)
_MIDNIGHT = datetime(2000, 1, 1, tzinfo=UTC)


class Pace:
    """Moves the clock of a process in one database with its bus."""

    def __init__(self, process: Process, clock: ManualClock) -> None:
        self._process = process
        self._clock = clock

    async def quiet(self) -> None:
        """Returns when nothing moves any more but by the clock."""
        while not await self._is_quiet():  # noqa: ASYNC110 (many tasks have a part in it)
            await asyncio.sleep(PAUSE_SECONDS)

    async def _is_quiet(self) -> bool:
        due = await self._next()
        if due is not None and due <= self._clock.now():
            for unit in self._process.units:
                await unit.sweep()
            return False
        return all([await relay.is_done() for relay, _ in self._process.relays])

    async def go_on(self) -> bool:
        """Lets time pass until something is due; False when nothing ever is."""
        due = await self._next()
        if due is None:
            return False
        steps = -((_MIDNIGHT - due) // STEP)
        self._clock.advance(_MIDNIGHT + steps * STEP - self._clock.now())
        return True

    async def pass_time(self, time: timedelta) -> None:
        """Lets that much time pass, and everything due happen."""
        end = self._clock.now() + time
        await self.quiet()
        while (due := await self._next()) is not None and due <= end:
            await self.go_on()
            await self.quiet()
        self._clock.advance(max(end - self._clock.now(), timedelta()))

    async def _next(self) -> datetime | None:
        """When the next deadline of any room comes, or has come."""
        stores = [store for unit in self._process.units for store in unit.runner.room.deadlines]
        found = await self._process.database.read(
            lambda connection: [store.next_due(connection) for store in stores]
        )
        return min((at for at in found if at is not None), default=None)
