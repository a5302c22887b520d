"""The bus on RabbitMQ: quorum queues with a delivery limit, publisher confirms in windows, acks by batch.

aio-pika opens the connection; publishing, consuming and acknowledging go to the channel below it, because
a round trip (or a task) a message costs several times what a batch does.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

import aio_pika
import aiormq
import msgspec
import structlog
from pamqp.commands import Basic

from hub.kernel.errors import HubError, Kind
from hub.platform.bus import Confirm, Delivery, Offer, Outcome, Parked
from hub.platform.message import Message, describe
from hub.platform.topology import Queue, Topology

log = structlog.get_logger()

PUBLISH_WINDOW = 200
PREFETCH = 500
RECONNECT_SECONDS = 0.5
CONFIRM_SECONDS = 30.0

_BROKEN = (aiormq.exceptions.AMQPError, ConnectionError, OSError, asyncio.TimeoutError, RuntimeError)


class RabbitBus:
    """Keeps the promise of `hub.platform.bus` on a broker; opens again what breaks."""

    def __init__(self, url: str, topology: Topology) -> None:
        self._url = url
        self._topology = topology
        self._connection: aio_pika.abc.AbstractConnection | None = None
        self._publisher: aiormq.abc.AbstractChannel | None = None
        self._consumers: dict[str, _Consumer] = {}
        self._opening = asyncio.Lock()

    async def open_channel(self, *, confirms: bool) -> aiormq.abc.AbstractChannel:
        """A channel on the one connection, which is opened, and the topology declared, when need be."""
        async with self._opening:
            if self._connection is None or self._connection.is_closed:
                connection = await aio_pika.connect(self._url)
                await declare(connection, self._topology)
                self._connection = connection
            channel = await self._connection.channel(publisher_confirms=confirms, on_return_raises=confirms)
            return await channel.get_underlay_channel()

    async def publish(self, batch: Sequence[tuple[int, Message]], confirm: Confirm) -> None:
        if self._publisher is None or self._publisher.is_closed:
            try:
                self._publisher = await self.open_channel(confirms=True)
            except _BROKEN as error:
                raise ConnectionError(f"RabbitMQ is away: {error}") from error
        for start in range(0, len(batch), PUBLISH_WINDOW):
            window = batch[start : start + PUBLISH_WINDOW]
            results = await asyncio.gather(
                *(self._publish(self._publisher, message) for _, message in window), return_exceptions=True
            )
            confirm(
                [position for (position, _), result in zip(window, results, strict=True) if result is None]
            )
            for result in results:
                if isinstance(result, BaseException):
                    raise ConnectionError(f"RabbitMQ did not confirm: {result}") from result

    async def _publish(self, channel: Any, message: Message) -> None:
        route = self._topology.routes.get(message.type)
        if route is None:
            raise ConnectionError(f"no AsyncAPI document says where {message.type} goes")
        await channel.basic_publish(
            bytes(message.body),
            exchange=route.exchange,
            routing_key=route.routing_key,
            properties=properties(message),
            mandatory=True,
            timeout=CONFIRM_SECONDS,
            wait=False,
        )

    async def consume(self, room: str, offer: Offer) -> None:
        consumer = _Consumer(self.open_channel, self._topology.queues_of(room), offer)
        self._consumers[room] = consumer
        await consumer.start()

    async def stop_consuming(self, room: str) -> None:
        consumer = self._consumers.get(room)
        if consumer is not None:
            await consumer.stop()

    async def parked(self, room: str) -> list[Parked]:
        """Looks without taking: what is fetched goes back when the channel closes."""
        found = []
        for queue in self._topology.queues_of(room):
            channel = await self.open_channel(confirms=False)
            while not isinstance((got := await channel.basic_get(queue.parked)).delivery, Basic.GetEmpty):
                message, _ = _read(got.header.properties, got.body)
                headers = got.header.properties.headers or {}
                reason = headers.get("x-reason")
                cause = msgspec.json.decode(str(reason)) if reason else {"kind": "internal", "reasons": []}
                found.append(Parked(queue.name, message, cause))
            await channel.close()
        return found

    async def depths(self, room: str) -> dict[str, int]:
        channel = await self.open_channel(confirms=False)
        depths = {}
        for queue in self._topology.queues_of(room):
            declared = await channel.queue_declare(queue.name, passive=True)
            depths[queue.name] = declared.message_count or 0
        await channel.close()
        return depths

    async def close(self) -> None:
        for consumer in self._consumers.values():
            await consumer.close()
        if self._connection is not None:
            await self._connection.close()


class _Consumer:
    """One room's queues on one channel, so that one ack settles a whole batch."""

    def __init__(
        self,
        open_channel: Callable[..., Awaitable[aiormq.abc.AbstractChannel]],
        queues: Sequence[Queue],
        offer: Offer,
    ) -> None:
        self._open_channel = open_channel
        self._queues = {queue.name: queue for queue in queues}
        self._offer = offer
        self._channel: aiormq.abc.AbstractChannel | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._tags: list[str] = []

    async def start(self) -> None:
        await self._open()
        self._keeper = asyncio.create_task(self._keep_open())

    async def _open(self) -> None:
        channel = await self._open_channel(confirms=True)
        await channel.basic_qos(prefetch_count=PREFETCH)
        self._channel = channel
        self._tags = []
        for name in self._queues:
            # A stable tag is not needed; a closure tells the queue, which a delivery does not carry.
            ok = await channel.basic_consume(name, self._receiver(name, channel))
            self._tags.append(str(ok.consumer_tag))

    async def _keep_open(self) -> None:
        while True:
            channel = self._channel
            if channel is not None and not channel.is_closed:
                with contextlib.suppress(*_BROKEN, asyncio.CancelledError):
                    await asyncio.shield(channel.closing)
                if (task := asyncio.current_task()) and task.cancelling():
                    return
            try:
                await self._open()
                log.info("bus.consuming", queues=list(self._queues))
            except _BROKEN as error:
                log.warning("bus.away", error=str(error))
                await asyncio.sleep(RECONNECT_SECONDS)

    def _receiver(
        self, queue: str, channel: aiormq.abc.AbstractChannel
    ) -> Callable[[aiormq.abc.DeliveredMessage], Coroutine[Any, Any, None]]:
        async def receive(delivered: aiormq.abc.DeliveredMessage) -> None:
            message, attempts = _read(delivered.header.properties, delivered.body)
            tag = (channel, delivered.delivery_tag)
            self._offer((Delivery(message, queue, attempts, self, tag),))

        return receive

    async def settle(self, outcomes: Sequence[Outcome]) -> None:
        """Acks up to the newest delivery at once; what failed is parked or given back first."""
        newest: dict[Any, int] = {}
        try:
            for delivery, error in outcomes:
                channel, tag = delivery.tag
                if channel.is_closed:
                    continue  # the broker delivers it again, and the inbox knows it
                if error is not None and not await self._park(channel, delivery, error):
                    await channel.basic_nack(tag, requeue=True, wait=False)
                    continue
                newest[channel] = max(tag, newest.get(channel, 0))
            for channel, tag in newest.items():
                await channel.basic_ack(tag, multiple=True, wait=False)
        except _BROKEN as error:
            log.warning("bus.settle_failed", error=str(error))

    async def _park(
        self, channel: aiormq.abc.AbstractChannel, delivery: Delivery, error: BaseException
    ) -> bool:
        queue = self._queues[delivery.queue]
        hopeless = isinstance(error, HubError) and error.kind is Kind.INVALID
        if not hopeless and delivery.attempts + 1 < queue.delivery_limit:
            return False
        message = delivery.message
        log.error("message.parked", queue=queue.name, message=message.id, type=message.type, error=str(error))
        why = properties(message)
        why.headers = {**(why.headers or {}), "x-reason": msgspec.json.encode(describe(error)).decode()}
        await channel.basic_publish(
            bytes(message.body), routing_key=queue.parked, properties=why, mandatory=True
        )
        return True

    async def stop(self) -> None:
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
            self._keeper = None
        if self._channel is not None and not self._channel.is_closed:
            for tag in self._tags:
                with contextlib.suppress(*_BROKEN):
                    await self._channel.basic_cancel(tag)
        self._tags = []

    async def close(self) -> None:
        await self.stop()
        if self._channel is not None and not self._channel.is_closed:
            with contextlib.suppress(*_BROKEN):
                await self._channel.close()


