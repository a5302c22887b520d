"""Partners: they order at the layers themselves, without a product, and come back to what they have."""

from collections.abc import Callable
from random import Random

from hub.simulation.agenda import Agenda
from hub.simulation.network_partners import NetworkPartners
from hub.simulation.resource_partners import ResourcePartners
from hub.simulation.service_partners import ServicePartners
from hub.simulation.setting import Setting
from hub.simulation.world import World


class Partners:
    """Few at each layer, in some runs none."""

    def __init__(self, world: World, known: Setting, random: Random, agenda: Agenda) -> None:
        self._services = ServicePartners(world, known, random, agenda)
        self._resources = ResourcePartners(world, known, random, agenda)
        network = NetworkPartners(world, known, random)
        # What somebody does, and how often at most in one run.
        busy: list[tuple[Callable[[], None], int]] = [
            (self._services.order, 3),
            (self._services.change, 4),
            (self._services.qualify, 2),
            (self._resources.order, 2),
            (self._resources.change, 2),
            (self._resources.reserve, 2),
            (self._resources.operate, 3),
            (network.request, 3),
        ]
        for action, most in busy:
            if random.random() < 0.4:
                for _ in range(random.randint(1, most)):
                    agenda.plan(action, 3000)

    @property
    def ordered(self) -> set[str]:
        """Orders that were accepted, and not deleted since."""
        return self._services.ordered | self._resources.ordered
