"""Resource orders, and what there is to be had: TMF652 and TMF639 v4 shapes. Twin of asyncapi/rom.yaml."""

from datetime import datetime
from typing import Annotated

import msgspec

from hub.messages.base import SOME, ErrorMessage, Event, NamedValue, Payload, Place, SpecificationRef


class Resource(Payload):
    """TMF652 ResourceRefOrValue; `value` is what was allocated: a VLAN id, an address, a port.

    `value` in a request asks for this one and no other. `place` is the network site it has to serve, `service_id` the
    service it is for.
    """

    resource_specification: SpecificationRef
    id: str | None = None
    name: str | None = None
    value: str | None = None
    place: Place | None = None
    service_id: str | None = None
    resource_characteristic: list[NamedValue] = msgspec.field(default_factory=list)


class ResourceOrderItem(Payload):
    id: str
    action: str
    resource: Resource
    state: str | None = None


class CreateResourceOrder(Payload):
    """Asks ROM for resources, all or none; the same id again asks what became of it.

    `add` allocates, from what the reservation `reservation_id` holds as far as it does; `modify` changes characteristics,
    `delete` gives back, `noChange` is context.
    """

    id: str
    external_id: str
    order_item: Annotated[list[ResourceOrderItem], SOME]
    requested_start_date: datetime | None = None
    reservation_id: str | None = None


class CancelResourceOrder(Payload):
    """Asks ROM not to carry out an order; one that has ended is answered with how, one not known will never be done."""

    id: str
    external_id: str
    cancellation_reason: str | None = None


class CheckResourceAvailability(Payload):
    """Asks what could be had now; with `reserve_until` that is held till then, all or none.

    The id is the sender's choice, and the reservation's; the same id again asks again what came of it.
    """

    id: str
    external_id: str
    order_item: Annotated[list[ResourceOrderItem], SOME]
    reserve_until: datetime | None = None


class ReleaseReservation(Payload):
    """What a reservation still holds is free again; one that is not known will never hold anything."""

    id: str
    external_id: str


class AvailableResource(Payload):
    """`free` is how many could be had by themselves; `error_message` says why an item of the request could not be met."""

    id: str
    available: bool
    free: int
    error_message: list[ErrorMessage] = msgspec.field(default_factory=list)


class ResourceAvailability(Payload):
    """`reserved_until` when all items are held; `used` when an order has got all that were."""

    id: str
    external_id: str
    item: list[AvailableResource]
    reserved_until: datetime | None = None
    used: bool = False


class ResourceAvailabilityAnswer(Payload):
    resource_availability: ResourceAvailability


class ResourceAvailabilityEvent(Event, kw_only=True):
    """What somebody who asked could have, or has reserved; said again when all of that was used."""

    event: ResourceAvailabilityAnswer


class ResourceOrder(Payload):
    """Without items when it was cancelled before it came."""

    id: str
    external_id: str
    state: str
    order_item: list[ResourceOrderItem] = msgspec.field(default_factory=list)
    error_message: list[ErrorMessage] = msgspec.field(default_factory=list)


class ResourceOrderEvent(Payload):
    resource_order: ResourceOrder


class ResourceOrderStateChangeEvent(Event, kw_only=True):
    """A resource order is in a new state."""

    event: ResourceOrderEvent
