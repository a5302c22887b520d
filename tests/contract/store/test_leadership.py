"""Of many processes of a room exactly one relays; the next takes over when it goes, and is told what others write."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from hub.platform import leadership as leadership_module
from hub.platform import relay as relay_module
from hub.platform.database import Database
from hub.platform.leadership import AdvisoryLeader
from tests.contract.store.bank import Life, Open, Pay, message
from tests.contract.store.conftest import OpenDatabase
from tests.contract.store.fakes import FakeBus
from tests.waiting import eventually

SESSIONS = """
    SELECT {} FROM pg_stat_activity
    WHERE pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted = {})
      AND datname = current_database()
"""


class Process(Life):
    """A life that runs for the lead."""

    def __init__(self, database: Database, url: str, bus: FakeBus) -> None:
        self.leader = AdvisoryLeader(url, "bank")
        super().__init__(database, bus, self.leader)

    def run(self) -> "Process":
        self.start()
        self.tasks.append(asyncio.create_task(self.leader.run()))
        return self


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leadership_module, "RETRY_SECONDS", 0.02)


@pytest.fixture
async def two(opening_postgres: OpenDatabase, postgres_url: str) -> AsyncIterator[tuple[Process, Process]]:
    """Two processes on one bus; the first leads."""
    bus = FakeBus()
    first = Process(opening_postgres(), postgres_url, bus).run()
    await eventually(lambda: first.leader.leads)
    second = Process(opening_postgres(), postgres_url, bus).run()
    yield first, second
    await first.die()
    await second.die()


async def query(process: Process, statement: str) -> object:
    return await process.database.write(lambda c: c.exec_driver_sql(statement).scalar())


async def test_exactly_one_leads_and_the_next_takes_over_when_its_connection_ends(
    two: tuple[Process, Process],
) -> None:
    first, second = two
    assert (first.leader.leads, second.leader.leads) == (True, False)

    await query(second, SESSIONS.format("pg_terminate_backend(pid)", "true"))
    await eventually(lambda: second.leader.leads != first.leader.leads)

    leader, other = (second, first) if second.leader.leads else (first, second)
    await leader.die()
    await eventually(lambda: other.leader.leads)


async def test_what_a_process_writes_that_does_not_lead_is_published_at_once_by_the_one_that_does(
    two: tuple[Process, Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a notification: the regular sweep is far away."""
    monkeypatch.setattr(relay_module, "SWEEP_SECONDS", 3600.0)
    first, second = two
    await eventually(lambda: first.relay._wake.is_set() is False)
    second.offer(message(Open("1")), message(Pay("1", 1)), message(Pay("1", 2)))

    assert isinstance(first.bus, FakeBus)
    bus = first.bus
    await eventually(lambda: len(bus.published) == 2)


async def test_nothing_is_lost_and_each_key_keeps_its_order_over_a_change_of_leaders(
    two: tuple[Process, Process],
) -> None:
    """At least once: what the one before had sent and not yet deleted comes again, which inboxes know."""
    first, second = two
    bus = first.bus
    assert isinstance(bus, FakeBus)
    first.offer(message(Open("1")))
    await eventually(lambda: first.source.handled)
    sent = [message(Pay("1", n)) for n in range(60)]
    for n, each in enumerate(sent):
        (first if n % 2 else second).offer(each)
        await eventually(lambda each=each: each.id in first.source.handled + second.source.handled)
        if n == 30:
            await query(second, SESSIONS.format("pg_terminate_backend(pid)", "true"))

    await eventually(lambda: {m.causation for m in bus.published} == {m.id for m in sent})

    first_arrivals = list(dict.fromkeys(m.causation for m in bus.published))
    assert first_arrivals == [m.id for m in sent]


async def test_a_process_that_waits_to_lead_holds_no_transaction_open(two: tuple[Process, Process]) -> None:
    """It would keep vacuum from the tables that change most, and the queue of notifications from being emptied."""
    first, second = two
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    open_ones = """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%advisory%'
          AND backend_xmin IS NOT NULL AND now() - xact_start > interval '50 milliseconds'
    """
    asking = """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%advisory_lock(%'
          AND now() - backend_start > interval '100 milliseconds'
    """
    await eventually(lambda: query(second, asking))

    assert await query(second, waiting) == 0
    assert await query(second, open_ones) == 0
    assert first.leader.leads


async def test_who_waits_to_lead_or_leads_can_be_cancelled(two: tuple[Process, Process]) -> None:
    for process in two:
        async with asyncio.timeout(5):
            await process.die()

    assert not any(process.leader.leads for process in two)


async def test_a_database_that_is_away_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    async def away(dsn: str) -> None:
        asked.append(dsn)
        raise ConnectionRefusedError

    monkeypatch.setattr(asyncpg, "connect", away)
    leader = AdvisoryLeader("postgresql+asyncpg://postgres@127.0.0.1:1/x", "bank")
    running = asyncio.create_task(leader.run())
    await eventually(lambda: len(asked) > 2)

    assert not running.done()
    assert not leader.leads
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_rooms_have_leaders_of_their_own(opening_postgres: OpenDatabase, postgres_url: str) -> None:
    leaders = [AdvisoryLeader(postgres_url, room) for room in ("som", "rom")]
    running = [asyncio.create_task(leader.run()) for leader in leaders]

    await eventually(lambda: all(leader.leads for leader in leaders))

    for task in running:
        task.cancel()
    await asyncio.wait(running)
