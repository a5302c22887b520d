"""What holds after every step: states move by their tables, and the history tells it."""

from collections.abc import Iterator
from typing import Any

import msgspec

from core.ordering.cancellation import CANCELLATION
from core.ordering.fallout import FALLOUT as FALLOUT_MACHINE
from core.ordering.machine import ORDER
from core.ordering.machine_item import ITEM
from core.ordering.machine_node import NODE
from core.ordering.store import CANCELLATIONS, FALLOUT, ORDERS
from hub.kernel.machine import Actor, Machine
from hub.platform.store import Store
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
    FALLOUT: FALLOUT_MACHINE,
    CANCELLATIONS: CANCELLATION,
    SERVICE_ORDERS: SERVICE_ORDER,
    RESOURCE_ORDERS: RESOURCE_ORDER,
    ACTIVATIONS: ACTIVATION,
}
# What a fact's detail calls a part of an order that has a table of its own.
PARTS: dict[str, Machine[Any, Any]] = {"item": ITEM, "node": NODE}
_ROWS = {
    id(machine): {(row.source, row.event, row.target, row.guard or "") for row in machine.rows}
    for machine in (*MACHINES.values(), *PARTS.values())
}
_EVENTS = {key: frozenset(str(event) for _, event, _, _ in rows) for key, rows in _ROWS.items()}
#: Whoever these are gives an answer in time, or it is asked again.
_PROMPT = frozenset({Actor.MACHINE, Actor.TIMER})

Fact = dict[str, Any]


class Moves:
    """Follows every aggregate and its parts through their histories."""

    def __init__(self, world: World) -> None:
        self._world = world
        # Table, aggregate and part ("" for itself) → state its history ends in.
        self._told: dict[tuple[str, str, str], str] = {}

    def __call__(self, step: MemoryStep) -> None:
        saved = {identifier: (store, aggregate) for store, identifier, aggregate in step.changed()}
        for identifier, cause, facts in step.facts():
            if identifier in saved:
                for fact in facts:
                    self._follow(step.room, saved[identifier][0], identifier, cause, fact)
        rows = {identifier: row for _, identifier, row in step.saved}
        for identifier, (store, aggregate) in saved.items():
            if msgspec.json.encode(aggregate) != rows[identifier].document:
                raise Violation("what is read is what was written", f"{store.table.name} {identifier}")
            self._compare(store, aggregate)

    def _follow(self, room: str, store: Store[Any], identifier: str, cause: str, fact: Fact) -> None:
        source, target, event = fact["source"], fact["target"], fact["event"]
        kind = _part(fact) if store is ORDERS else ""
        part = str(fact["detail"][kind]) if kind else ""
        machine = PARTS[kind] if kind else MACHINES.get(store)
        what = f"{short(identifier)}{f' {kind} {part}' if part else ''} {event}"
        moved = f": {source} → {target}" if target != source else ""
        self._world.log.add(self._world.clock.now(), room, f"    {what}{moved}")
        if machine is None or not target or (source == target and event not in _events(machine)):
            return  # what changes nothing but is worth telling has a name of its own
        known = (str(store.table.name), identifier, part)
        was = self._told.get(known, "" if not source else str(machine.initial))
        if was != source:
            raise Violation("a history has no gaps", f"{what}: it was {was}, and then out of {source}")
        if not _allowed(machine, fact):
            raise Violation("states move by their tables", f"{what} by {cause}: {source} → {target}")
        self._told[known] = target

    def _compare(self, store: Store[Any], aggregate: Any) -> None:
        machine = MACHINES.get(store)
        if machine is None:
            return
        for part, state in _states(aggregate):
            told = self._told.get((str(store.table.name), aggregate.id, part))
            if told != state and not (told is None and part and state in {ITEM.initial, NODE.initial}):
                what = f"{store.table.name} {short(aggregate.id)} {part}"
                text = f"{what} is {state}, its history says {told}"
                raise Violation("a history ends where its aggregate is", text)
        if store is ORDERS:
            return  # when an order is to be looked at depends on its nodes
        wait = machine.waits.get(aggregate.state)
        prompt = wait is not None and wait.actor in _PROMPT
        if (wait is None and aggregate.wake_at is not None) or (prompt and aggregate.wake_at is None):
            what = (
                f"{store.table.name} {short(aggregate.id)} is {aggregate.state}, wakes at {aggregate.wake_at}"
            )
            raise Violation("what is open has a deadline and what is settled has none", what)


def _events(machine: Machine[Any, Any]) -> frozenset[str]:
    return _EVENTS[id(machine)]


def _part(fact: Fact) -> str:
    detail, event = fact["detail"], fact["event"]
    # What happens to the whole may name a part too.
    return next((kind for kind in PARTS if kind in detail and event in _events(PARTS[kind])), "")


def _states(aggregate: Any) -> Iterator[tuple[str, str]]:
    """The aggregate itself and its parts, each with its state."""
    yield "", str(aggregate.state)
    if hasattr(aggregate, "nodes"):
        yield from ((item.id, str(item.state)) for item in aggregate.items)
        yield from ((node.key, str(node.state)) for node in aggregate.nodes)


def _allowed(machine: Machine[Any, Any], fact: Fact) -> bool:
    source, target, event = fact["source"], fact["target"], fact["event"]
    if not source:
        return bool(target == str(machine.initial))
    # What changes nothing may be worth telling under a name from the table.
    return source == target or (source, event, target, fact["rule"]) in _ROWS[id(machine)]
