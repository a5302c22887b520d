"""What holds after every step: states move by their tables, the history tells it, and everything open has its hour."""

from collections.abc import Iterator
from typing import Any

import msgspec

from core.ordering.machine import ITEM, NODE, ORDER
from core.ordering.store import ORDERS
from hub.kernel.machine import Actor, Machine
from hub.platform.store import Store
from hub.simulation.disk import Row, read
from hub.simulation.log import Violation, short
from hub.simulation.step import MemoryStep
from hub.simulation.world import World
from workers.activation.machine import MACHINE as ACTIVATION
from workers.activation.store import ACTIVATIONS
from workers.rom.machine import MACHINE as RESOURCE_ORDER
from workers.rom.store import RESOURCE_ORDERS
from workers.som.machine import MACHINE as SERVICE_ORDER
from workers.som.store import SERVICE_ORDERS

MACHINES: dict[Store[Any], Machine[Any, Any]] = {
    ORDERS: ORDER,
    SERVICE_ORDERS: SERVICE_ORDER,
    RESOURCE_ORDERS: RESOURCE_ORDER,
    ACTIVATIONS: ACTIVATION,
}
# What a fact's detail calls a part of an aggregate that has a table of its own.
PARTS: dict[str, Machine[Any, Any]] = {"item": ITEM, "node": NODE}


class Moves:
    """Follows every aggregate and its parts through their histories."""

    def __init__(self, world: World) -> None:
        self._world = world
        # Table, aggregate and part ("" for itself) → state its history ends in.
        self._told: dict[tuple[str, str, str], str] = {}

    def __call__(self, step: MemoryStep) -> None:
        saved = {identifier: (store, row) for store, identifier, row in step.saved}
        for identifier, cause, facts in step.facts():
            if identifier in saved:
                for fact in facts:
                    self._follow(step.room, saved[identifier][0], identifier, cause, fact)
        for store, row in saved.values():
            self._look(store, row)

    def _follow(
        self, room: str, store: Store[Any], identifier: str, cause: str, fact: dict[str, Any]
    ) -> None:
        source, target, event = fact["source"], fact["target"], fact["event"]
        kind = next((kind for kind in PARTS if kind in fact["detail"]), "") if store is ORDERS else ""
        part = str(fact["detail"][kind]) if kind else ""
        machine = PARTS[kind] if kind else MACHINES.get(store)
        what = f"{short(identifier)}{' ' + kind + ' ' + short(part) if part else ''} {event}"
        self._world.log.add(
            self._world.clock.now(), room, f"    {what}: {source} → {target}" if target else f"    {what}"
        )
        if machine is None or not target:
            return
        was = self._told.get(
            (str(store.table.name), identifier, part), "" if not source else str(machine.initial)
        )
        if was != source:
            raise Violation("a history has no gaps", f"{what}: it was {was}, and then out of {source}")
        if not _allowed(machine, event, source, target):
            raise Violation("states move by their tables", f"{what} by {cause}: {source} → {target}")
        self._told[str(store.table.name), identifier, part] = target

    def _look(self, store: Store[Any], row: Row) -> None:
        aggregate = read(store, row)
        if msgspec.json.encode(aggregate) != row.document:
            raise Violation("what is read is what was written", f"{store.table.name} {aggregate.id}")
        machine = MACHINES.get(store)
        if machine is None:
            return
        for part, state in _states(aggregate):
            told = self._told.get((str(store.table.name), aggregate.id, part))
            if told is None and part and state in {ITEM.initial, NODE.initial}:
                continue
            if told != state:
                what = f"{store.table.name} {short(aggregate.id)} {short(part)}"
                raise Violation(
                    "a history ends where its aggregate is", f"{what} is {state}, its history says {told}"
                )
        final = machine.is_final(aggregate.state)
        person = not final and machine.waits[aggregate.state].actor is Actor.PERSON
        if final is not (aggregate.wake_at is None) and not person:
            raise Violation(
                "what is open has a deadline and what is settled has none",
                f"{store.table.name} {short(aggregate.id)} is {aggregate.state}, wakes at {aggregate.wake_at}",
            )


def _states(aggregate: Any) -> Iterator[tuple[str, str]]:
    """The aggregate itself and its parts, each with its state."""
    yield "", str(aggregate.state)
    if hasattr(aggregate, "plan"):
        yield from ((item.id, str(item.state)) for item in aggregate.items)
        yield from ((node.id, str(node.state)) for node in (aggregate.plan.nodes if aggregate.plan else ()))


def _allowed(machine: Machine[Any, Any], event: str, source: str, target: str) -> bool:
    if not source:
        return target == str(machine.initial)
    rows = any((row.source, row.event, row.target) == (source, event, target) for row in machine.rows)
    # What changes nothing but is worth telling has a name of its own.
    return rows or source == target
