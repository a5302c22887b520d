"""The broker's topology, read from the AsyncAPI documents: no exchange, queue or route is named anywhere else.

What we read beside the AMQP bindings are extensions, because AMQP bindings of AsyncAPI 3.0 cannot say them. On
channels that are queues: `x-bindings` (which exchange feeds the queue by which key) and `x-delivery` (`limit`:
deliveries before a message is parked; `parked`: the queue it is parked in). On channels that are exchanges:
`x-listeners: optional` (a message nobody listens to is no mistake, and forgotten).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from hub.platform.files import shipped

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Binding:
    exchange: str
    routing_key: str


@dataclass(frozen=True, slots=True)
class Queue:
    name: str
    # The room that receives from it.
    room: str
    delivery_limit: int
    parked: str
    bindings: tuple[Binding, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """Where a message type is published; the exchange "" is AMQP's default one, its key a queue's name.

    With `optional` nobody has to listen; any other message that ends in no queue is parked.
    """

    exchange: str
    routing_key: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Topology:
    exchanges: tuple[str, ...]
    queues: tuple[Queue, ...]
    routes: Mapping[str, Route]
    # There are as many routes as message types, and each message takes one.
    _destinations: dict[Route, tuple[Queue, ...]] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    def queues_of(self, room: str) -> tuple[Queue, ...]:
        return tuple(queue for queue in self.queues if queue.room == room)

    def destinations(self, route: Route) -> tuple[Queue, ...]:
        """The queues a published message ends in, as the broker would decide."""
        known = self._destinations.get(route)
        if known is None:
            known = self._destinations[route] = self._decide(route)
        return known

    def _decide(self, route: Route) -> tuple[Queue, ...]:
        return tuple(
            queue
            for queue in self.queues
            if (route.exchange == "" and queue.name == route.routing_key)
            or any(
                b.exchange == route.exchange and _fits(b.routing_key, route.routing_key)
                for b in queue.bindings
            )
        )


def _fits(pattern: str, key: str) -> bool:
    """AMQP 0-9-1 topic matching: `*` is one word, `#` any number of words."""
    return _fits_words(pattern.split("."), key.split("."))


def _fits_words(pattern: list[str], words: list[str]) -> bool:
    if not pattern:
        return not words
    head, rest = pattern[0], pattern[1:]
    if head == "#":
        return any(_fits_words(rest, words[i:]) for i in range(len(words) + 1))
    return bool(words) and head in {"*", words[0]} and _fits_words(rest, words[1:])


@cache
def load_topology() -> Topology:
    """The topology of the documents the project ships."""
    documents = {path.stem: path.read_text() for path in sorted(shipped("asyncapi").glob("*.yaml"))}
    return read_topology({room: yaml.load(text, _LOADER) for room, text in documents.items()})  # noqa: S506 (it is the safe one, in C)


def read_topology(documents: Mapping[str, Mapping[str, Any]]) -> Topology:
    """From parsed documents, one a room, keyed by the room's name."""
    channels = {
        (room, name): channel for room, doc in documents.items() for name, channel in doc["channels"].items()
    }
    exchanges: dict[str, None] = {}
    queues: list[Queue] = []
    routes: dict[str, Route] = {}
    for (room, _), channel in channels.items():
        amqp = channel["bindings"]["amqp"]
        if amqp["is"] == "routingKey":
            exchanges[amqp["exchange"]["name"]] = None
        else:
            delivery = channel["x-delivery"]
            bindings = (Binding(b["exchange"], b["routingKey"]) for b in channel.get("x-bindings", ()))
            queues.append(
                Queue(amqp["queue"]["name"], room, delivery["limit"], delivery["parked"], tuple(bindings))
            )
    for room, doc in documents.items():
        for operation in doc["operations"].values():
            if operation["action"] == "send":
                channel = channels[_target(room, operation["channel"]["$ref"])]
                routes.update(dict.fromkeys(_message_types(operation, channel), _route(channel)))
    return Topology(tuple(exchanges), tuple(queues), routes)


def _target(room: str, reference: str) -> tuple[str, str]:
    """`som.yaml#/channels/x` seen from any room, `#/channels/x` from its own."""
    file, _, pointer = reference.partition("#")
    return (file.removesuffix(".yaml") or room, pointer.rsplit("/", 1)[-1])


def _message_types(operation: Mapping[str, Any], channel: Mapping[str, Any]) -> Iterable[str]:
    named = operation.get("messages")
    if named is None:
        return tuple(channel["messages"])
    return tuple(reference["$ref"].rsplit("/", 1)[-1] for reference in named)


def _route(channel: Mapping[str, Any]) -> Route:
    amqp = channel["bindings"]["amqp"]
    if amqp["is"] == "queue":
        return Route("", amqp["queue"]["name"])
    return Route(amqp["exchange"]["name"], channel["address"], channel.get("x-listeners") == "optional")
