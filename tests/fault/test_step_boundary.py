"""A process may die at any point of a step: on both databases and both buses each message still takes effect once."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, Table, func, insert, select

from hub.kernel.clock import ManualClock
from hub.kernel.ids import new_id
from hub.platform import tables
from hub.platform.bus import Bus, Confirm
from hub.platform.bus_inprocess import InProcessBus
from hub.platform.bus_rabbitmq import RabbitBus
from hub.platform.database import Database, open_database
from hub.platform.message import Message
from hub.platform.runner import Room
from hub.platform.topology import Topology, read_topology
from hub.platform.unit_of_work import Handler, Step
from tests.contract.store import bank
from tests.contract.store.bank import Life, Open, Paid, Pay, account, message, step, work
from tests.leftovers import delete_topology
from tests.waiting import eventually

LETTERS = 20


class Death(BaseException):
    """Ends a process on the spot: nothing on the way out may catch it and tidy up."""


def topology(name: str) -> Topology:
    """Commands to the bank in one queue; what it sends goes to a second one, which the bank reads as well."""

    def queue(suffix: str, kind: str) -> dict[str, Any]:
        called = f"{name}.{suffix}"
        return {
            "address": called,
            "messages": {kind: {}},
            "bindings": {"amqp": {"is": "queue", "queue": {"name": called}}},
            "x-delivery": {"limit": 10, "parked": f"{called}.parked"},
        }

    return read_topology(
        {
            "bank": {
                "channels": {"commands": queue("commands", "Pay"), "receipts": queue("receipts", "Paid")},
                "operations": {
                    "pay": {"action": "send", "channel": {"$ref": "#/channels/commands"}},
                    "tell": {"action": "send", "channel": {"$ref": "#/channels/receipts"}},
                },
            }
        }
    )


def book(the_step: Step, receipt: Paid) -> None:
    """A receipt is counted in an account of its own: so we see how often each was handled."""
    ledger = the_step.get(bank.accounts, "ledger")
    ledger.balance += receipt.amount
    ledger.record("book", amount=receipt.amount)


ROOM = Room("bank", {**bank.HANDLERS, "Paid": Handler(Paid, book, lambda _c: [(bank.accounts, "ledger")])})


@dataclass
class World:
    """What outlives a process."""

    url: str
    topology: Topology
    amqp_url: str
    opened: list[Database] = field(default_factory=list)
    lives: list[Life] = field(default_factory=list)

    def open(self) -> Database:
        self.opened.append(open_database(self.url))
        return self.opened[-1]

    async def live(self, prepare: Callable[[Life], None] = lambda _life: None) -> Life:
        database = self.open()
        bus: Bus
        if self.amqp_url:
            bus = RabbitBus(self.amqp_url, self.topology)
        else:
            bus = InProcessBus(self.topology, database, ManualClock(bank.NOW))
        life = Life(database, bus, room=ROOM)
        self.lives.append(life)
        prepare(life)
        life.start()
        await bus.consume("bank", life.runner.offer)
        life.relay.arrived(None)
        return life

    async def bury(self, life: Life) -> None:
        for task in life.tasks:
            task.cancel()
        for task in life.tasks:
            with contextlib.suppress(Death, asyncio.CancelledError):
                await task
        await life.bus.close()


@pytest.fixture(params=["SQLite, in process", "SQLite, RabbitMQ", "PostgreSQL, RabbitMQ"])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    database, _, bus = request.param.partition(", ")
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    if database == "PostgreSQL":
        url = request.getfixturevalue("postgres_url")
    amqp_url = request.getfixturevalue("amqp_url") if bus == "RabbitMQ" else ""
    made = World(url, topology(f"f-{new_id()[-12:]}"), amqp_url)

    def prepare(connection: Connection) -> None:
        every: list[Table] = [*tables.metadata.sorted_tables, *bank.metadata.sorted_tables]
        for table in every:
            table.create(connection, checkfirst=True)
            connection.execute(table.delete())

    await made.open().write(prepare)
    yield made
    for life in made.lives:
        await made.bury(life)
    if amqp_url:
        await delete_topology(amqp_url, made.topology)
    for opened in made.opened:
        await opened.close()


Kill = Callable[[Life], None]


def once(die: Callable[[], None]) -> Callable[[], None]:
    """The first processes' third chance to die is taken; early ones would find nothing to lose."""
    count = iter(range(1_000_000))

    def maybe() -> None:
        if next(count) == 2:
            die()

    return maybe


