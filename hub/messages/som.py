"""Service orders: TMF641 v4 shapes. Twin of asyncapi/som.yaml."""

from datetime import datetime
from typing import Annotated

import msgspec

from hub.messages.base import SOME, ErrorMessage, Event, NamedValue, Payload, RelatedParty, SpecificationRef


class Service(Payload):
    """TMF641 ServiceRefOrValue, as far as the layers talk about it."""

    service_specification: SpecificationRef
    id: str | None = None
    state: str | None = None
    service_characteristic: list[NamedValue] = msgspec.field(default_factory=list)


class ServiceOrderItem(Payload):
    id: str
    action: str
    service: Service
    state: str | None = None


class CreateServiceOrder(Payload):
    """Asks SOM for a service order; the same id again asks what became of it.

    `add` builds a service; with `service.id` it builds one that was terminated again. `modify` carries only
    the characteristics that change, `delete` none; both name the service.
    """

    id: str
    external_id: str
    service_order_item: Annotated[list[ServiceOrderItem], SOME]
    priority: str | None = None
    requested_completion_date: datetime | None = None
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
