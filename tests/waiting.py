"""Waiting for what other tasks, threads and processes bring about, without guessing how long that takes."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any

PATIENCE_SECONDS = 10.0
PAUSE_SECONDS = 0.005


async def eventually(
    condition: Callable[[], Any] | Callable[[], Awaitable[Any]],
    within: float = PATIENCE_SECONDS,
    pause: float = PAUSE_SECONDS,
) -> Any:
    """What `condition` gives as soon as that is true, asked every `pause` seconds; an `AssertionError` when it never is."""
    loop = asyncio.get_running_loop()
    limit = loop.time() + within
    while True:
        found = condition()
        if inspect.isawaitable(found):
            found = await found
        if found:
            return found
        assert loop.time() < limit, f"{inspect.getsource(condition).strip()} was not so within {within} s"
        await asyncio.sleep(pause)
