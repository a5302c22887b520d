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
    # These follow from the others, but in a record they are what its writer says.
    usage_state: UsageState = UsageState.IDLE
    status: ResourceStatus = ResourceStatus.RESERVED
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

    def reserve(self) -> None:
        """It is its reservation's."""
        self.record("reserve", target=self.state, resource=self.name, reservation=self.reservation_id)

    def allocate(self, now: datetime) -> None:
        """It is its order's from now on."""
        self._move(E.ALLOCATE, now)
        self.start_operating_date = now

    def note_down(self, states: States, now: datetime) -> None:
        """It is a record, in the states that are said of it; the others follow."""
        self.administrative_state = states.administrative or self.administrative_state
        self.operational_state = states.operational or self.operational_state
        self._move(E.RECORD, now)
        self.usage_state, self.status = states.usage or self.usage_state, states.status or self.status

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
        """What only a record's writer may say becomes as he has it."""
        self.usage_state, self.status = states.usage or self.usage_state, states.status or self.status
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
        if self.state is not S.RECORDED:
            self._follow()
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
        self._follow()

    def _follow(self) -> None:
        """What follows from whose it is and from what people and alarms say of it (X.731)."""
        self.usage_state = UsageState.BUSY if self.state is S.ALLOCATED else UsageState.IDLE
        if self.operational_state is OperationalState.DISABLE:
            self.status = ResourceStatus.ALARM
        elif self.administrative_state is AdministrativeState.LOCKED:
            self.status = ResourceStatus.SUSPENDED
        else:
            self.status = ResourceStatus.RESERVED if self.state is S.RESERVED else ResourceStatus.AVAILABLE


def resource_id(owner_id: str, item_id: str) -> str:
    """Who orders has one resource by each name, whichever order allocated it."""
    return derived_id("resource", owner_id, item_id)


def value_name(specification_id: str, value: str) -> str:
    """What a resource is called when nobody says otherwise."""
    return f"{specification_id} {value}"


def value_id(pool_id: str, value: str) -> str:
    """What is nobody's has the id of its value."""
    return derived_id("value", pool_id, value)
