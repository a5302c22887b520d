"""Orders as they are asked for: made of a message, stored, changed, forgotten."""

from copy import deepcopy
from dataclasses import replace

from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.values import Characteristic, Place, Ref
from hub.messages import rpc
from hub.messages.rom import CreateResourceOrder, Resource
from hub.platform.unit_of_work import Step
from workers.rom.carrying_out import carry_out
from workers.rom.commands import DeleteResourceOrder, SubmitResourceOrder, Submitted, UpdateResourceOrder
from workers.rom.model import OrderItem, ResourceOrder, ResourceValue
from workers.rom.sending import fingerprint, publish
from workers.rom.store import CANCELLATIONS, RESOURCE_ORDERS


def create(step: Step, message: CreateResourceOrder) -> None:
    """Carries out a resource order; one that is known is a question, answered with how it is."""
    known = step.look(RESOURCE_ORDERS, message.id)
    if known is not None:
        publish(step, known)
        return
    order = order_of(message)
    order.order_date, order.service_order_id = step.now, message.external_id
    _begin(step, order)


def submit(step: Step, command: SubmitResourceOrder) -> Submitted:
    """The same for a caller, who is told when somebody else has an order by this id."""
    asked = command.order
    known = step.look(RESOURCE_ORDERS, asked.id)
    if known is None:
        # A copy: when the batch fails the command is run again, and has to be as it came.
        order = replace(
            asked, order_date=step.now, items=deepcopy(asked.items), fingerprint=fingerprint(asked)
        )
        _begin(step, order)
        return Submitted(order, replayed=False)
    # Without one it was taken back before it came.
    if known.fingerprint not in {"", fingerprint(asked)}:
        text = f"resource order {asked.id} is there already and asks for something else"
        raise refuse(Kind.CONFLICT, Code.KEY_REUSED, text, "id")
    return Submitted(known, replayed=True)


def update(step: Step, command: UpdateResourceOrder) -> ResourceOrder:
    """An order that waits is what it is changed to; without a date to come it is carried out."""
    order = step.get(RESOURCE_ORDERS, command.order.id)
    if command.if_version not in {0, order.version}:
        raise refuse(Kind.STALE, Code.VERSION_STALE, f"the order has version {order.version}", "If-Match")
    order.revise(replace(command.order, items=deepcopy(command.order.items)))
    if not order.waits(step.now):
        carry_out(step, order)
    publish(step, order)
    return order


def forget(step: Step, command: DeleteResourceOrder) -> None:
    """Removes an order that has ended; an open one is somebody's and stays."""
    order = step.get(RESOURCE_ORDERS, command.id)
    if not order.settled:
        text = f"the order is {order.state}: only one that has ended can be deleted"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")
    order.record("delete", order.state)
    step.remove_where(CANCELLATIONS, "order_id", order.id)
    step.remove(RESOURCE_ORDERS, order.id)


def order_of(message: CreateResourceOrder) -> ResourceOrder:
    """What a message asks for; when it was ordered is said by whoever stores it."""
    return ResourceOrder(
        id=message.id,
        external_id=message.external_id,
        order_date=rpc.BEGINNING,
        requested_start_date=message.requested_start_date,
        reservation_id=message.reservation_id or "",
        items=[
            OrderItem(id=item.id, action=item.action, resource=_resource_of(item.resource))
            for item in message.order_item
        ],
    )


def _resource_of(said: Resource) -> ResourceValue:
    return ResourceValue(
        id=said.id or "",
        name=said.name or "",
        value=said.value or "",
        specification=Ref(said.resource_specification.id),
        place=Place(said.place.id) if said.place else None,
        service_id=said.service_id or "",
        characteristics=[Characteristic(c.name, c.value) for c in said.resource_characteristic],
    )


def _begin(step: Step, order: ResourceOrder) -> None:
    order.accept()
    step.add(RESOURCE_ORDERS, order)
    if not order.waits(step.now):
        carry_out(step, order)
    publish(step, order)
