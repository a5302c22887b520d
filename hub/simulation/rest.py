"""What holds when everything has come to rest: nothing is lost, nothing is left over, and the rooms agree."""

from core.ordering.store import ORDERS
from hub.simulation.log import Violation
from hub.simulation.people import Crowd
from hub.simulation.world import World


def check(world: World, crowd: Crowd) -> None:
    """Raises a `Violation` for the first thing that is not so."""
    stored = {order.id for order in world.disk.all(ORDERS)}
    if stored != set(crowd.orders):
        raise Violation("no order is lost", f"{stored ^ set(crowd.orders)}")
