"""One question to the operations API, for the commands that need no more."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from hub.cli.running import prepare, run_async

if TYPE_CHECKING:
    from hub.cli.operator import Operator

T = TypeVar("T")


def ask(url: str | None, what: "Callable[[Operator], Awaitable[T]]") -> T:
    """What the hub at `url`, else at HUB_HTTP_URL, answers."""
    settings = prepare()
    from hub.cli.operator import Operator

    async def work() -> T:
        async with Operator(url or settings.http_url) as operator:
            return await what(operator)

    return run_async(work())
