"""Products, services, resources and the network say the same, and nothing is there that nobody has."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from core.inventory.model import Product, ProductService, ProductStatus
from core.inventory.store import PRODUCTS
from core.ordering.machine_node import NodeState
from core.ordering.model import ProductOrder
from core.ordering.node import Node, service_order_id
from core.ordering.store import ORDERS
from core.reconciliation.machine import MismatchState
from core.reconciliation.store import MISMATCHES, RECONCILIATIONS
from hub.simulation.log import short
from hub.simulation.network_partners import NAMES
from hub.simulation.world import World
from workers.activation.drivers.emulator.configuration import Configuration
from workers.activation.drivers.emulator.store import CONFIGURATIONS
from workers.activation.machine import ActivationState
from workers.activation.store import ACTIVATIONS
from workers.activation.store import SERVICES as MADE
from workers.rom.resource import ResourceState
from workers.rom.store import POOLS, RESOURCES
from workers.som.catalog_store import current_catalog
from workers.som.inventory import Service
from workers.som.machine import ServiceOrderState
from workers.som.machine_part import PartState
from workers.som.model import ServiceOrder
from workers.som.store import SERVICE_ORDERS, SERVICES

_S = ServiceOrderState
# What is left of a product is in the inventory as long as it has one of these.
_GONE = frozenset({ProductStatus.TERMINATED, ProductStatus.CANCELLED, ProductStatus.ABORTED})


def problems(world: World, by_hand: AbstractSet[str]) -> dict[str, Iterable[str]]:
    """What is wrong, by the name of what should be. What was done by hand in an order only people know."""
    allowed = _allowed(world)
    return {
        "an order and its service orders agree": _disagreeing(world, by_hand),
        "products consist of standing services, and every service made for one belongs to one": _products(
            world, by_hand, allowed
        ),
        "a service has its resources and its configuration, and nothing else is there": _services(
            world, allowed
        ),
        "the network acts once for one key, and has what activation has made": _network(
            world, _drifted(world)
        ),
        "every value of a pool is free or held once": _pools(world),
    }


def _disagreeing(world: World, by_hand: AbstractSet[str]) -> Iterator[str]:
    made = {order.id: order for order in world.disk.all(SERVICE_ORDERS)}
    left = {order.id for order in made.values() if order.state is _S.COMPLETED}
    for order in world.disk.all(ORDERS):
        for node in order.nodes:
            ids = [*_attempts(order, node, undo=False), *_attempts(order, node, undo=True)]
            left.difference_update(ids)
            if order.id not in by_hand:
                yield from (f"{node.key} {problem}" for problem in _about(node, made, ids))
    orders = {order.id for order in world.disk.all(ORDERS)}
    yield from (
        f"{made[i].items[0].action} {made[i].items[0].specification_id} was done for nobody"
        for i in sorted(left)
        if made[i].external_id in orders
    )


def _attempts(order: ProductOrder, node: Node, *, undo: bool) -> Iterator[str]:
    made = node.undo_attempts if undo else node.attempts
    return (service_order_id(order.id, node.key, n, undo=undo) for n in range(1, made + 1))


def _about(node: Node, made: dict[str, ServiceOrder], ids: list[str]) -> Iterator[str]:
    done, undone = made.get(node.service_order_id), made.get(node.undo_order_id)
    did = done is not None and done.state is _S.COMPLETED
    undid = undone is not None and undone.state is _S.COMPLETED
    stands = did and not undid
    if stands is not node.in_effect:
        yield f"is {node.state}, its service order {done and done.state}, that to undo it {undone and undone.state}"
    completed = [i for i in ids if i in made and made[i].state is _S.COMPLETED]
    if len(completed) > 2 or (len(completed) == 2 and not undid):
        yield f"was done {len(completed)} times"
    if node.state is NodeState.KEPT and node.task.compensation != "none":
        yield "was kept, and could have been undone"
    if node.state is NodeState.SKIPPED and ids:
        yield "was skipped after it was begun"


def _products(world: World, by_hand: AbstractSet[str], allowed: AbstractSet[str]) -> Iterator[str]:
    services = {service.id: service for service in world.disk.all(SERVICES) if service.stands}
    # What others stand on is theirs, and no product's.
    below = {s.service_id for service in services.values() for s in service.services} | _kept(world)
    own_way = {*by_hand, *_otherwise(world)}
    known = {order.id: order for order in world.disk.all(ORDERS)}
    owner: dict[str, str] = {}
    for product in world.disk.all(PRODUCTS):
        # Of an order that was deleted since nobody can say how it went.
        loose = any(
            r.product_order_id in own_way or r.product_order_id not in known for r in product.order_items
        )
        if product.status in _GONE and product.services:
            yield f"{product.name} is {product.status}, and has {product.services[0].component}"
        for part in product.services:
            if part.service_id in owner and not (loose and part.service_id not in services):
                yield f"{product.name} and {owner[part.service_id]} share {part.component}"
            owner[part.service_id] = product.name
            if not loose and part.service_id not in allowed:
                yield from _part(product, part, services.get(part.service_id))
    named = {
        i
        for order in own_way & known.keys()
        for n in known[order].nodes
        for i in (n.service_id, n.task.service_id)
    }
    for identifier in sorted(services.keys() - owner.keys() - named - below - allowed):
        service = services[identifier]
        order = known.get(service.product_order_id)
        if order is not None and order.id not in own_way:
            yield f"{service.name} {short(identifier)} of {short(order.id)} ({order.state}) belongs to no product"


def _part(product: Product, part: ProductService, service: Service | None) -> Iterator[str]:
    if service is None:
        yield f"{product.name} is {product.status}, its {part.component} does not stand"
        return
    really = service.characteristics
    wrong = {n: v for n, v in part.characteristics.items() if really.get(n) != v}
    if wrong:
        yield f"{product.name} has {part.component} with {wrong}, the service has {really}"


def _kept(world: World) -> set[str]:
    """Services that orders have left behind because the network refused to undo them."""
    return {
        part.service_id
        for order in world.disk.all(SERVICE_ORDERS)
        for part in order.parts
        if part.state is PartState.COMPLETED and part.reason is not None
    }


def _otherwise(world: World) -> set[str]:
    """Orders in which another service was ordered instead of undoing one, which is left as it was."""
    return {
        order.id
        for order in world.disk.all(ORDERS)
        if any(node.undo_attempts and node.task.compensation for node in order.nodes)
    }


def _services(world: World, allowed: AbstractSet[str]) -> Iterator[str]:
    held = {resource.id: resource for resource in world.disk.all(RESOURCES)}
    there = {c.id: c for c in world.disk.all(CONFIGURATIONS) if c.element}
    services = {service.id: service for service in world.disk.all(SERVICES)}
    needed = set()
    for service in services.values():
        if service.open_order_id:
            yield f"{service.name} {short(service.id)} is still being changed"
        if not service.stands:
            continue
        yield from _below(service, services)
        for resource in service.resources:
            needed.add(resource.resource_id)
            if resource.resource_id in allowed:
                continue
            if resource.resource_id not in held or held[resource.resource_id].value != resource.value:
                yield f"{service.name} stands on {resource.name} {resource.value}, which it does not have"
        configuration = there.pop(service.id, None)
        if service.id not in allowed:
            yield from _configured(world, service, configuration)
    yield from (
        f"{r.name} is held for nobody"
        for r in held.values()
        if r.id not in needed | allowed and r.state is ResourceState.ALLOCATED
    )
    yield from (
        f"{c.element} is configured for {short(c.id)}, which does not stand"
        for c in there.values()
        if c.id not in allowed
    )


def _configured(world: World, service: Service, configuration: Configuration | None) -> Iterator[str]:
    """What the network says otherwise of a service that stands."""
    specification = world.disk.catalog(current_catalog).specification(
        service.specification_id, service.specification_version
    )
    wanted = specification is not None and specification.activation is not None
    name = f"{service.name} {short(service.id)}"
    if (configuration is not None) is not wanted:
        yield f"{name} is {service.state}, the network {'does not know of it' if wanted else 'has it'}"
    elif configuration is not None:
        has = configuration.characteristics
        wrong = {n: v for n, v in service.characteristics.items() if has.get(n) != v}
        if wrong or configuration.state != service.presence:
            yield f"{name} is {service.state} with {wrong}, configured is {configuration.state} with {has}"


def _allowed(world: World) -> set[str]:
    """What the layers may say differently: an operator has said so, or it is a partner's own, and nobody compares it."""
    ignored = (m.subject_id for m in world.disk.all(MISMATCHES) if m.state is MismatchState.IGNORED)
    own = (r.id for r in world.disk.all(RESOURCES) if not r.service_order_id and not r.service_id)
    return {*NAMES, *ignored, *own}


