"""A step writes inbox, state, history and outgoing messages together or not at all, and a message's effect once."""

import asyncio
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, event, select
from sqlalchemy.engine import Engine

from hub.kernel.aggregate import Fact
from hub.kernel.errors import Code, HubError
from hub.kernel.ids import new_id
from hub.platform import tables
from hub.platform.database import Database
from hub.platform.database_step import DatabaseStep
from hub.platform.message import Message
from hub.platform.store import Store
from hub.platform.unit_of_work import Handler, Step, Work
from tests.contract.store.bank import (
    NOW,
    Account,
    Break,
    Open,
    Pay,
    account,
    account_table,
    accounts,
    everything,
    message,
    step,
    work,
)
from tests.contract.store.conftest import OpenDatabase

NOTHING = dict.fromkeys(("test_account", "test_account_tag", "hub_inbox", "hub_outbox", "hub_history"), 0)


async def balance(database: Database, identifier: str) -> int:
    found = await account(database, identifier)
    assert found is not None
    return found.balance


async def test_state_history_inbox_and_messages_are_written_together(database: Database) -> None:
    await step(database, work(Open("1", tags=["a"])), work(Pay("1", 5)))

    assert await everything(database) == {
        "test_account": 1,
        "test_account_tag": 1,
        "hub_inbox": 2,
        "hub_outbox": 1,
        "hub_history": 2,
    }


