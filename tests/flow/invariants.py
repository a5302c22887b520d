"""What holds after every flow, whatever happened in it."""

from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from core.inventory.store import PRODUCTS
from core.ordering.machine_node import AT_REST
from core.ordering.model import ProductOrder
from core.ordering.store import CANCELLATIONS, FALLOUT, ORDERS
from core.reconciliation.store import MISMATCHES
from hub.platform import tables
from hub.platform.message import Message
from hub.platform.rebuild import strays
from hub.platform.store import Store
from tests.asyncapi_schemas import defined_messages, violations
from tests.flow.hub import Hub
from tests.stored import stored
from tests.waiting import eventually
from workers.activation.drivers.emulator.store import CONFIGURATIONS
from workers.activation.machine import MACHINE as ACTIVATION
from workers.activation.store import ACTIVATIONS
from workers.rom.machine import MACHINE as ROM
from workers.rom.store import POOLS, RESOURCE_ORDERS, RESOURCES
from workers.som.machine import MACHINE as SOM
from workers.som.store import SERVICE_ORDERS, SERVICES

MACHINES: dict[str, tuple[Store[Any], Any]] = {
    "som": (SERVICE_ORDERS, SOM),
    "rom": (RESOURCE_ORDERS, ROM),
    "activation": (ACTIVATIONS, ACTIVATION),
}


async def check(hub: Hub) -> None:
    """Raises when something that must always hold does not."""
    await _drained(hub)
    await _nothing_parked(hub)
    assert sorted({wrong for message in hub.bus.published for wrong in _broken_promises(message)}) == []
    assert await hub.database.read(_sleepers) == []
    assert await hub.database.read(_waiting_for_nobody) == []
    if not hub.done_by_hand:
        assert await hub.database.read(_unaccounted) == []
    assert await hub.database.read(_untold) == []
    assert await hub.database.read(_leaks) == []
    assert await hub.database.read(_ghosts) == []
    assert await hub.database.read(_not_rebuilt) == []


def _broken_promises(message: Message) -> list[str]:
    """What is wrong with a message by its AsyncAPI document."""
    if message.type not in defined_messages():
        return [f"no document describes {message.type}"]
    missing = [name for name in ("id", "key", "correlation") if not getattr(message, name)]
    found = violations(message.type, msgspec.json.decode(message.body))
    return [
        *(f"{message.type} has no {name}" for name in missing),
        *(f"{message.type}: {wrong}" for wrong in found),
    ]


async def _drained(hub: Hub) -> None:
    async def empty() -> bool:
        for relay, _ in hub.relays.values():
            relay.arrived(None)
        count = select(func.count()).select_from(tables.outbox)
        return await hub.database.read(lambda c: c.execute(count).scalar_one()) == 0

    await eventually(empty)
    for name in hub.units:
        await eventually(lambda name=name: _handled(hub, name))


async def _handled(hub: Hub, room: str) -> bool:
    return not any((await hub.bus.depths(room)).values()) and not hub.units[room].runner.backlog


async def _nothing_parked(hub: Hub) -> None:
    parked = [found for name in (*hub.units, "unroutable") for found in await hub.bus.parked(name)]
    assert [(p.queue, p.message.type) for p in parked] == hub.expected_parked, [p.reason for p in parked]


def _sleepers(connection: Connection) -> list[str]:
    """Open aggregates nobody will look at again, settled ones somebody will."""
    return [
        f"{store.table.name} {a.id} is {a.state} and wakes at {a.wake_at}"
        for store, machine in MACHINES.values()
        for a in stored(connection, store)
        if machine.is_final(a.state) is not (a.wake_at is None)
    ]


def _waiting_for_nobody(connection: Connection) -> list[str]:
    """Orders, fallout and cancellations that nobody moves on; settled orders that wake though all is at rest."""
    orders = {order.id: order for order in stored(connection, ORDERS)}
    queued = {w.order_id for order in orders.values() if not order.settled for w in order.waiting}
    problems = [
        f"order {o.id} is {o.state} and wakes at {o.wake_at}"
        for o in orders.values()
        if (not o.settled and o.wake_at is None and not _somebody(o, queued))
        or (o.settled and o.wake_at is not None and all(n.state in AT_REST for n in o.nodes))
    ]
    awaited = {f for o in orders.values() for f in (o.fallout_id, *(n.fallout_id for n in o.nodes)) if f}
    awaited |= {m.fallout_id for m in stored(connection, MISMATCHES) if m.fallout_id}
    opened = {fallout.id for fallout in stored(connection, FALLOUT) if str(fallout.state) == "open"}
    problems += [f"fallout {found} is open, or waited for, but not both" for found in opened ^ awaited]
    problems += [
        f"cancellation {c.id} of {c.order_id} is {c.state}"
        for c in stored(connection, CANCELLATIONS)
        if not c.settled and (c.order_id not in orders or orders[c.order_id].cancellation_id != c.id)
    ]
    return problems


def _somebody(order: ProductOrder, queued: set[str]) -> bool:
    """An operator who decides or holds, or the order that has the product."""
    decides = order.fallout_id or any(node.fallout_id for node in order.nodes)
    holds = order.hold is not None and (order.hold.by or order.id in queued)
    return bool(decides or holds)


