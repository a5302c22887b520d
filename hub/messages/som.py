"""Service orders and the service inventory: TMF641 and TMF638 v4 shapes. Twin of asyncapi/som.yaml."""

from datetime import datetime
from typing import Annotated

import msgspec

from hub.messages.base import (
    SOME,
    ErrorMessage,
    Event,
    NamedValue,
    Payload,
    Place,
    RelatedEntity,
    RelatedParty,
    SpecificationRef,
)


class Service(Payload):
    """TMF641 ServiceRefOrValue, as far as the layers talk about it.

    `place` is where it is wanted, `related_entity` the product it belongs to.
    """

    service_specification: SpecificationRef
    id: str | None = None
    state: str | None = None
    service_characteristic: list[NamedValue] = msgspec.field(default_factory=list)
    place: list[Place] = msgspec.field(default_factory=list)
    related_entity: list[RelatedEntity] = msgspec.field(default_factory=list)


class OrderItemRef(Payload):
    item_id: str


class OrderItemRelationship(Payload):
    """TMF641 ServiceOrderItemRelationship: `reliesOn` begins after the other item has completed."""

    relationship_type: str
    order_item: OrderItemRef


class ServiceOrderItem(Payload):
    id: str
    action: str
    service: Service
    state: str | None = None
    service_order_item_relationship: list[OrderItemRelationship] = msgspec.field(default_factory=list)
    error_message: list[ErrorMessage] = msgspec.field(default_factory=list)


class CreateServiceOrder(Payload):
    """Asks SOM for a service order; the same id again asks what became of it.

    `add` builds a service; with `service.id` it builds one that was terminated again. `modify` carries only
    the characteristics that change, and `service.state` when it is to be suspended (`inactive`) or resumed (`active`);
    `delete` carries none; both name the service. `noChange` is context.
    """

    id: str
    external_id: str
    service_order_item: Annotated[list[ServiceOrderItem], SOME]
    priority: str | None = None
    requested_start_date: datetime | None = None
    requested_completion_date: datetime | None = None
    # A qualification (TMF645) that has reserved what the order needs.
    service_qualification_id: str | None = None
    related_party: list[RelatedParty] = msgspec.field(default_factory=list)


class CancelServiceOrder(Payload):
    """Asks SOM to take a service order back, so that nothing of it remains; again, it asks what became of that.

    One that has ended is answered with how. One that SOM does not know will never be carried out.
    """

    id: str
    external_id: str
    cancellation_reason: str | None = None


class ServiceOrder(Payload):
    """Without items when it was cancelled before it came."""

    id: str
    external_id: str
    state: str
    service_order_item: list[ServiceOrderItem] = msgspec.field(default_factory=list)
    error_message: list[ErrorMessage] = msgspec.field(default_factory=list)


class ServiceOrderEvent(Payload):
    service_order: ServiceOrder


class ServiceOrderStateChangeEvent(Event, kw_only=True):
    """A service order is in a new state."""

    event: ServiceOrderEvent


class ChangedService(Payload):
    """A service of the inventory that has a new state; `related_entity` is the product it belongs to."""

    id: str
    state: str
    service_specification: SpecificationRef
    related_entity: list[RelatedEntity] = msgspec.field(default_factory=list)


class ServiceEvent(Payload):
    service: ChangedService


class ServiceStateChangeEvent(Event, kw_only=True):
    """A service that stood was suspended, resumed or ended, whoever ordered it; `state` as the room has it.

    How a service comes to stand is told by its order alone.
    """

    event: ServiceEvent
