"""Many seeds, on as many processors as there are, and what they come to together."""

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from hub.simulation.run import Report, simulate

# Seeds a process takes at a time.
PORTION = 10


@dataclass
class Summary:
    """What was seen in all runs, and the runs in which something did not hold, by seed."""

    seeds: int = 0
    orders: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    steps: int = 0
    # Of all processes together.
    seconds: float = 0.0
    failed: dict[int, Report] = field(default_factory=dict)

    def add(self, report: Report) -> None:
        self.seeds += 1
        self.orders += report.orders
        self.faults += report.faults
        self.messages += report.messages
        self.steps += report.steps
        self.seconds += report.seconds
        if report.violation:
            self.failed[report.seed] = report


def simulate_one(seed: int) -> tuple[Report, Summary]:
    """Runs one seed, and keeps all its lines."""
    report, summary = simulate(seed), Summary()
    summary.add(report)
    return report, summary


def simulate_all(seeds: Sequence[int], jobs: int, on_report: Callable[[Report], None]) -> Summary:
    """Runs every seed, whatever the others do; `on_report` is told each, in the order of the seeds."""
    summary = Summary()
    for report in _reports(seeds, jobs):
        summary.add(report)
        on_report(report)
    return summary


def _reports(seeds: Sequence[int], jobs: int) -> Iterator[Report]:
    if jobs == 1 or len(seeds) <= PORTION:
        yield from map(_brief, seeds)
        return
    portions = [seeds[start : start + PORTION] for start in range(0, len(seeds), PORTION)]
    # Fresh processes: a forked one would share threads and locks of whoever asks.
    with multiprocessing.get_context("spawn").Pool(min(jobs, len(portions))) as pool:
        yield from chain.from_iterable(pool.imap(_portion, portions))


def _portion(seeds: Sequence[int]) -> list[Report]:
    return [_brief(seed) for seed in seeds]


def _brief(seed: int) -> Report:
    """Without the lines nobody will read."""
    report = simulate(seed)
    if not report.violation:
        report.lines = ()
    return report
