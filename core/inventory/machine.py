"""What a product's status may become when it is said directly (TMF637). Orders and services have rules of their own."""

from enum import StrEnum

from core.inventory.model import ProductStatus
from hub.kernel.machine import Actor, Machine, Row, Wait


class ProductEvent(StrEnum):
    """Somebody says that it is this now."""

    PENDING_ACTIVE = "pendingActive"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    PENDING_TERMINATE = "pendingTerminate"
    TERMINATED = "terminated"
    CANCELLED = "cancelled"
    ABORTED = "aborted"


S, E = ProductStatus, ProductEvent

MACHINE = Machine(
    "product",
    initial=S.CREATED,
    final=(S.TERMINATED, S.CANCELLED, S.ABORTED),
    rows=(
        Row(S.CREATED, E.PENDING_ACTIVE, S.PENDING_ACTIVE),
        Row(S.CREATED, E.ACTIVE, S.ACTIVE),
        Row(S.PENDING_ACTIVE, E.ACTIVE, S.ACTIVE),
        Row(S.PENDING_ACTIVE, E.ABORTED, S.ABORTED),
        Row(S.PENDING_ACTIVE, E.CANCELLED, S.CANCELLED),
        Row(S.ACTIVE, E.SUSPENDED, S.SUSPENDED),
        Row(S.ACTIVE, E.PENDING_TERMINATE, S.PENDING_TERMINATE),
        Row(S.ACTIVE, E.TERMINATED, S.TERMINATED),
        Row(S.SUSPENDED, E.ACTIVE, S.ACTIVE),
        Row(S.PENDING_TERMINATE, E.TERMINATED, S.TERMINATED),
    ),
    waits=tuple(
        Wait(status, Actor.PERSON, "an order, its services, or whoever keeps it directly")
        for status in (S.CREATED, S.PENDING_ACTIVE, S.ACTIVE, S.SUSPENDED, S.PENDING_TERMINATE)
    ),
)
