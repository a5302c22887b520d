"""Resource orders: TMF652 v4 shapes. Twin of asyncapi/rom.yaml."""

from typing import Annotated

import msgspec

from hub.messages.base import SOME, ErrorMessage, Event, NamedValue, Payload, SpecificationRef


class Resource(Payload):
    """TMF652 ResourceRefOrValue; `value` is what was allocated: a VLAN id, an address, a port."""

    resource_specification: SpecificationRef
    id: str | None = None
    name: str | None = None
    value: str | None = None
    resource_characteristic: list[NamedValue] = msgspec.field(default_factory=list)


class ResourceOrderItem(Payload):
    id: str
    action: str
    resource: Resource
    state: str | None = None


class CreateResourceOrder(Payload):
    """Asks ROM for resources, all or none; the same id again asks what became of it."""

    id: str
    external_id: str
    order_item: Annotated[list[ResourceOrderItem], SOME]


class ResourceOrder(Payload):
    id: str
    external_id: str
    state: str
    order_item: Annotated[list[ResourceOrderItem], SOME]
    error_message: list[ErrorMessage] = msgspec.field(default_factory=list)


class ResourceOrderEvent(Payload):
    resource_order: ResourceOrder


class ResourceOrderStateChangeEvent(Event, kw_only=True):
    """A resource order is in a new state."""

    event: ResourceOrderEvent
