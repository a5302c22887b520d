"""Rooms, queues and relays on one disk, moved by whoever calls: nothing here happens by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from core import room as core
from hub.kernel.clock import ManualClock
from hub.kernel.errors import HubError
from hub.platform.deadlines import Deadlines
from hub.platform.message import Message, compose
from hub.platform.runner import Room
from hub.platform.store import Store
from hub.platform.topology import load_topology
from hub.platform.unit_of_work import Work
from hub.simulation.disk import Disk
from hub.simulation.log import START, Log, Violation, named
from hub.simulation.step import MemoryStep
from workers.activation import handlers as activation
from workers.rom import handlers as rom
from workers.som import handlers as som

ROOMS: dict[str, Callable[[], Room]] = {
    "com": core.room,
    "som": som.room,
    "rom": rom.room,
    "activation": activation.room,
}


@dataclass(eq=False, slots=True)
class Parcel:
    """A message in a queue; it can be taken from `at` on."""

    message: Message
    at: datetime


class World:
    """The disk, and all that a crash takes with it."""

    def __init__(self, disk: Disk, log: Log) -> None:
        self.disk = disk
        self.log = log
        self.clock = ManualClock(START)
        self.rooms: dict[str, Room] = {name: make() for name, make in ROOMS.items()}
        self.topology = load_topology()
        self.queues: dict[str, list[Parcel]] = {name: [] for name in self.rooms}
        # Rooms that are down, until when.
        self.down: dict[str, datetime] = {}
        # Called with each step that was committed.
        self.watchers: list[Callable[[MemoryStep], None]] = []
        self._deadlines = {name: Deadlines(room.deadlines) for name, room in self.rooms.items()}
        self._stores: dict[str, tuple[str, Store[Any]]] = {
            str(store.table.name): (name, store)
            for name, room in self.rooms.items()
            for store in room.deadlines
        }
        self._tasks: dict[str, list[Message]] = {}

    # -- what there is to do ----------------------------------------------------------------

    def up(self, room: str) -> bool:
        return room not in self.down or self.down[room] <= self.clock.now()

    def ready(self, room: str) -> list[Parcel]:
        """What can be taken from the room's queues now."""
        now = self.clock.now()
        return [parcel for parcel in self.queues[room] if parcel.at <= now]

    def due(self, room: str) -> list[tuple[Store[Any], str]]:
        """Aggregates whose deadline has come, the longest overdue first."""
        now = self.clock.now()
        found = sorted((at, key) for key, at in self.disk.wakes.items() if at <= now)
        mine = ((self._stores[table], identifier) for _, (table, identifier) in found)
        return [(store, identifier) for (owner, store), identifier in mine if owner == room]

    def next_moment(self) -> datetime | None:
        """When the next thing happens by itself; None when nothing ever will."""
        now = self.clock.now()
        moments = [
            *self.disk.wakes.values(),
            *(parcel.at for queue in self.queues.values() for parcel in queue),
            *self.down.values(),
        ]
        return min((moment for moment in moments if moment > now), default=None)

    @property
    def busy(self) -> bool:
        """Whether anything moves by itself, or will."""
        return any(self.queues.values()) or any(self.disk.outbox.values()) or self.next_moment() is not None

    # -- what can be done -------------------------------------------------------------------

    def wait(self, until: datetime) -> None:
        if until > self.clock.now():
            self.clock.advance(until - self.clock.now())

    def letters(self, room: str, parcels: Sequence[Parcel]) -> list[Work]:
        return [self.rooms[room].work(parcel.message) for parcel in parcels]

    def alarms(self, room: str, due: Sequence[tuple[Store[Any], str]]) -> list[Work]:
        return [self._deadlines[room].work(store, identifier) for store, identifier in due]

    def begin(self, room: str, works: Sequence[Work]) -> tuple[MemoryStep, list[Any]]:
        """A step with all of `works` handled and nothing written, and what the handlers returned."""
        step = MemoryStep(self.disk, room, self.clock.now())
        return step, step.run(works)

    def commit(self, step: MemoryStep) -> None:
        step.commit()
        self.log.steps += 1
        for watcher in self.watchers:
            watcher(step)

    def run(self, room: str, works: Sequence[Work]) -> None:
        """Handles messages and deadlines as the runner does: one by one if they fail together."""
        try:
            step, _ = self.begin(room, works)
            self.commit(step)
        except Violation:
            raise
        except Exception as error:
            if len(works) == 1:
                raise Violation("every message can be handled", _told(works[0], error)) from error
            self.log.add(self.clock.now(), room, f"one by one: {error}")
            for work in works:
                self.run(room, [work])
        else:
            self.log.messages += len(works)

    def command(self, room: str, contract: msgspec.Struct) -> Any:
        """A caller's command, in a step of its own; what the caller is told, which may be a `HubError`."""
        message = compose(contract, key="", correlation="")
        handler = self.rooms[room].handlers[message.type]
        try:
            step, results = self.begin(room, [Work(message, contract, handler, deduplicate=False)])
            self.commit(step)
        except (HubError, Violation):
            raise
        except Exception as error:
            raise Violation("every command is answered", f"{message.type}: {error!r}") from error
        return results[0]

    def relay(self, room: str, count: int, *, keep: bool) -> None:
        """Publishes the oldest messages of a room's outbox; with `keep` it dies before it has deleted them."""
        outbox = self.disk.outbox[room]
        for text in outbox[:count]:
            message = msgspec.json.decode(text, type=Message)
            route = self.topology.routes.get(message.type)
            targets = self.topology.destinations(route) if route else ()
            if not targets and (route is None or not route.optional):
                raise Violation("every message has somewhere to go", named(message))
            for queue in targets:
                self.queues[queue.room].append(Parcel(message, self.clock.now()))
        if not keep:
            del outbox[:count]


def _told(work: Work, error: Exception) -> str:
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{where.tb_frame.f_code.co_name}, line {where.tb_lineno}" if where is not None else ""
    return f"{named(work.message)}: {error!r} in {place}"
