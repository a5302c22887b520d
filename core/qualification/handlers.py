"""What the core does for qualifications with each command; the table is at the foot."""

from dataclasses import replace

from core.catalog.store import current_catalog
from core.inventory.store import PRODUCTS
from core.ordering.processing import busy_reasons
from core.qualification.answering import Judge, answer, unanswerable, wish_of
from core.qualification.commands import (
    DeleteOfferingQualification,
    RequestOfferingQualification,
    UpdateOfferingQualification,
)
from core.qualification.machine import QualificationState
from core.qualification.model import Qualification
from core.qualification.store import QUALIFICATIONS
from hub.kernel.errors import Code, Kind, Reason, refuse
from hub.platform.deadlines import OnDeadline
from hub.platform.unit_of_work import Handler, Need, Step

#: Who wants to know about more asks more than once.
MOST_ITEMS = 100


def request(step: Step, command: RequestOfferingQualification) -> Qualification:
    if len(command.qualification.items) > MOST_ITEMS:
        text = f"has at most {MOST_ITEMS} items"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "productOfferingQualificationItem")
    # A copy: when the batch fails the command is run again, and has to be as it came.
    asked = replace(command.qualification, items=[replace(i) for i in command.qualification.items])
    asked.accept(step.now)
    step.add(QUALIFICATIONS, asked)
    if asked.instant:
        _answer(step, asked)
    return asked


def update(step: Step, command: UpdateOfferingQualification) -> Qualification:
    asked = _get(step, command.id, command.if_version)
    asked.description, asked.wanted_by = command.description, command.wanted_by
    asked.extension = command.extension
    asked.record("update", asked.state, asked.state)
    return asked


def delete(step: Step, command: DeleteOfferingQualification) -> None:
    asked = _get(step, command.id, command.if_version)
    asked.record("delete", asked.state)
    step.remove(QUALIFICATIONS, asked.id)


def due(step: Step, asked: Qualification) -> None:
    """It is its turn; one that was begun and is still not answered will not be."""
    if asked.state is QualificationState.ACKNOWLEDGED:
        _answer(step, asked)
    else:
        late = Reason(Code.DEADLINE_PASSED, "it was not answered in time: ask again")
        asked.give_up({"": [late]}, step.now)


def _answer(step: Step, asked: Qualification) -> None:
    asked.begin(step.now)
    catalog = step.current(current_catalog)
    found = {i: p for i in asked.product_ids if (p := step.look(PRODUCTS, i)) is not None}
    busy = busy_reasons(step, None, wish_of(asked).items, catalog, found)
    said = answer(asked, Judge(catalog, found, step.now), busy)
    errors = {i: wrong for i, reasons in said.reasons.items() if (wrong := unanswerable(reasons))}
    if errors:
        asked.give_up(errors, step.now)
    else:
        asked.finish(said, step.now)


def _get(step: Step, identifier: str, if_version: int) -> Qualification:
    asked = step.get(QUALIFICATIONS, identifier)
    if if_version not in {0, asked.version}:
        raise refuse(Kind.STALE, Code.VERSION_STALE, f"it has version {asked.version}", "If-Match")
    return asked


def _needs(command: RequestOfferingQualification) -> list[Need]:
    return [(PRODUCTS, identifier) for identifier in command.qualification.product_ids]


HANDLERS: dict[str, Handler] = {
    "RequestOfferingQualification": Handler(RequestOfferingQualification, request, _needs),
    "UpdateOfferingQualification": Handler(
        UpdateOfferingQualification, update, lambda c: [(QUALIFICATIONS, c.id)]
    ),
    "DeleteOfferingQualification": Handler(
        DeleteOfferingQualification, delete, lambda c: [(QUALIFICATIONS, c.id)]
    ),
}
DEADLINES = {QUALIFICATIONS: OnDeadline(due, lambda _, asked: [(PRODUCTS, i) for i in asked.product_ids])}
