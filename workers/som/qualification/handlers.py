"""What SOM does for qualifications with each message and command; the table is at the foot."""

import structlog

from hub.kernel.errors import Code, HubError, Kind, refuse
from hub.messages.base import Place, SpecificationRef
from hub.messages.rom import (
    CheckResourceAvailability,
    ReleaseReservation,
    Resource,
    ResourceAvailabilityEvent,
    ResourceOrderItem,
)
from hub.platform.unit_of_work import Handler, Step
from workers.som.catalog_store import current_catalog
from workers.som.qualification.commands import (
    ChangeQualification,
    DeleteQualification,
    RequestQualification,
)
from workers.som.qualification.judge import reasons_against
from workers.som.qualification.machine import QualificationState as S
from workers.som.qualification.model import Qualification, Reservation
from workers.som.qualification.proposal import NeededResource
from workers.som.qualification.store import QUALIFICATIONS

log = structlog.get_logger()


def request(step: Step, command: RequestQualification) -> Qualification:
    """Begins a qualification; the same request again is answered with where it stands."""
    asked = command.qualification
    known = step.look(QUALIFICATIONS, asked.id)
    if known is not None:
        if known.fingerprint != asked.fingerprint:
            text = f"qualification {asked.id} is there already and asks for something else"
            raise refuse(Kind.CONFLICT, Code.KEY_REUSED, text, "id")
        return known
    reasons = reasons_against(asked, step.now)
    if reasons:
        raise HubError(Kind.INVALID, *reasons)
    asked.requested_at = step.now
    asked.record("accept", target=asked.state, kind=asked.kind, items=[item.id for item in asked.items])
    step.add(QUALIFICATIONS, asked)
    asked.begin(step.current(current_catalog), step.now)
    _ask(step, asked)
    return asked


def change(step: Step, command: ChangeQualification) -> Qualification:
    """What a caller may still say of it."""
    qualification = _meant(step, command)
    qualification.change(command.external_id, command.description, command.expected_date, command.extension)
    return qualification


def delete(step: Step, command: DeleteQualification) -> None:
    """Forgets it; what it holds, or may yet be given, is free again."""
    qualification = _meant(step, command)
    if qualification.may_hold:
        _release(step, qualification)
    step.remove(QUALIFICATIONS, qualification.id)


def answered(step: Step, message: ResourceAvailabilityEvent) -> None:
    """ROM says what could be had, or that it holds it."""
    answer = message.event.resource_availability
    known = step.look(QUALIFICATIONS, answer.external_id)
    if known is not None and known.reservation is Reservation.HELD and answer.used:
        step.get(QUALIFICATIONS, answer.external_id).use()
        return
    if known is None or known.settled:
        # It was deleted or given up, or ROM has said so before: that will not change.
        log.info("event.ignored", room="som", type="ResourceAvailabilityEvent", about=answer.external_id)
        return
    qualification = step.get(QUALIFICATIONS, answer.external_id)
    available = {item.id: item for item in answer.item}
    if qualification.answered(answer.id, available, answer.reserved_until, step.now, used=answer.used):
        _ask(step, qualification)


def overdue(step: Step, qualification: Qualification) -> None:
    """ROM has been silent for too long, or what it has held is free again."""
    if qualification.settled:
        qualification.expire()
        return
    may_hold = qualification.may_hold
    qualification.overdue(step.now)
    if qualification.settled and may_hold:
        _release(step, qualification)
    _ask(step, qualification)


def _meant(step: Step, command: ChangeQualification | DeleteQualification) -> Qualification:
    """The one a command is about, as the caller knows it."""
    found = step.find(QUALIFICATIONS, command.id)
    if found is None or command.kind not in {"", found.kind}:
        text = f"there is no service qualification {command.id}"
        raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, text, "id")
    if command.if_version not in {0, found.version}:
        text = f"qualification {found.id} has version {found.version}, not {command.if_version}"
        raise refuse(Kind.STALE, Code.VERSION_STALE, text)
    return found


def _ask(step: Step, qualification: Qualification) -> None:
    """Sends ROM what the qualification's state asks for."""
    if qualification.state is S.CHECKING:
        for proposal in qualification.open:
            needed = {each.id: each for each in proposal.resources}
            step.send(_question(qualification, proposal.id, needed), key=qualification.id)
    elif not qualification.settled:
        question = _question(qualification, qualification.question, qualification.together)
        step.send(question, key=qualification.id)


def _question(
    qualification: Qualification, identifier: str, needed: dict[str, NeededResource]
) -> CheckResourceAvailability:
    """With the qualification's own id it is to be held."""
    items = [
        ResourceOrderItem(
            id=name,
            action="add",
            resource=Resource(
                resource_specification=SpecificationRef(id=each.specification_id),
                place=Place(id=each.site) if each.site else None,
            ),
        )
        for name, each in needed.items()
    ]
    until = qualification.reserve_until if identifier == qualification.id else None
    return CheckResourceAvailability(
        id=identifier, external_id=qualification.id, order_item=items, reserve_until=until
    )


def _release(step: Step, qualification: Qualification) -> None:
    step.send(ReleaseReservation(id=qualification.id, external_id=qualification.id), key=qualification.id)


HANDLERS: dict[str, Handler] = {
    "RequestQualification": Handler(
        RequestQualification, request, lambda c: [(QUALIFICATIONS, c.qualification.id)]
    ),
    "ChangeQualification": Handler(ChangeQualification, change, lambda c: [(QUALIFICATIONS, c.id)]),
    "DeleteQualification": Handler(DeleteQualification, delete, lambda c: [(QUALIFICATIONS, c.id)]),
    "ResourceAvailabilityEvent": Handler(
        ResourceAvailabilityEvent,
        answered,
        lambda m: [(QUALIFICATIONS, m.event.resource_availability.external_id)],
    ),
}
