"""Resources of the inventory (TMF639): whose they are, and the states of X.731 they are in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hub.kernel.aggregate import Aggregate
from hub.kernel.ids import derived_id
from hub.kernel.machine import Actor, Machine, Row, Wait
from hub.kernel.values import Characteristic, Place, Ref
from workers.rom.describing import changed, overlaid, values


class ResourceState(StrEnum):
    """Whose it is. What is free is in no inventory, but in its pool."""

    RESERVED = "reserved"  # taken from its pool, for a reservation or whoever is said next
    ALLOCATED = "allocated"  # an order has got it
    OUT_OF_SERVICE = "outOfService"  # nobody's, and nobody gets it
    RECORDED = "recorded"  # of no pool: it is known that there is one
    RELEASED = "released"


class ResourceEvent(StrEnum):
    ALLOCATE = "allocate"
    WITHDRAW = "withdraw"
    RECORD = "record"
    RELEASE = "release"


class AdministrativeState(StrEnum):
    """Whether people let it be used (X.731). What is shut down serves who has it, and nobody after."""

    LOCKED = "locked"
    UNLOCKED = "unlocked"
    SHUTDOWN = "shutdown"


class OperationalState(StrEnum):
    """Whether it works (X.731), in TMF639's words."""

    ENABLE = "enable"
    DISABLE = "disable"


class UsageState(StrEnum):
    """Whether somebody uses it (X.731). What is given to one only is never just `active`: it has no room for more."""

    IDLE = "idle"
    ACTIVE = "active"
    BUSY = "busy"


class ResourceStatus(StrEnum):
    """TMF639 resourceStatus; `standby` and `unknown` are only ever said of records."""

    STANDBY = "standby"
    ALARM = "alarm"
    AVAILABLE = "available"
    RESERVED = "reserved"
    UNKNOWN = "unknown"
    SUSPENDED = "suspended"


S, E = ResourceState, ResourceEvent

RESOURCE = Machine(
    "resource",
    initial=S.RESERVED,
    final=(S.RELEASED,),
    rows=(
        Row(S.RESERVED, E.ALLOCATE, S.ALLOCATED),
        Row(S.RESERVED, E.WITHDRAW, S.OUT_OF_SERVICE),
        Row(S.RESERVED, E.RECORD, S.RECORDED),
        *(Row(s, E.RELEASE, S.RELEASED) for s in (S.RESERVED, S.ALLOCATED, S.OUT_OF_SERVICE, S.RECORDED)),
    ),
    waits=(
        Wait(S.RESERVED, Actor.WHOLE, "its reservation, until that is used or ends"),
        Wait(S.ALLOCATED, Actor.PERSON, "who has ordered it, by an order to delete it"),
        Wait(S.OUT_OF_SERVICE, Actor.PERSON, "an operator"),
        Wait(S.RECORDED, Actor.PERSON, "who has recorded it"),
    ),
)


@dataclass(slots=True, kw_only=True)
class States:
    """What somebody says of a resource's states; None is nothing."""

    administrative: AdministrativeState | None = None
    operational: OperationalState | None = None
    usage: UsageState | None = None
    status: ResourceStatus | None = None


