"""One seed's run, and what came of it."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from structlog.testing import capture_logs

from core.ordering.store import ORDERS
from hub.kernel.ids import seeded_ids
from hub.simulation import faults, invent
from hub.simulation.conduct import Conduct
from hub.simulation.disk import Disk
from hub.simulation.log import Log, Violation
from hub.simulation.moves import Moves
from hub.simulation.people import Crowd
from hub.simulation.rebuilt import Rebuilt
from hub.simulation.rest import check
from hub.simulation.scheduler import Scheduler
from hub.simulation.world import World


@dataclass
class Report:
    """What a run was like; `violation` is empty when all that must hold held."""

    seed: int
    violation: str = ""
    lines: Sequence[str] = ()
    orders: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    steps: int = 0
    # Real seconds, not those of the run's own clock.
    seconds: float = 0.0


def simulate(seed: int) -> Report:
    """Runs the rooms as the seed says."""
    started = time.perf_counter()
    # Chance here is what is wanted: the same each time.
    random = Random(f"simulation {seed}")  # noqa: S311
    log, disk = Log(), Disk()
    report = Report(seed)
    # What rooms log has the time of this machine, a run has lines of its own.
    with seeded_ids(f"ids {seed}"), capture_logs():
        known = invent.setting(random)
        known.put(disk)
        world = World(disk, log)
        world.watchers += [Moves(world), Conduct(world), Rebuilt()]
        crowd = Crowd(world, known, random)
        try:
            Scheduler(world, crowd, faults.draw(random), random).run()
            check(world, crowd)
        except Violation as violation:
            report.violation = str(violation)
            log.add(world.clock.now(), "VIOLATION", str(violation))
    report.lines, report.faults = log.lines, log.faults
    report.messages, report.steps = log.messages, log.steps
    report.orders.update(str(order.state) for order in disk.all(ORDERS))
    report.seconds = time.perf_counter() - started
    return report
