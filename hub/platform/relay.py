"""From the outbox to the bus, in order, at least once.

One relay a room leads at a time, so one order's messages are never published out of order. A room's steps
lend it their transactions: what was published before is deleted, and what comes next is read, in the
transaction that writes anyway. On its own it only runs when there is no step to ride on.
"""

import asyncio
from collections.abc import Sequence

import msgspec
import structlog
from sqlalchemy import Connection, delete, select

from hub.platform import tables
from hub.platform.bus import Bus
from hub.platform.database import Database, is_outage
from hub.platform.leadership import Leadership
from hub.platform.message import Message
from hub.platform.store import one_of

log = structlog.get_logger()

Rows = Sequence[tuple[int, Message]]

PAGE = 500
IN_FLIGHT_LIMIT = 4000
# A safety net only: every commit wakes the relay that leads.
SWEEP_SECONDS = 1.0
RETRY_SECONDS = 0.5


class Relay:
    """Publishes what the rooms it serves have written."""

    def __init__(self, rooms: Sequence[str], database: Database, bus: Bus, leadership: Leadership) -> None:
        self._rooms = tuple(rooms)
        self._database = database
        self._bus = bus
        self._leadership = leadership
        self._in_flight: set[int] = set()
        self._confirmed: set[int] = set()
        self._publishing = False
        self._wake = asyncio.Event()
        self.published = 0
        self._queued: Rows = ()
        self._more = False
        # Counts what was handed on: a ride that read before somebody else's arrived knows too little.
        self._round = 0
        leadership.on_news(self._wake.set)

    def ride(self, connection: Connection, *, sent: bool) -> "Ride | None":
        """Takes part in a step's transaction; the ride is given back to `arrived` when it has committed."""
        if not self._leadership.leads:
            if sent:
                self._leadership.tell(connection)
            return None
        if self._publishing or self._queued or not (sent or self._confirmed):
            return None
        return self._collect(connection)

    def arrived(self, ride: "Ride | None") -> None:
        """The step has committed: what it read for us may be published."""
        if ride is None:
            self._more = True
        else:
            self._confirmed -= ride.deleted
            # Rows that are queued already must not be overwritten: they count as on their way.
            if ride.round == self._round and not self._publishing and not self._queued:
                # The round last: a step in another thread that reads it has to see all that belongs to it.
                self._in_flight.update([position for position, _ in ride.rows])
                self._queued = ride.rows
                self._round += 1
                self._more = self._more or len(ride.rows) == PAGE
            else:
                self._more = True
        self._wake.set()

    async def run(self) -> None:
        """Works until cancelled."""
        while True:
            try:
                async with asyncio.timeout(SWEEP_SECONDS):
                    await self._wake.wait()
            except TimeoutError:
                self._more = True
            self._wake.clear()
            try:
                await self._drain()
            except Exception as error:
                if not isinstance(error, ConnectionError) and not is_outage(error):
                    log.exception("relay.failed", rooms=self._rooms)
                else:
                    log.warning("relay.waits", rooms=self._rooms, error=str(error))
                self._more = True
                await asyncio.sleep(RETRY_SECONDS)
                self._wake.set()

    async def _drain(self) -> None:
        while self._leadership.leads:
            if not self._queued:
                if not (self._more or self._leadership.news()) or len(self._in_flight) > IN_FLIGHT_LIMIT:
                    return
                self._more = False
                self.arrived(await self._database.write(self._collect))
            rows, self._queued = self._queued, ()
            if not rows:
                return
            self._publishing = True
            try:
                await self._bus.publish(rows, self._confirm)
            except BaseException:
                # Whatever was not confirmed is read again, from the oldest on.
                self._in_flight.difference_update(position for position, _ in rows)
                raise
            finally:
                self._publishing = False

    def _confirm(self, positions: Sequence[int]) -> None:
        # In this order: a step that collects meanwhile, in another thread, finds a row in one of the two.
        self._confirmed.update(positions)
        self._in_flight.difference_update(positions)
        self.published += len(positions)
        if self._more:
            self._wake.set()

    def _collect(self, connection: Connection) -> "Ride":
        table = tables.outbox
        # In this order: this may be another thread, and a row confirmed meanwhile must not be read again.
        current, after = self._round, max(self._in_flight, default=0)
        gone = frozenset(self._confirmed)
        if gone:
            connection.execute(delete(table).where(one_of(connection, table.c.position, gone)))
        # The in-process bus still has rows; there positions are given out in the order of commits, so
        # nothing older can turn up. On a broker everything is confirmed before we read again.
        query = select(table.c.position, table.c.message)
        query = query.where(table.c.room.in_(self._rooms), table.c.position > after)
        query = query.order_by(table.c.position).limit(PAGE)
        rows = [(row[0], msgspec.json.decode(row[1], type=Message)) for row in connection.execute(query)]
        return Ride(rows, gone, current)

    async def is_done(self) -> bool:
        """Whether all that was written has been published and confirmed; in one process: handled."""
        confirmed = frozenset(self._confirmed)  # before looking: what is confirmed meanwhile has written more
        table = tables.outbox
        query = select(table.c.position).where(table.c.room.in_(self._rooms))
        written = await self._database.read(lambda connection: set(connection.execute(query).scalars()))
        return written <= confirmed

    async def finish(self) -> None:
        """A last round before the process ends: nothing that can go out now waits for the next start."""
        self._more = True
        await self._drain()
        if self._confirmed:
            self._confirmed -= (await self._database.write(self._collect)).deleted


class Ride(msgspec.Struct, frozen=True):
    """What a relay read and deleted in somebody's transaction."""

    rows: Rows
    deleted: frozenset[int]
    round: int
