"""Partners who take resources directly (TMF652), hold them for a while, and people who operate single ones."""

from datetime import timedelta
from functools import partial
from random import Random

import msgspec

from hub.messages.base import NamedValue, SpecificationRef
from hub.messages.rom import (
    CheckResourceAvailability,
    CreateResourceOrder,
    ReleaseReservation,
    Resource,
    ResourceOrderItem,
)
from hub.simulation.agenda import Agenda
from hub.simulation.asking import Desk
from hub.simulation.log import short
from hub.simulation.setting import Setting
from hub.simulation.world import World
from workers.rom.asked import order_of
from workers.rom.commands import (
    ChangeResource,
    DeleteResourceOrder,
    ReserveResources,
    SubmitResourceOrder,
    WithdrawResourceOrder,
    WithdrawValue,
)
from workers.rom.pools import Pool
from workers.rom.resource import AdministrativeState, OperationalState
from workers.rom.store import POOLS, RESOURCES


class ResourcePartners:
    """What they have is what their orders have allocated, for no service."""

    def __init__(self, world: World, known: Setting, random: Random, agenda: Agenda) -> None:
        self._world = world
        self._known = known
        self._random = random
        self._agenda = agenda
        self._desk = Desk(world, "rom")
        self._made = 0
        self._reserved: list[str] = []
        self.ordered: set[str] = set()

    def order(self) -> None:
        """Something new, out of what is held if something is."""
        random = self._random
        reservation = random.choice(self._reserved) if self._reserved and random.random() < 0.7 else None
        self._submit(self._added(), reservation)

    def change(self) -> None:
        """What they have is changed or given back."""
        ours = [r for r in self._world.disk.all(RESOURCES) if r.resource_order_id.startswith("direct-")]
        if not ours:
            self.order()
            return
        chosen = self._random.choice(ours)
        action = self._random.choice(("modify", "delete", "delete", "noChange"))
        about = Resource(id=chosen.id, resource_specification=SpecificationRef(id=chosen.specification_id))
        if action == "modify":
            about.resource_characteristic = [NamedValue(name="note", value=self._made)]
        self._submit([ResourceOrderItem(id="1", action=action, resource=about)], None)

    def reserve(self) -> None:
        """Held until a moment: used by an order, given up, or forgotten until it expires."""
        now, random = self._world.clock.now(), self._random
        identifier = self._name("reservation")
        check = CheckResourceAvailability(
            id=identifier,
            external_id=identifier,
            order_item=self._added(),
            reserve_until=now + timedelta(seconds=random.choice((30, 1000, 9000))),
        )
        if random.random() < 0.1:
            self._wish(f"gives {identifier} up", ReleaseReservation(id=identifier, external_id=identifier))
        self._world.log.add(now, "partner", f"reserves {identifier}")
        for _ in range(random.choice((1, 1, 2))):
            self._desk.ask("partner", ReserveResources(check))
        self._reserved.append(identifier)
        if random.random() < 0.6:
            self._agenda.plan(self.order, 1500)
        if random.random() < 0.3:
            release = ReleaseReservation(id=identifier, external_id=identifier)
            self._agenda.plan(partial(self._wish, f"gives {identifier} up", release), 1500)

    def operate(self) -> None:
        """A resource is locked or broken, and let work again later; or a free value is taken out of service."""
        random, there = self._random, self._world.disk.all(RESOURCES)
        if not there or random.random() < 0.3:
            pool = random.choice(self._pools())
            value = pool.supply.show(random.randint(*pool.supply.bounds()))
            out = WithdrawValue(specification_id=pool.specification_id, value=value, by="rosa", why="broken")
            self._wish(f"takes {pool.id} {value} out of service", out)
            return
        chosen = random.choice(there)
        change = ChangeResource(
            id=chosen.id,
            by="rosa",
            why="maintenance",
            administrative_state=random.choice((None, *AdministrativeState)),
            operational_state=random.choice((None, None, *OperationalState)),
        )
        self._wish(f"operates {chosen.name}", change)
        if random.random() < 0.5:
            self._agenda.plan(partial(self._let_work, chosen.id), 2000)

    def _let_work(self, identifier: str) -> None:
        change = ChangeResource(
            id=identifier,
            by="rosa",
            why="works again",
            administrative_state=AdministrativeState.UNLOCKED,
            operational_state=OperationalState.ENABLE,
        )
        self._wish(f"lets {short(identifier)} work again", change)

    # -- orders -----------------------------------------------------------------------------

    def _submit(self, items: list[ResourceOrderItem], reservation: str | None) -> None:
        now, random = self._world.clock.now(), self._random
        identifier = self._name("order")
        order = CreateResourceOrder(
            id=identifier,
            external_id=identifier,
            order_item=items,
            requested_start_date=now + timedelta(seconds=random.choice((50, 900)))
            if random.random() < 0.3
            else None,
            reservation_id=reservation,
        )
        wanted = ", ".join(f"{i.action} {i.resource.resource_specification.id}" for i in items)
        self._world.log.add(now, "partner", f"{identifier}: {wanted}")
        for _ in range(random.choice((1, 1, 2))):
            self._desk.ask("partner", SubmitResourceOrder(order_of(order)))
        self.ordered.add(identifier)
        if random.random() < 0.3:
            at = now + timedelta(seconds=200) if random.random() < 0.3 else None
            withdraw = WithdrawResourceOrder(identifier, "", at)
            self._agenda.plan(partial(self._wish, f"takes {identifier} back", withdraw), 600)
        if random.random() < 0.1:
            forget = DeleteResourceOrder(identifier)
            self._agenda.plan(partial(self._wish, f"deletes {identifier}", forget), 2000)

    def _added(self) -> list[ResourceOrderItem]:
        """Mostly any value, sometimes a certain one, which may be taken, or in no pool."""
        found = []
        for number in range(1, self._random.choice((1, 1, 2, 3)) + 1):
            pool = self._random.choice(self._pools())
            certain = pool.supply.show(self._random.randint(*pool.supply.bounds()))
            resource = Resource(
                resource_specification=SpecificationRef(id=pool.specification_id),
                value=certain if self._random.random() < 0.2 else None,
            )
            found.append(ResourceOrderItem(id=str(number), action="add", resource=resource))
        return found

    def _pools(self) -> list[Pool]:
        return [pool for of in self._world.disk.all(POOLS) for pool in of.pools]

    def _wish(self, what: str, command: msgspec.Struct) -> None:
        if self._desk.try_to("partner", what, command) and isinstance(command, DeleteResourceOrder):
            self.ordered.discard(command.id)

    def _name(self, kind: str) -> str:
        self._made += 1
        return f"direct-{kind}-{self._made}"
