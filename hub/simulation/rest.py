"""What holds when everything has come to rest: nothing is lost, nothing is left to be done, and orders tell the truth."""

from collections.abc import Iterator

from core.inventory.store import PRODUCTS
from core.ordering.fallout import FalloutState
from core.ordering.machine import OrderState
from core.ordering.machine_item import ITEM, ItemState
from core.ordering.machine_node import AT_REST
from core.ordering.model import ProductOrder
from core.ordering.store import CANCELLATIONS, FALLOUT, ORDERS
from core.reconciliation.store import MISMATCHES
from hub.kernel.machine import Actor
from hub.simulation import direct, inventories
from hub.simulation.log import Violation, short
from hub.simulation.moves import INVENTORIES, MACHINES
from hub.simulation.people import Crowd
from hub.simulation.world import World
from workers.som.store import SERVICE_ORDERS

# What had failed before its order was cancelled is not called cancelled afterwards.
_WITHOUT = frozenset({OrderState.CANCELLED, OrderState.FAILED})


def check(world: World, crowd: Crowd) -> None:
    """Raises a `Violation` for the first thing that is not so."""
    for name, problems in {
        "no order is lost": _lost(world, crowd),
        "nothing is left to be done": _undone(world),
        "everything ends": _open(world),
        "an order ends as its items do": _untrue(world),
        "what was cancelled says so": _uncancelled(world),
        "whoever waits for a product is told": _waiting(world),
        **inventories.problems(world, crowd.by_hand),
        **direct.problems(world, crowd.ordered),
    }.items():
        for problem in problems:
            raise Violation(name, problem)


def _lost(world: World, crowd: Crowd) -> Iterator[str]:
    stored = {order.id for order in world.disk.all(ORDERS)}
    yield from (f"{short(i)} was accepted and is not there" for i in sorted(set(crowd.orders) - stored))
    yield from (f"{short(i)} is there, and nobody ordered it" for i in sorted(stored - set(crowd.orders)))


def _undone(world: World) -> Iterator[str]:
    for room in world.rooms:
        yield from (f"{room} has a message" for _ in world.queues[room])
        yield from (f"{room} has a message to send" for _ in world.disk.outbox[room])
    yield from (f"{table} {short(identifier)} has a deadline" for table, identifier in world.disk.wakes)


def _open(world: World) -> Iterator[str]:
    for store, machine in MACHINES.items():
        for aggregate in world.disk.all(store):
            # What is in an inventory rests when nobody but a person moves it.
            wait = machine.waits.get(aggregate.state)
            rests = store in INVENTORIES and wait is not None and wait.actor is Actor.PERSON
            if store is MISMATCHES:
                rests = not aggregate.unsettled
            if not rests and not machine.is_final(aggregate.state):
                yield f"{store.table.name} {short(aggregate.id)} is {aggregate.state}"
    for made in world.disk.all(SERVICE_ORDERS):
        parts = (part for part in made.parts if not part.at_rest)
        yield from (f"part {part.number} of {short(made.id)} is {part.state}" for part in parts)
    for order in world.disk.all(ORDERS):
        ended = (*ITEM.final, ItemState.COMPLETED)
        yield from (f"item {item.id} is {item.state}" for item in order.items if item.state not in ended)
        nodes = order.nodes if order.begun else []
        yield from (f"node {node.key} is {node.state}" for node in nodes if node.state not in AT_REST)


def _untrue(world: World) -> Iterator[str]:
    for order in world.disk.all(ORDERS):
        expected = _by_items(order)
        if order.state not in expected:
            items = ", ".join(f"{item.id} {item.state}" for item in order.items)
            yield f"{short(order.id)} is {order.state}, its items are {items}"


def _by_items(order: ProductOrder) -> set[OrderState]:
    states = {item.state for item in order.counted_items}
    if states <= {ItemState.REJECTED}:
        return {OrderState.REJECTED}
    if states == {ItemState.COMPLETED}:
        # What is optional may be missing.
        return {OrderState.COMPLETED, OrderState.PARTIAL}
    if states == {ItemState.CANCELLED}:
        return {OrderState.CANCELLED}
    return {OrderState.PARTIAL if ItemState.COMPLETED in states else OrderState.FAILED}


def _uncancelled(world: World) -> Iterator[str]:
    for task in world.disk.all(CANCELLATIONS):
        order = world.disk.load(ORDERS, task.order_id)
        if order is None:
            continue
        if order.cancellation_id:
            yield f"{short(order.id)} still has its cancellation open"
        if task.state == "done" and not task.items and order.state not in _WITHOUT:
            yield f"{short(order.id)} is {order.state}, its cancellation is {task.state}"
    for fallout in world.disk.all(FALLOUT):
        if fallout.state is FalloutState.OPEN:
            yield f"fallout {fallout.node} of {short(fallout.order_id)} is open"


def _waiting(world: World) -> Iterator[str]:
    for product in world.disk.all(PRODUCTS):
        if product.open_order_id:
            yield f"{short(product.id)} belongs to {short(product.open_order_id)}, which has ended"
