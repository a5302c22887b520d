"""Customers, partners and operators: what they ask for, when, and that they ask again when they were not answered."""

from copy import deepcopy
from datetime import datetime, timedelta
from functools import partial
from random import Random

from core.inventory.store import PRODUCTS
from core.ordering.commands import (
    CancelProductOrder,
    DeleteProductOrder,
    SubmitProductOrder,
    UpdateProductOrder,
)
from core.ordering.items import Item
from core.ordering.model import ProductOrder
from core.ordering.planning.judge_products import STANDING
from core.ordering.store import ORDERS
from hub.kernel.ids import new_id
from hub.kernel.values import Party
from hub.simulation import wishes
from hub.simulation.agenda import Agenda
from hub.simulation.asking import Desk
from hub.simulation.log import START, Violation, short
from hub.simulation.operators import Operators
from hub.simulation.partners import Partners
from hub.simulation.reconcilers import Reconcilers
from hub.simulation.setting import Setting
from hub.simulation.world import World

CUSTOMERS = ("ada", "bo")


class Crowd:
    """A few customers, each with an order or two in mind, who sometimes change their minds."""

    def __init__(self, world: World, known: Setting, random: Random) -> None:
        self._world = world
        self._known = known
        self._random = random
        self._desk = Desk(world)
        self._operators = Operators(world, self._desk, random)
        self._agenda = Agenda(world, random)
        # Orders that were accepted and not deleted since.
        self.orders: list[str] = []
        self._made = 0
        for _ in range(random.choice((1, 1, 2, 3))):
            self._agenda.plan(self._build)
        for _ in range(random.choice((0, 1, 2, 3, 5))):
            self._agenda.plan(self._change, 4000)
        self._partners = Partners(world, known, random, self._agenda)
        self._reconcilers = Reconcilers(world, random, self._agenda)

    @property
    def by_hand(self) -> set[str]:
        """Orders in which an operator has said that something is done which the rooms know nothing of."""
        return self._operators.by_hand

    @property
    def ordered(self) -> set[str]:
        """What partners have ordered at the layers, and not deleted since."""
        return self._partners.ordered

    def next_moment(self) -> datetime | None:
        return self._agenda.next_moment()

    def act(self) -> None:
        self._agenda.act()

    def at_rest(self) -> bool:
        return self._operators.decide() or self._reconcilers.settle()

    # -- customers --------------------------------------------------------------------------

    def _build(self) -> None:
        self._submit(self._random.choice(CUSTOMERS), wishes.new_items(self._random, self._known))

    def _change(self) -> None:
        """Mostly of what the customer has; the rooms have to say no to the rest."""
        products = sorted(self._world.disk.all(PRODUCTS), key=lambda product: product.id)
        standing = [p for p in products if p.status in STANDING]
        if standing and self._random.random() < 0.95:
            products = standing
        if not products:
            self._build()
            return
        customer = self._random.choice(products).parties[0].id
        if self._random.random() < 0.95:
            products = [p for p in products if p.parties[0].id == customer]
        self._submit(customer, wishes.changes(self._random, self._known, products))

    def _submit(self, customer: str, items: list[Item]) -> None:
        now = self._world.clock.now()
        self._made += 1
        key, found = f"request-{self._made}", set()
        start = now + timedelta(seconds=300) if self._random.random() < 0.15 else None
        due = now + timedelta(seconds=self._random.choice((20, 900))) if self._random.random() < 0.3 else None
        # A caller who is not answered asks again; what was stored the first time counts.
        for _ in range(self._random.choice((1, 1, 2, 3))):
            order = ProductOrder(
                id=new_id(),
                order_date=START,
                priority=self._random.choice(("", "0", "4")),
                requested_start_date=start,
                requested_completion_date=due,
                items=deepcopy(items),
                parties=[Party(id=customer, role="customer")],
            )
            found.add(self._desk.ask(customer, SubmitProductOrder(order, key, key)).order.id)
        if len(found) != 1:
            raise Violation("one request makes one order", ", ".join(sorted(found)))
        identifier = found.pop()
        self.orders.append(identifier)
        wanted = ", ".join(f"{i.id} {i.action} {i.offering.id if i.offering else ''}" for i in items)
        self._world.log.add(now, customer, f"order {short(identifier)}: {wanted}")
        self._think_again(identifier)

    def _think_again(self, identifier: str) -> None:
        """What may come into somebody's mind about an order."""
        for likelihood, action in (
            (0.25, self._cancel),
            (0.2, self._revise),
            (0.1, self._describe),
            (0.1, self._delete),
            (0.15, self._operators.hold),
        ):
            if self._random.random() < likelihood:
                self._agenda.plan(partial(action, identifier), self._random.choice((5, 100, 3000)))

    def _cancel(self, identifier: str) -> None:
        order = self._world.disk.load(ORDERS, identifier)
        items = []
        if order is not None and self._random.random() < 0.3:
            items = [self._random.choice(order.items).id]
        command = CancelProductOrder(order_id=identifier, items=items, reason="changed my mind")
        task = self._desk.try_to("customer", f"cancels {items or 'all'} of {short(identifier)}", command)
        if task is not None and not task.settled:
            again = self._desk.ask("customer", command)
            if again.id != task.id:
                raise Violation("asking twice to cancel is one cancellation", f"{task.id}, {again.id}")

    def _revise(self, identifier: str) -> None:
        order = self._world.disk.load(ORDERS, identifier)
        if order is not None:
            items = wishes.otherwise(self._random, self._known, order.items)
            what = f"wants otherwise {short(identifier)}"
            self._desk.try_to("customer", what, UpdateProductOrder(id=identifier, items=items))

    def _describe(self, identifier: str) -> None:
        command = UpdateProductOrder(id=identifier, description="changed", priority="1")
        self._desk.try_to("customer", f"describes {short(identifier)}", command)

    def _delete(self, identifier: str) -> None:
        before = self._world.disk.load(ORDERS, identifier)
        command = DeleteProductOrder(id=identifier)
        self._desk.try_to("customer", f"deletes {short(identifier)}", command)
        if self._world.disk.load(ORDERS, identifier) is None and identifier in self.orders:
            if before is None or not before.settled:
                raise Violation("an open order is not deleted", identifier)
            self.orders.remove(identifier)
