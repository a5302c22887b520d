"""Partners who order services directly (TMF641), several in an order, and ask first what could be had (TMF645)."""

from datetime import timedelta
from functools import partial
from random import Random

from hub.kernel import values
from hub.messages.base import NamedValue, Place, SpecificationRef
from hub.messages.som import (
    CreateServiceOrder,
    OrderItemRef,
    OrderItemRelationship,
    Service,
    ServiceOrderItem,
)
from hub.simulation.agenda import Agenda
from hub.simulation.asking import Desk
from hub.simulation.log import Violation, short
from hub.simulation.setting import Setting
from hub.simulation.world import World
from workers.som.asking import asked_for
from workers.som.commands import DeleteServiceOrder, RequestCancellation, SubmitServiceOrder
from workers.som.inventory import Service as Known
from workers.som.qualification.commands import DeleteQualification, RequestQualification
from workers.som.qualification.item import QualificationItem
from workers.som.qualification.item import Service as Wanted
from workers.som.qualification.model import Qualification, QualificationKind
from workers.som.qualification.proposal import proposal
from workers.som.store import SERVICES

#: The orders of partners are told from those of products by what they are called.
OURS = "partner-"


class ServicePartners:
    """What they have is what their orders have made, as it stands in the inventory."""

    def __init__(self, world: World, known: Setting, random: Random, agenda: Agenda) -> None:
        self._world = world
        self._known = known
        self._random = random
        self._agenda = agenda
        self._desk = Desk(world, "som")
        self._made = 0
        self._qualified: list[str] = []
        self.ordered: set[str] = set()

    def order(self) -> None:
        """Something new."""
        self._submit([self._new(number) for number in range(1, self._random.choice((1, 2, 3)) + 1)])

    def change(self) -> None:
        """What there is, sometimes with something new."""
        standing = [s for s in self._world.disk.all(SERVICES) if s.product_order_id.startswith(OURS)]
        if not standing:
            self.order()
            return
        chosen = self._random.sample(standing, min(len(standing), self._random.choice((1, 1, 2))))
        items = [self._changed(number, service) for number, service in enumerate(chosen, 1)]
        if self._random.random() < 0.3:
            items.append(self._new(len(items) + 1))
        self._submit(items)

    def qualify(self) -> None:
        """Asks what could be had, and may have it held for a while; a later order uses that, or nobody does."""
        now, random = self._world.clock.now(), self._random
        identifier = self._name("qualification")
        until = now + timedelta(seconds=random.choice((120, 4000))) if random.random() < 0.6 else None
        asked = Qualification(
            id=identifier,
            kind=QualificationKind.CHECK,
            fingerprint=identifier,
            requested_at=now,
            items=[
                QualificationItem(
                    id=str(number),
                    wanted=proposal(identifier, str(number), random.choice(self._known.ordered).id),
                    service=Wanted(places=[values.Place(id=place.id) for place in self._places()]),
                )
                for number in range(1, random.choice((1, 1, 2)) + 1)
            ],
            provide_alternative=random.random() < 0.5,
            reserve_until=until,
        )
        self._world.log.add(now, "partner", f"asks what could be had: {identifier}")
        self._desk.ask("partner", RequestQualification(asked))
        self._qualified.append(identifier)
        if random.random() < 0.3:
            forget = DeleteQualification(identifier)
            self._agenda.plan(lambda: self._wish(f"forgets {identifier}", forget), 300)
        if random.random() < 0.7:
            self._agenda.plan(self.order, 300)

    # -- orders -----------------------------------------------------------------------------

    def _submit(self, items: list[ServiceOrderItem]) -> None:
        now, random = self._world.clock.now(), self._random
        identifier = self._name("order")
        for later, item in enumerate(items[1:], 1):
            if random.random() < 0.4:
                before = OrderItemRef(item_id=items[random.randrange(later)].id)
                item.service_order_item_relationship = [
                    OrderItemRelationship(relationship_type="reliesOn", order_item=before)
                ]
        order = CreateServiceOrder(
            id=identifier,
            external_id=identifier,
            service_order_item=items,
            requested_start_date=now + timedelta(seconds=random.choice((60, 900)))
            if random.random() < 0.25
            else None,
            service_qualification_id=random.choice(self._qualified)
            if self._qualified and random.random() < 0.7
            else None,
        )
        wanted = ", ".join(f"{i.id} {i.action} {i.service.service_specification.id}" for i in items)
        self._world.log.add(now, "partner", f"{identifier}: {wanted}")
        found = {
            self._desk.ask("partner", SubmitServiceOrder(asked_for(order))).order.id
            for _ in range(random.choice((1, 1, 2)))
        }
        if found != {identifier}:
            raise Violation("one request makes one order", ", ".join(sorted(found)))
        self.ordered.add(identifier)
        self._think_again(identifier)

    def _think_again(self, identifier: str) -> None:
        random = self._random
        for attempt in range(random.choice((0, 0, 0, 1, 2))):
            wanted_at = self._world.clock.now() + timedelta(seconds=400) if random.random() < 0.3 else None
            cancel = RequestCancellation(f"{identifier}-cancellation-{attempt}", identifier, "", wanted_at)
            within = random.choice((5, 100, 3000))
            self._agenda.plan(partial(self._wish, f"cancels {identifier}", cancel), within)
        if random.random() < 0.1:
            forget = DeleteServiceOrder(identifier)
            self._agenda.plan(partial(self._wish, f"deletes {identifier}", forget), 3000)

    def _wish(
        self, what: str, command: RequestCancellation | DeleteServiceOrder | DeleteQualification
    ) -> None:
        if self._desk.try_to("partner", what, command) and isinstance(command, DeleteServiceOrder):
            self.ordered.discard(command.id)

    # -- items ------------------------------------------------------------------------------

    def _new(self, number: int) -> ServiceOrderItem:
        wanted = Service(
            service_specification=SpecificationRef(id=self._random.choice(self._known.ordered).id),
            state=self._random.choice((None, None, "active", "inactive")),
            service_characteristic=self._chosen(),
            place=self._places(),
        )
        return ServiceOrderItem(id=str(number), action="add", service=wanted)

    def _changed(self, number: int, service: Known) -> ServiceOrderItem:
        """Suspended, resumed, otherwise, ended, built again or only named; whether it is possible is for SOM to say."""
        action = self._random.choice(("modify", "modify", "modify", "delete", "delete", "noChange", "add"))
        about = Service(id=service.id, service_specification=SpecificationRef(id=service.specification_id))
        if action in {"modify", "add"}:
            about.state = self._random.choice(
                (None, "active" if service.state == "suspended" else "inactive")
            )
            about.service_characteristic = self._chosen()
        self._world.log.add(self._world.clock.now(), "partner", f"means {short(service.id)}")
        return ServiceOrderItem(id=str(number), action=action, service=about)

    def _chosen(self) -> list[NamedValue]:
        return (
            [NamedValue(name="size", value=self._random.randint(1, 9))] if self._random.random() < 0.6 else []
        )

    def _places(self) -> list[Place]:
        if self._random.random() < 0.6:
            return []
        return [Place(id=self._random.choice((*self._known.addresses, "nowhere")))]

    def _name(self, kind: str) -> str:
        self._made += 1
        return f"{OURS}{kind}-{self._made}"
