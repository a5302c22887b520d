"""A step can walk through what is stored in ranges that mean the same in every database."""

import pytest

from hub.platform.database import Database
from hub.platform.database_step import DatabaseStep
from tests.contract.store.bank import NOW, Account, Open, accounts, step, work

# In the order of their bytes, which is not that of a language.
IDS = ["a-2", "a-20", "a2", "aA", "a_", "b-1"]


async def between(database: Database, column: str, after: str, through: str, limit: int = 0) -> list[str]:
    return await database.read(
        lambda connection: [
            a.id
            for a in DatabaseStep(connection, "bank", NOW).between(accounts, column, after, through, limit)
        ]
    )


async def test_ids_are_in_the_order_of_their_bytes(database: Database) -> None:
    await step(database, *(work(Open(identifier)) for identifier in reversed(IDS)))

    assert await between(database, "id", "", "") == sorted(IDS) == IDS
    assert await between(database, "id", "a-2", "aA") == ["a-20", "a2", "aA"]
    assert await between(database, "id", "a-2", "", 2) == ["a-20", "a2"]
    assert await between(database, "id", "b-1", "") == []


async def test_another_column_orders_by_id_where_it_is_the_same(database: Database) -> None:
    await step(database, *(work(Open(identifier)) for identifier in IDS))

    assert await between(database, "owner", "", "nobody") == IDS
    assert await between(database, "owner", "nobody", "") == []


@pytest.mark.parametrize("limit", [0, 2])
async def test_what_this_batch_has_made_and_taken_away_counts(database: Database, limit: int) -> None:
    await step(database, work(Open("a")), work(Open("c")))

    def walk(at_hand: DatabaseStep) -> list[str]:
        at_hand.add(accounts, Account(id="b"))
        at_hand.remove(accounts, "a")
        return [account.id for account in at_hand.between(accounts, "id", "", "", limit)]

    found = await database.write(lambda connection: walk(DatabaseStep(connection, "bank", NOW)))

    assert found == ["b", "c"]


async def test_what_has_one_value_is_found_as_this_batch_has_left_it(database: Database) -> None:
    await step(database, *(work(Open(identifier)) for identifier in ("a", "b")))

    def walk(at_hand: DatabaseStep) -> list[str]:
        at_hand.add(accounts, Account(id="c"))
        at_hand.add(accounts, Account(id="d", owner="somebody"))
        at_hand.remove(accounts, "a")
        return [account.id for account in at_hand.having(accounts, "owner", "nobody")]

    found = await database.write(lambda connection: walk(DatabaseStep(connection, "bank", NOW)))

    assert found == ["b", "c"]
