"""What may be changed of a service order while it is open: its words, whom it concerns, and its dates."""

from hub.kernel.errors import Code, Kind, refuse
from hub.platform.unit_of_work import Step
from workers.som.commands import UpdateServiceOrder, require_version
from workers.som.creating import begin
from workers.som.machine import ServiceOrderState
from workers.som.model import ServiceOrder
from workers.som.store import SERVICE_ORDERS

_CHANGEABLE = ("description", "category", "priority", "start_date", "wanted_by", "parties", "extension")


def update(step: Step, command: UpdateServiceOrder) -> ServiceOrder:
    """All of it or nothing; an order whose start is brought forward to now begins."""
    asked = command.order
    order = step.look(SERVICE_ORDERS, asked.id) or step.get(SERVICE_ORDERS, asked.id)
    require_version(order, command.if_version)
    changed = [name for name in _CHANGEABLE if getattr(asked, name) != getattr(order, name)]
    _refuse(order, command, changed)
    if not changed:
        return order
    order = step.get(SERVICE_ORDERS, asked.id)
    for name in changed:
        setattr(order, name, getattr(asked, name))
    order.record("update", order.state, order.state, members=changed)
    if "start_date" in changed:
        if order.start_date is None or order.start_date <= step.now:
            begin(step, order)
        else:
            order.wait(step.now)
    return order


def _refuse(order: ServiceOrder, command: UpdateServiceOrder, changed: list[str]) -> None:
    if command.state not in {"", order.state}:
        text = f"the order is {order.state}, and moved by what becomes of its items; to stop it, cancel it"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")
    if command.order.items:
        text = "what was ordered stays; cancel the order, or order the difference"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_READ_ONLY, text, "serviceOrderItem")
    if command.order.external_id != order.external_id:
        text = "stays, as others know the order by it"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_READ_ONLY, text, "externalId")
    if order.settled and changed:
        text = f"the order is {order.state}: it has ended and stays as it is"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")
    if "start_date" in changed and order.state is not ServiceOrderState.ACKNOWLEDGED:
        text = f"the order is {order.state}: it has begun already"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "requestedStartDate")
