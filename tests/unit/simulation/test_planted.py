"""The simulation finds what is broken: each of these mistakes, made on purpose, is found within a few hundred seeds."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from core.ordering import products, progress, recovery
from core.ordering.machine import ORDER, OrderEvent, OrderState
from core.ordering.machine_item import ITEM
from core.ordering.machine_node import NODE, NodeEvent, NodeState
from core.reconciliation import repairing as core_repairing
from core.reconciliation.mismatch import Mismatch
from core.reconciliation.model import Reconciliation
from hub.kernel.machine import Machine
from hub.simulation.run import simulate
from hub.simulation.step import MemoryStep
from workers.activation import handlers as activation
from workers.activation.model import Activation
from workers.activation.store import ACTIVATIONS
from workers.rom import reserving
from workers.rom.model import ResourceOrder
from workers.rom.pools import Pool
from workers.som.machine_part import PART, PartEvent, PartState
from workers.som.reconciliation import handlers as comparing
from workers.som.reconciliation import repairing

pytestmark = pytest.mark.slow
SEEDS = 300
Patch = Callable[[pytest.MonkeyPatch], None]


def found() -> list[str]:
    """What the first broken seed says; empty when none is."""
    reports = (simulate(seed) for seed in range(SEEDS))
    return next(([report.violation] for report in reports if report.violation), [])


def without_row(machine: Machine[Any, Any], source: Any, event: Any) -> Patch:
    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delitem(machine._table, (source, event))

    patch.__name__ = f"does_not_{event}_out_of_{source}"
    return patch


def without_guard(machine: Machine[Any, Any], guard: str, *, holds: bool) -> Patch:
    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(machine.guards, guard, lambda _: holds)

    patch.__name__ = f"takes_{guard}_for_{holds}".replace(" ", "_")
    return patch


def lets_products_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wants to change a product may, whether another order has it or not."""
    monkeypatch.setattr(products, "holder", lambda *_: "")


def undoes_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not wanted any more is undone at once, whatever stands on it."""

    def take_back(order: Any, now: Any) -> bool:
        states = {NodeState.SUBMITTED, NodeState.RETRYING, NodeState.HELD, NodeState.COMPLETED}
        gone = [n for n in order.nodes if n.state in states and not progress.wanted(order, n)]
        for node in gone:
            recovery.move(order, node, NodeEvent.UNDO, now)
        return bool(gone)

    monkeypatch.setattr(progress, "_take_back", take_back)


def writes_half_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    commit = MemoryStep.commit

    def commit_half(step: MemoryStep) -> None:
        del step.saved[1:]
        commit(step)

    monkeypatch.setattr(MemoryStep, "commit", commit_half)


def gives_nothing_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pool, "give_back", lambda pool, value: None)


def acts_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network that configures a service each time it is asked."""
    begin = activation.activate

    def activate(driver: Any, step: Any, message: Any) -> None:
        begin(driver, step, message)
        known = step.find(ACTIVATIONS, message.activation_key)
        if known.requests > 1 and known.applications:
            known.applications += 1

    monkeypatch.setattr(activation, "activate", activate)


def sleeps_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Activations nobody looks at again."""
    wait = Activation.wait

    def without_deadline(self: Activation, until: Any, now: Any) -> bool:
        waits = wait(self, until, now)
        self.wake_at = None
        return waits

    monkeypatch.setattr(Activation, "wait", without_deadline)


def takes_one_value_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    def take(pool: Pool, value: str = "") -> str | None:
        pool.allocated += 1
        return pool.supply.show(pool.free[0][0]) if pool.free else None

    monkeypatch.setattr(Pool, "take", take)


def tells_no_history(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ResourceOrder, "record", lambda *_, **__: None)
    monkeypatch.setattr(
        ResourceOrder, "fire", lambda order, machine, event, **_: setattr(order, "state", "completed")
    )


def leaves_a_part_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that is not wanted any more gives its resources back, and stays in the network."""
    monkeypatch.setitem(PART.guards, "the network has it", lambda _: False)


def gives_nothing_back_when_a_reservation_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reserving, "hand_back", lambda *_: None)


def forgets_what_a_repair_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked again what came of an attempt, SOM makes it again."""
    ids = count()
    monkeypatch.setattr(repairing, "repair_id", lambda *_: f"repair-{next(ids)}")


def forgets_a_mismatch_it_finds_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found before is gone with the next reconciliation, though that finds it."""
    monkeypatch.setattr(Mismatch, "see", lambda *_: None)


def overlooks_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "with_network", lambda *_: [])


def takes_the_last_word_for_the_only_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reconciliation, "told_all", property(lambda run: run.pages_told is not None))


def holds_a_mismatch_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is held for an operator, and no operator hears of it."""
    monkeypatch.setattr(core_repairing, "_raise", lambda *_: None)


@pytest.mark.parametrize(
    "plant",
    [
        writes_half_a_step,
        gives_nothing_back,
        acts_again,
        sleeps_for_ever,
        takes_one_value_twice,
        tells_no_history,
        lets_products_go,
        undoes_in_any_order,
        leaves_a_part_as_it_is,
        gives_nothing_back_when_a_reservation_expires,
        forgets_what_a_repair_is_called,
        forgets_a_mismatch_it_finds_again,
        overlooks_the_network,
        takes_the_last_word_for_the_only_one,
        holds_a_mismatch_in_silence,
        without_row(NODE, NodeState.UNDOING, NodeEvent.OVERDUE),
        without_row(NODE, NodeState.HELD, NodeEvent.UNDO),
        without_row(ORDER, OrderState.HELD, OrderEvent.RELEASE),
        without_guard(NODE, "cannot be undone", holds=True),
        without_guard(ORDER, "all items completed", holds=True),
        without_guard(ITEM, "wanted, and all of it stands", holds=True),
        without_row(PART, PartState.ACTIVATING, PartEvent.OVERDUE),
        without_row(PART, PartState.WITHDRAWING, PartEvent.DONE),
        without_row(PART, PartState.RELEASING, PartEvent.OVERDUE),
    ],
    ids=lambda plant: plant.__name__,
)
def test_a_mistake_made_on_purpose_is_found(plant: Patch, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)

    assert found() != []
