"""What ROM does with each message, each command and each deadline; the tables are at the foot."""

from collections.abc import Iterable
from typing import Any

from hub.kernel.errors import Code, Kind, refuse
from hub.messages.reconciliation import ReportResources
from hub.messages.rom import (
    CancelResourceOrder,
    CheckResourceAvailability,
    CreateResourceOrder,
    ReleaseReservation,
    ResourceOrderItem,
)
from hub.platform.deadlines import OnDeadline
from hub.platform.runner import Room
from hub.platform.store import Store
from hub.platform.unit_of_work import Handler, Need, Step
from workers.rom import asked, cancelling, operating, recording, reporting, reserving
from workers.rom.asked import order_of
from workers.rom.carrying_out import carry_out
from workers.rom.commands import (
    ChangeResource,
    CreateResource,
    DeleteResource,
    DeleteResourceOrder,
    ReserveResources,
    SubmitResourceOrder,
    UpdateResource,
    UpdateResourceOrder,
    WithdrawResourceOrder,
    WithdrawValue,
)
from workers.rom.drivers import source_of
from workers.rom.model import ADD, ResourceOrder
from workers.rom.reservation import Reservation
from workers.rom.resource import resource_id
from workers.rom.sending import fingerprint, publish
from workers.rom.store import CANCELLATIONS, RESERVATIONS, RESOURCE_ORDERS, RESOURCES


def reserve(step: Step, command: ReserveResources) -> Reservation:
    """Holds resources for a caller, who is told when somebody else has a reservation by this id."""
    known = step.look(RESERVATIONS, command.check.id)
    if known is not None and known.fingerprint not in {"", fingerprint(command.check)}:
        text = f"reservation {command.check.id} is there already and asks for something else"
        raise refuse(Kind.CONFLICT, Code.KEY_REUSED, text, "id")
    return reserving.check(step, command.check)


def due(step: Step, order: ResourceOrder) -> None:
    """The date of an order has come."""
    order.due()
    carry_out(step, order)
    publish(step, order)


def _needs_create(message: CreateResourceOrder) -> list[Need]:
    """A resource that is of another specification than its item says brings its own pools later."""
    return _needs(order_of(message), message.external_id)


def _needs_submit(command: SubmitResourceOrder) -> list[Need]:
    return _needs(command.order, command.order.id)


def _needs(order: ResourceOrder, owner_id: str) -> list[Need]:
    needs: list[Need] = [(RESOURCE_ORDERS, order.id)]
    if order.reservation_id:
        needs.append((RESERVATIONS, order.reservation_id))
    for item in order.items:
        needs += source_of(item.specification_id).needs(item.specification_id)
        named = item.resource.id if item.action != ADD else None
        needs.append((RESOURCES, named or resource_id(owner_id, item.id)))
    return needs


def _further_due(step: Step, order: ResourceOrder) -> Iterable[Need]:
    for item in order.items:
        yield from source_of(item.specification_id).needs(item.specification_id)
        yield RESOURCES, order.meant(item)
    yield from _held(step, order.reservation_id)


def _held(step: Step, reservation_id: str | None) -> Iterable[Need]:
    """What a reservation holds, when there is one."""
    known = step.look(RESERVATIONS, reservation_id) if reservation_id else None
    return reserving.held_by(known) if known is not None else ()


def _further_give_up(step: Step, message: ReleaseReservation) -> Iterable[Need]:
    known = step.look(RESERVATIONS, message.id)
    return reserving.concerned(known) if known is not None else ()


def _needs_check(message: CheckResourceAvailability) -> list[Need]:
    return [(RESERVATIONS, message.id), *(need for item in message.order_item for need in _values(item))]


def _values(item: ResourceOrderItem) -> Iterable[Need]:
    specification_id = item.resource.resource_specification.id
    return source_of(specification_id).needs(specification_id)


HANDLERS: dict[str, Handler] = {
    "CreateResourceOrder": Handler(
        CreateResourceOrder,
        asked.create,
        _needs_create,
        further=lambda step, m: _held(step, m.reservation_id),
    ),
    "CancelResourceOrder": Handler(CancelResourceOrder, cancelling.cancel, lambda m: cancelling.needs(m.id)),
    "CheckResourceAvailability": Handler(CheckResourceAvailability, reserving.check, _needs_check),
    "ReleaseReservation": Handler(
        ReleaseReservation,
        reserving.give_up,
        lambda m: [(RESERVATIONS, m.id)],
        further=_further_give_up,
    ),
    "ReportResources": Handler(ReportResources, reporting.report),
    "SubmitResourceOrder": Handler(
        SubmitResourceOrder,
        asked.submit,
        _needs_submit,
        further=lambda step, c: _held(step, c.order.reservation_id),
    ),
    "WithdrawResourceOrder": Handler(
        WithdrawResourceOrder, cancelling.withdraw, lambda c: cancelling.needs(c.order_id)
    ),
    "UpdateResourceOrder": Handler(
        UpdateResourceOrder,
        asked.update,
        lambda c: [(RESOURCE_ORDERS, c.order.id)],
        further=lambda step, c: _further_due(step, c.order),
    ),
    "DeleteResourceOrder": Handler(DeleteResourceOrder, asked.forget, lambda c: [(RESOURCE_ORDERS, c.id)]),
    "ReserveResources": Handler(ReserveResources, reserve, lambda c: _needs_check(c.check)),
    "ChangeResource": Handler(ChangeResource, operating.change, lambda c: [(RESOURCES, c.id)]),
    "CreateResource": Handler(CreateResource, recording.create, lambda c: [(RESOURCES, c.resource.id)]),
    "UpdateResource": Handler(UpdateResource, recording.update, lambda c: [(RESOURCES, c.resource.id)]),
    "DeleteResource": Handler(DeleteResource, recording.delete, lambda c: [(RESOURCES, c.id)]),
    "WithdrawValue": Handler(
        WithdrawValue, operating.withdraw, lambda c: source_of(c.specification_id).needs(c.specification_id)
    ),
}

DEADLINES: dict[Store[Any], OnDeadline] = {
    RESOURCE_ORDERS: OnDeadline(due, _further_due),
    CANCELLATIONS: OnDeadline(cancelling.due, lambda _, task: cancelling.needs(task.order_id)),
    RESERVATIONS: OnDeadline(reserving.expired, lambda _, reservation: reserving.concerned(reservation)),
}


def room() -> Room:
    return Room("rom", HANDLERS, DEADLINES)
