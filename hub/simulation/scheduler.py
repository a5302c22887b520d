"""Picks what happens next, and what goes wrong with it; everything by one source of chance."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any, Protocol

from hub.kernel.errors import HubError, Kind
from hub.platform.store import Store
from hub.platform.unit_of_work import Work
from hub.simulation.faults import CALM, PATIENCE, Faults
from hub.simulation.log import Violation, named
from hub.simulation.step import MemoryStep
from hub.simulation.world import Parcel, World

# So many turns are more than any story takes; whoever needs more goes round in circles.
TURNS = 30_000
# After so many turns in a calm world operators look what there is to decide: some orders wait for those of others.
ROUND = 100
BATCH = 12


class People(Protocol):
    """Customers and operators."""

    def next_moment(self) -> datetime | None:
        """When somebody wants to do something; None when nobody does before the rooms are at rest."""

    def act(self) -> None:
        """What somebody wants to do now."""

    def at_rest(self) -> bool:
        """Nothing moves by itself any more: does something about it; False when there is nothing to be done."""


class Scheduler:
    """Runs a world until it is at rest."""

    def __init__(self, world: World, people: People, faults: Faults, random: Random) -> None:
        self._world = world
        self._people = people
        self._faults = faults
        self._random = random
        self.turns = 0

    def run(self) -> None:
        """Until nothing moves by itself, and nobody has anything to do about it."""
        while self._turn() or self._people.at_rest():
            self.turns += 1
            if self.turns == PATIENCE:
                self._faults = CALM
            if self.turns > PATIENCE and self.turns % ROUND == 0:
                self._people.at_rest()
            if self.turns > TURNS:
                raise Violation("everything comes to rest", f"not after {TURNS} turns")

    def _turn(self) -> bool:
        choices = self._choices()
        if not choices:
            return self._let_time_pass()
        if self._happens(self._faults.hurry) and self._let_time_pass():
            return True
        self._random.choice(choices)()
        self._world.clock.advance(timedelta(milliseconds=self._random.randrange(50)))
        return True

    def _choices(self) -> list[Callable[[], None]]:
        world = self._world
        choices: list[Callable[[], None]] = []
        for room in world.rooms:
            if world.up(room):
                letters, alarms = world.ready(room), world.due(room)
                if letters or alarms:
                    choices.append(partial(self._work, room))
                if world.disk.outbox[room]:
                    choices.append(partial(self._relay, room))
        at = self._people.next_moment()
        if at is not None and at <= world.clock.now():
            choices.append(self._people.act)
        return choices

    def _let_time_pass(self) -> bool:
        moments = [m for m in (self._world.next_moment(), self._people.next_moment()) if m is not None]
        if not moments:
            return False
        self._world.wait(min(moments))
        return True

    # -- one room's turn --------------------------------------------------------------------

    def _work(self, room: str) -> None:
        """A batch of what there is for the room, with whatever goes wrong."""
        world, faults = self._world, self._faults
        letters, alarms = self._some(room)
        works = [*world.letters(room, letters), *world.alarms(room, alarms)]
        self._say(room, works)
        if self._happens(faults.crash_before):
            self._begin(room, works)
            self._crash(room, "died before the commit", works)
            return
        if self._happens(faults.overtaken) and not self._overtaken(room, works, letters):
            return
        world.run(room, works)
        if self._happens(faults.crash_after):
            self._crash(room, "died after the commit", works)
            return
        for letter in letters:
            world.queues[room].remove(letter)
            if self._happens(faults.twice):
                self._astray(room, letter, "delivered again")

    def _some(self, room: str) -> tuple[Sequence[Parcel], Sequence[tuple[Store[Any], str]]]:
        """What the room takes now: mostly the oldest alone, sometimes a batch, sometimes something else."""
        world, faults = self._world, self._faults
        letters = []
        for letter in world.ready(room):
            if self._happens(faults.drop):
                self._astray(room, letter, "went astray")
                world.queues[room].remove(letter)
            else:
                letters.append(letter)
        alarms = world.due(room)
        if self._happens(faults.reorder):
            self._random.shuffle(letters)
            self._random.shuffle(alarms)
        if self._happens(faults.batch):
            count = self._random.randint(1, BATCH)
            return letters[:count], alarms[:count]
        if letters and (not alarms or self._random.random() < 0.7):
            return letters[:1], []
        return [], alarms[:1]

    def _overtaken(self, room: str, works: Sequence[Work], letters: Sequence[Parcel]) -> bool:
        """Another process of the room commits first; whether ours has to begin again then, and can."""
        world = self._world
        step = self._begin(room, works)
        others = [letter for letter in world.ready(room) if letter not in letters]
        if not others or step is None:
            return True
        other = self._random.choice(others)
        world.log.fault(world.clock.now(), room, "overtaken", named(other.message))
        world.run(room, world.letters(room, [other]))
        world.queues[room].remove(other)
        if self._commit(step):
            world.log.messages += len(works)
            for letter in letters:
                world.queues[room].remove(letter)
            return False
        return True

    def _begin(self, room: str, works: Sequence[Work]) -> MemoryStep | None:
        """None for what cannot be handled: that is found when it is really tried."""
        try:
            return self._world.begin(room, works)[0]
        except Exception:  # noqa: BLE001 (whatever it is, it comes again)
            return None

    def _commit(self, step: MemoryStep) -> bool:
        try:
            self._world.commit(step)
        except HubError as error:
            if error.kind is not Kind.STALE:
                raise
            self._world.log.add(self._world.clock.now(), step.room, f"again: {error}")
            return False
        return True

    def _crash(self, room: str, how: str, works: Sequence[Work]) -> None:
        world, now = self._world, self._world.clock.now()
        world.log.fault(now, room, how, ", ".join(named(work.message) for work in works))
        if self._happens(self._faults.down):
            world.down[room] = now + self._away()
            world.log.fault(now, room, "down", f"for {(world.down[room] - now).total_seconds():.3f} s")

    def _astray(self, room: str, letter: Parcel, how: str) -> None:
        """The message comes (again) later."""
        world, now = self._world, self._world.clock.now()
        copy = Parcel(letter.message, now + self._away())
        world.queues[room].append(copy)
        later = (copy.at - now).total_seconds()
        world.log.fault(now, room, how, f"{named(letter.message)}, {later:.3f} s later")

    def _relay(self, room: str) -> None:
        world = self._world
        waiting = len(world.disk.outbox[room])
        count = waiting if self._random.random() < 0.7 else self._random.randint(1, waiting)
        keep = self._happens(self._faults.publish_twice)
        if keep:
            world.log.fault(world.clock.now(), room, "published twice", f"{count} messages")
        world.relay(room, count, keep=keep)

    def _say(self, room: str, works: Sequence[Work]) -> None:
        world = self._world
        for work in works:
            world.log.add(world.clock.now(), room, named(work.message))

    def _away(self) -> timedelta:
        # Mostly short: a long absence is rare, but it is what time limits are for.
        return timedelta(milliseconds=round(self._faults.away * 1000 * self._random.random() ** 3))

    def _happens(self, probability: float) -> bool:
        return probability > 0 and self._random.random() < probability
