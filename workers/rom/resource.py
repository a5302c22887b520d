"""Resources of the inventory (TMF639): whose they are, and the states of X.731 they are in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from hub.kernel.aggregate import Aggregate
from hub.kernel.ids import derived_id
from hub.kernel.machine import Actor, Machine, Row, Wait


class ResourceState(StrEnum):
    """Whose it is. What is free is in no inventory, but in its pool."""

    RESERVED = "reserved"  # taken from its pool, for a reservation or whoever is said next
    ALLOCATED = "allocated"  # an order has got it
    OUT_OF_SERVICE = "outOfService"  # nobody's, and nobody gets it
    RELEASED = "released"


class ResourceEvent(StrEnum):
    ALLOCATE = "allocate"
    WITHDRAW = "withdraw"
    RELEASE = "release"


class AdministrativeState(StrEnum):
    """Whether people let it be used (X.731)."""

    LOCKED = "locked"
    UNLOCKED = "unlocked"


class OperationalState(StrEnum):
    """Whether it works (X.731), in TMF639's words."""

    ENABLE = "enable"
    DISABLE = "disable"


class UsageState(StrEnum):
    """Whether somebody uses it (X.731). What is given to one only is never just `active`: it has no room for more."""

    IDLE = "idle"
    BUSY = "busy"


class ResourceStatus(StrEnum):
    """TMF639 resourceStatus, of those published the ones that can come about here."""

    ALARM = "alarm"
    AVAILABLE = "available"
    RESERVED = "reserved"
    SUSPENDED = "suspended"


S, E = ResourceState, ResourceEvent

RESOURCE = Machine(
    "resource",
    initial=S.RESERVED,
    final=(S.RELEASED,),
    rows=(
        Row(S.RESERVED, E.ALLOCATE, S.ALLOCATED),
        Row(S.RESERVED, E.WITHDRAW, S.OUT_OF_SERVICE),
        *(Row(s, E.RELEASE, S.RELEASED) for s in (S.RESERVED, S.ALLOCATED, S.OUT_OF_SERVICE)),
    ),
    waits=(
        Wait(S.RESERVED, Actor.WHOLE, "its reservation, until that is used or ends"),
        Wait(S.ALLOCATED, Actor.PERSON, "who has ordered it, by an order to delete it"),
        Wait(S.OUT_OF_SERVICE, Actor.PERSON, "an operator"),
    ),
)


@dataclass(kw_only=True)
class Resource(Aggregate):
    """A value that is not free; gone from the inventory when it is. `since` is when its state began, None when nobody knows."""

    name: str
    specification_id: str
    pool_id: str
    value: str
    since: datetime | None
    state: ResourceState = RESOURCE.initial
    administrative_state: AdministrativeState = AdministrativeState.UNLOCKED
    operational_state: OperationalState = OperationalState.ENABLE
    # Where it has to serve, as it was asked for.
    site: str = ""
    resource_order_id: str = ""
    service_order_id: str = ""
    service_id: str = ""
    reservation_id: str = ""
    characteristics: dict[str, Any] = field(default_factory=dict)

    @property
    def usable(self) -> bool:
        """Whether it could be given to somebody."""
        return (self.administrative_state, self.operational_state) == (
            AdministrativeState.UNLOCKED,
            OperationalState.ENABLE,
        )

    @property
    def usage_state(self) -> UsageState:
        return UsageState.BUSY if self.state is S.ALLOCATED else UsageState.IDLE

    @property
    def status(self) -> ResourceStatus:
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

    def withdraw(self, now: datetime) -> None:
        """Nobody gets it any more."""
        self._move(E.WITHDRAW, now)

    def release(self, now: datetime) -> None:
        """Whoever had it has it no longer."""
        self._move(E.RELEASE, now)

    def modify(self, characteristics: Mapping[str, Any], order_id: str) -> None:
        """Characteristics that are named become as given; null takes one away."""
        merged = {**self.characteristics, **characteristics}
        self.characteristics = {name: value for name, value in merged.items() if value is not None}
        self.record("modify", self.state, self.state, order=order_id, characteristics=dict(characteristics))

    def change(
        self,
        administrative: AdministrativeState | None,
        operational: OperationalState | None,
        by: str,
        why: str,
    ) -> None:
        """What an operator, or an alarm, says of it."""
        self.administrative_state = administrative or self.administrative_state
        self.operational_state = operational or self.operational_state
        states = {"administrative": self.administrative_state, "operational": self.operational_state}
        self.record("change", self.state, self.state, **states, by=by, why=why)

    def nobodys(self, now: datetime) -> "Resource":
        """The same value as it stays in the inventory when nobody has it, and nobody may."""
        left = Resource(
            id=value_id(self.pool_id, self.value),
            name=self.name,
            specification_id=self.specification_id,
            pool_id=self.pool_id,
            value=self.value,
            since=now,
            administrative_state=self.administrative_state,
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


def value_id(pool_id: str, value: str) -> str:
    """What is nobody's has the id of its value."""
    return derived_id("value", pool_id, value)
