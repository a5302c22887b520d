"""The receiving half of the bus on RabbitMQ: one room's queues on one channel, so that one ack settles a whole batch."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiormq
import structlog

from hub.kernel.errors import HubError, Kind
from hub.platform.amqp import one_error, publish_parked, received
from hub.platform.bus import Delivery, Offer, Outcome, log_parked
from hub.platform.topology import Queue

log = structlog.get_logger()

PREFETCH = 500
RECONNECT_SECONDS = 0.5

OpenChannel = Callable[[], Awaitable[aiormq.abc.AbstractChannel]]


@dataclass(eq=False)
class _Handed:
    """What one channel has handed out and nobody has settled: tags, in the order they came, and their queues."""

    channel: aiormq.abc.AbstractChannel
    unsettled: dict[int, str] = field(default_factory=dict)

    async def acknowledge(self, tags: Sequence[int]) -> None:
        """At once up to the oldest one that is still being worked on, the rest one by one."""
        oldest = next(iter(self.unsettled), None)
        together = [tag for tag in tags if oldest is None or tag < oldest]
        if together:
            await self.channel.basic_ack(max(together), multiple=True, wait=False)
        for tag in tags[len(together) :]:
            await self.channel.basic_ack(tag, wait=False)


class Consumer:
    """Keeps a channel open on which the queues are consumed; opens again what breaks."""

    def __init__(self, open_channel: OpenChannel, queues: Sequence[Queue], offer: Offer) -> None:
        self._open_channel = open_channel
        self._queues = {queue.name: queue for queue in queues}
        self._offer = offer
        self._handed: _Handed | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._tags: list[str] = []
        self._lost = asyncio.Event()
        self._lost.set()

    async def start(self) -> None:
        """Consumes from now on, or from when the broker is back on."""
        await self._try_to_open()
        self._keeper = asyncio.create_task(self._keep_open())

    async def _keep_open(self) -> None:
        while True:
            await self._lost.wait()
            await _close(self._handed)
            if not await self._try_to_open():
                await asyncio.sleep(RECONNECT_SECONDS)

    async def _try_to_open(self) -> bool:
        try:
            await self._open()
        except ConnectionError as error:
            log.warning("bus.away", queues=list(self._queues), error=str(error))
        except Exception:
            # Whatever it is, a room that silently stops listening would be worse.
            log.exception("bus.not_consuming", queues=list(self._queues))
        else:
            log.info("bus.consuming", queues=list(self._queues))
            return True
        return False

    async def _open(self) -> None:
        channel = await self._open_channel()
        handed, lost, tags = _Handed(channel), asyncio.Event(), []
        try:
            with one_error("RabbitMQ does not let us consume"):
                channel.closing.add_done_callback(lambda _closing: lost.set())
                # The broker says so when a queue is deleted under its consumer.
                channel.on_consumer_cancel_callbacks.add(lambda _frame: lost.set())
                await channel.basic_qos(prefetch_count=PREFETCH)
                for name in self._queues:
                    # The closure tells the queue, which a delivery does not carry.
                    ok = await channel.basic_consume(name, self._receiver(name, handed))
                    tags.append(str(ok.consumer_tag))
        except BaseException:
            await _close(handed)
            raise
        self._handed, self._lost, self._tags = handed, lost, tags

    def _receiver(
        self, queue: str, handed: _Handed
    ) -> Callable[[aiormq.abc.DeliveredMessage], Coroutine[Any, Any, None]]:
        async def receive(delivered: aiormq.abc.DeliveredMessage) -> None:
            tag = delivered.delivery_tag or 0
            try:
                message, attempts = received(delivered.header.properties, delivered.body)
            except (ValueError, UnicodeError) as error:
                log.error("message.unreadable", queue=queue, error=str(error))  # noqa: TRY400 (who sent it is to blame)
                await handed.channel.basic_reject(tag, requeue=False)  # the broker parks it
                return
            handed.unsettled[tag] = queue
            self._offer((Delivery(message, queue, attempts, self, (handed, tag)),))

        return receive

    async def settle(self, outcomes: Sequence[Outcome]) -> None:
        """Acknowledges what was handled; what failed is parked or given back first."""
        try:
            with one_error("RabbitMQ does not settle"):
                await self._settle(outcomes)
        except Exception as error:
            # In doubt nothing is acknowledged: what these channels have handed out comes again, and the
            # inbox knows what of it was handled.
            log.warning(
                "bus.settle_failed", error=str(error), exc_info=not isinstance(error, ConnectionError)
            )
            for handed in {delivery.tag[0] for delivery, _ in outcomes}:
                await _close(handed)

    async def _settle(self, outcomes: Sequence[Outcome]) -> None:
        handled: dict[_Handed, list[int]] = {}
        for delivery, error in outcomes:
            handed, tag = delivery.tag
            if handed.channel.is_closed or tag not in handed.unsettled:
                continue  # the broker delivers it again, or has an answer already
            if error is not None and not await self._park(handed.channel, delivery, error):
                await handed.channel.basic_nack(tag, requeue=True, wait=False)
            else:
                handled.setdefault(handed, []).append(tag)
            handed.unsettled.pop(tag, None)
        for handed, tags in handled.items():
            await handed.acknowledge(sorted(tags))

    async def _park(
        self, channel: aiormq.abc.AbstractChannel, delivery: Delivery, error: BaseException
    ) -> bool:
        queue = self._queues[delivery.queue]
        hopeless = isinstance(error, HubError) and error.kind is Kind.INVALID
        if not hopeless and delivery.attempts + 1 < queue.delivery_limit:
            return False
        message = delivery.message
        log_parked(queue.name, message, error)
        await publish_parked(channel, queue.parked, message, error)
        return True

    def renew(self) -> None:
        """Opens its channel anew: something about the queues was not as declared."""
        self._lost.set()

    def in_hand(self, queue: str) -> int:
        """How many messages of a queue were handed out and are not settled."""
        if self._handed is None or self._handed.channel.is_closed:
            return 0
        return sum(name == queue for name in self._handed.unsettled.values())

    async def stop(self) -> None:
        """Hands out no more; what was handed out can still be settled."""
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
            self._keeper = None
        tags, self._tags = self._tags, []
        if self._handed is not None and not self._handed.channel.is_closed:
            with contextlib.suppress(ConnectionError), one_error("RabbitMQ does not cancel"):
                for tag in tags:
                    await self._handed.channel.basic_cancel(tag)

    async def close(self) -> None:
        """Stops; what was not settled goes back to the queues."""
        await self.stop()
        await _close(self._handed)


async def _close(handed: _Handed | None) -> None:
    if handed is not None and not handed.channel.is_closed:
        with contextlib.suppress(ConnectionError), one_error("RabbitMQ does not close a channel"):
            await handed.channel.close()
