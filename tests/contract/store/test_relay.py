"""The relay publishes what was committed, in order, at least once, and deletes only what the bus has confirmed."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence

import pytest
from sqlalchemy import Connection, insert

from hub.platform import relay as relay_module
from hub.platform import tables
from hub.platform.bus import Confirm
from hub.platform.database import Database
from hub.platform.message import Message
from tests.contract.store.bank import Life, Open, Pay, count, message, put_into_outbox
from tests.contract.store.conftest import OpenDatabase
from tests.contract.store.fakes import FakeBus
from tests.waiting import eventually


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay_module, "RETRY_SECONDS", 0.01)
    monkeypatch.setattr(relay_module, "SWEEP_SECONDS", 0.05)


@pytest.fixture
async def life(database: Database) -> AsyncIterator[Life]:
    lived = Life(database)
    yield lived
    await lived.die()


async def unsent(database: Database) -> int:
    return await count(database, tables.outbox)


def notes(n: int) -> list[Message]:
    return [message(Pay("1", i)) for i in range(n)]


async def test_what_lies_in_the_outbox_at_the_start_is_published_in_order_and_deleted(life: Life) -> None:
    sent = notes(1200)
    await put_into_outbox(life.database, *sent)

    life.start()
    life.relay.arrived(None)

    await eventually(lambda: life.fake.ids == [m.id for m in sent])
    life.relay.arrived(None)
    await eventually(lambda: unsent_is(life, 0))


async def unsent_is(life: Life, expected: int) -> bool:
    return await unsent(life.database) == expected


async def test_what_handlers_send_is_published_in_the_order_they_sent_it(life: Life) -> None:
    life.start()
    life.offer(message(Open("1")), *notes(450))

    await eventually(lambda: len(life.fake.published) == 450)

    assert [m.causation for m in life.fake.published] == life.source.handled[1:]


async def test_a_message_with_all_its_words_is_published_as_it_was_written(life: Life) -> None:
    (sent,) = notes(1)
    await put_into_outbox(life.database, sent)
    life.start()
    life.relay.arrived(None)

    await eventually(lambda: life.fake.published)

    assert life.fake.published == [sent]


async def test_nothing_is_published_before_its_transaction_commits(life: Life) -> None:
    """Not even when the relay rides on the transaction that writes it."""
    life.start()

    def ride_and_fail(connection: Connection) -> None:
        (sent,) = notes(1)
        connection.execute(insert(tables.outbox), [{"room": "bank", "message": '{"id": "x"}'}])
        connection.execute(tables.outbox.delete())
        connection.execute(insert(tables.outbox), [{"room": "bank", "message": encoded(sent)}])
        ride = life.relay.ride(connection, sent=True)
        assert ride is not None
        assert [m.id for _, m in ride.rows] == [sent.id]
        raise RuntimeError("never mind")

    with pytest.raises(RuntimeError, match="never mind"):
        await life.database.write(ride_and_fail)
    (real,) = notes(1)
    await put_into_outbox(life.database, real)
    life.relay.arrived(None)

    await eventually(lambda: life.fake.published)
    assert life.fake.ids == [real.id]


def encoded(sent: Message) -> str:
    import msgspec

    return msgspec.json.encode(sent).decode()


async def test_a_bus_that_is_away_for_a_while_loses_nothing_and_keeps_the_order(life: Life) -> None:
    life.fake.away = True
    life.start()
    life.offer(message(Open("1")), *notes(30))
    await eventually(lambda: len(life.source.handled) == 31)
    assert await unsent(life.database) == 30

    life.fake.away = False

    await eventually(lambda: len(life.fake.published) == 30)
    assert [m.causation for m in life.fake.published] == life.source.handled[1:]


class HalfBus(FakeBus):
    """Confirms the first half of what it is given, then breaks, once."""

    def __init__(self) -> None:
        super().__init__()
        self.broke = False

    async def publish(self, batch: Sequence[tuple[int, Message]], confirm: Confirm) -> None:
        if self.broke:
            await super().publish(batch, confirm)
            return
        self.broke = True
        half = batch[: len(batch) // 2]
        await super().publish(half, confirm)
        raise ConnectionError("in the middle")


async def test_after_a_break_in_the_middle_only_what_was_not_confirmed_is_published_again(
    database: Database,
) -> None:
    bus = HalfBus()
    life = Life(database, bus)
    sent = notes(10)
    await put_into_outbox(database, *sent)

    life.start()
    life.relay.arrived(None)

    await eventually(lambda: len(bus.ids) >= 10)
    assert bus.ids == [m.id for m in sent]
    await eventually(lambda: unsent_is(life, 0))
    await life.die()


class SilentBus(FakeBus):
    """Takes messages and confirms none, as the bus in process does until they are handled."""

    def __init__(self) -> None:
        super().__init__()
        self.confirm: Confirm = lambda _positions: None
        self.positions: list[int] = []

    async def publish(self, batch: Sequence[tuple[int, Message]], confirm: Confirm) -> None:
        self.published += [m for _, m in batch]
        self.positions += [position for position, _ in batch]
        self.confirm = confirm


async def test_a_row_is_deleted_only_when_the_bus_has_confirmed_it(database: Database) -> None:
    bus = SilentBus()
    life = Life(database, bus)
    sent = notes(3)
    await put_into_outbox(database, *sent)
    life.start()
    life.relay.arrived(None)
    await eventually(lambda: len(bus.published) == 3)
    life.relay.arrived(None)
    assert await unsent(database) == 3

    bus.confirm(bus.positions[1:2])
    life.relay.arrived(None)
    await eventually(lambda: unsent_is(life, 2))

    assert bus.ids == [m.id for m in sent]
    await life.die()


async def test_what_was_published_but_not_confirmed_is_published_again_by_the_next_process(
    database: Database,
) -> None:
    bus = SilentBus()
    first = Life(database, bus)
    sent = notes(3)
    await put_into_outbox(database, *sent)
    first.start()
    first.relay.arrived(None)
    await eventually(lambda: len(bus.published) == 3)
    await first.die()

    second = Life(database).start()
    second.relay.arrived(None)

    await eventually(lambda: second.fake.ids == [m.id for m in sent])
    await second.die()


async def test_more_than_may_be_on_the_way_waits_until_some_of_it_is_confirmed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_module, "IN_FLIGHT_LIMIT", 10)
    monkeypatch.setattr(relay_module, "PAGE", 5)
    bus = SilentBus()
    life = Life(database, bus)
    sent = notes(40)
    await put_into_outbox(database, *sent)
    life.start()
    life.relay.arrived(None)
    await eventually(lambda: len(bus.published) == 15)

    while len(bus.published) < 40:
        before = len(bus.published)
        bus.confirm(bus.positions[:before])
        await eventually(lambda before=before: len(bus.published) > before)

    assert bus.ids == [m.id for m in sent]
    await life.die()


async def test_a_relay_publishes_only_for_its_own_rooms(life: Life) -> None:
    (foreign,), (own,) = notes(1), notes(1)
    await put_into_outbox(life.database, foreign, room="other")
    await put_into_outbox(life.database, own)

    life.start()
    life.relay.arrived(None)

    await eventually(lambda: life.fake.ids == [own.id])
    await eventually(lambda: unsent_is(life, 1))


async def test_finishing_sends_what_can_still_be_sent_and_cleans_up(life: Life) -> None:
    await put_into_outbox(life.database, *notes(3))

    await life.relay.finish()

    assert len(life.fake.published) == 3
    assert await unsent(life.database) == 0


async def test_a_relay_survives_what_nobody_expected(opening: OpenDatabase) -> None:
    life = Life(opening())
    mistakes = iter([KeyError("a mistake in a bus")])

    def trip() -> None:
        for mistake in mistakes:
            raise mistake

    life.fake.before_publish = trip
    await put_into_outbox(life.database, *notes(2))
    life.start()
    life.relay.arrived(None)

    await eventually(lambda: len(life.fake.published) == 2)
    assert not any(task.done() for task in life.tasks)
    await life.die()
    await asyncio.sleep(0)


async def test_while_rows_are_confirmed_a_step_in_another_thread_finds_each_on_its_way_or_confirmed(
    life: Life,
) -> None:
    """One that is neither would be read, and published, once more."""

    class OnTheirWay(set[int]):
        def difference_update(self, *gone: Iterable[object]) -> None:
            super().difference_update(*gone)
            found.append(life.relay._confirmed >= {1, 2})

    found: list[bool] = []
    life.relay._in_flight = OnTheirWay({1, 2, 3})

    life.relay._confirm([1, 2])

    assert found == [True]
