"""Messages the core sends to itself. Twin of asyncapi/com.yaml."""

from hub.messages.base import Payload


class ProcessProductOrder(Payload):
    """Judge, decompose and start an order that was accepted."""

    product_order_id: str
