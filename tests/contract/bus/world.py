"""What the suite of the bus plays with: two rooms that listen to one exchange, a third with a queue of its own."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import yaml
from sqlalchemy import func, insert, select

from hub.kernel.ids import new_id
from hub.platform import tables
from hub.platform.bus import Bus, Delivery
from hub.platform.database import Database
from hub.platform.leadership import SoleLeader
from hub.platform.message import Message
from hub.platform.relay import Relay
from hub.platform.topology import Topology, read_topology

LIMIT = 3

DOCUMENTS = """
sender:
  channels:
    happenings: {{address: thing.happened, messages: {{Happened: {{}}}}, bindings: {{amqp: {{is: routingKey, exchange: {{name: {0}.events}}}}}}}}
    unheard: {{address: other.ignored, messages: {{Ignored: {{}}}}, bindings: {{amqp: {{is: routingKey, exchange: {{name: {0}.events}}}}}}}}
    offered: {{address: thing.offered, messages: {{Offered: {{}}}}, bindings: {{amqp: {{is: routingKey, exchange: {{name: {0}.offers}}}}}}, x-listeners: optional}}
    hinted: {{address: thing.hinted, messages: {{Hinted: {{}}}}, bindings: {{amqp: {{is: routingKey, exchange: {{name: {0}.events}}}}}}, x-listeners: optional}}
  operations:
    offer: {{action: send, channel: {{$ref: '#/channels/offered'}}}}
    hint: {{action: send, channel: {{$ref: '#/channels/hinted'}}}}
    tell: {{action: send, channel: {{$ref: '#/channels/happenings'}}}}
    ask: {{action: send, channel: {{$ref: 'worker.yaml#/channels/commands'}}}}
    shout: {{action: send, channel: {{$ref: '#/channels/unheard'}}}}
worker:
  channels:
    commands:
      address: {0}.commands
      messages: {{Do: {{}}}}
      bindings: {{amqp: {{is: queue, queue: {{name: {0}.commands}}}}}}
      x-delivery: {{limit: {1}, parked: {0}.commands.parked}}
    happenings:
      address: {0}.worker
      messages: {{Happened: {{}}}}
      bindings: {{amqp: {{is: queue, queue: {{name: {0}.worker}}}}}}
      x-delivery: {{limit: {1}, parked: {0}.worker.parked}}
      x-bindings: [{{exchange: {0}.events, routingKey: thing.*}}]
  operations: {{}}
listener:
  channels:
    happenings:
      address: {0}.listener
      messages: {{Happened: {{}}}}
      bindings: {{amqp: {{is: queue, queue: {{name: {0}.listener}}}}}}
      x-delivery: {{limit: {1}, parked: {0}.listener.parked}}
      x-bindings: [{{exchange: {0}.events, routingKey: 'thing.#'}}]
  operations: {{}}
"""


def small_topology(name: str) -> Topology:
    return read_topology(yaml.safe_load(DOCUMENTS.format(name, LIMIT)))


class Do(msgspec.Struct):
    """A command to the worker."""

    number: int = 0


class Happened(msgspec.Struct):
    """An event that worker and listener hear of."""

    number: int = 0


def message(kind: str = "Do", number: int = 0, key: str = "k", body: bytes | None = None) -> Message:
    return Message(
        id=new_id(),
        type=kind,
        body=msgspec.Raw(body if body is not None else msgspec.json.encode({"number": number})),
        key=key,
        correlation="order-1",
        causation="cause-1",
        traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    )


def content(got: Message) -> tuple[Any, ...]:
    """Everything a message says, in a form that compares."""
    return (
        got.id,
        got.type,
        bytes(got.body),
        got.key,
        got.correlation,
        got.causation,
        got.traceparent,
    )


@dataclass
class Mailbox:
    """What a room was handed, in order."""

    deliveries: list[Delivery] = field(default_factory=list)

    def offer(self, deliveries: Sequence[Delivery]) -> None:
        self.deliveries.extend(deliveries)

    @property
    def ids(self) -> list[str]:
        return [delivery.message.id for delivery in self.deliveries]

    async def settle(self, error: BaseException | None = None) -> None:
        """Settles all that came so far, with one outcome."""
        taken, self.deliveries = self.deliveries, []
        await settle([(delivery, error) for delivery in taken])


async def settle(outcomes: Sequence[tuple[Delivery, BaseException | None]]) -> None:
    if outcomes:
        await outcomes[0][0].source.settle(outcomes)


@dataclass
class Process:
    """One life of a process: a bus, and a relay that feeds it from the outbox."""

    bus: Bus
    database: Database

    def __post_init__(self) -> None:
        self.relay = Relay(("sender",), self.database, self.bus, SoleLeader())
        self._work = asyncio.create_task(self.relay.run())

    async def send(self, *messages: Message) -> None:
        rows = [{"room": "sender", "message": msgspec.json.encode(m).decode()} for m in messages]
        await self.database.write(lambda connection: connection.execute(insert(tables.outbox), rows))
        self.relay.arrived(None)

    async def listen(self, room: str) -> Mailbox:
        mailbox = Mailbox()
        await self.bus.consume(room, mailbox.offer)
        return mailbox

    async def unsent(self) -> int:
        """How many messages still lie in the outbox."""
        query = select(func.count()).select_from(tables.outbox)
        count: int = await self.database.read(lambda connection: connection.execute(query).scalar_one())
        return count

    async def die(self) -> None:
        """Ends without settling anything or saying goodbye."""
        self._work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._work
        await self.bus.close()


@dataclass
class World:
    """A broker (or the database in its place), and the processes that lived on it."""

    topology: Topology
    database: Database
    make_bus: Callable[[], Bus]
    lives: list[Process] = field(default_factory=list)

    def process(self) -> Process:
        self.lives.append(Process(self.make_bus(), self.database))
        return self.lives[-1]

    async def end(self) -> None:
        for life in self.lives:
            await life.die()
        await self.database.close()


def queue(world: World, suffix: str) -> str:
    return next(q.name for q in world.topology.queues if q.name.endswith(suffix))


async def depth(world: World, suffix: str, expected: int) -> bool:
    name = queue(world, suffix)
    room = next(q.room for q in world.topology.queues if q.name == name)
    return (await world.lives[-1].bus.depths(room))[name] == expected


async def empty(world: World) -> bool:
    return await world.lives[-1].unsent() == 0


async def all_parked(world: World, expected: int, room: str = "worker") -> list[object]:
    found = await world.lives[-1].bus.parked(room)
    return list(found) if len(found) == expected else []
