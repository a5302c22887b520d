"""Items of service orders."""

from typing import Any

from hub.messages.base import Place, SpecificationRef, values
from hub.messages.som import OrderItemRef, OrderItemRelationship, Service, ServiceOrderItem
from tests.unit.rooms.layers import ACCESS


def asked_for(
    identifier: str,
    action: str = "add",
    of: str = ACCESS,
    *,
    service: str | None = None,
    state: str | None = None,
    after: str = "",
    place: str = "",
    **what: Any,
) -> ServiceOrderItem:
    """An item; it relies on the one it comes `after`."""
    wanted = Service(
        service_specification=SpecificationRef(id=of),
        id=service,
        state=state,
        place=[Place(id=place)] if place else [],
        service_characteristic=values(what),
    )
    before = [OrderItemRelationship(relationship_type="reliesOn", order_item=OrderItemRef(item_id=after))]
    return ServiceOrderItem(
        id=identifier,
        action=action,
        service=wanted,
        service_order_item_relationship=before if after else [],
    )
