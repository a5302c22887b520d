"""The gateway as a server of its own: uvicorn, without its grip on the process's signals."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator, Mapping
from typing import Any, Self

import uvicorn

from gateway.app import build_app
from hub.kernel.errors import Code, Kind, refuse
from hub.platform.rpc import open_channel
from hub.platform.settings import Settings


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """The process handles signals itself, so that everything in it stops in order."""
        yield


class Web:
    """Serves the gateway on a socket that is bound before anything starts, so that its port is known.

    `targets`: where the rooms are; the core is needed, of the others it asks those that are there.
    """

    def __init__(self, settings: Settings, targets: Mapping[str, str]) -> None:
        channels = {room: open_channel(target) for room, target in targets.items()}
        app = build_app(
            channels.pop("com"),
            below=channels,
            base_url=settings.http_base_url,
            validate_responses=settings.validate_responses,
        )
        config = uvicorn.Config(
            app, log_config=None, access_log=False, lifespan="on", timeout_graceful_shutdown=5
        )
        self._server = _Server(config)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((settings.http_host, settings.http_port))
        except OSError as error:
            text = f"cannot listen on {settings.http_host}:{settings.http_port}: {error.strerror}"
            raise refuse(Kind.UNAVAILABLE, Code.SERVICE_UNAVAILABLE, text, "HUB_HTTP_PORT") from error
        self._task: asyncio.Task[Any] | None = None
        self.url = f"http://{settings.http_host}:{self._socket.getsockname()[1]}"

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        while not self._server.started:
            if self._task.done():
                self._task.result()
            await asyncio.sleep(0.01)
        return self

    async def wait(self, stopping: asyncio.Event) -> None:
        """Until `stopping`, or until the server has ended, which is an error."""
        if self._task is None:
            return
        stop = asyncio.create_task(stopping.wait())
        try:
            await asyncio.wait((stop, self._task), return_when=asyncio.FIRST_COMPLETED)
            if self._task.done():
                self._task.result()
        finally:
            stop.cancel()

    async def __aexit__(self, *_: object) -> None:
        self._server.should_exit = True
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)
        self._socket.close()
