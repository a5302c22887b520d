"""Those who compare the inventories: now and then with any policy, and, when something had drifted, until all agree."""

from functools import partial
from random import Random

from core.reconciliation.commands import RepairMismatch, SetSchedule, StartReconciliation
from core.reconciliation.machine import MismatchState, ReconciliationState
from core.reconciliation.model import Policies, Policy
from core.reconciliation.store import MISMATCHES, RECONCILIATIONS
from hub.messages.reconciliation import Between
from hub.simulation.agenda import Agenda
from hub.simulation.asking import Desk
from hub.simulation.drift import Drift
from hub.simulation.log import Violation
from hub.simulation.world import World

#: So many reconciliations with re-apply are more than it takes until one finds nothing new.
ROUNDS = 15


class Reconcilers:
    """Whoever watches over the inventories."""

    def __init__(self, world: World, random: Random, agenda: Agenda) -> None:
        self._world = world
        self._random = random
        self._agenda = agenda
        self._desk = Desk(world)
        self._drift = Drift(world, random)
        self._made = 0
        self._rounds = 0
        if random.random() < 0.5:
            for _ in range(random.choice((1, 2, 4, 6))):
                agenda.plan(self._drift.stir, 6000)
        if random.random() < 0.5:
            for _ in range(random.choice((1, 1, 3, 5))):
                agenda.plan(self._start, 8000)
        if random.random() < 0.15:
            agenda.plan(self._schedule, 4000)

    def settle(self) -> bool:
        """When everything is at rest: the next reconciliation with re-apply; False when the last one has found all well.

        What an operator has ignored is well.
        """
        if self._world.busy or self._agenda.next_moment() is not None:
            return False
        if not (self._drift.done or self._made) or self._well():
            return False
        self._rounds += 1
        if self._rounds > ROUNDS:
            raise Violation("repairs come to an end", "; ".join(self._standing()))
        self._begin(f"last-{self._rounds}", dict.fromkeys(Between, Policy.RE_APPLY))
        return True

    def _well(self) -> bool:
        last = self._world.disk.load(RECONCILIATIONS, f"last-{self._rounds}")
        return (
            last is not None
            and last.state is ReconciliationState.COMPLETED
            and not last.left_out
            and not self._standing()
        )

    def _standing(self) -> list[str]:
        """What the last one has found."""
        return [
            f"{m.subject_id} {m.difference} {m.between}, {m.state}: {m.upper} {m.lower}"
            for m in self._world.disk.all(MISMATCHES)
            if m.reconciliation_id == f"last-{self._rounds}"
            and m.state not in {MismatchState.IGNORED, MismatchState.GONE}
        ]

    def _start(self) -> None:
        self._made += 1
        policy = {between: self._random.choice(list(Policy)) for between in Between}
        if self._random.random() < 0.4:
            self._agenda.plan(self._decide, 600)
        start = StartReconciliation(f"reconciliation-{self._made}", policy, "rita")
        self._desk.try_to("rita", f"reconciles: {', '.join(policy.values())}", start)

    def _begin(self, identifier: str, policy: Policies) -> None:
        self._world.log.add(self._world.clock.now(), "rita", f"reconciles for the last time: {identifier}")
        if self._desk.ask("rita", StartReconciliation(identifier, policy, "rita")).id != identifier:
            raise Violation("a reconciliation that has ended does not run", identifier)

    def _decide(self) -> None:
        """About a mismatch nobody has decided about, or again about one that is."""
        there = self._world.disk.all(MISMATCHES)
        if there:
            chosen = self._random.choice(there)
            action = self._random.choice(("re-apply", "adopt", "ignore"))
            command = RepairMismatch(chosen.id, action, "rita", "seen")
            self._desk.try_to("rita", f"wants to {action} {chosen.subject_id}", command)

    def _schedule(self) -> None:
        """Turned on, and off again after a while."""
        self._made += 1
        policy = {between: self._random.choice(list(Policy)) for between in Between}
        self._desk.ask("rita", SetSchedule(self._random.choice((60, 600)), policy, "rita", "a trial"))
        off = SetSchedule(0, policy, "rita", "the trial is over")
        self._agenda.plan(partial(self._desk.ask, "rita", off), 3000)
