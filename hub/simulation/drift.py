"""What happens behind the network's back: configurations and resources that become what no order has made them."""

from random import Random

from hub.messages.base import SpecificationRef
from hub.messages.rom import CreateResourceOrder, Resource, ResourceOrderItem
from hub.messages.som import CreateServiceOrder, Service, ServiceOrderItem
from hub.simulation.asking import Desk
from hub.simulation.log import short
from hub.simulation.world import World
from workers.activation.drivers.emulator.by_hand import RemoveConfiguration, WriteConfiguration
from workers.activation.drivers.emulator.configuration import Configuration
from workers.activation.drivers.emulator.store import CONFIGURATIONS
from workers.rom.asked import order_of
from workers.rom.commands import SubmitResourceOrder
from workers.rom.resource import ResourceState
from workers.rom.store import POOLS, RESOURCES
from workers.som.asking import asked_for
from workers.som.commands import SubmitServiceOrder
from workers.som.reconciliation.comparing import ELEMENT
from workers.som.store import SERVICES


class Drift:
    """Somebody at a terminal, who tells nobody; `done` once something was changed."""

    def __init__(self, world: World, random: Random) -> None:
        self._world = world
        self._random = random
        self._network = Desk(world, "activation")
        self._resources = Desk(world, "rom")
        self._services = Desk(world, "som")
        self._made = 0
        self.done = False

    def stir(self) -> None:
        """One change."""
        self._made += 1
        changes = (
            self._remove,
            self._change,
            self._change,
            self._add,
            self._leak,
            self._vanish,
            self._meddle,
        )
        self._random.choice(changes)()

    def _remove(self) -> None:
        configured = [c for c in self._world.disk.all(CONFIGURATIONS) if c.element]
        if configured:
            identifier = self._one(configured).id
            self._did(f"removes {short(identifier)}")
            self._network.ask("somebody", RemoveConfiguration(identifier))

    def _change(self) -> None:
        """Another value, one nobody asked for, another state, or another element."""
        configured = [c for c in self._world.disk.all(CONFIGURATIONS) if c.element]
        if not configured:
            return
        random, chosen = self._random, self._one(configured)
        # Where it is says the element itself.
        names = [*sorted(chosen.characteristics.keys() - {ELEMENT}), "size", "strange"]
        change = WriteConfiguration(
            chosen.id,
            element=random.choice((None, None, None, "edge-router")),
            state=random.choice((None, None, "active", "inactive")),
            characteristics={random.choice(names): random.choice((None, 1, 5, 99))},
        )
        self._did(f"changes {short(chosen.id)}: {change.state}, {change.characteristics}")
        self._network.ask("somebody", change)

    def _add(self) -> None:
        """For a service nobody knows, or whatever became of one that somebody knows."""
        services = [service.id for service in self._world.disk.all(SERVICES)]
        known = services and self._random.random() < 0.6
        identifier = self._random.choice(services) if known else f"stray-{self._made}"
        self._did(f"configures {short(identifier)}")
        write = WriteConfiguration(identifier, "core-router", "active", {"size": self._random.randint(1, 9)})
        self._network.ask("somebody", write)

    def _leak(self) -> None:
        """A resource is allocated for a service that does not stand on it, or for nobody."""
        services = ["", *(service.id for service in self._world.disk.all(SERVICES))]
        pool = self._random.choice([pool for of in self._world.disk.all(POOLS) for pool in of.pools])
        resource = Resource(
            resource_specification=SpecificationRef(id=pool.specification_id),
            service_id=self._random.choice(services) or None,
        )
        self._did(f"leaks a {pool.specification_id} for {short(resource.service_id or 'nobody')}")
        self._order("add", resource)

    def _vanish(self) -> None:
        """What a service stands on is given back behind its back, and may be somebody else's soon."""
        held = [r for r in self._world.disk.all(RESOURCES) if r.state is ResourceState.ALLOCATED]
        if held:
            chosen = self._random.choice(held)
            specification = SpecificationRef(id=chosen.specification_id)
            self._did(f"gives {chosen.name} back")
            self._order("delete", Resource(id=chosen.id, resource_specification=specification))

    def _meddle(self) -> None:
        """A service of a product is suspended, resumed or ended by SOM, and the core has not ordered it."""
        sold = [
            service for service in self._world.disk.all(SERVICES) if service.product_id and service.stands
        ]
        if not sold:
            return
        chosen, action = self._random.choice(sold), self._random.choice(("modify", "modify", "delete"))
        state = self._random.choice(("active", "inactive")) if action == "modify" else None
        identifier, specification = f"meddling-{self._made}", SpecificationRef(id=chosen.specification_id)
        about = Service(id=chosen.id, service_specification=specification, state=state)
        item = ServiceOrderItem(id="1", action=action, service=about)
        order = CreateServiceOrder(id=identifier, external_id=identifier, service_order_item=[item])
        self._did(f"meddles with {short(chosen.id)}: {action} {state or ''}")
        self._services.ask("somebody", SubmitServiceOrder(asked_for(order)))

    def _one(self, configured: list[Configuration]) -> Configuration:
        """Often one of the first, so that what was repaired drifts again."""
        return self._random.choice(configured[:1] if self._random.random() < 0.5 else configured)

    def _order(self, action: str, resource: Resource) -> None:
        identifier = f"behind-{self._made}"
        item = ResourceOrderItem(id="1", action=action, resource=resource)
        order = CreateResourceOrder(id=identifier, external_id=identifier, order_item=[item])
        self._resources.ask("somebody", SubmitResourceOrder(order_of(order)))

    def _did(self, what: str) -> None:
        self.done = True
        self._world.log.add(self._world.clock.now(), "somebody", what)
