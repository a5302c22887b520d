"""What the bus on RabbitMQ needs of AMQP: messages as properties, the topology declared, one kind of error."""

import asyncio
import contextlib
from collections.abc import Iterator
from typing import Any

import aiormq
import msgspec
from pamqp.commands import Basic

from hub.platform.bus import UNROUTABLE
from hub.platform.message import Message, describe
from hub.platform.topology import Topology

CONFIRM_SECONDS = 30.0
UNROUTABLE_QUEUE = f"{UNROUTABLE}.parked"

_BROKEN = (aiormq.exceptions.AMQPError, OSError, TimeoutError, RuntimeError)

# Each look at what is parked counts as a delivery, and brokers from version 4 on drop a message after twenty.
_PARKED: aiormq.abc.ArgumentsType = {"x-queue-type": "quorum", "x-delivery-limit": 2**31 - 1}


@contextlib.contextmanager
def one_error(what: str) -> Iterator[None]:
    """However the client library says that the broker is away, it becomes a `ConnectionError`."""
    try:
        yield
    except _BROKEN as error:
        raise ConnectionError(f"{what}: {error!r}") from error
    except asyncio.CancelledError as error:
        # The library also cancels what waits on a connection that breaks; then nobody has cancelled us.
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        raise ConnectionError(f"{what}: the connection broke") from error


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


def received(got: Basic.Properties, body: bytes) -> tuple[Message, int]:
    """The message, and how often it was delivered before (quorum queues count)."""
    headers = got.headers or {}
    message = Message(
        id=str(got.message_id or ""),
        type=str(got.message_type or ""),
        body=msgspec.Raw(body),
        key=str(headers.get("key") or ""),
        correlation=str(got.correlation_id or ""),
        causation=str(headers.get("causation-id") or ""),
        traceparent=str(headers.get("traceparent") or ""),
    )
    # The broker adds the header with the first redelivery.
    count = headers.get("x-delivery-count") or 0
    return message, int(str(count))


async def publish_parked(
    channel: aiormq.abc.AbstractChannel, queue: str, message: Message, error: BaseException
) -> None:
    """Puts a message where somebody will look at it, with the reason."""
    why = properties(message)
    why.headers = {**(why.headers or {}), "x-reason": msgspec.json.encode(describe(error)).decode()}
    await channel.basic_publish(
        bytes(message.body), routing_key=queue, properties=why, mandatory=True, timeout=CONFIRM_SECONDS
    )


async def declare(channel: aiormq.abc.AbstractChannel, topology: Topology) -> None:
    """Declares what the AsyncAPI documents say; harmless when it is there already."""
    await channel.queue_declare(UNROUTABLE_QUEUE, durable=True, arguments=dict(_PARKED))
    for exchange in topology.exchanges:
        await channel.exchange_declare(exchange, exchange_type="topic", durable=True)
    for queue in topology.queues:
        await channel.queue_declare(queue.parked, durable=True, arguments=dict(_PARKED))
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
