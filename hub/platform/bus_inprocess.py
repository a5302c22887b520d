"""The bus of the embedded composition: the outbox table is the queue, memory only hands it around.

A row leaves the outbox when its message has been handled by every room it goes to, or was parked; a
process that dies in between is handed the same rows again at its next start.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
import structlog
from sqlalchemy import Connection, insert, select

from hub.kernel.clock import Clock
from hub.kernel.errors import Code, HubError, Kind, refuse
from hub.platform import tables
from hub.platform.bus import UNROUTABLE, Confirm, Delivery, Offer, Outcome, Parked, log_parked
from hub.platform.database import Database
from hub.platform.message import Message, describe
from hub.platform.topology import Queue, Topology

log = structlog.get_logger()


@dataclass
class _Copies:
    """A published message on its way: how many queues still have it."""

    open: int
    position: int
    confirm: Confirm


@dataclass
class _Lane:
    """One queue: its consumer, and what waits until there is one."""

    queue: Queue
    offer: Offer | None = None
    backlog: deque[Delivery] = field(default_factory=deque)
    # By identity: a delivery is settled once, by the consumer it was handed to.
    unsettled: dict[int, Delivery] = field(default_factory=dict)


class InProcessBus:
    """Keeps the promise of `hub.platform.bus` within one process and one database."""

    def __init__(self, topology: Topology, database: Database, clock: Clock) -> None:
        self._topology = topology
        self._database = database
        self._clock = clock
        self._lanes = {queue.name: _Lane(queue) for queue in topology.queues}

    async def publish(self, batch: Sequence[tuple[int, Message]], confirm: Confirm) -> None:
        handed: dict[str, list[Delivery]] = {}
        for position, message in batch:
            route = self._topology.routes.get(message.type)
            queues = self._topology.destinations(route) if route else ()
            if not queues:
                if route is None or not route.optional:
                    error = refuse(Kind.INVALID, Code.MESSAGE_UNROUTABLE, message.type)
                    await self._park([(UNROUTABLE, message, error)])
                confirm([position])
                continue
            copies = _Copies(len(queues), position, confirm)
            for queue in queues:
                delivery = Delivery(message, queue.name, 0, self, copies)
                handed.setdefault(queue.name, []).append(delivery)
        for name, deliveries in handed.items():
            self._hand(self._lanes[name], deliveries)

    def _hand(self, lane: _Lane, deliveries: Sequence[Delivery]) -> None:
        if lane.offer is None:
            lane.backlog.extend(deliveries)
        else:
            lane.unsettled.update((id(delivery), delivery) for delivery in deliveries)
            lane.offer(deliveries)

    async def consume(self, room: str, offer: Offer) -> None:
        for queue in self._topology.queues_of(room):
            lane = self._lanes[queue.name]
            lane.offer = offer
            left = [
                Delivery(d.message, d.queue, d.attempts + 1, self, d.tag) for d in lane.unsettled.values()
            ]
            waiting = (*left, *lane.backlog)
            lane.unsettled.clear()
            lane.backlog.clear()
            if waiting:
                self._hand(lane, waiting)

    async def stop_consuming(self, room: str) -> None:
        for queue in self._topology.queues_of(room):
            self._lanes[queue.name].offer = None

    async def settle(self, outcomes: Sequence[Outcome]) -> None:
        ours = [(d, error) for d, error in outcomes if self._lanes[d.queue].unsettled.pop(id(d), None)]
        hopeless = [(d, error) for d, error in ours if error is not None and self._exhausted(d, error)]
        parked: set[int] = set()
        if hopeless:
            try:
                await self._park([(d.queue, d.message, error) for d, error in hopeless])
                parked = {id(d) for d, _ in hopeless}
            except Exception:
                log.exception("bus.park_failed", queues=sorted({d.queue for d, _ in hopeless}))
        done: dict[int, tuple[Confirm, list[int]]] = {}
        for delivery, error in ours:
            if error is not None and id(delivery) not in parked:
                delivery.attempts += 1
                self._hand(self._lanes[delivery.queue], [delivery])
                continue
            copies: _Copies = delivery.tag
            copies.open -= 1
            if copies.open == 0:
                done.setdefault(id(copies.confirm), (copies.confirm, []))[1].append(copies.position)
        for confirm, positions in done.values():
            confirm(positions)

    def _exhausted(self, delivery: Delivery, error: BaseException) -> bool:
        if isinstance(error, HubError) and error.kind is Kind.INVALID:
            return True  # no further attempt can mend a message that is wrong in itself
        return delivery.attempts + 1 >= self._lanes[delivery.queue].queue.delivery_limit

    async def _park(self, entries: Sequence[tuple[str, Message, BaseException]]) -> None:
        now = self._clock.now()
        rows = [
            {
                "queue": queue,
                "message_id": message.id,
                "message": msgspec.json.encode(message).decode(),
                "reason": msgspec.json.encode(describe(error)).decode(),
                "parked_at": now,
            }
            for queue, message, error in entries
        ]
        for queue, message, error in entries:
            log_parked(queue, message, error)

        def work(connection: Connection) -> None:
            connection.execute(insert(tables.parked).prefix_with("OR IGNORE", dialect="sqlite"), rows)

        await self._database.write(work)

    async def parked(self, room: str) -> list[Parked]:
        names = [queue.name for queue in self._topology.queues_of(room)]
        names += [UNROUTABLE] if room == UNROUTABLE else []
        table = tables.parked
        query = select(table.c.queue, table.c.message, table.c.reason)
        query = query.where(table.c.queue.in_(names)).order_by(table.c.parked_at, table.c.message_id)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [
            Parked(row[0], msgspec.json.decode(row[1], type=Message), msgspec.json.decode(row[2]))
            for row in rows
        ]

    async def depths(self, room: str) -> dict[str, int]:
        lanes = (self._lanes[queue.name] for queue in self._topology.queues_of(room))
        return {lane.queue.name: len(lane.backlog) + len(lane.unsettled) for lane in lanes}

    async def close(self) -> None:
        """Holds nothing that is not in the database."""
