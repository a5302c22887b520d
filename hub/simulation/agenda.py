"""What people have in mind to do, each at its moment."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from hub.simulation.world import World


class Agenda:
    """Everybody's plans, the next one first."""

    def __init__(self, world: World, random: Random) -> None:
        self._world = world
        self._random = random
        self._plans: list[tuple[datetime, int, Callable[[], None]]] = []
        self._made = 0

    def plan(self, action: Callable[[], None], within: float = 600) -> None:
        """At some moment from now on, in so many seconds at most, more likely soon."""
        after = timedelta(seconds=round(self._random.random() ** 3 * within, 3))
        self._made += 1
        self._plans.append((self._world.clock.now() + after, self._made, action))
        self._plans.sort(key=lambda plan: plan[:2])

    def next_moment(self) -> datetime | None:
        return self._plans[0][0] if self._plans else None

    def act(self) -> None:
        _, _, action = self._plans.pop(0)
        action()
