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
from core.reconciliation.machine import MISMATCH, RECONCILIATION
from core.reconciliation.store import MISMATCHES, RECONCILIATIONS
from hub.kernel.machine import Actor, Machine
from hub.platform.store import Store
from hub.simulation.log import Violation, short
from hub.simulation.step import MemoryStep
from hub.simulation.world import World
from workers.activation.machine import MACHINE as ACTIVATION
from workers.activation.store import ACTIVATIONS
from workers.rom.cancellation import CANCELLATION as RESOURCE_ORDER_CANCELLATION
from workers.rom.machine import MACHINE as RESOURCE_ORDER
from workers.rom.reservation import RESERVATION
from workers.rom.resource import RESOURCE
from workers.rom.store import CANCELLATIONS as RESOURCE_ORDER_CANCELLATIONS
from workers.rom.store import RESERVATIONS, RESOURCE_ORDERS, RESOURCES
from workers.som.cancellation import CANCELLATION as SERVICE_ORDER_CANCELLATION
from workers.som.machine import MACHINE as SERVICE_ORDER
from workers.som.machine_part import PART
from workers.som.machine_service import SERVICE
from workers.som.qualification.machine import MACHINE as QUALIFICATION
from workers.som.qualification.model import Qualification, Reservation
from workers.som.qualification.store import QUALIFICATIONS
from workers.som.reconciliation.machine import RECONCILIATION as SERVICE_RECONCILIATION
from workers.som.reconciliation.machine import REPAIR as SERVICE_REPAIR
from workers.som.reconciliation.store import RECONCILIATIONS as SERVICE_RECONCILIATIONS
from workers.som.reconciliation.store import REPAIRS as SERVICE_REPAIRS
from workers.som.store import CANCELLATIONS as SERVICE_ORDER_CANCELLATIONS
from workers.som.store import SERVICE_ORDERS, SERVICES

