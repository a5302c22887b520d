"""Waiting for what has been begun, as long as a caller wants to."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from hub.kernel.errors import Code, Kind, refuse

T = TypeVar("T")

#: As long as a caller may wait.
LONGEST_WAIT_SECONDS = 10.0
# How soon it is looked for first; the pause doubles up to the last one.
_FIRST_PAUSE, _LAST_PAUSE = 0.01, 0.25


def check_wait(seconds: float) -> None:
    """Raises for a wait that nobody is granted."""
    if not 0 <= seconds <= LONGEST_WAIT_SECONDS:
        text = f"lies between 0 and {LONGEST_WAIT_SECONDS:g}"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "waitSeconds")


async def wait_for(
    found: T, ended: Callable[[T], bool], read: Callable[[], Awaitable[T]], seconds: float
) -> T:
    """What was `found`, read again until it has `ended` or so many seconds are over."""
    loop = asyncio.get_running_loop()
    end, pause = loop.time() + seconds, _FIRST_PAUSE
    while not ended(found) and (left := end - loop.time()) > 0:
        await asyncio.sleep(min(pause, left))
        pause = min(2 * pause, _LAST_PAUSE)
        found = await read()
    return found
