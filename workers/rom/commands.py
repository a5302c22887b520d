"""What callers may ask of ROM directly: the commands behind rom.v1."""

from datetime import datetime

import msgspec

from hub.kernel.values import Ref
from hub.messages.rom import CheckResourceAvailability
from workers.rom.model import ResourceOrder
from workers.rom.resource import AdministrativeState, OperationalState, Resource, States


class SubmitResourceOrder(msgspec.Struct):
    """Store and carry out this order; the same again answers with it, another one of the same id is a conflict.

    It is nobody's but the caller's: the resources its items name are those of this order alone.
    """

    order: ResourceOrder


class Submitted(msgspec.Struct):
    """`replayed` when there was one already."""

    order: ResourceOrder
    replayed: bool


class UpdateResourceOrder(msgspec.Struct):
    """All that may be said of an order is as `order` has it."""

    order: ResourceOrder
    if_version: int = 0


class WithdrawResourceOrder(msgspec.Struct):
    """Take an order back, at a date or now. `order` is how it was named, if there is more than its id."""

    order_id: str
    why: str = ""
    requested_cancellation_date: datetime | None = None
    extension: str = ""
    order: Ref | None = None


class DeleteResourceOrder(msgspec.Struct):
    id: str


class ReserveResources(msgspec.Struct):
    """Hold what is asked for; the same again answers with it, another one of the same id is a conflict."""

    check: CheckResourceAvailability


class ChangeResource(msgspec.Struct):
    """Lock or unlock it, say that it works or not; None leaves it as it is."""

    id: str
    by: str
    why: str
    administrative_state: AdministrativeState | None = None
    operational_state: OperationalState | None = None


class CreateResource(msgspec.Struct):
    """Record a resource."""

    resource: Resource
    states: States


class UpdateResource(msgspec.Struct):
    """All that may be said of a resource is as `resource` and `states` have it."""

    resource: Resource
    states: States
    by: str = ""
    if_version: int = 0


class DeleteResource(msgspec.Struct):
    id: str


class WithdrawValue(msgspec.Struct):
    """Take a free value of a pool out of service: it is locked, and nobody gets it."""

    specification_id: str
    value: str
    by: str
    why: str
    site: str = ""
