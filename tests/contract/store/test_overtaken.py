"""Two processes that wait for each other: the one that gives way does its work again, and nobody hears of it."""

import asyncpg
import msgspec
import pytest
from sqlalchemy import make_url, text

from hub.platform.unit_of_work import Handler, Step
from tests.contract.store.bank import HANDLERS, Life, Open, account, accounts, message, step, work
from tests.contract.store.conftest import OpenDatabase
from tests.waiting import eventually

LOCK = "SELECT id FROM test_account WHERE id = $1 FOR UPDATE"
WAITING = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


class Move(msgspec.Struct):
    """Of both accounts, so that both are locked for it, the one with the lower id first."""

    giver: str
    taker: str


def move(at_hand: Step, command: Move) -> None:
    at_hand.get(accounts, command.giver).balance -= 1
    at_hand.get(accounts, command.taker).balance += 1


async def test_a_message_that_gave_way_in_a_deadlock_is_handled_after_the_other(
    opening_postgres: OpenDatabase, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs = Handler(Move, move, lambda c: [(accounts, c.giver), (accounts, c.taker)])
    monkeypatch.setitem(HANDLERS, "Move", needs)
    database = opening_postgres()
    await step(database, work(Open("1")), work(Open("2")))
    life = Life(database)
    moving = message(Move("1", "2"))

    dsn = make_url(postgres_url).set(drivername="postgresql").render_as_string(hide_password=False)
    rival = await asyncpg.connect(dsn)
    async with rival.transaction():
        # Whoever began to wait first is the one that finds out, and gives way.
        await rival.execute("SET LOCAL deadlock_timeout = '60s'")
        await rival.execute(LOCK, "2")
        life.start().offer(moving)

        async def waits() -> bool:
            return bool(await database.read(lambda c: c.execute(WAITING).scalar_one()))

        await eventually(waits)
        await rival.execute(LOCK, "1")
        assert life.source.outcomes == []
    await rival.close()
    await eventually(lambda: life.source.handled == [moving.id])
    await life.die()

    found = [await account(database, identifier) for identifier in ("1", "2")]
    assert [a.balance for a in found if a] == [-1, 1]
    assert life.source.failed == {}
