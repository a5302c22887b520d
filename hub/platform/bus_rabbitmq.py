"""The bus on RabbitMQ: quorum queues with a delivery limit, publisher confirms in windows, acks by batch.

aio-pika opens the connection; publishing, consuming and acknowledging go to the channel below it, because
a round trip (or a task) a message costs several times what a batch does.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence

import aio_pika
import aiormq
import msgspec
from pamqp.commands import Basic

from hub.kernel.errors import Code, Kind, refuse
from hub.platform.amqp import (
    CONFIRM_SECONDS,
    UNROUTABLE_QUEUE,
    declare,
    one_error,
    properties,
    publish_parked,
    received,
)
from hub.platform.bus import UNROUTABLE, Confirm, Offer, Parked, log_parked
from hub.platform.bus_rabbitmq_consumer import Consumer
from hub.platform.message import Message
from hub.platform.topology import Topology

PUBLISH_WINDOW = 200
OPEN_SECONDS = 10.0


class RabbitBus:
    """Keeps the promise of `hub.platform.bus` on a broker; opens again what breaks."""

    def __init__(self, url: str, topology: Topology) -> None:
        self._url = url
        self._topology = topology
        self._routes = {
            kind: r for kind, r in topology.routes.items() if r.optional or topology.destinations(r)
        }
        self._connection: aio_pika.abc.AbstractConnection | None = None
        self._publisher: aiormq.abc.AbstractChannel | None = None
        self._consumers: dict[str, Consumer] = {}
        self._opening = asyncio.Lock()

    async def open_channel(self, *, confirms: bool, declaring: bool = False) -> aiormq.abc.AbstractChannel:
        """A channel on the one connection, which is opened when need be; `ConnectionError` when it cannot be.

        On a new connection, or when asked to, the topology is declared first.
        """
        async with self._opening:
            with one_error("RabbitMQ is away"):
                async with asyncio.timeout(OPEN_SECONDS):
                    # `is_closed` would only say whether we have closed it.
                    if self._connection is None or not self._connection.connected.is_set():
                        self._connection = await aio_pika.connect(self._url)
                        declaring = True
                    if declaring:
                        await self._declare(self._connection)
                    return await _channel(self._connection, confirms=confirms)

    async def _declare(self, connection: aio_pika.abc.AbstractConnection) -> None:
        channel = await _channel(connection, confirms=False)
        try:
            await declare(channel, self._topology)
        finally:
            await channel.close()

    async def publish(self, batch: Sequence[tuple[int, Message]], confirm: Confirm) -> None:
        if self._publisher is None or self._publisher.is_closed:
            self._publisher = await self.open_channel(confirms=True)
        for start in range(0, len(batch), PUBLISH_WINDOW):
            window = batch[start : start + PUBLISH_WINDOW]
            sent = (self._publish(self._publisher, message) for _, message in window)
            try:
                # One limit for the window: a timer a message costs more than the message.
                async with asyncio.timeout(CONFIRM_SECONDS):
                    results = await asyncio.gather(*sent, return_exceptions=True)
            except TimeoutError as error:
                await self._mend(self._publisher)
                raise ConnectionError("RabbitMQ does not confirm") from error
            confirm(
                [position for (position, _), result in zip(window, results, strict=True) if result is None]
            )
            for result in results:
                if isinstance(result, BaseException):
                    await self._mend(self._publisher)
                    raise ConnectionError(f"RabbitMQ did not confirm: {result!r}") from result

    async def _publish(self, channel: aiormq.abc.AbstractChannel, message: Message) -> None:
        route = self._routes.get(message.type)
        if route is None:
            error = refuse(Kind.INVALID, Code.MESSAGE_UNROUTABLE, f"nobody receives {message.type}")
            log_parked(UNROUTABLE, message, error)
            await publish_parked(channel, UNROUTABLE_QUEUE, message, error)
            return
        await channel.basic_publish(
            bytes(message.body),
            exchange=route.exchange,
            routing_key=route.routing_key,
            properties=properties(message),
            mandatory=not route.optional,
            wait=False,  # type: ignore[call-arg] # the implementation has it, its description does not
        )

    async def _mend(self, publisher: aiormq.abc.AbstractChannel) -> None:
        """After a publish that failed: a new channel, and the queues there that somebody may have deleted."""
        self._publisher = None
        with contextlib.suppress(ConnectionError), one_error("RabbitMQ does not close a channel"):
            await publisher.close()
        with contextlib.suppress(ConnectionError):
            self._publisher = await self.open_channel(confirms=True, declaring=True)
            # A queue that comes back before the broker has told its consumers leaves them without a word.
            for consumer in self._consumers.values():
                consumer.renew()

    async def consume(self, room: str, offer: Offer) -> None:
        before = self._consumers.pop(room, None)
        if before is not None:
            await before.close()

        async def open_channel() -> aiormq.abc.AbstractChannel:
            return await self.open_channel(confirms=True, declaring=True)

        consumer = Consumer(open_channel, self._topology.queues_of(room), offer)
        self._consumers[room] = consumer
        await consumer.start()

    async def stop_consuming(self, room: str) -> None:
        consumer = self._consumers.get(room)
        if consumer is not None:
            await consumer.stop()

    async def parked(self, room: str) -> list[Parked]:
        """Looks without taking: what is fetched goes back when the channel closes."""
        queues = {queue.parked: queue.name for queue in self._topology.queues_of(room)}
        found = []
        for parked, name in {UNROUTABLE_QUEUE: UNROUTABLE}.items() if room == UNROUTABLE else queues.items():
            async with self._looking() as channel:
                while not isinstance((got := await channel.basic_get(parked)).delivery, Basic.GetEmpty):
                    message, _ = received(got.header.properties, got.body)
                    reason = (got.header.properties.headers or {}).get("x-reason")
                    cause = (
                        msgspec.json.decode(str(reason)) if reason else {"kind": "internal", "reasons": []}
                    )
                    found.append(Parked(name, message, cause))
        return found

    async def depths(self, room: str) -> dict[str, int]:
        depths = {}
        consumer = self._consumers.get(room)
        async with self._looking() as channel:
            for queue in self._topology.queues_of(room):
                declared = await channel.queue_declare(queue.name, passive=True)
                in_hand = consumer.in_hand(queue.name) if consumer else 0
                depths[queue.name] = (declared.message_count or 0) + in_hand
        return depths

    @contextlib.asynccontextmanager
    async def _looking(self) -> AsyncIterator[aiormq.abc.AbstractChannel]:
        channel = await self.open_channel(confirms=False)
        with one_error("RabbitMQ does not answer"):
            try:
                yield channel
            finally:
                await channel.close()

    async def close(self) -> None:
        for consumer in self._consumers.values():
            await consumer.close()
        if self._connection is not None:
            await self._connection.close()


async def _channel(
    connection: aio_pika.abc.AbstractConnection, *, confirms: bool
) -> aiormq.abc.AbstractChannel:
    opened = await connection.channel(publisher_confirms=confirms, on_return_raises=confirms)
    return await opened.get_underlay_channel()
