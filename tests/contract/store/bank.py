"""A small room for the suites of the store: accounts that are opened, paid into, and have deadlines."""

import asyncio
import contextlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Column, Integer, MetaData, PrimaryKeyConstraint, String, Table, func, insert, select

from hub.kernel.aggregate import Aggregate
from hub.kernel.clock import ManualClock
from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.ids import new_id
from hub.platform import tables
from hub.platform.bus import Bus
from hub.platform.database import Database, Instant
from hub.platform.database_step import DatabaseStep
from hub.platform.deadlines import OnDeadline
from hub.platform.leadership import Leadership, SoleLeader
from hub.platform.message import Message
from hub.platform.relay import Relay
from hub.platform.runner import Room, Runner
from hub.platform.store import Side, Store
from hub.platform.tables import Document
from hub.platform.timers import Timers
from hub.platform.unit_of_work import Handler, Step, Work
from tests.contract.store.fakes import FakeBus, FakeSource

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)

metadata = MetaData()
account_table = Table(
    "test_account",
    metadata,
    Column("id", tables.Identifier, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("wake_at", Instant, index=True),
    Column("document", Document, nullable=False),
    Column("owner", tables.Identifier, nullable=False),
    Column("balance", Integer, nullable=False),
    Column("opened", Instant),
)
tag_table = Table(
    "test_account_tag",
    metadata,
    Column("account_id", String(64), nullable=False),
    Column("tag", String(64), nullable=False),
    PrimaryKeyConstraint("account_id", "tag"),
)


@dataclass(kw_only=True)
class Account(Aggregate):
    """Money somebody owns."""

    owner: str = "nobody"
    balance: int = 0
    opened: datetime | None = None
    rings: int = 0
    tags: list[str] = field(default_factory=list)


accounts: Store[Account] = Store(
    account_table,
    Account,
    lambda a: {"owner": a.owner, "balance": a.balance, "opened": a.opened},
    [Side(tag_table, lambda a: [{"account_id": a.id, "tag": tag} for tag in a.tags])],
    rebuildable=True,
)


class Open(msgspec.Struct):
    account: str
    wake_at: datetime | None = None
    tags: list[str] = msgspec.field(default_factory=list)


class Pay(msgspec.Struct):
    account: str
    amount: int


class Paid(msgspec.Struct):
    account: str
    amount: int


class Close(msgspec.Struct):
    """Removes the account."""

    account: str


class Touch(msgspec.Struct):
    """Changes the account without a word: nothing is recorded."""

    account: str
    tags: list[str] = msgspec.field(default_factory=list)


class Break(msgspec.Struct):
    account: str


class Apply(msgspec.Struct):
    """Asks for an account; who has waited for one less is served first."""

    account: str
    rank: int


def open_account(step: Step, command: Open) -> str:
    account = Account(id=command.account, wake_at=command.wake_at, tags=command.tags, opened=step.now)
    account.record("open", "", "open")
    step.add(accounts, account)
    return account.id


def pay(step: Step, command: Pay) -> int:
    account = step.get(accounts, command.account)
    if command.amount < 0:
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, "no credit")
    account.balance += command.amount
    account.record("pay", amount=command.amount)
    step.send(Paid(account.id, command.amount), key=account.id)
    return account.balance


def close(step: Step, command: Close) -> None:
    step.get(accounts, command.account).record("close", "open")
    step.remove(accounts, command.account)


def touch(step: Step, command: Touch) -> None:
    step.get(accounts, command.account).tags = command.tags


def break_down(step: Step, command: Break) -> None:
    step.get(accounts, command.account).balance = -1
    step.send(Paid(command.account, 0), key=command.account)
    raise RuntimeError("a mistake in a handler")


def ring(step: Step, account: Account) -> None:
    account.rings += 1
    account.wake_at = None
    account.record("ring")
    step.send(Paid(account.id, 0), key=account.id)


HANDLERS = {
    "Open": Handler(Open, open_account),
    "Pay": Handler(Pay, pay, lambda c: [(accounts, c.account)]),
    "Close": Handler(Close, close, lambda c: [(accounts, c.account)]),
    "Touch": Handler(Touch, touch, lambda c: [(accounts, c.account)]),
    "Apply": Handler(Apply, lambda step, c: open_account(step, Open(c.account)), rank=lambda c: c.rank),
    "Break": Handler(Break, break_down, lambda c: [(accounts, c.account)]),
}
BANK = Room("bank", HANDLERS, {accounts: OnDeadline(ring)})


def message(contract: msgspec.Struct, identifier: str | None = None) -> Message:
    return Message(
        id=identifier or new_id(),
        type=type(contract).__name__,
        body=msgspec.Raw(msgspec.json.encode(contract)),
        key="k",
        correlation="order-1",
        causation="cause-1",
    )


def work(contract: msgspec.Struct, identifier: str | None = None) -> Work:
    return Work(message(contract, identifier), contract, HANDLERS[type(contract).__name__])


async def step(database: Database, *works: Work, now: datetime = NOW) -> list[Any]:
    """One transaction over a batch."""
    return await database.write(lambda connection: DatabaseStep(connection, "bank", now).run(works))


async def account(database: Database, identifier: str) -> Account | None:
    found = await database.read(lambda connection: accounts.load(connection, [identifier]))
    return found.get(identifier)


async def count(database: Database, table: Table) -> int:
    query = select(func.count()).select_from(table)
    found: int = await database.read(lambda connection: connection.execute(query).scalar_one())
    return found


async def everything(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    all_tables = (account_table, tag_table, tables.inbox, tables.outbox, tables.history)
    return {table.name: await count(database, table) for table in all_tables}


async def put_into_outbox(database: Database, *messages: Message, room: str = "bank") -> None:
    rows = [{"room": room, "message": msgspec.json.encode(m).decode()} for m in messages]
    await database.write(lambda connection: connection.execute(insert(tables.outbox), rows))


class Life:
    """A process of the bank: runner, relay and timers on one database."""

    def __init__(
        self,
        database: Database,
        bus: Bus | None = None,
        leadership: Leadership | None = None,
        room: Room = BANK,
    ) -> None:
        self.database = database
        self.fake = FakeBus()
        self.bus = bus or self.fake
        self.clock = ManualClock(NOW)
        self.relay = Relay(("bank",), database, self.bus, leadership or SoleLeader())
        self.runner = Runner(room, database, self.relay, self.clock)
        self.timers = Timers(self.runner, database, self.clock)
        self.source = FakeSource()
        self.stopping = asyncio.Event()
        self.tasks: list[asyncio.Task[None]] = []

    def start(self, *, relay: bool = True, timers: bool = False) -> "Life":
        self.tasks = [asyncio.create_task(self.runner.run(self.stopping))]
        if relay:
            self.tasks.append(asyncio.create_task(self.relay.run()))
        if timers:
            self.tasks.append(asyncio.create_task(self.timers.run()))
        return self

    def offer(self, *messages: Message) -> None:
        self.runner.offer(self.source.deliver(*messages))

    async def stop(self) -> None:
        """Ends as a process does that is asked to."""
        self.stopping.set()
        if self.tasks:
            await self.tasks[0]
        await self.die()

    async def die(self) -> None:
        for task in self.tasks:
            task.cancel()
        for task in self.tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task

    def later(self, seconds: float) -> None:
        self.clock.advance(timedelta(seconds=seconds))
