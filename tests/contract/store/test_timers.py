"""Deadlines ring once, never early, whoever set them, and survive the process that did."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from hub.platform import timers as timers_module
from hub.platform.database import Database
from hub.platform.deadlines import OnDeadline
from hub.platform.runner import Room
from hub.platform.unit_of_work import Step
from tests.contract.store.bank import (
    HANDLERS,
    NOW,
    Account,
    Life,
    Open,
    account,
    accounts,
    message,
    step,
    work,
)
from tests.contract.store.conftest import OpenDatabase
from tests.waiting import eventually

SOON = NOW + timedelta(seconds=10)


@pytest.fixture
async def life(database: Database) -> AsyncIterator[Life]:
    lived = Life(database)
    yield lived
    await lived.die()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sweeps as often as the loop allows: the clock alone decides what rings."""
    monkeypatch.setattr(timers_module, "SWEEP_SECONDS", 0.001)
    monkeypatch.setattr(timers_module, "REST_SECONDS", 0.001)


async def rings(database: Database, identifier: str = "1") -> int:
    found = await account(database, identifier)
    return found.rings if found else -1


@pytest.mark.usefixtures("impatient")
async def test_a_deadline_rings_once_when_its_time_has_come_and_not_before(life: Life) -> None:
    life.start(timers=True)
    await life.runner.execute(Open("1", SOON))
    swept = life.database.transactions
    await eventually(lambda: life.database.transactions > swept + 5)
    assert await rings(life.database) == 0

    life.later(10)
    await eventually(lambda: life.fake.published)
    swept = life.database.transactions
    await eventually(lambda: life.database.transactions > swept + 5)

    assert await rings(life.database) == 1
    assert len(life.fake.published) == 1


async def test_not_even_a_millisecond_early(life: Life) -> None:
    await step(life.database, work(Open("1", SOON)))
    life.start()

    life.later(9.999)
    await life.timers.sweep()
    assert life.runner.backlog == 0

    life.later(0.001)
    await life.timers.sweep()
    await eventually(lambda: life.fake.published)


async def test_a_deadline_that_another_process_set_rings_too(opening: OpenDatabase) -> None:
    other, life = opening(), Life(opening())
    life.start()
    await life.timers.sweep()
    await step(other, work(Open("1", SOON)))
    life.later(11)

    await life.timers.sweep()

    await eventually(lambda: life.fake.published)
    assert await rings(other) == 1
    await life.die()


async def test_a_deadline_survives_the_process_that_set_it(opening: OpenDatabase) -> None:
    first = Life(opening()).start()
    await first.runner.execute(Open("1", SOON))
    await first.die()

    second = Life(opening()).start()
    second.later(60)
    await second.timers.sweep()

    await eventually(lambda: second.fake.published)
    await second.die()


async def test_two_processes_that_see_the_same_deadline_ring_it_once(opening: OpenDatabase) -> None:
    lives = [Life(opening()), Life(opening())]
    await step(lives[0].database, *(work(Open(str(n), SOON)) for n in range(20)))
    for life in lives:
        life.later(10)
        await life.timers.sweep()
    assert [life.runner.backlog for life in lives] == [20, 20]

    for life in lives:
        life.start(relay=False)
    await eventually(lambda: lives[0].runner.messages + lives[1].runner.messages == 40)

    assert [await rings(lives[0].database, str(n)) for n in range(20)] == [1] * 20
    found = await account(lives[0].database, "1")
    assert found is not None
    assert found.version == 2
    for life in lives:
        await life.die()


async def test_a_deadline_that_was_moved_before_its_turn_does_not_ring(life: Life) -> None:
    await step(life.database, work(Open("1", SOON)))
    life.later(10)
    await life.timers.sweep()
    found = await account(life.database, "1")
    assert found is not None
    found.wake_at = SOON + timedelta(hours=1)
    await life.database.write(lambda connection: accounts.save(connection, [found]))

    life.start()
    await eventually(lambda: life.runner.messages)

    moved = await account(life.database, "1")
    assert moved is not None
    assert (moved.rings, moved.version) == (0, 2)


async def test_sweeping_twice_before_the_room_gets_to_it_offers_a_deadline_once(life: Life) -> None:
    await step(life.database, work(Open("1", SOON)))
    life.later(10)

    await life.timers.sweep()
    await life.timers.sweep()

    assert life.runner.backlog == 1


async def test_a_deadline_that_failed_is_offered_again(database: Database) -> None:
    failures = iter([RuntimeError("not now")])

    def ring_at_the_second_time(_step: Step, found: Account) -> None:
        for error in failures:
            raise error
        found.rings += 1
        found.wake_at = None

    life = Life(
        database, room=Room("bank", HANDLERS, {accounts: OnDeadline(ring_at_the_second_time)})
    ).start()
    await life.runner.execute(Open("1", SOON))
    life.later(10)
    await life.timers.sweep()
    await eventually(lambda: not life.runner._waking)
    assert await rings(database) == 0

    await life.timers.sweep()
    await eventually(lambda: not life.runner._waking)

    assert await rings(database) == 1
    await life.die()


async def test_a_runner_that_starts_again_rings_what_it_had_not_got_to(life: Life) -> None:
    await step(life.database, work(Open("1", SOON)))
    life.later(10)
    await life.timers.sweep()
    life.stopping.set()
    life.start(relay=False)
    await life.tasks[0]
    assert await rings(life.database) == 0

    life.stopping = asyncio.Event()
    life.start(relay=False)
    await life.timers.sweep()
    await eventually(lambda: life.runner.messages)

    assert await rings(life.database) == 1


async def test_the_next_deadline_is_known_even_while_another_is_overdue(life: Life) -> None:
    await step(life.database, work(Open("overdue", NOW)), work(Open("1", SOON)))

    await life.timers.sweep()

    assert life.timers._next == SOON


async def test_a_deadline_set_during_a_sweep_is_not_forgotten(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read may be older than what is hinted at."""
    real_read = life.database.read

    async def read_then_hear(work):  # type: ignore[no-untyped-def]
        found = await real_read(work)
        life.runner.on_deadline(SOON)
        return found

    monkeypatch.setattr(life.database, "read", read_then_hear)

    await life.timers.sweep()

    assert life.timers._next == SOON
    assert life.timers._changed.is_set()


async def test_more_deadlines_than_a_page_holds_are_all_rung(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timers_module, "PAGE", 5)
    monkeypatch.setattr(timers_module, "REST_SECONDS", 0.001)
    monkeypatch.setattr(timers_module, "SWEEP_SECONDS", 3600.0)
    await step(life.database, *(work(Open(str(n), SOON)) for n in range(23)))
    life.later(10)

    life.start(timers=True)

    await eventually(lambda: len(life.fake.published) == 23)


async def test_timers_of_a_room_without_deadlines_have_nothing_to_do(database: Database) -> None:
    life = Life(database, room=Room("bank", HANDLERS))

    async with asyncio.timeout(5):
        await life.timers.run()


@pytest.mark.usefixtures("impatient")
async def test_a_sweep_that_fails_does_not_end_the_sweeping(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors = iter([OSError("away"), RuntimeError("a mistake")])
    real_read = life.database.read

    async def read(work):  # type: ignore[no-untyped-def]
        for error in errors:
            raise error
        return await real_read(work)

    monkeypatch.setattr(life.database, "read", read)
    life.offer(message(Open("1", NOW)))
    life.start(timers=True)

    await eventually(lambda: life.fake.published)
