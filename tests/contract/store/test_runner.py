"""A room at work: batches, bad messages, callers, and a process that is asked to stop."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection

from hub.kernel.errors import Code, HubError, Kind
from hub.platform import runner as runner_module
from hub.platform.database import Database
from hub.platform.message import Message
from tests.contract.store.bank import Apply, Break, Life, Open, Pay, account, message, step, work
from tests.waiting import eventually


@pytest.fixture
async def life(database: Database) -> AsyncIterator[Life]:
    lived = Life(database)
    yield lived
    await lived.die()


async def balance(database: Database, identifier: str = "1") -> int:
    found = await account(database, identifier)
    return found.balance if found else -1


async def test_messages_are_handled_and_settled(life: Life) -> None:
    sent = [message(Open("1")), message(Pay("1", 2)), message(Pay("1", 3))]
    life.start().offer(*sent)

    await eventually(lambda: life.source.handled == [m.id for m in sent])

    assert await balance(life.database) == 5


async def test_many_messages_take_few_transactions(life: Life) -> None:
    before = life.database.transactions
    life.offer(message(Open("1")), *(message(Pay("1", 1)) for _ in range(399)))
    life.start(relay=False)

    await eventually(lambda: len(life.source.handled) == 400)

    assert life.database.transactions - before == 2


async def test_one_bad_message_fails_alone_in_a_batch_of_many(life: Life) -> None:
    good = [message(Pay("1", 1)) for _ in range(40)]
    bad = message(Break("1"))
    life.offer(message(Open("1")), *good[:20], bad, *good[20:])
    life.start()

    await eventually(lambda: len(life.source.outcomes) == 42)

    assert set(life.source.failed) == {bad.id}
    assert isinstance(life.source.failed[bad.id], RuntimeError)
    assert set(life.source.handled) >= {m.id for m in good}
    assert await balance(life.database) == 40


async def test_what_is_handled_is_settled_in_the_order_it_came_and_what_failed_behind_it(life: Life) -> None:
    sent = [message(Open("1")), message(Break("1")), message(Pay("1", 1)), message(Break("1"))]
    life.offer(*sent)
    life.start()

    await eventually(lambda: len(life.source.outcomes) == 4)

    assert [d.message.id for d, _ in life.source.outcomes] == [sent[i].id for i in (0, 2, 1, 3)]


NESTED = b'{"account": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
UNREADABLE = {
    "no JSON": (b"hello", Code.MESSAGE_MALFORMED),
    "nothing": (b"", Code.MESSAGE_MALFORMED),
    "another shape": (b'{"account": 7}', Code.MESSAGE_MALFORMED),
    "no UTF-8": (b'{"account": "\xff"}', Code.MESSAGE_MALFORMED),
    "nested too deep": (NESTED, Code.MESSAGE_MALFORMED),
}


@pytest.mark.parametrize(("body", "code"), UNREADABLE.values(), ids=UNREADABLE.keys())
async def test_a_body_that_cannot_be_read_is_wrong_in_itself(life: Life, body: bytes, code: Code) -> None:
    bad = msgspec.structs.replace(message(Open("1")), body=msgspec.Raw(body))
    good = message(Open("2"))
    life.offer(bad, good)
    life.start()

    await eventually(lambda: len(life.source.outcomes) == 2)

    error = life.source.failed[bad.id]
    assert isinstance(error, HubError)
    assert (error.kind, error.reasons[0].code) == (Kind.INVALID, code)
    assert life.source.handled == [good.id]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"type": "Unknown"}, Code.MESSAGE_UNKNOWN),
        ({"type": ""}, Code.MESSAGE_UNKNOWN),
        ({"id": ""}, Code.MESSAGE_MALFORMED),
    ],
)
async def test_a_message_without_a_known_type_or_an_id_is_wrong_in_itself(
    life: Life, changes: dict[str, str], code: Code
) -> None:
    """Without an id the inbox would take the next such message for this one."""
    bad: Message = msgspec.structs.replace(message(Open("1")), **changes)
    life.offer(bad)
    life.start()

    await eventually(lambda: life.source.outcomes)

    error = life.source.failed[bad.id]
    assert isinstance(error, HubError)
    assert (error.kind, error.reasons[0].code) == (Kind.INVALID, code)


async def test_a_caller_gets_what_the_handler_returned(life: Life) -> None:
    life.start()

    assert await life.runner.execute(Open("1")) == "1"
    assert await life.runner.execute(Pay("1", 4)) == 4


async def test_a_caller_gets_the_error_and_its_neighbours_their_results(life: Life) -> None:
    life.start()
    await life.runner.execute(Open("1"))

    results = await asyncio.gather(
        life.runner.execute(Pay("1", 1)),
        life.runner.execute(Pay("1", -1)),
        life.runner.execute(Pay("nobody", 1)),
        life.runner.execute(Pay("1", 2)),
        return_exceptions=True,
    )

    assert (results[0], results[3]) == (1, 3)
    assert isinstance(results[1], HubError)
    assert results[1].kind is Kind.NOT_ALLOWED
    assert isinstance(results[2], HubError)
    assert results[2].kind is Kind.NOT_FOUND
    assert await balance(life.database) == 3


async def test_what_a_command_belongs_to_is_kept(life: Life) -> None:
    life.start()

    await life.runner.execute(Open("1"), correlation="order-9")
    await life.runner.execute(Pay("1", 4), correlation="order-9")

    await eventually(lambda: life.fake.published)
    assert life.fake.published[0].correlation == "order-9"


async def test_a_command_whose_caller_has_gone_is_not_run(life: Life) -> None:
    await step(life.database, work(Open("1")))
    call = asyncio.create_task(life.runner.execute(Pay("1", 5)))
    await eventually(lambda: life.runner.backlog)
    call.cancel()
    await asyncio.wait((call,))

    life.start()
    await life.runner.execute(Pay("1", 1))

    assert await balance(life.database) == 1


async def test_stopping_finishes_the_batch_at_hand_and_leaves_the_rest(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner_module, "BATCH", 2)
    life = Life(database)
    real_write = database.write

    async def write(transaction: Callable[[Connection], Any]) -> Any:
        life.stopping.set()
        return await real_write(transaction)

    monkeypatch.setattr(database, "write", write)
    sent = [message(Open(str(n))) for n in range(5)]
    life.offer(*sent)
    caller = asyncio.create_task(life.runner.execute(Open("caller")))
    await eventually(lambda: life.runner.backlog == 6)

    await life.start(relay=False).tasks[0]

    assert life.source.handled == [m.id for m in sent[:2]]
    with pytest.raises(HubError) as caught:
        await caller
    assert caught.value.kind is Kind.UNAVAILABLE


async def test_a_runner_that_has_ended_refuses_commands_instead_of_keeping_callers_waiting(
    life: Life,
) -> None:
    await life.start().stop()

    async with asyncio.timeout(5):
        with pytest.raises(HubError) as caught:
            await life.runner.execute(Open("1"))

    assert caught.value.kind is Kind.UNAVAILABLE


async def test_a_runner_that_is_killed_in_a_batch_tells_its_callers(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = Life(database)
    reached = asyncio.Event()

    async def write(transaction: Callable[[Connection], Any]) -> Any:
        reached.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(database, "write", write)
    caller = asyncio.create_task(life.start(relay=False).runner.execute(Open("1")))
    await reached.wait()

    await life.die()

    async with asyncio.timeout(5):
        with pytest.raises(HubError):
            await caller


async def test_with_a_backlog_what_ranks_first_goes_first(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work that is under way, then new work by its rank, then in the order it came."""
    monkeypatch.setattr(runner_module, "BATCH", 2)
    low, high, later = message(Apply("low", 5)), message(Apply("high", 1)), message(Apply("later", 1))
    opened, paid = message(Open("1")), message(Pay("1", 1))
    life.offer(low, high, opened, later, paid)

    life.start()

    await eventually(lambda: life.source.handled == [m.id for m in (opened, paid, high, later, low)])


async def test_a_caller_does_not_wait_behind_messages_of_any_rank(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner_module, "BATCH", 1)
    life.offer(*(message(Apply(str(n), 1)) for n in range(5)))
    call = asyncio.create_task(life.runner.execute(Apply("caller", 9)))
    await eventually(lambda: life.runner.backlog == 6)
    handled_before: list[int] = []
    call.add_done_callback(lambda _: handled_before.append(len(life.source.handled)))

    life.start()
    await eventually(lambda: len(life.source.handled) == 5)

    assert handled_before == [0]


async def test_what_the_database_was_away_for_keeps_its_place(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner_module, "BATCH", 2)
    monkeypatch.setattr(runner_module, "OUTAGE_SECONDS", 0)
    real_write, refused = life.database.write, iter([True])

    async def write(transaction: Callable[[Connection], Any]) -> Any:
        if next(refused, False):
            raise OSError("away")
        return await real_write(transaction)

    monkeypatch.setattr(life.database, "write", write)
    sent = [message(Apply(str(n), 2)) for n in range(3)]
    urgent = message(Apply("urgent", 1))
    life.offer(*sent, urgent)

    life.start()

    await eventually(lambda: life.source.handled == [m.id for m in (urgent, *sent)])
