"""Deadlines: every aggregate says when it has to be looked at again (`wake_at`); this sweep does so.

It runs all the time, not once at start, and holds nothing in memory that matters: a deadline is a column
of the row whose state it belongs to, written with it and gone with it.
"""

import asyncio
from datetime import datetime

import structlog

from hub.kernel.clock import Clock
from hub.platform.database import Database, is_outage
from hub.platform.runner import Runner

log = structlog.get_logger()

PAGE = 500
# Deadlines other processes wrote are found at the latest after this time.
SWEEP_SECONDS = 2.0
# Sweeps are at least this far apart, however many deadlines there are.
REST_SECONDS = 0.1


class Timers:
    """Offers a room what is due."""

    def __init__(self, runner: Runner, database: Database, clock: Clock) -> None:
        self._runner = runner
        self._database = database
        self._clock = clock
        self._next: datetime | None = None
        self._changed = asyncio.Event()
        runner.on_deadline = self._hint

    def _hint(self, at: datetime) -> None:
        if self._next is None or at < self._next:
            self._next = at
            self._changed.set()

    async def run(self) -> None:
        """Works until cancelled."""
        if not self._runner.room.deadlines:
            return
        while True:
            try:
                await self.sweep()
            except Exception as error:
                if not is_outage(error):
                    log.exception("timers.failed", room=self._runner.room.name)
            await asyncio.sleep(REST_SECONDS)
            await self._rest()

    async def sweep(self) -> None:
        """Offers everything whose time has come."""
        now = self._clock.now()
        stores = list(self._runner.room.deadlines)
        # Whatever is hinted at from here on may be missing in what is read.
        self._next = None
        self._changed.clear()
        found = await self._database.read(
            lambda connection: [(s.due(connection, now, PAGE), s.next_due(connection, now)) for s in stores]
        )
        for store, (due, at) in zip(stores, found, strict=True):
            for identifier in due:
                self._runner.due(store, identifier)
            if len(due) == PAGE:
                self._hint(now)
            elif at is not None and (self._next is None or at < self._next):
                self._next = at

    async def _rest(self) -> None:
        """Until the next known deadline, the news of an earlier one, or the regular sweep."""
        seconds = SWEEP_SECONDS
        if self._next is not None:
            seconds = min(seconds, max((self._next - self._clock.now()).total_seconds(), 0.0))
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            return