def properties(message: Message) -> Basic.Properties:
    """AMQP properties and headers of a message; persistent."""
    headers: dict[str, Any] = {"key": message.key}
    if message.causation:
        headers["causation-id"] = message.causation
    if message.traceparent:
        headers["traceparent"] = message.traceparent
    return Basic.Properties(
        content_type="application/json",
        delivery_mode=2,
        message_id=message.id,
        message_type=message.type,
        correlation_id=message.correlation,
        headers=headers,
    )


def _read(received: Basic.Properties, body: bytes) -> tuple[Message, int]:
    """The message, and how often it was delivered before (quorum queues count)."""
    headers = received.headers or {}
    message = Message(
        id=received.message_id or "",
        type=received.message_type or "",
        body=msgspec.Raw(body),
        key=str(headers.get("key") or ""),
        correlation=received.correlation_id or "",
        causation=str(headers.get("causation-id") or ""),
        traceparent=str(headers.get("traceparent") or ""),
    )
    count = headers.get("x-delivery-count") or 0
    return message, int(str(count))


async def declare(connection: aio_pika.abc.AbstractConnection, topology: Topology) -> None:
    """Declares what the AsyncAPI documents say; harmless when it is there already."""
    opened = await connection.channel()
    channel = await opened.get_underlay_channel()
    for exchange in topology.exchanges:
        await channel.exchange_declare(exchange, exchange_type="topic", durable=True)
    for queue in topology.queues:
        await channel.queue_declare(queue.parked, durable=True, arguments={"x-queue-type": "quorum"})
        await channel.queue_declare(
            queue.name,
            durable=True,
            arguments={
                "x-queue-type": "quorum",
                "x-delivery-limit": queue.delivery_limit,
                "x-dead-letter-exchange": "",
                "x-dead-letter-routing-key": queue.parked,
                # A message that kills its process again and again is parked by the broker, and not lost on the way.
                "x-dead-letter-strategy": "at-least-once",
                "x-overflow": "reject-publish",
            },
        )
        for binding in queue.bindings:
            await channel.queue_bind(queue.name, binding.exchange, routing_key=binding.routing_key)
    await channel.close()
