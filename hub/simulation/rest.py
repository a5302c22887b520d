"""What holds when everything has come to rest: nothing is lost, nothing is left over, and the rooms agree."""

from collections.abc import Iterator

from core.inventory.model import ProductStatus
from core.inventory.store import PRODUCTS
from core.ordering.machine import ITEM, NODE, ItemState, NodeState, OrderState
from core.ordering.model import ProductOrder
from core.ordering.store import ORDERS
from hub.kernel.errors import Code
from hub.simulation.log import Violation, short
from hub.simulation.moves import MACHINES
from hub.simulation.people import Crowd
from hub.simulation.world import World
from workers.activation.machine import ActivationState
from workers.activation.store import ACTIVATIONS, CONFIGURATIONS
from workers.rom.store import POOLS, RESOURCES
from workers.som.machine import ServiceOrderState
from workers.som.store import SERVICE_ORDERS, SERVICES


def check(world: World, crowd: Crowd) -> None:
    """Raises a `Violation` for the first thing that is not so."""
    for name, problems in {
        "no order is lost": _lost(world, crowd),
        "nothing is left to be done": _undone(world),
        "everything ends": _open(world),
        "an order ends as its items do": _untrue(world),
        "an order and its service orders agree": _disagreeing(world),
        "products consist of active services, and every active service belongs to a product": _products(
            world
        ),
        "an active service has its resources and its configuration": _services(world),
        "the network has what the inventory says, and acted once": _network(world),
        "every value of a pool is free or held once": _pools(world),
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
            if not machine.is_final(aggregate.state):
                yield f"{store.table.name} {short(aggregate.id)} is {aggregate.state}"
    for order in world.disk.all(ORDERS):
        yield from (
            f"item {item.id} is {item.state}" for item in order.items if not ITEM.is_final(item.state)
        )
        nodes = order.plan.nodes if order.plan else []
        yield from (f"node {node.name} is {node.state}" for node in nodes if not NODE.is_final(node.state))


def _untrue(world: World) -> Iterator[str]:
    for order in world.disk.all(ORDERS):
        expected = _by_items(order)
        if order.state is not expected:
            yield f"{short(order.id)} is {order.state}, by its items it would be {expected}"


def _by_items(order: ProductOrder) -> OrderState:
    states = {item.state for item in order.items}
    if states == {ItemState.REJECTED}:
        return OrderState.REJECTED
    if states == {ItemState.COMPLETED}:
        return OrderState.COMPLETED
    return OrderState.PARTIAL if ItemState.COMPLETED in states else OrderState.FAILED


def _disagreeing(world: World) -> Iterator[str]:
    ended = {order.id: order for order in world.disk.all(SERVICE_ORDERS)}
    known = set()
    for order in world.disk.all(ORDERS):
        for node in order.plan.nodes if order.plan else []:
            known.add(node.id)
            made = ended.get(node.id)
            built = made is not None and made.state is ServiceOrderState.COMPLETED
            if built and node.reason is not None and node.reason.code is Code.TIME_LIMIT_PASSED:
                continue  # it stood after all, when nobody waited for it any more
            if built is not (node.state is NodeState.COMPLETED):
                yield f"{node.name} is {node.state}, its service order {made.state if made else 'not there'}"
            if built and made is not None and node.service_id != made.service_id:
                yield f"{node.name} made {made.service_id}, the order says {node.service_id}"


def _products(world: World) -> Iterator[str]:
    products = world.disk.all(PRODUCTS)
    active = {service.id for service in world.disk.all(SERVICES) if service.state == "active"}
    used: dict[str, str] = {}
    for product in products:
        if product.status is not ProductStatus.ACTIVE:
            continue
        for service in product.services:
            if service.service_id not in active:
                yield f"{product.name} consists of {service.component}, which is not active"
            if service.service_id in used:
                yield f"{product.name} and {used[service.service_id]} share {service.component}"
            used[service.service_id] = product.name
    items = {(ref.product_order_id, ref.order_item_id) for product in products for ref in product.order_items}
    for order in world.disk.all(ORDERS):
        for item in order.items:
            made = order.plan is not None and item.id in order.plan.products
            if (item.state is ItemState.COMPLETED and made) is not ((order.id, item.id) in items):
                yield f"item {item.id} of {short(order.id)} is {item.state}, and its product is not as that says"


def _services(world: World) -> Iterator[str]:
    held = {resource.id: resource for resource in world.disk.all(RESOURCES)}
    configured = {configuration.id: configuration for configuration in world.disk.all(CONFIGURATIONS)}
    policies = {order.service_id: order.policy for order in world.disk.all(SERVICE_ORDERS)}
    needed = set()
    for service in world.disk.all(SERVICES):
        for resource in service.resources:
            needed.add(resource.resource_id)
            if resource.resource_id not in held or held[resource.resource_id].value != resource.value:
                yield f"{service.name} stands on {resource.name} {resource.value}, which it does not have"
        configuration = configured.pop(service.id, None)
        if (configuration is None) is not (policies[service.id] is None):
            yield f"{service.name} {short(service.id)} is active, the network does not know of it"
        elif (
            configuration is not None
            and not service.characteristics.items() <= configuration.characteristics.items()
        ):
            yield f"{service.name} is {service.characteristics}, configured is {configuration.characteristics}"
    yield from (f"{r.name} is held for nobody" for r in held.values() if r.id not in needed)
    yield from (
        f"{c.element} is configured for {short(c.id)}, which is not active" for c in configured.values()
    )


def _network(world: World) -> Iterator[str]:
    for activation in world.disk.all(ACTIVATIONS):
        if activation.applications != (activation.state is ActivationState.DONE):
            yield f"{short(activation.id)} is {activation.state}, and was applied {activation.applications} times"


def _pools(world: World) -> Iterator[str]:
    held: dict[str, list[int]] = {}
    pools = {pool.id: pool for pool in world.disk.all(POOLS)}
    for resource in world.disk.all(RESOURCES):
        held.setdefault(resource.specification_id, []).append(
            pools[resource.specification_id].supply.parse(resource.value)
        )
    for pool in pools.values():
        taken = held.get(pool.id, [])
        free = sum(last - first + 1 for first, last in pool.free)
        if not len(set(taken)) == len(taken) == pool.allocated == pool.capacity - free:
            yield f"{pool.name}: {pool.allocated} allocated, {free} of {pool.capacity} free, {len(taken)} held"
        yield from (
            f"{pool.name}: {n} is free and held" for n in taken if any(a <= n <= b for a, b in pool.free)
        )
