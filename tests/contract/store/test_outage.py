"""A database that goes away: nothing is lost, nothing is counted against a message, callers are told at once."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from hub.kernel.errors import Code, HubError, Kind
from hub.platform import runner as runner_module
from hub.platform.database import Database, PostgresDatabase, is_outage, open_database
from tests.contract.store.bank import Break, Life, Open, Pay, account, message
from tests.contract.store.conftest import OpenDatabase
from tests.waiting import eventually


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner_module, "OUTAGE_SECONDS", 0.0)
    monkeypatch.setattr(runner_module, "LINGER_SECONDS", 0.0)


async def balance(database: Database, identifier: str = "1") -> int:
    found = await account(database, identifier)
    return found.balance if found else -1


class Away:
    """A database that is away for as long as it is told to be."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.transactions = 0
        self.away = True
        self.attempts = 0

    async def write(self, work: Callable[[Connection], Any]) -> Any:
        self.attempts += 1
        if self.away:
            await asyncio.sleep(0)
            raise ConnectionRefusedError("nobody at home")
        return await self._database.write(work)

    async def read(self, work: Callable[[Connection], Any]) -> Any:
        return await self._database.read(work)

    async def close(self) -> None: ...


@pytest.mark.usefixtures("impatient")
async def test_an_outage_is_waited_out_and_counts_against_no_message(database: Database) -> None:
    """However long it lasts: here for two thousand attempts."""
    away = Away(database)
    life = Life(away)
    sent = [message(Open("1")), message(Pay("1", 1)), message(Pay("1", 2))]
    life.offer(*sent)
    life.start(relay=False)
    await eventually(lambda: away.attempts > 2000)
    assert life.source.outcomes == []

    away.away = False

    await eventually(lambda: life.source.handled == [m.id for m in sent])
    assert life.source.failed == {}
    await life.die()


async def test_callers_are_told_at_once_that_the_database_is_away(database: Database) -> None:
    life = Life(Away(database))
    waiting = message(Open("1"))
    life.offer(waiting)
    life.start(relay=False)

    for _ in range(2):
        async with asyncio.timeout(5):
            with pytest.raises(HubError) as caught:
                await life.runner.execute(Open("2"))
        assert (caught.value.kind, caught.value.reasons[0].code) == (
            Kind.UNAVAILABLE,
            Code.SERVICE_UNAVAILABLE,
        )

    assert life.source.outcomes == []
    await life.die()


@pytest.mark.usefixtures("impatient")
async def test_an_outage_in_the_middle_of_a_batch_settles_what_was_handled_and_keeps_the_rest_in_order(
    database: Database,
) -> None:
    away = Away(database)
    away.away = False
    life = Life(away)
    sent = [message(Open("1")), message(Pay("1", 1)), message(Break("1")), message(Pay("1", 2))]
    real_write = away.write

    async def write(transaction: Callable[[Connection], Any]) -> Any:
        # The batch fails, two messages are handled one by one, then the database goes.
        away.away = 3 <= away.attempts < 10
        return await real_write(transaction)

    away.write = write  # type: ignore[method-assign,assignment]
    life.offer(*sent)
    life.start(relay=False)

    await eventually(lambda: len(life.source.outcomes) == 4)

    assert life.source.handled == [sent[0].id, sent[1].id, sent[3].id]
    assert set(life.source.failed) == {sent[2].id}
    assert await balance(database) == 3
    await life.die()


async def test_stopping_during_an_outage_leaves_messages_unsettled_and_ends(database: Database) -> None:
    life = Life(Away(database))
    life.offer(message(Open("1")), message(Open("2")))
    life.start(relay=False)
    await eventually(lambda: life.database.attempts)  # type: ignore[attr-defined]

    async with asyncio.timeout(5):
        await life.stop()

    assert life.source.outcomes == []


async def test_connections_that_postgresql_ends_in_a_batch_cost_nothing_but_time(
    opening_postgres: OpenDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner_module, "OUTAGE_SECONDS", 0.01)
    database, other = opening_postgres(), opening_postgres()
    life = Life(database)
    cuts: list[int] = []
    real_write = database.write

    async def write(transaction: Callable[[Connection], Any]) -> Any:
        if len(cuts) >= 3:
            return await real_write(transaction)

        def cut_before_the_commit(connection: Connection) -> Any:
            result = transaction(connection)
            cuts.append(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
            return result

        return await real_write(cut_before_the_commit)

    monkeypatch.setattr(database, "write", write)
    sent = [message(Open("1")), *(message(Pay("1", 1)) for _ in range(20))]
    life.offer(*sent)
    life.start(relay=False)

    await eventually(lambda: len(life.source.outcomes) == 21)

    assert len(cuts) == 3
    assert life.source.handled == [m.id for m in sent]
    assert await balance(other) == 20
    await life.die()


async def test_a_postgresql_that_is_not_there_or_does_not_let_us_in_is_an_outage(postgres_url: str) -> None:
    for url in ("postgresql+asyncpg://postgres@127.0.0.1:1/x", postgres_url + "_that_is_not_there"):
        database = open_database(url)
        assert isinstance(database, PostgresDatabase)

        with pytest.raises(Exception, match=r"(?s).*") as caught:
            await database.write(lambda connection: connection.exec_driver_sql("SELECT 1"))

        assert is_outage(caught.value)
        await database.close()


async def test_a_server_that_runs_out_of_something_is_an_outage_and_a_statement_that_is_cancelled_is_not(
    opening_postgres: OpenDatabase,
) -> None:
    database = opening_postgres()
    expected = {"53100": True, "57P01": True, "08006": True, "25006": True, "57014": False, "22021": False}
    for state, outage in expected.items():
        statement = f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$"

        with pytest.raises(DBAPIError) as caught:
            await database.write(lambda c, statement=statement: c.exec_driver_sql(statement))  # type: ignore[misc]

        assert is_outage(caught.value) == outage, state


async def test_an_error_does_not_tell_what_was_written(database: Database) -> None:
    with pytest.raises(DBAPIError) as caught:
        await database.write(
            lambda connection: connection.execute(
                text("SELECT :given FROM nowhere"), {"given": "confidential"}
            )
        )

    assert "nowhere" in str(caught.value)
    assert "confidential" not in str(caught.value)
