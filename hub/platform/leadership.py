"""Which process relays a room's outbox: exactly one, decided by a PostgreSQL advisory lock.

The lock belongs to a connection of its own. When that breaks, leading ends before anybody else can begin;
a message published twice in between is recognised by the receivers' inboxes.
"""

import asyncio
import contextlib
import zlib
from collections.abc import Callable
from typing import Any, Protocol

import asyncpg
import structlog
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

log = structlog.get_logger()

RETRY_SECONDS = 1.0
# Any number that no other software in the same database uses for two-part advisory locks.
LOCK_FAMILY = 0x48554252


class Leadership(Protocol):
    """Whether this process relays, and how the others tell it that there is work."""

    @property
    def leads(self) -> bool: ...

    def news(self) -> bool:
        """Whether somebody told us something since the last time this was asked."""

    def on_news(self, callback: Callable[[], None]) -> None: ...

    def tell(self, connection: Connection) -> None:
        """In a transaction: when it commits, whoever leads hears of it."""

    async def run(self) -> None: ...


class SoleLeader:
    """One process, nobody to compete with."""

    leads = True

    def news(self) -> bool:
        return False

    def on_news(self, callback: Callable[[], None]) -> None: ...

    def tell(self, connection: Connection) -> None: ...

    async def run(self) -> None:
        return


class AdvisoryLeader:
    """Holds, or tries for, the lock of one room."""

    def __init__(self, url: str, room: str) -> None:
        self._dsn = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._channel = f"hub_outbox_{room}"
        self._key = zlib.crc32(room.encode()) & 0x7FFFFFFF
        self._news = False
        self._callback: Callable[[], None] = lambda: None
        self.leads = False

    def news(self) -> bool:
        news, self._news = self._news, False
        return news

    def on_news(self, callback: Callable[[], None]) -> None:
        self._callback = callback

    def tell(self, connection: Connection) -> None:
        connection.execute(text("SELECT pg_notify(:channel, '')"), {"channel": self._channel})

    async def run(self) -> None:
        """Tries until it leads, leads until the connection breaks, and so on; works until cancelled."""
        while True:
            try:
                await self._hold()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as error:
                log.warning("relay.leadership_lost", channel=self._channel, error=str(error))
            await asyncio.sleep(RETRY_SECONDS)

    async def _hold(self) -> None:
        connection = await asyncpg.connect(self._dsn)
        gone = asyncio.Event()
        connection.add_termination_listener(lambda _connection: gone.set())
        try:
            # Asks now and then instead of waiting in the server: a statement that waits is a transaction
            # that stays open, and holds back vacuum and the queue of notifications for everybody.
            while not await connection.fetchval(
                "SELECT pg_try_advisory_lock($1, $2)", LOCK_FAMILY, self._key
            ):
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(gone.wait(), RETRY_SECONDS)
            await connection.add_listener(self._channel, self._heard)
            self.leads = self._news = True
            log.info("relay.leads", channel=self._channel)
            self._callback()
            await gone.wait()
        finally:
            self.leads = False
            # A connection that does not even close must not get in the way of being cancelled.
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
                await connection.close(timeout=1)

    def _heard(self, *_notification: Any) -> None:
        self._news = True
        self._callback()
