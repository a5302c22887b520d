"""A hub on this machine in processes that can be started, killed and measured from outside."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from hub.compose.addresses import variable
from hub.compose.rooms import PARTS
from hub.kernel.errors import Code, Kind, refuse

START_SECONDS = 30.0
STOP_SECONDS = 20.0
GATEWAY = "gateway"
# The part that is everything in one process.
EMBEDDED = "up"


class Cluster:
    """Starts, kills and restarts `hub core`, `hub worker …` and `hub gateway` on free ports of the loopback.

    `settings` are `HUB_*` variables every process gets, at least the database and the broker; a room has no
    database of its own unless they say so. Logs are kept, one file a part, in `logs`.
    """

    def __init__(self, settings: dict[str, str], parts: Sequence[str] = (*PARTS, GATEWAY)) -> None:
        self.parts = tuple(parts)
        self._ports = free_ports(len(PARTS) + 1)
        self._folder = tempfile.TemporaryDirectory(prefix="hub-cluster-")
        self.logs = Path(self._folder.name)
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.settings = {**settings, "HUB_HTTP_PORT": str(self._ports[-1]), "HUB_LOG_FORMAT": "json"}
        for part, port in zip(PARTS, self._ports, strict=False):
            for which in ("listen", "target"):
                self.settings[variable(part, which)] = f"127.0.0.1:{port}"
            self.settings.setdefault(variable(part, "database_url"), settings["HUB_DATABASE_URL"])

    @property
    def http(self) -> tuple[str, int]:
        """Host and port of the gateway."""
        return "127.0.0.1", self._ports[-1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._ports[-1]}"

    @property
    def targets(self) -> dict[str, str]:
        """Where the rooms answer gRPC."""
        return {part: f"127.0.0.1:{port}" for part, port in zip(PARTS, self._ports, strict=False)}

    def spawn(self, part: str) -> None:
        """Starts a part; does not wait for it."""
        command = {"com": ("core",), GATEWAY: (GATEWAY,), EMBEDDED: (EMBEDDED,)}.get(part, ("worker", part))
        with (self.logs / f"{part}.log").open("ab") as log:
            self.processes[part] = subprocess.Popen(  # noqa: S603 (our own program)
                (sys.executable, "-m", "hub.cli", *command),
                env={**os.environ, **self.settings},
                stdout=log,
                stderr=log,
            )

    def kill(self, part: str) -> None:
        """Ends a part without any warning (SIGKILL)."""
        self.processes[part].send_signal(signal.SIGKILL)
        self.processes[part].wait()

    async def __aenter__(self) -> Self:
        for part in self.parts:
            self.spawn(part)
        try:
            await self.ready()
        except BaseException:
            await self.stop()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()
        self._folder.cleanup()

    async def ready(self) -> None:
        """Waits until every part answers."""
        async with asyncio.timeout(START_SECONDS), httpx.AsyncClient() as client:
            for part, port in zip(PARTS, self._ports, strict=False):
                if owner := next((p for p in (part, EMBEDDED) if p in self.parts), None):
                    await self._reached(owner, port)
            web = next((p for p in (GATEWAY, EMBEDDED) if p in self.parts), None)
            while web and not await self._says_ready(client, web):  # noqa: ASYNC110 (another process)
                await asyncio.sleep(0.05)

    async def _reached(self, part: str, port: int) -> None:
        while True:
            self._check(part)
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return

    async def _says_ready(self, client: httpx.AsyncClient, part: str) -> bool:
        self._check(part)
        try:
            return (await client.get(f"{self.url}/health/ready")).is_success
        except httpx.TransportError:
            return False

    def _check(self, part: str) -> None:
        code = self.processes[part].poll()
        if code is not None:
            text = f"{part} ended with {code}: {self.log(part)[-2000:]}"
            raise refuse(Kind.UNAVAILABLE, Code.SERVICE_UNAVAILABLE, text)

    def log(self, part: str) -> str:
        """Everything a part has logged."""
        return (self.logs / f"{part}.log").read_text(errors="replace")

    async def stop(self) -> dict[str, int]:
        """Asks every part to end and waits; how each one ended."""
        for process in self.processes.values():
            if process.poll() is None:
                process.terminate()
        return {part: await asyncio.to_thread(_ended, process) for part, process in self.processes.items()}


def _ended(process: subprocess.Popen[bytes]) -> int:
    try:
        return process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [opened.getsockname()[1] for opened in sockets]
    for opened in sockets:
        opened.close()
    return ports
