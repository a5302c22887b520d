"""Partners who configure the network directly (TMF640), and ask again when they were not answered."""

from random import Random

from hub.simulation.asking import Desk
from hub.simulation.setting import Setting
from hub.simulation.world import World
from workers.activation.direct import Method, RequestService

#: Services by these names are ordered by nobody: the layers above do not know them.
NAMES = ("direct-1", "direct-2")


class NetworkPartners:
    """They have few services, so that requests for one meet."""

    def __init__(self, world: World, known: Setting, random: Random) -> None:
        self._known = known
        self._random = random
        self._desk = Desk(world, "activation")
        self._made = 0

    def request(self) -> None:
        """A service is created, changed or taken down, whether that makes sense or not."""
        random = self._random
        self._made += 1
        method = random.choice(list(Method))
        command = RequestService(
            id=f"direct-request-{self._made}",
            fingerprint=f"{self._made}",
            method=method,
            service_id=random.choice(NAMES),
            specification_id=random.choice(self._known.ordered).id if method is Method.CREATE else "",
            state=random.choice(("active", "inactive")) if method is not Method.DELETE else "",
            characteristics={"size": random.randint(1, 9)} if method is not Method.DELETE else {},
        )
        what = f"{method} {command.service_id}"
        if self._desk.try_to("partner", what, command) is not None and random.random() < 0.4:
            self._desk.ask("partner", command)
