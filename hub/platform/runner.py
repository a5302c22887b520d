"""One room at work: takes messages, callers' commands and timers as they come, and runs them in batches.

A batch is one transaction. A batch that fails is run again message by message, so one bad message cannot
hurt its neighbours; when the database is away the batch waits and is tried again, and nothing is counted
against a message.

With more to do than a batch holds, what its handler ranks first goes first (`hub.platform.backlog`). Only what the
bus has handed over can be put in order: RabbitMQ hands out 500 messages of a queue ahead, the rest waits there in
the order it was sent.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

import msgspec
import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from hub.kernel.clock import Clock
from hub.kernel.errors import Code, HubError, Kind, refuse
from hub.platform.backlog import Backlog
from hub.platform.bus import Delivery, Outcome
from hub.platform.database import Database, is_deadlock, is_outage
from hub.platform.database_step import DatabaseStep
from hub.platform.deadlines import Deadlines, OnDeadline, Wake
from hub.platform.message import Message, compose, read
from hub.platform.relay import Relay, Ride
from hub.platform.settling import Settling
from hub.platform.store import Store
from hub.platform.unit_of_work import Handler, Step, Work

log = structlog.get_logger()

BATCH = 200
# Under load it pays to wait a moment for company; alone a message is not held up.
LINGER_SECONDS_A_MESSAGE = 0.001
LINGER_SECONDS = 0.04
OUTAGE_SECONDS = 0.5


@dataclass(frozen=True)
class Room:
    """What a room consists of, for those who run it."""

    name: str
    # By message type.
    handlers: Mapping[str, Handler]
    # Stores whose aggregates have deadlines, with what to do when one comes.
    deadlines: Mapping[Store[Any], OnDeadline] = field(default_factory=dict)

    def work(self, message: Message) -> Work:
        """A message from the bus as work for a step; one that cannot be read is a `HubError`."""
        handler = self.handlers.get(message.type)
        if handler is None:
            text = f"{self.name} has no handler for {message.type or 'a message without a type'}"
            raise refuse(Kind.INVALID, Code.MESSAGE_UNKNOWN, text)
        if not message.id:
            # The inbox could not tell it from the next one without.
            raise refuse(Kind.INVALID, Code.MESSAGE_MALFORMED, "a message needs an id")
        return Work(message, read(message, handler.contract), handler)


@dataclass(slots=True)
class _Task:
    work: Work
    delivery: Delivery | None = None
    answer: asyncio.Future[Any] | None = None
    # Whether it was tried again because another process was faster.
    again: bool = False

    @property
    def rank(self) -> int:
        """Messages may have to wait for others; a caller, and a deadline that has come, never do."""
        return self.work.handler.rank(self.work.contract) if self.delivery is not None else 0


_Outcome = tuple[_Task, Any, BaseException | None]


class Runner:
    """Runs a room's handlers."""

    def __init__(self, room: Room, database: Database, relay: Relay, clock: Clock) -> None:
        self.room = room
        self._database = database
        self._relay = relay
        self.clock = clock
        self._tasks: Backlog[_Task] = Backlog()
        self._some = asyncio.Event()
        self._last_batch = 0
        self._ended = False
        self._waking: set[Wake] = set()
        self._settling = Settling()
        self._deadlines = Deadlines(room.deadlines)
        self.on_deadline: Callable[[datetime], None] = lambda _at: None
        self.messages = 0

    async def execute(self, contract: msgspec.Struct, *, correlation: str = "") -> Any:
        """Runs a caller's command in the next batch and returns what its handler returned."""
        if self._ended:
            raise _stopping()
        name = type(contract).__name__
        message = compose(contract, key=correlation, correlation=correlation)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        work = Work(message, contract, self.room.handlers[name], deduplicate=False)
        self._add(_Task(work, answer=answer))
        return await answer

    def offer(self, deliveries: Sequence[Delivery]) -> None:
        """Takes messages from the bus; one that cannot be read goes straight back with the reason."""
        for delivery in deliveries:
            try:
                work = self.room.work(delivery.message)
            except HubError as error:
                work = Work(delivery.message, error, _BROKEN)
            self._add(_Task(work, delivery))

    def due(self, store: Store[Any], identifier: str) -> None:
        """An aggregate's deadline has come; it is looked at in the next batch."""
        work = self._deadlines.work(store, identifier)
        if work.contract not in self._waking:
            self._waking.add(work.contract)
            self._add(_Task(work))

    @property
    def backlog(self) -> int:
        return len(self._tasks)

    def _add(self, task: _Task) -> None:
        self._tasks.add(task, task.rank)
        self._some.set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Works until `stopping`; the batch at hand is finished."""
        stop = asyncio.create_task(stopping.wait())
        self._ended = False
        batch: list[_Task] = []
        try:
            while not stopping.is_set():
                some = asyncio.create_task(self._some.wait())
                await asyncio.wait((some, stop), return_when=asyncio.FIRST_COMPLETED)
                some.cancel()
                if self._last_batch > 1:
                    await asyncio.sleep(min(self._last_batch * LINGER_SECONDS_A_MESSAGE, LINGER_SECONDS))
                batch = self._take()
                self._last_batch = len(batch)
                if batch and not await self._handle(batch):
                    # The database is away: what was put back waits for it, unless we are told to stop.
                    await asyncio.wait((stop,), timeout=OUTAGE_SECONDS)
        finally:
            stop.cancel()
            self._abandon(batch)

    def _take(self) -> list[_Task]:
        """The next batch, without commands whose caller has gone."""
        waiting = (
            task for task in self._tasks.begin_batch() if task.answer is None or not task.answer.done()
        )
        batch = list(islice(waiting, BATCH))
        if not self._tasks:
            self._some.clear()
        return batch

    def _abandon(self, batch: Sequence[_Task]) -> None:
        """Callers are told; messages and deadlines come again."""
        for task in (*batch, *self._tasks):
            if task.answer is not None and not task.answer.done():
                task.answer.set_exception(_stopping())
        self._settling.abandon()
        self._tasks.clear()
        self._waking.clear()
        self._ended = True

    async def _handle(self, batch: list[_Task]) -> bool:
        """Runs a batch, or one by one if that fails; whether the database was there.

        With the database away callers are told at once; the rest goes back to where it came from, in order.
        """
        outcomes: list[_Outcome] = []
        parts = deque([batch])
        while parts:
            part = parts.popleft()
            try:
                results = await self._transaction([task.work for task in part])
            except Exception as error:  # noqa: BLE001 (whatever it is, it becomes the outcome of a message)
                if is_outage(error):
                    log.warning("room.database_away", room=self.room.name, error=str(error))
                    left = [task for tasks in (part, *parts) for task in tasks]
                    await self._settle([*outcomes, *self._put_back(left)])
                    return False
                if len(part) > 1:
                    parts.extend([task] for task in part)
                elif _overtaken(error) and not part[0].again:
                    part[0].again = True
                    parts.appendleft(part)
                else:
                    self._report(part[0], error)
                    outcomes.append((part[0], None, error))
            else:
                outcomes += [(task, result, None) for task, result in zip(part, results, strict=True)]
        await self._settle(outcomes)
        return True

    def _put_back(self, batch: Sequence[_Task]) -> list[_Outcome]:
        away = "the database is away"
        callers = [task for task in batch if task.answer is not None]
        self._tasks.put_back([(task, task.rank) for task in batch if task.answer is None])
        if self._tasks:
            self._some.set()
        return [(task, None, refuse(Kind.UNAVAILABLE, Code.SERVICE_UNAVAILABLE, away)) for task in callers]

    async def _transaction(self, works: list[Work]) -> list[Any]:
        now = self.clock.now()

        def transaction(connection: Connection) -> tuple[list[Any], Step, Ride | None]:
            step = DatabaseStep(connection, self.room.name, now)
            results = step.run(works)
            return results, step, self._relay.ride(connection, sent=bool(step.sent))

        results, step, ride = await self._database.write(transaction)
        self.messages += len(works)
        if ride is not None or step.sent:
            self._relay.arrived(ride)
        if step.wake_at is not None:
            self.on_deadline(step.wake_at)
        return results

    async def _settle(self, outcomes: Sequence[_Outcome]) -> None:
        deliveries: list[Outcome] = []
        for task, result, error in outcomes:
            if task.delivery is not None:
                deliveries.append((task.delivery, error))
            elif task.answer is None:
                self._waking.discard(task.work.contract)
            elif not task.answer.done():
                if error is None:
                    task.answer.set_result(result)
                else:
                    task.answer.set_exception(error)
        await self._settling.settle(deliveries)

    def _report(self, task: _Task, error: Exception) -> None:
        message: Message = task.work.message
        if task.answer is not None and isinstance(error, HubError):
            return  # the caller is told
        log.warning(
            "message.failed",
            room=self.room.name,
            type=message.type,
            message=message.id,
            correlation=message.correlation,
            error=str(error),
            exc_info=not isinstance(error, HubError),
        )


def _raise(_step: Step, error: HubError) -> None:
    raise error


def _overtaken(error: Exception) -> bool:
    """Whether another process was at the same at the same time: seen again, things look different."""
    return (
        is_deadlock(error)
        or isinstance(error, IntegrityError)
        or (isinstance(error, HubError) and error.kind is Kind.STALE)
    )


def _stopping() -> HubError:
    return refuse(Kind.UNAVAILABLE, Code.SERVICE_UNAVAILABLE, "stopping")


_BROKEN = Handler(HubError, _raise)
