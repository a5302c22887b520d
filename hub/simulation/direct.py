"""What holds at rest of orders, reservations and repairs in the layers, whoever wanted them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any

from hub.platform.store import Store
from hub.simulation.log import short
from hub.simulation.world import World
from workers.rom.reservation import ReservationState
from workers.rom.store import CANCELLATIONS as RESOURCE_ORDER_CANCELLATIONS
from workers.rom.store import RESERVATIONS, RESOURCE_ORDERS, RESOURCES
from workers.som.machine import ServiceOrderState
from workers.som.machine_part import PartState
from workers.som.model import ServiceOrder
from workers.som.qualification.model import Reservation
from workers.som.qualification.store import QUALIFICATIONS
from workers.som.reconciliation.store import REPAIRS
from workers.som.store import CANCELLATIONS, SERVICE_ORDERS

_S = ServiceOrderState
_NOTHING_LEFT = frozenset({_S.REJECTED, _S.CANCELLED})


def problems(world: World, ordered: AbstractSet[str]) -> dict[str, Iterable[str]]:
    """What is wrong, by the name of what should be; `ordered` was accepted from partners, and not deleted since."""
    return {
        "no order of a partner is lost": _lost(world, ordered),
        "a service order ends as its parts do": _untrue(world),
        "what was cancelled at a layer says so": _uncancelled(world),
        "what a reservation holds ends with it": _held(world),
        "one attempt to repair something is made once": _repaired_twice(world),
    }


def _lost(world: World, ordered: AbstractSet[str]) -> Iterator[str]:
    orders: tuple[Store[Any], ...] = (SERVICE_ORDERS, RESOURCE_ORDERS)
    there = {order.id for store in orders for order in world.disk.all(store)}
    yield from sorted(ordered - there)


def _untrue(world: World) -> Iterator[str]:
    for order in world.disk.all(SERVICE_ORDERS):
        done = [part for part in order.parts if part.state is PartState.COMPLETED]
        if not _true(order, len(done)):
            yield f"{short(order.id)} is {order.state}, {len(done)} of {len(order.parts)} parts are done"


def _true(order: ServiceOrder, done: int) -> bool:
    if order.state in _NOTHING_LEFT:
        return not done
    return order.state is not _S.COMPLETED or done == len(order.parts)


def _uncancelled(world: World) -> Iterator[str]:
    tasks: tuple[tuple[Store[Any], Store[Any]], ...] = (
        (CANCELLATIONS, SERVICE_ORDERS),
        (RESOURCE_ORDER_CANCELLATIONS, RESOURCE_ORDERS),
    )
    for store, of in tasks:
        for task in world.disk.all(store):
            order = world.disk.load(of, task.order_id)
            if order is not None and (task.state == "done") is not (order.state == "cancelled"):
                yield f"{short(order.id)} is {order.state}, its cancellation is {task.state}"


def _held(world: World) -> Iterator[str]:
    """Nothing is held for a reservation that has ended, and who asked for it knows."""
    held = {r.id for r in world.disk.all(RESERVATIONS) if r.state is ReservationState.HELD}
    for resource in world.disk.all(RESOURCES):
        if resource.reservation_id and resource.reservation_id not in held:
            yield f"{resource.name} is held for {resource.reservation_id}, which has ended"
    for qualification in world.disk.all(QUALIFICATIONS):
        if qualification.reservation is Reservation.HELD and qualification.id not in held:
            yield f"{qualification.id} says that it holds something"


def _repaired_twice(world: World) -> Iterator[str]:
    made = Counter((repair.asked.id, repair.asked.attempt) for repair in world.disk.all(REPAIRS))
    yield from (f"attempt {attempt} of {short(i)}, {n} times" for (i, attempt), n in made.items() if n > 1)
