"""A room brought to life: its runner, its deadlines, its gRPC server; the same in both compositions."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

from hub.compose.addresses import variable
from hub.compose.rooms import PARTS
from hub.kernel.clock import Clock
from hub.platform.bus import Bus
from hub.platform.database import Database
from hub.platform.relay import Relay
from hub.platform.rpc import RpcServer
from hub.platform.runner import Runner
from hub.platform.settings import Settings
from hub.platform.timers import Timers

log = structlog.get_logger()


class Unit:
    """One room in one process; without settings it is made as it is by default."""

    def __init__(
        self,
        name: str,
        listen: str,
        *,
        database: Database,
        bus: Bus,
        relay: Relay,
        clock: Clock,
        settings: Settings | None = None,
    ) -> None:
        part = PARTS[name]
        self.name = name
        self.runner = Runner(part.room(settings), database, relay, clock)
        self._timers = Timers(self.runner, database, clock)
        self._bus = bus
        self._server = RpcServer(listen, variable(name, "listen"))
        self._host = listen.rsplit(":", 1)[0]
        self._jobs = part.jobs(self.runner, database, settings)
        part.serve(self._server, self.runner, database, self._jobs)

    @property
    def target(self) -> str:
        """Where its gRPC server is reached; known when it has started."""
        return f"{self._host}:{self._server.port}"

    async def start(self, stopping: asyncio.Event) -> list[Coroutine[Any, Any, None]]:
        """Opens its doors; returns what has to run from now on."""
        await self._server.start()
        await self._bus.consume(self.name, self.runner.offer)
        log.info("room.started", room=self.name, grpc=self.target)
        jobs = [self._jobs.run()] if self._jobs is not None else []
        return [self.runner.run(stopping), self._timers.run(), *jobs]

    async def sweep(self) -> None:
        """Takes up what is due; it does so by itself, unless somebody moves its clock."""
        await self._timers.sweep()
        if self._jobs is not None:
            await self._jobs.sweep()

    async def close_doors(self) -> None:
        """Takes nothing in any more; what it has is still finished."""
        await self._bus.stop_consuming(self.name)
        await self._server.stop()