def _die() -> None:
    raise Death


def before_commit(life: Life) -> None:
    """Everything is written, nothing committed."""
    maybe, write = once(_die), life.database.write

    async def dying(transaction: Callable[[Connection], Any]) -> Any:
        def run(connection: Connection) -> Any:
            result = transaction(connection)
            maybe()
            return result

        return await write(run)

    life.database.write = dying  # type: ignore[method-assign,assignment]


def after_commit_before_publish(life: Life) -> None:
    """State and messages are stored; the bus has heard of none of them."""
    maybe, publish = once(_die), life.bus.publish

    async def dying(batch: Sequence[tuple[int, Message]], confirm: Confirm) -> None:
        maybe()
        await publish(batch, confirm)

    life.bus.publish = dying  # type: ignore[method-assign]


def after_publish_before_delete(life: Life) -> None:
    """The bus has the messages, the outbox has them still."""
    maybe, publish = once(_die), life.bus.publish

    async def dying(batch: Sequence[tuple[int, Message]], confirm: Confirm) -> None:
        await publish(batch, lambda _positions: None)
        maybe()
        confirm([position for position, _ in batch])

    life.bus.publish = dying  # type: ignore[method-assign]


def after_handling_before_ack(life: Life) -> None:
    """The step is committed, the bus does not know yet."""
    maybe, settle = once(_die), life.runner._settle

    async def dying(outcomes: Sequence[Any]) -> None:
        maybe()
        await settle(outcomes)

    life.runner._settle = dying  # type: ignore[method-assign]


def in_the_middle_of_acking(life: Life) -> None:
    """A part of the batch is settled, the rest is not."""
    maybe, settle = once(_die), life.runner._settle

    async def dying(outcomes: Sequence[Any]) -> None:
        await settle(outcomes[: len(outcomes) // 2])
        maybe()
        await settle(outcomes[len(outcomes) // 2 :])

    life.runner._settle = dying  # type: ignore[method-assign]


POINTS = [
    before_commit,
    after_commit_before_publish,
    after_publish_before_delete,
    after_handling_before_ack,
    in_the_middle_of_acking,
]


async def send(database: Database, letters: Sequence[Message]) -> None:
    rows = [{"room": "bank", "message": msgspec.json.encode(m).decode()} for m in letters]
    await database.write(lambda c: c.execute(insert(tables.outbox), rows))


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.__name__)
async def test_whoever_dies_there_every_message_takes_effect_exactly_once(world: World, point: Kill) -> None:
    observer = world.open()
    await step(observer, work(Open("1")), work(Open("ledger")))
    letters = [message(Pay("1", 1 + n)) for n in range(LETTERS)]
    total = sum(range(1, LETTERS + 1))

    first = await world.live(point)
    for start in range(0, LETTERS, 4):
        await send(observer, letters[start : start + 4])
        first.relay.arrived(None)
        await eventually(
            lambda start=start: any(task.done() for task in first.tasks) or first.runner.messages > start
        )
    await eventually(lambda: any(task.done() for task in first.tasks))
    await world.bury(first)
    second = await world.live()

    async def settled() -> bool:
        second.relay.arrived(None)
        left: int = await observer.read(
            lambda c: c.execute(select(func.count()).select_from(tables.outbox)).scalar_one()
        )
        depths = await second.bus.depths("bank")
        ledger = await account(observer, "ledger")
        return left == 0 and not any(depths.values()) and ledger is not None and ledger.balance == total

    await eventually(settled)
    paid, ledger = await account(observer, "1"), await account(observer, "ledger")
    assert paid is not None
    assert ledger is not None
    assert (paid.balance, ledger.balance) == (total, total)
    query = select(tables.history.c.message_id).where(tables.history.c.message_type == "Pay")
    by = await observer.read(lambda c: c.execute(query).scalars().all())
    # Each once; a broker may hand out newer ones before those it takes back from the dead.
    assert sorted(by) == sorted(letter.id for letter in letters)
    assert await second.bus.parked("bank") == []
