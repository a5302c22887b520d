"""The history is enough: every version of an aggregate can be put together again from it."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from hub.kernel.errors import Code, HubError
from hub.platform import tables
from hub.platform.database import Database
from hub.platform.database_step import DatabaseStep
from hub.platform.rebuild import rebuild, strays
from hub.platform.unit_of_work import Handler, Step, Work
from tests.contract.store.bank import (
    NOW,
    Account,
    Close,
    Open,
    Pay,
    Touch,
    account_table,
    accounts,
    message,
    step,
    tag_table,
    work,
)


async def rebuilt(database: Database, identifier: str = "1", version: int | None = None) -> dict[str, Any]:
    return await database.read(lambda connection: rebuild(connection, "bank", identifier, version))


async def stored(database: Database, identifier: str = "1") -> Any:
    query = select(account_table.c.document).where(account_table.c.id == identifier)
    return msgspec.json.decode(await database.read(lambda c: c.execute(query).scalar_one()))


async def wrong(database: Database) -> list[str]:
    return await database.read(lambda connection: strays(connection, "bank", accounts))


async def changes(database: Database) -> list[tuple[int, str, Any]]:
    """Version, message type and change of each row of the history."""
    table = tables.history
    query = select(table.c.version, table.c.message_type, table.c.change).order_by(table.c.position)
    rows = await database.read(lambda c: c.execute(query).all())
    return [(row[0], row[1], row[2] and msgspec.json.decode(row[2])) for row in rows]


async def test_each_version_is_what_was_stored_then(database: Database) -> None:
    kept = []
    for command in (Open("1", tags=["a"]), Pay("1", 5), Touch("1", ["a", "b"]), Touch("1"), Pay("1", 2)):
        await step(database, work(command))
        kept.append(await stored(database))

    assert [await rebuilt(database, version=n + 1) for n in range(5)] == kept
    assert await rebuilt(database) == kept[-1]
    assert kept[-1]["version"] == 5


async def test_a_version_leaves_its_change_once_on_the_last_row_about_it(database: Database) -> None:
    await step(database, work(Open("1")), work(Touch("1", ["a"])), work(Pay("1", 5)))
    await step(database, work(Pay("1", 1)), work(Pay("1", 1)), work(Touch("1", ["a"])))

    told = await changes(database)
    assert [(version, kind, bool(change)) for version, kind, change in told] == [
        (1, "Open", False),
        (1, "Pay", True),
        (2, "Pay", False),
        (2, "Pay", True),
    ]
    assert told[-1][2] == {"balance": [7], "version": [2]}


async def test_a_version_nothing_was_recorded_of_has_a_row_all_the_same(database: Database) -> None:
    await step(database, work(Open("1")))
    await step(database, work(Touch("1", ["a"])))

    assert (await changes(database))[-1] == (2, "Touch", {"tags": [1, {"0": ["a"]}], "version": [2]})
    assert await wrong(database) == []


async def test_a_message_that_says_nothing_before_one_that_does_leaves_no_row(database: Database) -> None:
    await step(database, work(Open("1")))
    await step(database, work(Touch("1", ["a"])), work(Pay("1", 1)))

    assert [(version, kind) for version, kind, _ in await changes(database)] == [(1, "Open"), (2, "Pay")]
    assert await wrong(database) == []


async def test_what_takes_the_place_of_a_removed_one_without_a_word_can_be_rebuilt(
    database: Database,
) -> None:
    def replace_it(step: Step, command: Open) -> None:
        step.remove(accounts, command.account)
        step.add(accounts, Account(id=command.account, owner="heir"))

    contract = Open("1")
    replacing = Work(message(contract), contract, Handler(Open, replace_it))
    await step(database, work(Open("1", tags=["a"])))

    await step(database, work(Pay("1", 1)), replacing)

    assert (await rebuilt(database))["owner"] == "heir"
    assert await wrong(database) == []


async def test_what_was_removed_is_known_to_be_gone_and_its_past_is_kept(database: Database) -> None:
    await step(database, work(Open("1")), work(Pay("1", 5)))
    before = await stored(database)
    await step(database, work(Pay("1", 5)), work(Close("1")))

    with pytest.raises(HubError) as caught:
        await rebuilt(database)

    assert caught.value.reasons[0].code is Code.ID_UNKNOWN
    assert await rebuilt(database, version=1) == before
    assert (await changes(database))[-1] == (2, "Close", [])


async def test_an_id_that_is_used_again_begins_anew(database: Database) -> None:
    await step(database, work(Open("1", tags=["old"])))
    await step(database, work(Close("1")), work(Open("1")), work(Pay("1", 3)))
    await step(database, work(Pay("1", 1)))

    assert await rebuilt(database) == await stored(database)
    assert (await rebuilt(database, version=1))["balance"] == 3
    assert await wrong(database) == []


@pytest.mark.parametrize(("identifier", "version"), [("2", None), ("1", 2), ("1", 0)])
async def test_what_never_was_is_refused(database: Database, identifier: str, version: int | None) -> None:
    await step(database, work(Open("1")))

    with pytest.raises(HubError) as caught:
        await rebuilt(database, identifier, version)

    assert caught.value.reasons[0].code is Code.ID_UNKNOWN


async def test_the_check_finds_what_somebody_has_changed_behind_the_history(database: Database) -> None:
    await step(database, *(work(Open(str(n))) for n in range(450)))
    assert await wrong(database) == []

    def meddle(connection: Connection) -> None:
        table = account_table
        for identifier, changed in (("300", {"version": 7}), ("44", {"document": '{"id": "44"}'})):
            connection.execute(table.update().where(table.c.id == identifier).values(changed))

    await database.write(meddle)

    assert await wrong(database) == ["300", "44"]


async def test_of_other_aggregates_no_changes_are_kept(database: Database) -> None:
    plain = replace(accounts, rebuildable=False)

    def open_plain(step: Step, command: Open) -> None:
        account = Account(id=command.account)
        account.record("open")
        step.add(plain, account)

    contract = Open("1")
    one = Work(message(contract), contract, Handler(Open, open_plain))
    await database.write(lambda c: DatabaseStep(c, "bank", NOW).run([one]))

    assert await changes(database) == [(1, "Open", None)]


commands = (
    st.builds(Pay, st.sampled_from("12"), st.integers(0, 9))
    | st.builds(Touch, st.sampled_from("12"), st.lists(st.sampled_from("abc"), max_size=3, unique=True))
    | st.builds(Close, st.sampled_from("12"))
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(commands, min_size=1, max_size=5), max_size=6))
async def test_after_any_batches_all_that_is_there_can_be_rebuilt(
    database: Database, batches: list[list[Any]]
) -> None:
    def clear(connection: Connection) -> None:
        for table in (tag_table, account_table, tables.history):
            connection.execute(table.delete())

    await database.write(clear)
    there: set[str] = set()
    for batch in batches:
        works = []
        for command in batch:
            # Whatever is not there yet is opened instead.
            chosen = command if command.account in there else Open(command.account)
            there ^= {command.account} if chosen is not command or isinstance(command, Close) else set()
            works.append(work(chosen))
        await step(database, *works)

    assert await wrong(database) == []
    assert {identifier for identifier in "12" if await known(database, identifier)} == there


async def known(database: Database, identifier: str) -> bool:
    try:
        return bool(await rebuilt(database, identifier))
    except HubError:
        return False