def _drifted(world: World) -> set[str]:
    """What activation may say otherwise than the network: nobody above compares what it was asked for directly."""
    return _allowed(world) if world.disk.all(RECONCILIATIONS) else set()


def _below(service: Service, services: Mapping[str, Service]) -> Iterator[str]:
    """Services it stands on that do not stand."""
    for lower in service.services:
        if not services[lower.service_id].stands:
            state = services[lower.service_id].state
            yield f"{service.name} {short(service.id)} stands on {lower.name}, which is {state}"


def _network(world: World, drifted: AbstractSet[str]) -> Iterator[str]:
    for activation in world.disk.all(ACTIVATIONS):
        if activation.applications != (activation.state is ActivationState.DONE):
            yield f"{short(activation.id)} is {activation.state}, and was applied {activation.applications} times"
    held = {c.id: c for c in world.disk.all(CONFIGURATIONS) if c.element}
    for made in world.disk.all(MADE):
        if made.open:
            yield f"{short(made.id)} is still being worked on by {made.open}"
        found = held.pop(made.id, None)
        wanted = (made.state, made.values) if made.stands else None
        if made.id not in drifted and wanted != (found and (found.state, found.characteristics)):
            yield f"activation has made {short(made.id)} {wanted}, the network has {found}"


def _pools(world: World) -> Iterator[str]:
    held: dict[str, list[int]] = {}
    pools = {pool.id: pool for of in world.disk.all(POOLS) for pool in of.pools}
    for resource in world.disk.all(RESOURCES):
        number = pools[resource.pool_id].supply.parse(resource.value)
        held.setdefault(resource.pool_id, []).append(number)
    for pool in pools.values():
        taken = held.get(pool.id, [])
        free = sum(last - first + 1 for first, last in pool.free)
        if not len(set(taken)) == len(taken) == pool.allocated == pool.capacity - free:
            yield f"{pool.id}: {pool.allocated} allocated, {free} of {pool.capacity} free, {len(taken)} held"
        for number in taken:
            if any(first <= number <= last for first, last in pool.free):
                yield f"{pool.id}: {number} is free and held"
