"""Messages of the core: commands to itself, and what it tells whoever wants to know. Twin of asyncapi/com.yaml."""

from datetime import datetime

import msgspec

from hub.messages.base import Event, Payload


class ProcessProductOrder(Payload):
    """Judge, decompose and start an order that was accepted.

    `priority` is the order's (TMF622: 0 is the highest, 4 the lowest): it decides who goes first when there is a
    backlog. `product_ids` are the products it is about.
    """

    product_order_id: str
    priority: str = ""
    product_ids: list[str] = msgspec.field(default_factory=list)


class AssessCancellation(Payload):
    """Decide whether an order can be taken back, and begin."""

    product_order_id: str
    cancellation_id: str


class ProductOrder(Payload):
    """A product order and the dates that are at stake."""

    id: str
    state: str
    expected_completion_date: datetime
    requested_completion_date: datetime


class ProductOrderEvent(Payload):
    product_order: ProductOrder


class ProductOrderJeopardyEvent(Event, kw_only=True):
    """A product order is expected to be completed later than was asked for."""

    event: ProductOrderEvent
