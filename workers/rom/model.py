"""Resource orders. No I/O, no TMF words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Kind, Reason, refuse
from hub.kernel.values import Characteristic, Place, Ref
from workers.rom.machine import MACHINE, ResourceOrderEvent, ResourceOrderState
from workers.rom.resource import Resource, resource_id

ADD, MODIFY, DELETE, NO_CHANGE = ACTIONS = ("add", "modify", "delete", "noChange")

#: Reasons that may be gone another time; with any other an order is rejected.
_SHORTAGES = frozenset({Code.POOL_EXHAUSTED, Code.RESOURCE_TAKEN})

#: What whoever has ordered may say otherwise as long as nothing is done.
_SAID = ("external_id", "items", "requested_start_date", "reservation_id", "extension")


@dataclass(slots=True, kw_only=True)
class ResourceValue:
    """What an item says of its resource. `value` is the one that is asked for, '' for any, and then the one there is."""

    id: str = ""
    name: str = ""
    value: str = ""
    specification: Ref | None = None
    place: Place | None = None
    service_id: str = ""
    characteristics: list[Characteristic] = field(default_factory=list)
    extension: str = ""


@dataclass(slots=True, kw_only=True)
class OrderItem:
    """`specification` is the resource's when that names none itself; `quantity` is 0 when nothing is said."""

    id: str
    action: str
    resource: ResourceValue = field(default_factory=ResourceValue)
    state: ResourceOrderState = MACHINE.initial
    quantity: int = 0
    specification: Ref | None = None
    extension: str = ""

    @property
    def specification_id(self) -> str:
        named = self.resource.specification or self.specification
        return named.id if named else ""

    @property
    def site(self) -> str:
        """Where it has to serve; '' for anywhere."""
        return self.resource.place.id if self.resource.place else ""

    def settle(self, resource: Resource) -> None:
        """What the item was about, as it is, or was, in the inventory."""
        about = self.resource
        about.id, about.value, about.service_id = resource.id, resource.value, resource.service_id
        about.name = about.name or resource.name
        about.characteristics = list(resource.characteristics)
        if self.specification_id != resource.specification_id:
            about.specification = resource.specification
        if self.site != resource.site:
            about.place = resource.place


@dataclass(kw_only=True)
class ResourceOrder(Aggregate):
    """Carried out in one step, all items or none. `state` is only ever assigned by `fire`.

    `service_order_id` is the service order it is for; resources it names by an item are that one's. `fingerprint` tells
    whether somebody asks for the same again.
    """

    external_id: str
    order_date: datetime
    items: list[OrderItem] = field(default_factory=list)
    state: ResourceOrderState = MACHINE.initial
    requested_start_date: datetime | None = None
    completion_date: datetime | None = None
    reason: Reason | None = None
    service_order_id: str = ""
    reservation_id: str = ""
    fingerprint: str = ""
    # When it was begun to be carried out.
    start_date: datetime | None = None
    extension: str = ""

    @property
    def settled(self) -> bool:
        return MACHINE.is_final(self.state)

    @property
    def owner_id(self) -> str:
        """Whose resources it names: the service order's, or its own."""
        return self.service_order_id or self.id

    def items_to(self, action: str) -> list[OrderItem]:
        return [item for item in self.items if item.action == action]

    def meant(self, item: OrderItem) -> str:
        """The resource an item is about: the one it names, or what its owner has by the item's id."""
        named = "" if item.action == ADD else item.resource.id
        return named or resource_id(self.owner_id, item.id)

    def accept(self) -> None:
        """It has been stored; one whose date is in the future waits for that."""
        actions = "/".join(dict.fromkeys(item.action for item in self.items))
        self.record("accept", target=self.state, action=actions, serviceOrder=self.service_order_id)

    def waits(self, now: datetime) -> bool:
        """Whether its date has not come yet; then it is looked at again when it has."""
        start = self.requested_start_date
        self.wake_at = start if start is not None and start > now else None
        return self.wake_at is not None

    def revise(self, wanted: "ResourceOrder") -> None:
        """All its caller has said of it becomes what `wanted` says; a `HubError` when it has ended."""
        if self.settled:
            text = f"the order is {self.state}: it stays as it is"
            raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")
        for name in _SAID:
            setattr(self, name, getattr(wanted, name))
        self.record("revise", self.state, self.state, items=[item.id for item in self.items])

    def due(self) -> None:
        """Its date has come."""
        self.wake_at = None
        self.fire(MACHINE, ResourceOrderEvent.DUE)

    def complete(self, now: datetime) -> None:
        self.start_date = now
        values = {item.id: item.resource.value for item in self.items}
        self._settle(ResourceOrderEvent.COMPLETE, now, values=values)

    def refuse(self, reason: Reason, now: datetime) -> None:
        """Rejected for what can never be, failed for what is not there now."""
        self.reason = reason
        short = reason.code in _SHORTAGES
        event = ResourceOrderEvent.FAIL if short else ResourceOrderEvent.REJECT
        self.start_date = now if short else None
        self._settle(event, now, code=reason.code)

    def cancel(self, why: str, now: datetime) -> None:
        """Nothing of it was begun."""
        self.reason = Reason(Code.CANCELLED, why or "it was taken back")
        self._settle(ResourceOrderEvent.CANCEL, now, why=why)

    def _settle(self, event: ResourceOrderEvent, now: datetime, **detail: Any) -> None:
        self.fire(MACHINE, event, **detail)
        for item in self.items:
            item.state = self.state
        self.completion_date = now
        self.wake_at = None


def repeated(items: Sequence[OrderItem]) -> list[str]:
    """Ids that more than one item has."""
    ids = [item.id for item in items]
    return sorted({identifier for identifier in ids if ids.count(identifier) > 1})
