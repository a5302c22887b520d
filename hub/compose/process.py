"""A process of the hub: units, their relays and, maybe, the gateway; started together, stopped cleanly."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from typing import Any, Self

import structlog

from hub.compose.unit import Unit
from hub.platform.bus import Bus
from hub.platform.database import Database
from hub.platform.leadership import Leadership
from hub.platform.relay import Relay

log = structlog.get_logger()

STOP_SECONDS = 15.0


class Process:
    """What runs in one process. Use it as `async with process: await process.wait(stopping)`."""

    def __init__(
        self,
        units: Sequence[Unit],
        relays: Sequence[tuple[Relay, Leadership]],
        bus: Bus,
        database: Database,
        release: Callable[[], None] = lambda: None,
    ) -> None:
        self.units = tuple(units)
        self.bus = bus
        self.database = database
        self.relays = tuple(relays)
        # Lets go of what the process holds beside its database.
        self._release = release
        self._finish = asyncio.Event()
        self._runners: list[asyncio.Task[None]] = []
        self._helpers: list[asyncio.Task[None]] = []

    @property
    def targets(self) -> dict[str, str]:
        """Where its rooms are reached by gRPC, when it has started."""
        return {unit.name: unit.target for unit in self.units}

    async def __aenter__(self) -> Self:
        try:
            await self._start()
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def _start(self) -> None:
        for relay, leadership in self.relays:
            self._helpers += [self._spawn(leadership.run()), self._spawn(relay.run())]
        for unit in self.units:
            runner, *others = await unit.start(self._finish)
            self._runners.append(self._spawn(runner))
            self._helpers += [self._spawn(other) for other in others]

    @staticmethod
    def _spawn(coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        return asyncio.create_task(coroutine)

    async def wait(self, stopping: asyncio.Event) -> None:
        """Until `stopping`, or until a part that should run for ever has ended, which is an error."""
        stop: asyncio.Task[Any] = asyncio.create_task(stopping.wait())
        parts: list[asyncio.Task[Any]] = [*self._runners, *self._helpers]
        try:
            while not stop.done():
                done, _ = await asyncio.wait((stop, *parts), return_when=asyncio.FIRST_COMPLETED)
                for task in done - {stop}:
                    task.result()
                    parts.remove(task)  # a sole leader has nothing to do, and says so at once
        finally:
            stop.cancel()

    async def __aexit__(self, *_: object) -> None:
        """Closes the doors, finishes the batches at hand, publishes what they wrote, and lets go."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS):
                for unit in self.units:
                    await unit.close_doors()
                self._finish.set()
                await asyncio.gather(*self._runners, return_exceptions=True)
                for relay, _leadership in self.relays:
                    with contextlib.suppress(ConnectionError):
                        await relay.finish()
        for task in (*self._helpers, *self._runners):
            task.cancel()
        await asyncio.gather(*self._helpers, *self._runners, return_exceptions=True)
        await self.bus.close()
        await self.database.close()
        self._release()
        log.info(
            "process.stopped",
            rooms=[unit.name for unit in self.units],
            transactions=self.database.transactions,
            handled=sum(unit.runner.messages for unit in self.units),
            published=sum(relay.published for relay, _ in self.relays),
        )


@contextlib.asynccontextmanager
async def until_signal() -> AsyncIterator[asyncio.Event]:
    """An event that SIGTERM or SIGINT sets."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    try:
        yield stopping
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