@dataclass(kw_only=True)
class Resource(Aggregate):
    """A value that is not free, gone from the inventory when it is; or a record, of no pool.

    `since` is when its state began, None when nobody knows.
    """

    name: str
    since: datetime | None
    specification: Ref | None = None
    pool_id: str = ""
    value: str = ""
    state: ResourceState = RESOURCE.initial
    administrative_state: AdministrativeState = AdministrativeState.UNLOCKED
    operational_state: OperationalState = OperationalState.ENABLE
    # What a record's writer says where otherwise our rules do.
    usage: UsageState | None = None
    said_status: ResourceStatus | None = None
    # Where it has to serve, as it was asked for; where a record is.
    place: Place | None = None
    resource_order_id: str = ""
    service_order_id: str = ""
    service_id: str = ""
    reservation_id: str = ""
    start_operating_date: datetime | None = None
    characteristics: list[Characteristic] = field(default_factory=list)
    extension: str = ""

    @property
    def specification_id(self) -> str:
        return self.specification.id if self.specification else ""

    @property
    def site(self) -> str:
        return self.place.id if self.place else ""

    @property
    def usable(self) -> bool:
        """Whether it could be given to somebody."""
        return (self.administrative_state, self.operational_state) == (
            AdministrativeState.UNLOCKED,
            OperationalState.ENABLE,
        )

    @property
    def usage_state(self) -> UsageState:
        return self.usage or (UsageState.BUSY if self.state is S.ALLOCATED else UsageState.IDLE)

    @property
    def status(self) -> ResourceStatus:
        if self.said_status is not None:
            return self.said_status
        if self.operational_state is OperationalState.DISABLE:
            return ResourceStatus.ALARM
        if self.administrative_state is AdministrativeState.LOCKED:
            return ResourceStatus.SUSPENDED
        return ResourceStatus.RESERVED if self.state is S.RESERVED else ResourceStatus.AVAILABLE

    def reserve(self) -> None:
        """It is its reservation's."""
        self.record("reserve", target=self.state, resource=self.name, reservation=self.reservation_id)

    def allocate(self, now: datetime) -> None:
        """It is its order's from now on."""
        self._move(E.ALLOCATE, now)
        self.start_operating_date = now

    def note_down(self, now: datetime) -> None:
        """It is a record."""
        self._move(E.RECORD, now)

    def withdraw(self, now: datetime) -> None:
        """Nobody gets it any more."""
        self._move(E.WITHDRAW, now)

    def release(self, now: datetime) -> None:
        """Whoever had it has it no longer."""
        self._move(E.RELEASE, now)

    def modify(self, characteristics: Sequence[Characteristic], extension: str, order_id: str) -> None:
        """What is named becomes as given; null takes a characteristic away."""
        self.characteristics = changed(self.characteristics, characteristics)
        self.extension = overlaid(self.extension, extension)
        self.record("modify", self.state, self.state, order=order_id, characteristics=values(characteristics))

    def describe(self, said: "Resource") -> None:
        """What anybody may say of it becomes as `said` has it."""
        self.name, self.place, self.extension = said.name, said.place, said.extension
        self.characteristics, self.specification = said.characteristics, said.specification
        self.start_operating_date = said.start_operating_date

    def overwrite(self, said: "Resource", states: States) -> None:
        """What a record says of itself becomes as `said` has it; a state that is the one it has is not said anew."""
        if states.usage is not self.usage_state:
            self.usage = states.usage or self.usage
        if states.status is not self.status:
            self.said_status = states.status or self.said_status
        self.value, self.service_id = said.value, said.service_id

    def change(
        self,
        administrative: AdministrativeState | None,
        operational: OperationalState | None,
        by: str,
        why: str,
    ) -> None:
        """What an operator, or an alarm, says of it."""
        if administrative is AdministrativeState.SHUTDOWN and self.state is S.OUT_OF_SERVICE:
            # Its last user has gone already (X.731).
            administrative = AdministrativeState.LOCKED
        self.administrative_state = administrative or self.administrative_state
        self.operational_state = operational or self.operational_state
        states = {"administrative": self.administrative_state, "operational": self.operational_state}
        self.record("change", self.state, self.state, **states, by=by, why=why)

    def nobodys(self, now: datetime) -> "Resource":
        """The same value as it stays in the inventory when nobody has it, and nobody may."""
        unlocked = self.administrative_state is AdministrativeState.UNLOCKED
        left = Resource(
            id=value_id(self.pool_id, self.value),
            name=value_name(self.specification_id, self.value),
            specification=Ref(self.specification_id),
            pool_id=self.pool_id,
            value=self.value,
            since=now,
            # What was shut down is locked when its last user has gone (X.731).
            administrative_state=AdministrativeState.UNLOCKED if unlocked else AdministrativeState.LOCKED,
            operational_state=self.operational_state,
        )
        left.withdraw(now)
        return left

    def _move(self, event: ResourceEvent, now: datetime) -> None:
        self.fire(RESOURCE, event, resource=self.name)
        self.since = now


def resource_id(owner_id: str, item_id: str) -> str:
    """Who orders has one resource by each name, whichever order allocated it."""
    return derived_id("resource", owner_id, item_id)


def value_name(specification_id: str, value: str) -> str:
    """What a resource is called when nobody says otherwise."""
    return f"{specification_id} {value}"


def value_id(pool_id: str, value: str) -> str:
    """What is nobody's has the id of its value."""
    return derived_id("value", pool_id, value)
