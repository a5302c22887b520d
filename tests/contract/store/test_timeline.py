"""What has happened to an order can be read from the oldest to the newest, in pages."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from hub.kernel.aggregate import Fact
from hub.platform.database import Database
from hub.platform.database_step import DatabaseStep
from hub.platform.timeline import Entry, read_page
from tests.contract.store.bank import NOW, Open, Pay, Touch, step, work


async def entries(database: Database, after: int = 0, limit: int = 100) -> list[Entry]:
    return await database.read(
        lambda connection: read_page(connection, "bank", "order-1", after=after, limit=limit)
    )


async def test_an_entry_says_what_a_message_did_to_an_aggregate_and_what_caused_it(
    database: Database,
) -> None:
    await step(database, work(Open("1"), "m1"), work(Pay("1", 5), "m2"))

    first, second = await entries(database)

    assert first == Entry(
        position=first.position,
        at=NOW,
        room="bank",
        aggregate_id="1",
        version=1,
        message_id="m1",
        message_type="Open",
        causation="cause-1",
        facts=[Fact("open", "", "open")],
    )
    assert (second.message_id, second.facts) == ("m2", [Fact("pay", detail={"amount": 5})])


async def test_pages_follow_each_other_without_gap_or_repetition(database: Database) -> None:
    await step(database, *(work(Open(str(n)), f"m{n}") for n in range(7)))

    read: list[Entry] = []
    while page := await entries(database, read[-1].position if read else 0, 3):
        assert len(page) <= 3
        read += page

    assert [e.message_id for e in read] == [f"m{n}" for n in range(7)]


async def test_what_belongs_to_another_order_or_another_room_did_is_not_in_it(
    database: Database,
) -> None:
    def elsewhere(connection: Connection) -> None:
        DatabaseStep(connection, "other", NOW).run([work(Pay("1", 1), "m2")])

    await step(database, work(Open("1"), "m1"))
    await database.write(elsewhere)

    assert [(e.room, e.message_id) for e in await entries(database)] == [("bank", "m1")]
    assert [e.message_id for e in await database.read(lambda c: read_page(c, "other", "order-1"))] == ["m2"]
    assert await database.read(lambda c: read_page(c, "bank", "order-2")) == []


async def test_an_aggregate_has_a_history_of_its_own(database: Database) -> None:
    await step(database, work(Open("1"), "m1"), work(Open("2"), "m2"), work(Pay("1", 5), "m3"))

    def ask(**of: Any) -> Callable[[Connection], list[Entry]]:
        return lambda connection: read_page(connection, "bank", **of)

    assert [e.message_id for e in await database.read(ask(aggregate_id="1"))] == ["m1", "m3"]
    assert await database.read(ask(aggregate_id="1", correlation="order-2")) == []


async def test_a_change_nothing_was_said_about_is_an_entry_without_facts(database: Database) -> None:
    await step(database, work(Open("1")))
    await step(database, work(Touch("1", ["a"])))

    assert [(e.version, e.facts) for e in await entries(database)][1:] == [(2, [])]
