"""What speaks against a service order before anything is done for it."""

from hub.kernel.errors import Code, Reason
from hub.messages.som import ServiceOrderItem
from workers.som.inventory import ACTIVE, TERMINATED, Service
from workers.som.model import ADD, DELETE, MODIFY

# Action → the state the service it names must not be in; it may be deleted twice.
_FORBIDDEN = {ADD: ACTIVE, MODIFY: TERMINATED}


def reason_against(items: list[ServiceOrderItem], service: Service | None) -> Reason | None:
    """Why SOM cannot do it, None when it can; `service` is the one of the inventory that the first item names."""
    item, *others = items
    if others or item.action not in {ADD, MODIFY, DELETE}:
        text = f"a service order adds, modifies or deletes one service, this one wants to {item.action} {len(items)}"
        return Reason(Code.ACTION_UNSUPPORTED, text)
    if service is not None:
        return _against(item, service)
    named = item.service.id
    if item.action == ADD and not named:
        return None
    return Reason(Code.ID_UNKNOWN, f"there is no service {named}" if named else "it names no service")


def _against(item: ServiceOrderItem, service: Service) -> Reason | None:
    """Why it cannot be done with a service there is."""
    if service.open_order_id:
        text = f"service {service.id} is worked on by service order {service.open_order_id}"
        return Reason(Code.STATE_FORBIDS, text)
    if service.state == _FORBIDDEN.get(item.action):
        return Reason(Code.STATE_FORBIDS, f"service {service.id} is {service.state}")
    if service.specification_id != item.service.service_specification.id:
        text = f"service {service.id} is a {service.specification_id}"
        return Reason(Code.ATTRIBUTE_INVALID, text, "serviceSpecification.id")
    return None