@pytest.mark.parametrize("victim", ["test_account", "hub_inbox", "hub_history", "hub_outbox"])
async def test_a_write_that_fails_late_leaves_nothing_at_all(database: Database, victim: str) -> None:
    """Whichever of the inserts fails, none of the others stays."""

    def refuse_inserts(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith(f"INSERT INTO {victim} "):
            raise RuntimeError("no space left")

    event.listen(Engine, "before_cursor_execute", refuse_inserts)
    try:
        with pytest.raises(RuntimeError, match="no space left"):
            await step(database, work(Open("1")), work(Pay("1", 5)))
    finally:
        event.remove(Engine, "before_cursor_execute", refuse_inserts)

    assert await everything(database) == NOTHING


async def test_a_handler_that_fails_leaves_nothing_of_its_batch(database: Database) -> None:
    await step(database, work(Open("1")))
    before = await everything(database)

    with pytest.raises(RuntimeError, match="a mistake"):
        await step(database, work(Pay("1", 5)), work(Break("1")))

    assert await everything(database) == before
    assert await balance(database, "1") == 0


async def test_a_message_that_comes_twice_in_one_batch_is_handled_once(database: Database) -> None:
    await step(database, work(Open("1")))

    results = await step(database, work(Pay("1", 5), "same"), work(Pay("1", 5), "same"))

    assert results == [5, None]
    assert await balance(database, "1") == 5


async def test_a_message_that_comes_again_in_a_later_batch_is_not_handled_again(database: Database) -> None:
    await step(database, work(Open("1")), work(Pay("1", 5), "same"))
    before = await everything(database)

    results = await step(database, work(Pay("1", 5), "same"))

    assert results == [None]
    assert await everything(database) == before
    assert await balance(database, "1") == 5


async def test_the_same_message_in_another_room_is_another_matter(database: Database) -> None:
    await step(database, work(Open("1")), work(Pay("1", 5), "same"))

    await database.write(lambda c: DatabaseStep(c, "other", NOW).run([work(Pay("1", 5), "same")]))

    assert await balance(database, "1") == 10


async def test_a_message_two_processes_handle_at_once_takes_effect_once(opening: OpenDatabase) -> None:
    """The one that comes second either knows the message or fails, to be told so at its next attempt."""
    one, other = opening(), opening()
    await step(one, work(Open("1")))
    for n in range(10):
        results = await asyncio.gather(
            step(one, work(Pay("1", 1), f"m{n}")),
            step(other, work(Pay("1", 1), f"m{n}")),
            return_exceptions=True,
        )
        assert any(not isinstance(result, BaseException) for result in results)

        assert await balance(one, "1") == n + 1


async def test_two_processes_that_change_one_aggregate_lose_none_of_the_changes(
    opening: OpenDatabase,
) -> None:
    one, other = opening(), opening()
    await step(one, work(Open("1")), work(Open("2")))

    # The second names them the other way round: nobody waits for the other for ever.
    await asyncio.gather(
        *(step(one, work(Pay("1", 1)), work(Pay("2", 1))) for _ in range(10)),
        *(step(other, work(Pay("2", 1)), work(Pay("1", 1))) for _ in range(10)),
    )

    assert (await balance(one, "1"), await balance(one, "2")) == (20, 20)


async def test_a_command_of_a_caller_is_not_kept_in_the_inbox(database: Database) -> None:
    command = work(Open("1"))

    await step(database, Work(command.message, command.contract, command.handler, deduplicate=False))

    assert (await everything(database))["hub_inbox"] == 0


async def test_the_history_tells_which_message_did_what_and_when(database: Database) -> None:
    opened, first, second = message(Open("1")), message(Pay("1", 5)), message(Pay("1", 6))

    def run(connection: Connection) -> None:
        DatabaseStep(connection, "bank", NOW).run(
            [
                Work(opened, Open("1"), work(Open("1")).handler),
                Work(first, Pay("1", 5), work(Pay("1", 5)).handler),
            ]
        )
        DatabaseStep(connection, "bank", NOW).run([Work(second, Pay("1", 6), work(Pay("1", 6)).handler)])

    await database.write(run)
    rows = await database.read(
        lambda c: c.execute(select(tables.history).order_by(tables.history.c.position)).mappings().all()
    )

    assert [(r["message_id"], r["message_type"], r["version"]) for r in rows] == [
        (opened.id, "Open", 1),
        (first.id, "Pay", 1),
        (second.id, "Pay", 2),
    ]
    facts = [msgspec.json.decode(row["facts"], type=list[Fact]) for row in rows]
    assert facts == [
        [Fact("open", "", "open")],
        [Fact("pay", detail={"amount": 5})],
        [Fact("pay", detail={"amount": 6})],
    ]
    assert {(r["room"], r["aggregate_id"], r["correlation"], r["causation"], r["at"]) for r in rows} == {
        ("bank", "1", "order-1", "cause-1", NOW)
    }


async def test_what_a_message_sends_names_it_as_its_cause_and_keeps_its_correlation(
    database: Database,
) -> None:
    paid = work(Pay("1", 5))
    await step(database, work(Open("1")), paid)

    stored = await database.read(lambda c: c.execute(select(tables.outbox.c.message)).scalar_one())
    sent = msgspec.json.decode(stored, type=Message)
    assert (sent.type, sent.key) == ("Paid", "1")
    assert (sent.correlation, sent.causation) == ("order-1", paid.message.id)
    assert msgspec.json.decode(sent.body) == {"account": "1", "amount": 5}


async def test_messages_lie_in_the_outbox_in_the_order_they_were_sent(database: Database) -> None:
    await step(database, work(Open("1")), *(work(Pay("1", n)) for n in range(50)))

    query = select(tables.outbox.c.message).order_by(tables.outbox.c.position)
    stored = await database.read(lambda c: c.execute(query).scalars().all())
    bodies = [msgspec.json.decode(msgspec.json.decode(m, type=Message).body) for m in stored]
    assert [body["amount"] for body in bodies] == list(range(50))


async def test_an_unknown_aggregate_is_refused_by_its_name(database: Database) -> None:
    with pytest.raises(HubError) as caught:
        await step(database, work(Pay("nobody", 1)))

    assert caught.value.reasons[0].code is Code.ID_UNKNOWN
    assert "there is no account nobody" in str(caught.value)


def looking(connection: Connection) -> Step:
    return DatabaseStep(connection, "bank", NOW)


async def test_looking_saves_nothing_and_finding_does(database: Database) -> None:
    await step(database, work(Open("1")))

    def run(connection: Connection, *, find: bool) -> None:
        def handle(the_step: Step, _contract: Any) -> None:
            (the_step.find if find else the_step.look)(accounts, "1")

        looking(connection).run([Work(message(Open("1")), None, Handler(Open, handle), deduplicate=False)])

    await database.write(lambda c: run(c, find=False))
    looked = await account(database, "1")
    await database.write(lambda c: run(c, find=True))
    found = await account(database, "1")
    assert looked is not None
    assert found is not None
    assert (looked.version, found.version) == (1, 2)


async def test_what_is_removed_is_gone_and_may_be_added_anew_in_the_same_step(database: Database) -> None:
    await step(database, work(Open("1", tags=["a"])), work(Open("2")))

    def handle(the_step: Step, _contract: Any) -> None:
        the_step.get(accounts, "1").balance = 9
        the_step.remove(accounts, "1")
        the_step.remove(accounts, "2")
        assert the_step.find(accounts, "2") is None
        the_step.add(accounts, Account(id="2", balance=7))

    await database.write(
        lambda c: looking(c).run([Work(message(Open("1")), None, Handler(Open, handle), deduplicate=False)])
    )

    assert await account(database, "1") is None
    anew = await account(database, "2")
    assert anew is not None
    assert (anew.version, anew.balance) == (1, 7)
    assert (await everything(database))["test_account_tag"] == 0


async def test_two_kinds_of_aggregates_may_have_one_id_and_each_keeps_its_facts(database: Database) -> None:
    twins: Store[Account] = Store(account_table, Account, accounts.columns)

    def handle(the_step: Step, _contract: Any) -> None:
        for store, what in ((accounts, "one"), (twins, "other")):
            found = Account(id="same")
            found.record(what)
            if store is accounts:
                the_step.add(store, found)
            else:
                the_step._in_message[store, found.id] = found

    await database.write(
        lambda c: looking(c).run([Work(message(Open("x"), new_id()), None, Handler(Open, handle))])
    )

    facts = await database.read(lambda c: c.execute(select(tables.history.c.facts)).scalars().all())
    assert [msgspec.json.decode(f, type=list[Fact])[0].event for f in facts] == ["one", "other"]
