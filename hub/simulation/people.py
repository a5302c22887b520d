"""Customers and operators: what they ask for, when, and that they ask again when they were not answered."""

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta
from functools import partial
from random import Random

import msgspec

from core.ordering.commands import DeleteProductOrder, SubmitProductOrder, UpdateProductOrder
from core.ordering.model import ProductOrder
from core.ordering.store import ORDERS
from hub.kernel.errors import Code, HubError
from hub.kernel.ids import new_id
from hub.kernel.values import Party
from hub.simulation import invent
from hub.simulation.log import START, Violation, short
from hub.simulation.setting import Setting
from hub.simulation.world import World

# What may be wrong with a command that comes at the wrong moment; anything else is our mistake.
_REFUSALS = frozenset({Code.STATE_FORBIDS, Code.ID_UNKNOWN, Code.VERSION_STALE})


class Crowd:
    """A few customers, each with an order or two in mind, who sometimes change their minds."""

    def __init__(self, world: World, known: Setting, random: Random) -> None:
        self._world = world
        self._known = known
        self._random = random
        self._plans: list[tuple[datetime, int, Callable[[], None]]] = []
        # Orders that were accepted and not deleted since.
        self.orders: list[str] = []
        self.deleted: list[str] = []
        for number in range(random.choice((1, 1, 2, 3, 4))):
            self._plan(START, partial(self._submit, number))

    def next_moment(self) -> datetime | None:
        return self._plans[0][0] if self._plans else None

    def act(self) -> None:
        _, _, action = self._plans.pop(0)
        action()

    def at_rest(self) -> bool:
        return False

    def _plan(self, after: datetime, action: Callable[[], None]) -> None:
        at = after + timedelta(seconds=round(self._random.random() ** 3 * 600, 3))
        self._plans.append((at, len(self._plans), action))
        self._plans.sort(key=lambda plan: plan[:2])

    def _submit(self, number: int) -> None:
        items = invent.items(self._random, self._known)
        customer = Party(id=f"customer-{self._random.randint(1, 2)}", role="customer")
        key, found = f"request-{number}", set()
        # A caller who is not answered asks again; what was stored the first time counts.
        for _ in range(self._random.choice((1, 1, 2, 3))):
            order = ProductOrder(id=new_id(), order_date=START, items=deepcopy(items), parties=[customer])
            submitted = self._world.command("com", SubmitProductOrder(order, key, key))
            found.add(submitted.order.id)
        if len(found) != 1:
            raise Violation("one request makes one order", ", ".join(sorted(found)))
        identifier = found.pop()
        self.orders.append(identifier)
        self._world.log.add(
            self._world.clock.now(),
            "customer",
            f"order {short(identifier)}: "
            + ", ".join(f"{i.action} {i.offering and i.offering.id}" for i in items),
        )
        for action in (self._describe, self._delete):
            if self._random.random() < 0.2:
                self._plan(self._world.clock.now(), partial(action, identifier))

    def _describe(self, identifier: str) -> None:
        self._try(identifier, "describes", UpdateProductOrder(id=identifier, description="changed"))

    def _delete(self, identifier: str) -> None:
        before = self._world.disk.load(ORDERS, identifier)
        if self._try(identifier, "deletes", DeleteProductOrder(id=identifier)):
            if before is None or not before.settled:
                raise Violation("an open order is not deleted", identifier)
            self.orders.remove(identifier)
            self.deleted.append(identifier)

    def _try(self, identifier: str, what: str, command: msgspec.Struct) -> bool:
        """Whether it was allowed."""
        now = self._world.clock.now()
        try:
            self._world.command("com", command)
        except HubError as error:
            self._world.log.add(now, "customer", f"{what} {short(identifier)}: {error}")
            strange = [r for r in error.reasons if r.code not in _REFUSALS]
            if strange:
                raise Violation("a command is refused for a reason", str(error)) from error
            return False
        self._world.log.add(now, "customer", f"{what} {short(identifier)}")
        return True
