"""What callers over gRPC ask of SOM, and wait for the answer."""

from datetime import datetime
from typing import NamedTuple

import msgspec

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Kind, refuse
from hub.platform.unit_of_work import Step
from workers.som.cancellation import Cancellation
from workers.som.cancelling import begin_task
from workers.som.creating import create
from workers.som.model import ServiceOrder
from workers.som.store import CANCELLATIONS, SERVICE_ORDERS


class SubmitServiceOrder(msgspec.Struct):
    """A service order ordered here; the same id with the same content is answered with what became of it."""

    order: ServiceOrder


class Submitted(NamedTuple):
    """`replayed` when there was one already."""

    order: ServiceOrder
    replayed: bool


class RequestCancellation(msgspec.Struct):
    """A service order is to be taken back, at once or at a date; the same id again is answered with how that stands."""

    id: str
    order_id: str
    reason: str = ""
    wanted_at: datetime | None = None
    extension: str = ""


class DeleteServiceOrder(msgspec.Struct):
    """An order that has ended is forgotten, and the requests to take it back; its history and its services stay."""

    id: str
    if_version: int = 0


class UpdateServiceOrder(msgspec.Struct):
    """What may be changed of an order becomes what `order` says; its items only when nobody wants others, `state` likewise."""

    order: ServiceOrder
    state: str = ""
    if_version: int = 0


def submit(step: Step, command: SubmitServiceOrder) -> Submitted:
    known = step.look(SERVICE_ORDERS, command.order.id)
    if known is None:
        return Submitted(create(step, command.order), replayed=False)
    if known.content and known.content != command.order.content:
        text = f"there is a service order {known.id} already, and it says something else"
        raise refuse(Kind.CONFLICT, Code.KEY_REUSED, text, "id")
    return Submitted(known, replayed=True)


def request_cancellation(step: Step, command: RequestCancellation) -> Cancellation:
    known = step.look(CANCELLATIONS, command.id)
    if known is not None:
        if known.order_id != command.order_id:
            text = f"there is a cancellation {known.id} already, of service order {known.order_id}"
            raise refuse(Kind.CONFLICT, Code.KEY_REUSED, text, "id")
        return known
    if step.look(SERVICE_ORDERS, command.order_id) is None:
        text = f"there is no service order {command.order_id}"
        raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, text, "serviceOrder.id")
    task = Cancellation(
        id=command.id,
        order_id=command.order_id,
        reason=command.reason,
        requested_at=step.now,
        wanted_at=command.wanted_at,
        extension=command.extension,
    )
    begin_task(step, task)
    return task


def delete(step: Step, command: DeleteServiceOrder) -> None:
    order = step.get(SERVICE_ORDERS, command.id)
    require_version(order, command.if_version)
    if not order.settled:
        text = f"service order {order.id} is {order.state}: only one that has ended can be deleted"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")
    step.remove_where(CANCELLATIONS, "order_id", order.id)
    step.remove(SERVICE_ORDERS, order.id)


def require_version(aggregate: Aggregate, version: int) -> None:
    """What a caller knows is what there is; 0 says nothing."""
    if version and version != aggregate.version:
        text = f"it has version {aggregate.version}"
        raise refuse(Kind.STALE, Code.VERSION_STALE, text, "If-Match")
