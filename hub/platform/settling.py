"""What becomes of deliveries: handled ones are settled at once, failed ones given back after a pause."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from hub.kernel.errors import HubError, Kind
from hub.platform.bus import Delivery, Outcome, Source

# Between the deliveries of a message that fails: doubled each time, up to the longest.
FIRST_PAUSE_SECONDS = 0.01
LONGEST_PAUSE_SECONDS = 5.0


class Settling:
    """Settles batches with the sources they came from."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._sleep = sleep
        self._pausing: set[asyncio.Task[None]] = set()

    async def settle(self, outcomes: Sequence[Outcome]) -> None:
        """In the order the deliveries came; one that is to be tried again holds nobody up."""
        by_source: dict[Source, list[Outcome]] = {}
        for delivery, error in outcomes:
            if error is None or _is_wrong_in_itself(error):
                by_source.setdefault(delivery.source, []).append((delivery, error))
            else:
                self._give_back_later(delivery, error)
        for source, settled in by_source.items():
            await source.settle(settled)

    def _give_back_later(self, delivery: Delivery, error: BaseException) -> None:
        """Whatever made it fail may need a moment."""
        pause = min(FIRST_PAUSE_SECONDS * 2**delivery.attempts, LONGEST_PAUSE_SECONDS)

        async def give_back() -> None:
            await self._sleep(pause)
            await delivery.source.settle([(delivery, error)])

        task = asyncio.create_task(give_back())
        self._pausing.add(task)
        task.add_done_callback(self._pausing.discard)

    def abandon(self) -> None:
        """What is in its pause stays unsettled, so it comes again."""
        for task in self._pausing:
            task.cancel()


def _is_wrong_in_itself(error: BaseException) -> bool:
    """Such a message is parked at once; any other may be right the next time."""
    return isinstance(error, HubError) and error.kind is Kind.INVALID
