"""Aggregates are stored whole, guarded by their version, and found by their columns, on both databases alike."""

import contextlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from hub.kernel.errors import HubError, Kind
from hub.platform.database import Database, is_outage
from hub.platform.store import one_of
from tests.contract.store.bank import NOW, Account, account, account_table, accounts, count, tag_table
from tests.contract.store.conftest import OpenDatabase


async def save(database: Database, *them: Account) -> None:
    await database.write(lambda connection: accounts.save(connection, them))


async def test_an_aggregate_comes_back_as_it_was_saved(database: Database) -> None:
    await save(
        database, Account(id="1", owner="Zoë", balance=5, opened=NOW, wake_at=NOW, tags=["a", "\U0001f680"])
    )

    expected = Account(
        id="1", version=1, owner="Zoë", balance=5, opened=NOW, wake_at=NOW, tags=["a", "\U0001f680"]
    )
    assert await account(database, "1") == expected


async def test_each_save_raises_the_version_by_one(database: Database) -> None:
    one = Account(id="1")
    await save(database, one)
    one.balance = 7
    await save(database, one)

    again = await account(database, "1")
    assert again is not None
    assert (again.version, again.balance) == (2, 7)


async def test_an_id_that_is_taken_is_refused(database: Database) -> None:
    await save(database, Account(id="1", owner="first"))

    with pytest.raises(IntegrityError):
        await save(database, Account(id="1", owner="second"))

    kept = await account(database, "1")
    assert kept is not None
    assert kept.owner == "first"


async def test_of_two_writers_that_read_the_same_version_one_wins_and_the_other_is_told(
    database: Database,
) -> None:
    await save(database, Account(id="1"))
    first, second = await account(database, "1"), await account(database, "1")
    assert first is not None
    assert second is not None
    first.balance, second.balance = 1, 2
    await save(database, first)

    with pytest.raises(HubError) as caught:
        await save(database, second)

    kept = await account(database, "1")
    assert caught.value.kind is Kind.STALE
    assert kept is not None
    assert (kept.balance, kept.version) == (1, 2)


async def test_a_stale_aggregate_in_a_batch_is_never_written_over_a_newer_one(database: Database) -> None:
    """SQLite also says so; on PostgreSQL who saves many has loaded them with a lock, and cannot be stale."""
    await save(database, Account(id="1"), Account(id="2"))
    loaded = await database.read(lambda connection: accounts.load(connection, ["1", "2"]))
    newer = await account(database, "2")
    assert newer is not None
    newer.balance = 5
    await save(database, newer)
    for each in loaded.values():
        each.balance = 9

    with contextlib.suppress(HubError):
        await save(database, *loaded.values())

    kept = await account(database, "2")
    assert kept is not None
    assert (kept.balance, kept.version) == (5, 2)


async def test_new_and_known_aggregates_are_saved_together(database: Database) -> None:
    await save(database, Account(id="1"))
    known = await account(database, "1")
    assert known is not None
    known.balance = 3

    await save(database, known, Account(id="2", balance=4))

    found = await database.read(lambda connection: accounts.load(connection, ["1", "2", "3"]))
    assert {i: (a.version, a.balance) for i, a in found.items()} == {"1": (2, 3), "2": (1, 4)}


async def test_look_up_columns_follow_the_aggregate(database: Database) -> None:
    one = Account(id="1", owner="ann", balance=1)
    await save(database, one)
    one.owner, one.balance = "bob", 2
    await save(database, one)

    row = await database.read(
        lambda connection: connection.execute(select(account_table.c.owner, account_table.c.balance)).one()
    )
    assert tuple(row) == ("bob", 2)


async def test_side_rows_come_with_a_new_aggregate_and_go_with_it(database: Database) -> None:
    await save(database, Account(id="1", tags=["a", "b"]), Account(id="2", tags=["a"]))
    assert await count(database, tag_table) == 3

    await database.write(lambda connection: accounts.delete(connection, "1"))

    assert await account(database, "1") is None
    assert await count(database, tag_table) == 1


async def test_a_page_is_a_part_and_the_total_is_all_that_meets_the_conditions(database: Database) -> None:
    await save(
        database, *(Account(id=f"{n:02}", owner="ann" if n % 2 else "bob", balance=n) for n in range(20))
    )

    found, total = await database.read(
        lambda connection: accounts.page(
            connection,
            [account_table.c.owner == "ann", account_table.c.balance > 2],
            [account_table.c.balance.desc()],
            1,
            3,
        )
    )

    assert [a.balance for a in found] == [17, 15, 13]
    assert total == 9