def _untold(connection: Connection) -> list[str]:
    """Aggregates and their parts whose history does not end in the state they are in, or has a gap."""
    table = tables.history
    told: dict[tuple[str, str], list[Any]] = {}
    query = select(table.c.room, table.c.aggregate_id, table.c.facts, table.c.correlation)
    problems = []
    for room, identifier, facts, correlation in connection.execute(query.order_by(table.c.position)):
        told.setdefault((room, identifier), []).extend(msgspec.json.decode(facts))
        if not correlation:
            problems.append(f"{room} {identifier}: a step nobody can find by its order")
    states: list[tuple[str, str, dict[str, str]]] = [
        (room, a.id, _states_of(a))
        for room, (store, _) in MACHINES.items()
        for a in stored(connection, store)
    ]
    states += [("com", order.id, _states(order)) for order in stored(connection, ORDERS)]
    for room, identifier, wanted in states:
        last: dict[str, str] = {}
        for fact in told.get((room, identifier), []):
            detail = fact["detail"]
            part = str(detail.get("item") or detail.get("node") or _numbered(detail))
            if not fact["target"] or fact["source"] == fact["target"]:
                continue
            source = fact["source"] or last.get(part, fact["source"])
            if part in last and last[part] != source:
                problems.append(f"{room} {identifier} {part}: {last[part]}, and then out of {source}")
            last[part] = fact["target"]
        for part, state in wanted.items():
            if last.get(part) != state:
                problems.append(f"{room} {identifier} {part} is {state}; its history ends {last.get(part)}")
    return problems


def _numbered(detail: dict[str, Any]) -> str:
    """What the history tells of a part of a service order."""
    return f"part {detail['number']}" if "number" in detail else ""


def _states_of(aggregate: Any) -> dict[str, str]:
    """The aggregate itself, and its parts if it has any."""
    parts = {f"part {part.number}": str(part.state) for part in getattr(aggregate, "parts", ())}
    return {"": str(aggregate.state), **parts}


def _not_rebuilt(connection: Connection) -> list[str]:
    """Orders, products, fallout, cancellations and mismatches that are not what the history alone makes of them."""
    stores: list[Store[Any]] = [ORDERS, PRODUCTS, FALLOUT, CANCELLATIONS, MISMATCHES]
    return [identifier for store in stores for identifier in strays(connection, "com", store)]


def _states(order: ProductOrder) -> dict[str, str]:
    """The order itself, its items and nodes; parts that never moved are left out."""
    parts = {item.id: str(item.state) for item in order.items if item.state != "acknowledged"}
    nodes = {n.key: str(n.state) for n in order.nodes if n.state != "waiting"}
    return {"": str(order.state), **parts, **nodes}


def _leaks(connection: Connection) -> list[str]:
    """Pools whose free and allocated values are not exactly what the inventory leaves them."""
    problems = []
    held: dict[str, list[str]] = {}
    for resource in stored(connection, RESOURCES):
        held.setdefault(resource.pool_id, []).append(resource.value)
    for pool in (pool for of in stored(connection, POOLS) for pool in of.pools):
        free = sum(last - first + 1 for first, last in pool.free)
        taken = {pool.supply.parse(value) for value in held.get(pool.id, [])}
        if not len(taken) == len(held.get(pool.id, [])) == pool.allocated == pool.capacity - free:
            problems.append(
                f"{pool.id}: {pool.allocated} allocated, {free} free, {len(taken)} in the inventory"
            )
        problems += [
            f"{pool.id}: {n} is free and taken" for n in taken if any(a <= n <= b for a, b in pool.free)
        ]
    living = {
        order.id
        for order in stored(connection, SERVICE_ORDERS)
        if str(order.state) not in {"failed", "rejected", "cancelled"}
    }
    problems += [
        f"{resource.name} is held for a service order that has ended without it"
        for resource in stored(connection, RESOURCES)
        if resource.service_order_id and resource.service_order_id not in living
    ]
    return problems


def _unaccounted(connection: Connection) -> list[str]:
    """When all has ended: services that no product consists of, and the other way round."""
    product_orders = stored(connection, ORDERS)
    orders: list[Any] = [*product_orders, *stored(connection, SERVICE_ORDERS)]
    if not all(order.settled and order.wake_at is None for order in orders):
        return []
    # What was ordered of SOM directly belongs to no product.
    known = {order.id for order in product_orders}
    services = stored(connection, SERVICES)
    below = {lower.service_id for s in services for lower in s.services}
    active = {s.id for s in services if s.state == "active"} - below
    ordered = {s.id for s in services if s.product_order_id in known}
    of_products = {s.service_id for p in stored(connection, PRODUCTS) for s in p.services}
    return [
        *(f"service {found} is no product's" for found in (active & ordered) - of_products),
        *(f"service {found} of a product does not stand" for found in of_products - active),
    ]


def _ghosts(connection: Connection) -> list[str]:
    """Where the service inventory says something else than network and resource inventory, and no order is at it."""
    orders = stored(connection, SERVICE_ORDERS)
    at_work = {part.service_id for order in orders if not order.settled for part in order.parts}
    services = {s.id: s for s in stored(connection, SERVICES) if s.id not in at_work}
    standing = {s.id for s in services.values() if s.state == "active"}
    configured = {c.id for c in stored(connection, CONFIGURATIONS) if c.element} - at_work
    activated = {p.service_id for o in orders for p in o.parts if p.policy and p.action == "add"}
    problems = [f"service {found} is in the network and should not be" for found in configured - standing]
    problems += [f"service {found} is not in the network" for found in (standing & activated) - configured]
    problems += [
        f"service {s.id}: order {s.open_order_id} has left it" for s in services.values() if s.open_order_id
    ]
    held = {r.id for r in stored(connection, RESOURCES)}
    problems += [
        f"service {s.id} stands on {r.name} {r.value}, which is free"
        for s in services.values()
        for r in s.resources
        if r.resource_id not in held
    ]
    ended = {
        o.id
        for o in orders
        if o.parts
        and all(services[p.service_id].state == "terminated" for p in o.parts if p.service_id in services)
    }
    problems += [
        f"{r.name} is held for a service that was terminated"
        for r in stored(connection, RESOURCES)
        if r.service_order_id in ended
    ]
    return problems
