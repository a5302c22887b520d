"""The service inventory (TMF638): what there is of services, and of resources under them. No I/O, no TMF words."""

from dataclasses import dataclass, field
from typing import Any

from hub.kernel.aggregate import Aggregate

ACTIVE = "active"
TERMINATED = "terminated"


@dataclass(slots=True, kw_only=True)
class NeededResource:
    """A resource a service stands on; id and value come from ROM."""

    name: str
    specification_id: str
    resource_id: str = ""
    value: str = ""


def allocated(resources: list[NeededResource]) -> dict[str, Any]:
    """Characteristic → allocated value."""
    return {r.name: r.value for r in resources if r.value}


@dataclass(kw_only=True)
class Service(Aggregate):
    """A service as it is now; an ended one stays, without resources.

    One service order works on it at a time: `open_order_id`, '' for none. `sequence` numbers all that was
    ever asked of the network for it: a higher number is newer.
    """

    name: str
    specification_id: str
    characteristics: dict[str, Any] = field(default_factory=dict)
    resources: list[NeededResource] = field(default_factory=list)
    # TMF638: active or terminated.
    state: str = ""
    # The order that changed it last, and the product order that made it.
    service_order_id: str = ""
    product_order_id: str = ""
    open_order_id: str = ""
    sequence: int = 0

    def take(self, order_id: str) -> int:
        """A service order begins to work on it; the number of what it asks of the network, the next is for undoing that."""
        self.open_order_id = order_id
        self.sequence += 2
        self.record(
            "take", self.state, self.state, specification=self.specification_id, serviceOrder=order_id
        )
        return self.sequence - 1

    def let_go(self) -> None:
        """The order that works on it has ended and has changed nothing."""
        self.record("let go", self.state, self.state, serviceOrder=self.open_order_id)
        self.open_order_id = ""

    def stand(self, order_id: str, characteristics: dict[str, Any], resources: list[NeededResource]) -> None:
        """It is there, built or changed by that order."""
        self.characteristics, self.resources = characteristics, resources
        self._changed("change" if self.state == ACTIVE else "activate", ACTIVE, order_id)

    def end(self, order_id: str) -> None:
        """It is gone; what was allocated belongs to others from now on."""
        gone = allocated(self.resources)
        self.characteristics = {n: v for n, v in self.characteristics.items() if n not in gone}
        self.resources = []
        self._changed("terminate", TERMINATED, order_id)

    def _changed(self, event: str, state: str, order_id: str) -> None:
        source, self.state = self.state, state
        self.service_order_id, self.open_order_id = order_id, ""
        self.record(event, source, state, specification=self.specification_id, serviceOrder=order_id)
