"""Resource orders and resources. No I/O, no TMF words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Reason
from hub.kernel.ids import derived_id
from workers.rom.machine import MACHINE, ResourceOrderEvent, ResourceOrderState
from workers.rom.pools import Pool


@dataclass(frozen=True, slots=True)
class ResourceSpecification:
    """A kind of resource. Versioned, never changed."""

    id: str
    version: str
    name: str
    lifecycle_status: str = "Active"


@dataclass(kw_only=True)
class Resource(Aggregate):
    """Something that was allocated (TMF639); gone from the inventory when it is given back."""

    name: str
    specification_id: str
    value: str
    resource_order_id: str
    service_order_id: str
    status: str = "reserved"


@dataclass(slots=True, kw_only=True)
class OrderItem:
    id: str
    action: str
    specification_id: str
    state: ResourceOrderState = MACHINE.initial
    resource_id: str = ""
    value: str = ""


@dataclass(kw_only=True)
class ResourceOrder(Aggregate):
    """Allocates or gives back, all items or none. `state` is only ever assigned by `fire`."""

    external_id: str
    order_date: datetime
    items: list[OrderItem] = field(default_factory=list)
    state: ResourceOrderState = MACHINE.initial
    completion_date: datetime | None = None
    reason: Reason | None = None

    def allocate(self, pools: Mapping[str, Pool], now: datetime) -> list[Resource]:
        """Takes one value an item; when one pool is unknown or empty nothing is taken at all."""
        unknown = [i.specification_id for i in self.items if i.specification_id not in pools]
        if unknown:
            text = f"there is no pool of {', '.join(unknown)}"
            self.reject(Reason(Code.SPECIFICATION_UNKNOWN, text), now)
            return []
        taken: list[OrderItem] = []
        for item in self.items:
            pool = pools[item.specification_id]
            value = pool.take()
            if value is None:
                for earlier in reversed(taken):
                    pools[earlier.specification_id].give_back(earlier.value)
                    earlier.value = ""
                text = f"all {pool.capacity} of {pool.name} are allocated"
                self._refuse(ResourceOrderEvent.FAIL, Reason(Code.POOL_EXHAUSTED, text, item.id), now)
                return []
            item.value = value
            item.resource_id = resource_id(self.external_id, item.id)
            taken.append(item)
        self._settle(ResourceOrderEvent.COMPLETE, now)
        return [self._resource(item) for item in self.items]

    def release(
        self, pools: Mapping[str, Pool], held: Mapping[str, Resource], now: datetime
    ) -> list[Resource]:
        """Gives back what the items mean and is still held, each to the pool it is of; returns that.

        `pools` by specification, those of all that is `held`.
        """
        released, left = [], dict(held)
        for item in self.items:
            resource = left.pop(self.meant(item), None)
            if resource is not None:
                item.resource_id, item.value = resource.id, resource.value
                item.specification_id = resource.specification_id
                pools[resource.specification_id].give_back(resource.value)
                released.append(resource)
        self._settle(ResourceOrderEvent.COMPLETE, now)
        return released

    def meant(self, item: OrderItem) -> str:
        """The resource an item is about: the one it names, or what its service order has by that name."""
        return item.resource_id or resource_id(self.external_id, item.id)

    def reject(self, reason: Reason, now: datetime) -> None:
        """It asks for something nobody can do."""
        self._refuse(ResourceOrderEvent.REJECT, reason, now)

    def overdue(self, now: datetime) -> None:
        self._refuse(ResourceOrderEvent.OVERDUE, Reason(Code.TIME_LIMIT_PASSED, "never carried out"), now)

    def _resource(self, item: OrderItem) -> Resource:
        return Resource(
            id=item.resource_id,
            name=f"{item.specification_id} {item.value}",
            specification_id=item.specification_id,
            value=item.value,
            resource_order_id=self.id,
            service_order_id=self.external_id,
        )

    def _refuse(self, event: ResourceOrderEvent, reason: Reason, now: datetime) -> None:
        self.reason = reason
        self._settle(event, now)

    def _settle(self, event: ResourceOrderEvent, now: datetime) -> None:
        detail: dict[str, Any] = (
            {"code": self.reason.code} if self.reason else {"values": {i.id: i.value for i in self.items}}
        )
        self.fire(MACHINE, event, **detail)
        for item in self.items:
            item.state = self.state
        self.completion_date = now
        self.wake_at = None


def resource_id(service_order_id: str, item_id: str) -> str:
    """A service order has one resource by each name, whichever order allocated it."""
    return derived_id("resource", service_order_id, item_id)
