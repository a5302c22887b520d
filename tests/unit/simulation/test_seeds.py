"""Whatever the order of messages, and whoever dies in between: what must hold holds. A run is its seed's, everywhere.

`HUB_TEST_SEEDS` says how many seeds are run, 150 by default; `hub simulate` runs more on all processors.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hub.simulation.run import simulate

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
SEEDS = int(os.environ.get("HUB_TEST_SEEDS", "150"))
PORTION = 50
# Seeds whose runs are compared line by line.
COMPARED = range(12)

_PRINT = f"""
import hashlib
from hub.simulation.run import simulate
for seed in {COMPARED!r}:
    print(hashlib.sha256("\\n".join(simulate(seed).lines).encode()).hexdigest())
"""


@pytest.mark.parametrize("first", range(0, SEEDS, PORTION))
def test_everything_that_must_hold_holds(first: int) -> None:
    reports = [simulate(seed) for seed in range(first, min(first + PORTION, SEEDS))]

    assert {r.seed: r.violation for r in reports if r.violation} == {}


def test_runs_are_as_different_as_their_seeds_and_every_fault_is_played() -> None:
    reports = [simulate(seed) for seed in range(60)]

    assert len({tuple(report.lines) for report in reports}) == len(reports)
    assert {fault for report in reports for fault in report.faults} == {
        "died before the commit",
        "died after the commit",
        "down",
        "delivered again",
        "went astray",
        "overtaken",
        "published twice",
    }
    assert {state for report in reports for state in report.orders} >= {"completed", "failed", "rejected"}


@pytest.mark.parametrize("hash_seed", ["1", "4711"])
def test_a_seed_gives_the_same_run_in_every_process(hash_seed: str) -> None:
    here = [hashlib.sha256("\n".join(simulate(seed).lines).encode()).hexdigest() for seed in COMPARED]

    elsewhere = subprocess.run(
        [sys.executable, "-c", _PRINT],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )

    assert elsewhere.stdout.split() == here