MACHINES: dict[Store[Any], Machine[Any, Any]] = {
    ORDERS: ORDER,
    FALLOUT: FALLOUT_MACHINE,
    CANCELLATIONS: CANCELLATION,
    RECONCILIATIONS: RECONCILIATION,
    MISMATCHES: MISMATCH,
    SERVICE_ORDERS: SERVICE_ORDER,
    SERVICE_ORDER_CANCELLATIONS: SERVICE_ORDER_CANCELLATION,
    SERVICES: SERVICE,
    QUALIFICATIONS: QUALIFICATION,
    SERVICE_RECONCILIATIONS: SERVICE_RECONCILIATION,
    SERVICE_REPAIRS: SERVICE_REPAIR,
    RESOURCE_ORDERS: RESOURCE_ORDER,
    RESOURCE_ORDER_CANCELLATIONS: RESOURCE_ORDER_CANCELLATION,
    RESERVATIONS: RESERVATION,
    RESOURCES: RESOURCE,
    ACTIVATIONS: ACTIVATION,
}
#: What is in these may stay for ever: somebody has it.
INVENTORIES: frozenset[Store[Any]] = frozenset({SERVICES, RESOURCES})
# What a fact's detail calls a part of an aggregate that has a table of its own.
PARTS: dict[Store[Any], dict[str, Machine[Any, Any]]] = {
    ORDERS: {"item": ITEM, "node": NODE},
    SERVICE_ORDERS: {"number": PART},
}
_ROWS = {
    id(machine): {(row.source, row.event, row.target, row.guard or "") for row in machine.rows}
    for machine in (*MACHINES.values(), *(m for machines in PARTS.values() for m in machines.values()))
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
        gone = {identifier: store for (_, identifier), store in step.erased.items()}
        stores = gone | {identifier: store for identifier, (store, _) in saved.items()}
        for identifier, cause, facts in step.facts():
            if identifier in stores:
                for fact in facts:
                    self._follow(step.room, stores[identifier], identifier, cause, fact)
        for table, identifier in step.erased:
            if identifier not in saved:
                self._told.pop((table, identifier, ""), None)
        rows = {identifier: row for _, identifier, row in step.saved}
        for identifier, (store, aggregate) in saved.items():
            if msgspec.json.encode(aggregate) != rows[identifier].document:
                raise Violation("what is read is what was written", f"{store.table.name} {identifier}")
            self._compare(store, aggregate)

    def _follow(self, room: str, store: Store[Any], identifier: str, cause: str, fact: Fact) -> None:
        source, target, event = fact["source"], fact["target"], fact["event"]
        kind = _part(store, fact)
        part = str(fact["detail"][kind]) if kind else ""
        machine = PARTS[store][kind] if kind else MACHINES.get(store)
        what = f"{short(identifier)}{f' {kind} {part}' if part else ''} {event}"
        moved = f": {source} → {target}" if target != source else ""
        self._world.log.add(self._world.clock.now(), room, f"    {what}{moved}")
        if machine is None or not target or (source == target and event not in _events(machine)):
            return  # what changes nothing but is worth telling has a name of its own
        known = (str(store.table.name), identifier, part)
        begins = str(machine.initial) if source else ""
        told = self._told.get(known, begins)
        # What is gone from an inventory may get into it again.
        was = begins if told in machine.final else told
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
            if told != state and not (
                told is None and part and state in {ITEM.initial, NODE.initial, PART.initial}
            ):
                what = f"{store.table.name} {short(aggregate.id)} {part}"
                text = f"{what} is {state}, its history says {told}"
                raise Violation("a history ends where its aggregate is", text)
        if store is SERVICE_ORDERS and aggregate.parts:
            _compare_wakes(aggregate)
            return
        if store is ORDERS:
            return  # when an order is to be looked at depends on its nodes
        if store is QUALIFICATIONS and aggregate.settled:
            _compare_hold(aggregate)
            return
        wait = machine.waits.get(aggregate.state)
        prompt = wait is not None and wait.actor in _PROMPT
        if (wait is None and aggregate.wake_at is not None) or (prompt and aggregate.wake_at is None):
            what = (
                f"{store.table.name} {short(aggregate.id)} is {aggregate.state}, wakes at {aggregate.wake_at}"
            )
            raise Violation("what is open has a deadline and what is settled has none", what)


def _compare_hold(qualification: Qualification) -> None:
    """One that has ended is looked at again when what is held for it is free again."""
    held = qualification.reserved_until if qualification.reservation is Reservation.HELD else None
    if qualification.wake_at != held:
        what = f"{qualification.id} is held until {held}, and wakes at {qualification.wake_at}"
        raise Violation("what is held for a qualification ends", what)


def _compare_wakes(order: Any) -> None:
    """An order of parts is looked at when the first of them has to be."""
    for part in order.parts:
        wait = PART.waits.get(part.state)
        if (wait is not None and wait.actor in _PROMPT) is not (part.wake_at is not None):
            what = f"part {part.number} of {short(order.id)} is {part.state}, wakes at {part.wake_at}"
            raise Violation("what is open has a deadline and what is settled has none", what)
    first = min((part.wake_at for part in order.parts if part.wake_at is not None), default=None)
    if order.wake_at != first:
        raise Violation("an order wakes with its parts", f"{short(order.id)}: {order.wake_at}, not {first}")


def _events(machine: Machine[Any, Any]) -> frozenset[str]:
    return _EVENTS[id(machine)]


def _part(store: Store[Any], fact: Fact) -> str:
    detail, event = fact["detail"], fact["event"]
    # What happens to the whole may name a part too.
    kinds = PARTS.get(store, {}).items()
    return next((kind for kind, machine in kinds if kind in detail and event in _events(machine)), "")


def _states(aggregate: Any) -> Iterator[tuple[str, str]]:
    """The aggregate itself and its parts, each with its state."""
    yield "", str(aggregate.state)
    if hasattr(aggregate, "parts"):
        yield from ((str(part.number), str(part.state)) for part in aggregate.parts)
    if hasattr(aggregate, "nodes"):
        yield from ((item.id, str(item.state)) for item in aggregate.items)
        yield from ((node.key, str(node.state)) for node in aggregate.nodes)


def _allowed(machine: Machine[Any, Any], fact: Fact) -> bool:
    source, target, event = fact["source"], fact["target"], fact["event"]
    if not source:
        return bool(target == str(machine.initial))
    # What changes nothing may be worth telling under a name from the table.
    return source == target or (source, event, target, fact["rule"]) in _ROWS[id(machine)]
