"""The service inventory (TMF638): what there is of services, and of resources under them. No I/O, no TMF words."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.machine import Row
from hub.kernel.values import Place, Ref
from hub.kernel.versions import version_in
from workers.som.machine_service import PUBLISHED, SERVICE, STANDING, ServiceEvent, ServiceState
from workers.som.values import CharacteristicDetail, RelatedEntity, SpecificationRef, product_of

ACTIVE = ServiceState.ACTIVE
TERMINATED = ServiceState.TERMINATED


class Presence(StrEnum):
    """What a service that stands shall be in the network: let work, or not."""

    ACTIVE = "active"
    INACTIVE = "inactive"


# What it means for a service in a state to be let work, or not, from now on.
_EVENT = {
    (ServiceState.DESIGNED, Presence.ACTIVE): ServiceEvent.ACTIVATE,
    (ServiceState.DESIGNED, Presence.INACTIVE): ServiceEvent.PROVISION,
    (ServiceState.RESERVED, Presence.ACTIVE): ServiceEvent.ACTIVATE,
    (ServiceState.RESERVED, Presence.INACTIVE): ServiceEvent.PROVISION,
    (ServiceState.INACTIVE, Presence.ACTIVE): ServiceEvent.ACTIVATE,
    (ServiceState.ACTIVE, Presence.INACTIVE): ServiceEvent.SUSPEND,
    (ServiceState.SUSPENDED, Presence.ACTIVE): ServiceEvent.RESUME,
}


@dataclass(slots=True, kw_only=True)
class NeededResource:
    """A resource a service stands on; id and value come from ROM."""

    name: str
    specification_id: str
    resource_id: str = ""
    value: str = ""


@dataclass(slots=True)
class SupportingService:
    """A service another one stands on, there by `name`."""

    name: str
    service_id: str


def allocated(resources: list[NeededResource]) -> dict[str, Any]:
    """Characteristic → allocated value."""
    return {r.name: r.value for r in resources if r.value}


@dataclass(kw_only=True)
class Service(Aggregate):
    """A service as it is now; an ended one stays, without resources.

    `state` is only ever assigned by `fire`. One service order works on it at a time: `open_order_id`, '' for none.
    `sequence` numbers all that was ever asked of the network for it: a higher number is newer.
    """

    name: str
    specification: SpecificationRef
    # The very entry of the catalogue it was built with; '' when it is only recorded.
    pin: str = ""
    characteristics: dict[str, Any] = field(default_factory=dict)
    # What is said of them beside their values.
    details: list[CharacteristicDetail] = field(default_factory=list)
    resources: list[NeededResource] = field(default_factory=list)
    services: list[SupportingService] = field(default_factory=list)
    # What a record says it stands on: nobody but who recorded it answers for that.
    named_resources: list[Ref] = field(default_factory=list)
    named_services: list[Ref] = field(default_factory=list)
    # The records that say they stand on it.
    named_by: list[str] = field(default_factory=list)
    # The service it was built under, '' for none.
    above_id: str = ""
    places: list[Place] = field(default_factory=list)
    related: list[RelatedEntity] = field(default_factory=list)
    # When it came into the inventory, was there, and was no more.
    service_date: datetime | None = None
    start_date: datetime | None = None
    end_date: datetime | None = None
    extension: str = ""
    state: ServiceState = SERVICE.initial
    # The order that changed it last, and the product order that made it.
    service_order_id: str = ""
    product_order_id: str = ""
    open_order_id: str = ""
    sequence: int = 0

    @property
    def specification_id(self) -> str:
        return self.specification.id

    @property
    def specification_version(self) -> str:
        """By which the catalogue finds what it is."""
        return self.pin or self.specification.version

    @property
    def product_id(self) -> str:
        return product_of(self.related)

    @property
    def stands(self) -> bool:
        return self.state in STANDING

    @property
    def presence(self) -> Presence:
        return Presence.ACTIVE if self.state is ServiceState.ACTIVE else Presence.INACTIVE

    @property
    def published_state(self) -> str:
        """What TMF638 calls its state."""
        return PUBLISHED[self.state]

    @property
    def recorded(self) -> bool:
        """Whether nobody has ordered anything of it: what it is, is what somebody says."""
        return not self.sequence and not self.open_order_id

    @property
    def supporting_resources(self) -> list[Ref]:
        """What it stands on: allocated, or named."""
        held = [Ref(r.resource_id, name=r.name) for r in self.resources if r.resource_id]
        return held + self.named_resources

    @property
    def supporting_services(self) -> list[Ref]:
        return [Ref(s.service_id, name=s.name) for s in self.services] + self.named_services

    def become(self, published: str, now: datetime) -> None:
        """Who has recorded it says that it is in another state, by the name TMF638 has for it."""
        if published == self.published_state:
            return
        moves = {PUBLISHED[row.target]: row.event for row in SERVICE.rows if self._may(row)}
        if published not in moves:
            text = f"the service is {self.published_state}; from there it becomes {', '.join(moves)}"
            raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")
        if self.state is TERMINATED:
            self.end_date = None
        self.fire(SERVICE, moves[published], specification=self.specification_id)
        if self.stands:
            self.start_date = self.start_date or now
        elif self.state is TERMINATED:
            self.end_date = self.end_date or now

    def _may(self, row: Row[ServiceState, ServiceEvent]) -> bool:
        possible = row.source is self.state is not row.target
        return possible and SERVICE.next(self.state, row.event, self) is row.target

    def foresee(self, order_id: str) -> None:
        """It can be had, and is kept for the order that will build it."""
        self.open_order_id = order_id
        self.record("foresee", target=self.state, specification=self.specification_id, serviceOrder=order_id)

    def take(self, order_id: str) -> int:
        """A service order begins to work on it; the number of what it asks of the network, the next is for undoing that."""
        self.open_order_id = order_id
        self.sequence += 2
        self._tell("take")
        return self.sequence - 1

    def let_go(self) -> None:
        """The order that works on it has ended."""
        self._tell("let go")
        self.open_order_id = ""

    def design(self, pin: str, services: list[SupportingService]) -> None:
        """The order that works on it builds it, by this entry of its specification."""
        self.pin, self.services = pin, services
        self.specification.version = version_in(pin)
        self.start_date = self.end_date = None
        self._move(ServiceEvent.DESIGN)

    def reserve(self, resources: list[NeededResource]) -> None:
        """It has what it will stand on."""
        self.resources = resources
        self._move(ServiceEvent.RESERVE)

    def stand(
        self,
        characteristics: dict[str, Any],
        resources: list[NeededResource],
        presence: Presence,
        now: datetime,
    ) -> None:
        """It is there, built or changed by the order that works on it."""
        self.characteristics, self.resources = characteristics, resources
        self.service_order_id = self.open_order_id
        self.start_date = self.start_date or now
        self._move(_EVENT.get((self.state, presence), ServiceEvent.CHANGE))

    def end(self, now: datetime) -> None:
        """It is gone; what was allocated belongs to others from now on."""
        gone = allocated(self.resources)
        self.characteristics = {n: v for n, v in self.characteristics.items() if n not in gone}
        self.resources = []
        self.end_date = now
        self.service_order_id = self.open_order_id
        self._move(ServiceEvent.TERMINATE)

    def _move(self, event: ServiceEvent) -> None:
        self.fire(SERVICE, event, specification=self.specification_id, serviceOrder=self.open_order_id)

    def _tell(self, event: str) -> None:
        self.record(
            event,
            self.state,
            self.state,
            specification=self.specification_id,
            serviceOrder=self.open_order_id,
        )