async def test_a_page_with_equal_keys_is_ordered_by_id(database: Database) -> None:
    await save(database, *(Account(id=str(n)) for n in (3, 1, 2)))

    found, total = await database.read(lambda c: accounts.page(c, [], [account_table.c.balance.asc()], 0, 10))

    assert ([a.id for a in found], total) == (["1", "2", "3"], 3)


async def test_a_page_behind_the_end_is_empty_and_still_tells_the_total(database: Database) -> None:
    await save(database, Account(id="1"))

    assert await database.read(lambda c: accounts.page(c, [], [], 5, 5)) == ([], 1)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 29, 2, 30, tzinfo=timezone(timedelta(hours=2))),
        datetime(2026, 1, 1, 0, 0, 0, 123000, tzinfo=UTC),
        datetime(1999, 12, 31, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=-11, minutes=-30))),
    ],
)
async def test_a_moment_in_any_time_zone_comes_back_as_the_same_moment_with_a_zone(
    database: Database, moment: datetime
) -> None:
    await save(database, Account(id="1", opened=moment, wake_at=moment))

    column = await database.read(lambda c: c.execute(select(account_table.c.opened)).scalar_one())
    document = await account(database, "1")
    assert column == moment
    assert column.tzinfo is not None
    assert document is not None
    assert document.opened == moment
    assert await database.read(accounts.next_due) == moment


async def test_moments_are_compared_as_moments_not_as_text(database: Database) -> None:
    east = datetime(2026, 1, 1, 14, tzinfo=timezone(timedelta(hours=3)))  # an hour before noon in UTC
    await save(
        database, Account(id="east", wake_at=east), Account(id="west", wake_at=NOW + timedelta(hours=1))
    )

    assert await database.read(lambda c: accounts.due(c, NOW, 10)) == ["east"]


async def test_what_is_due_comes_with_the_longest_overdue_first_and_within_the_limit(
    database: Database,
) -> None:
    await save(
        database,
        *(Account(id=str(n), wake_at=NOW - timedelta(minutes=n)) for n in range(5)),
        Account(id="later", wake_at=NOW + timedelta(minutes=1)),
        Account(id="never"),
    )

    assert await database.read(lambda c: accounts.due(c, NOW, 3)) == ["4", "3", "2"]
    assert await database.read(lambda c: accounts.next_due(c, NOW)) == NOW + timedelta(minutes=1)


@pytest.mark.parametrize("many", [0, 1, 3, 40_000])
async def test_one_of_takes_any_number_of_values(database: Database, many: int) -> None:
    await save(database, *(Account(id=f"it's {n}") for n in range(5)))
    wanted = [f"it's {n}" for n in range(many)]

    def find(connection: Connection) -> list[str]:
        query = select(account_table.c.id).where(one_of(connection, account_table.c.id, wanted))
        return sorted(connection.execute(query).scalars())

    assert await database.read(find) == wanted[:5]


async def test_one_of_takes_numbers_too(database: Database) -> None:
    await save(database, *(Account(id=str(n), balance=n) for n in range(5)))

    def find(connection: Connection) -> list[str]:
        query = select(account_table.c.id).where(one_of(connection, account_table.c.balance, [1, 3, 99]))
        return sorted(connection.execute(query).scalars())

    assert await database.read(find) == ["1", "3"]


async def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    def fail(connection: Connection) -> None:
        accounts.save(connection, [Account(id="1")])
        raise RuntimeError("after the save")

    with pytest.raises(RuntimeError):
        await database.write(fail)

    assert await count(database, account_table) == 0


async def test_what_one_process_has_written_another_reads(opening: OpenDatabase) -> None:
    one, other = opening(), opening()
    await save(one, Account(id="1", balance=4))

    found = await account(other, "1")

    assert found is not None
    assert found.balance == 4


async def test_a_mistake_in_a_statement_is_no_outage(database: Database) -> None:
    with pytest.raises(DBAPIError) as caught:
        await database.write(lambda c: c.exec_driver_sql("SELECT * FROM there_is_no_such_table"))

    assert not is_outage(caught.value)


async def test_a_value_that_does_not_fit_is_no_outage(database: Database) -> None:
    """Else one bad message would be tried for ever and hold up its room."""
    with pytest.raises(Exception, match=r"(?s).+") as caught:
        await save(database, Account(id="1", balance=2**80))

    assert not is_outage(caught.value)
