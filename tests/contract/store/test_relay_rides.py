"""A relay that rides on the transactions of steps, reads on its own and is interrupted at any point never skips or reorders."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, StaticPool, create_engine, func, insert, select

from hub.platform import relay as relay_module
from hub.platform import tables
from hub.platform.bus import Confirm
from hub.platform.leadership import SoleLeader
from hub.platform.message import Message
from hub.platform.relay import Relay
from tests.contract.store.bank import Pay, message
from tests.contract.store.fakes import FakeBus
from tests.waiting import eventually


class Chance:
    """Decides, by what Hypothesis draws, how long everybody dawdles and when the bus fails."""

    def __init__(self, drawn: list[int]) -> None:
        self._drawn = drawn
        self._at = 0

    def next(self, below: int) -> int:
        if not self._drawn:
            return 0
        self._at += 1
        return self._drawn[self._at % len(self._drawn)] * self._at % below

    async def dawdle(self) -> None:
        for _ in range(self.next(4)):
            await asyncio.sleep(0)


class SlowDatabase:
    """Transactions on one connection, one at a time, with pauses before and after each."""

    def __init__(self, engine: Engine, chance: Chance) -> None:
        self.transactions = 0
        self._engine = engine
        self._chance = chance

    async def write(self, work: Callable[[Connection], Any]) -> Any:
        await self._chance.dawdle()
        with self._engine.begin() as connection:
            result = work(connection)
        await self._chance.dawdle()
        return result

    read = write

    async def close(self) -> None: ...


class MoodyBus(FakeBus):
    """Dawdles, fails now and then, confirms at once or some time later, as the two buses do."""

    def __init__(self, chance: Chance, *, later: bool) -> None:
        super().__init__()
        self._chance = chance
        self._later = later
        self.open: list[tuple[Confirm, int]] = []
        self.moods = 3

    async def publish(self, batch: Sequence[tuple[int, Message]], confirm: Confirm) -> None:
        await self._chance.dawdle()
        for nth, (position, each) in enumerate(batch):
            # The bus in process takes all or nothing.
            if (nth == 0 or not self._later) and self.moods and self._chance.next(11) == 10:
                self.moods -= 1
                raise ConnectionError("a mood")
            self.published.append(each)
            if self._later:
                self.open.append((confirm, position))
            else:
                confirm([position])
        await self._chance.dawdle()

    def confirm_some(self, at_least: int = 0) -> None:
        for _ in range(at_least + self._chance.next(4)):
            if self.open:
                confirm, position = self.open.pop(0)
                confirm([position])


def engine_with_tables() -> Engine:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    tables.metadata.create_all(engine)
    return engine


@pytest.mark.parametrize("later", [False, True], ids=["confirms at once", "confirms when handled"])
@settings(max_examples=40, deadline=None)
@given(drawn=st.lists(st.integers(0, 97), min_size=1, max_size=30), steps=st.integers(1, 12))
def test_whatever_the_interleaving_every_message_goes_out_in_order_and_its_row_goes(
    later: bool, drawn: list[int], steps: int
) -> None:
    asyncio.run(ride(later=later, drawn=drawn, steps=steps))


async def ride(*, later: bool, drawn: list[int], steps: int) -> None:
    chance = Chance(drawn)
    engine = engine_with_tables()
    database = SlowDatabase(engine, chance)
    bus = MoodyBus(chance, later=later)
    relay = Relay(("bank",), database, bus, SoleLeader())
    written: list[str] = []

    async def step(sends: int) -> None:
        def work(connection: Connection) -> Any:
            sent = [message(Pay("1", n)) for n in range(sends)]
            for each in sent:
                row = {"room": "bank", "message": msgspec.json.encode(each).decode()}
                connection.execute(insert(tables.outbox), [row])
            written.extend(each.id for each in sent)
            return relay.ride(connection, sent=bool(sent))

        arrived = await database.write(work)
        if arrived is not None or sends:
            relay.arrived(arrived)

    running = asyncio.create_task(relay.run())
    for _ in range(steps):
        # Several rooms' steps are on the way at once.
        await asyncio.gather(*(step(chance.next(3)) for _ in range(1 + chance.next(3))))
        bus.confirm_some()

    def left() -> int:
        bus.confirm_some(at_least=3)
        relay.arrived(None)
        with engine.begin() as connection:
            return int(connection.execute(select(func.count()).select_from(tables.outbox)).scalar_one())

    await eventually(lambda: left() == 0, within=2.0)
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    engine.dispose()
    assert list(dict.fromkeys(bus.ids)) == written
    assert relay._in_flight == set()


@pytest.fixture(autouse=True, scope="module")
def _impatient() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(relay_module, "RETRY_SECONDS", 0.0)
        patch.setattr(relay_module, "PAGE", 4)
        yield
