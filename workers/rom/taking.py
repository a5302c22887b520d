"""Taking values and giving them back: what orders, reservations and operators have in common."""

from hub.kernel.errors import Code
from hub.kernel.lifecycle import changeable
from hub.platform.unit_of_work import Step
from workers.rom.catalog_store import current_catalog
from workers.rom.drivers import Refusal, Taken, Wanted, source_of
from workers.rom.resource import Resource
from workers.rom.store import RESOURCES

Outcome = Taken | Refusal


def objection(step: Step, specification_id: str) -> Refusal | None:
    """Why nothing of a specification may be had, however much there is."""
    specification = step.current(current_catalog).specification(specification_id)
    if specification is None:
        return Refusal(Code.SPECIFICATION_UNKNOWN, f"there is no resource specification {specification_id}")
    if not specification.orderable:
        text = f"{specification.name} is {specification.lifecycle_status}: nothing new of it can be had"
        return Refusal(Code.SPECIFICATION_INACTIVE, text)
    return None


def objection_to_change(step: Step, specification_id: str) -> Refusal | None:
    """Why nothing there is of a specification may be changed any more."""
    specification = step.current(current_catalog).specification(specification_id)
    if specification is None or changeable(specification.lifecycle_status):
        return None
    text = f"{specification.name} is {specification.lifecycle_status}: what there is of it can only be given back"
    return Refusal(Code.SPECIFICATION_INACTIVE, text)


def take(step: Step, wanted: Wanted) -> Outcome:
    """Takes a value, if there is one and it may be had."""
    against = objection(step, wanted.specification_id)
    return against or source_of(wanted.specification_id).take(step, wanted)


def put_back(step: Step, wanted: Wanted, outcome: Outcome) -> None:
    """As if it had not been taken."""
    if isinstance(outcome, Taken):
        source_of(wanted.specification_id).give_back(step, wanted.specification_id, outcome)


def release(step: Step, resource: Resource) -> None:
    """Takes a resource out of the inventory: its value is free again, or nobody's as long as it cannot be used."""
    resource.release(step.now)
    step.remove(RESOURCES, resource.id)
    if resource.usable:
        taken = Taken(resource.pool_id, resource.value)
        source_of(resource.specification_id).give_back(step, resource.specification_id, taken)
    else:
        step.add(RESOURCES, resource.nobodys(step.now))
