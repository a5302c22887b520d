"""The inventory as people write it: records of what is in no pool, and what is said of what is."""

from dataclasses import replace

from hub.kernel.errors import Code, HubError, Kind, Reason, refuse
from hub.platform.unit_of_work import Step
from workers.rom import operating
from workers.rom.commands import ChangeResource, CreateResource, DeleteResource, UpdateResource
from workers.rom.resource import Resource, ResourceState
from workers.rom.store import RESOURCES


def create(step: Step, command: CreateResource) -> Resource:
    """A record, with an id nobody has."""
    if step.look(RESOURCES, command.resource.id) is not None:
        text = f"there is a resource {command.resource.id} already"
        raise refuse(Kind.CONFLICT, Code.ID_TAKEN, text, "id")
    # A copy: when the batch fails the command is run again, and has to be as it came.
    resource = replace(command.resource)
    resource.note_down(command.states, step.now)
    step.add(RESOURCES, resource)
    return resource


def update(step: Step, command: UpdateResource) -> Resource:
    """Becomes what is sent; what orders and reservations say of one out of a pool stays as they say."""
    said, states = command.resource, command.states
    resource = step.get(RESOURCES, said.id)
    if command.if_version not in {0, resource.version}:
        raise refuse(Kind.STALE, Code.VERSION_STALE, f"it has version {resource.version}", "If-Match")
    if resource.state is ResourceState.RECORDED:
        resource.overwrite(said, states)
    else:
        _refuse(resource, command)
    resource.describe(said)
    change = ChangeResource(said.id, command.by, "", states.administrative, states.operational)
    return operating.change(step, change)


def delete(step: Step, command: DeleteResource) -> None:
    """A record is gone; anything else is somebody's."""
    resource = step.get(RESOURCES, command.id)
    if resource.state is not ResourceState.RECORDED:
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, _whose(resource), "state")
    resource.release(step.now)
    step.remove(RESOURCES, resource.id)


def _refuse(resource: Resource, command: UpdateResource) -> None:
    """What orders and reservations say of it, and what follows from that, all at once."""
    said, states = command.resource, command.states
    differs = {
        "value": said.value != resource.value,
        "resourceSpecification": said.specification_id != resource.specification_id,
        "place": said.site != resource.site,
        "serviceId": said.service_id != resource.service_id,
        "usageState": states.usage not in {None, resource.usage_state},
        "resourceStatus": states.status not in {None, resource.status},
    }
    text = f"{_whose(resource)}, which says this"
    reasons = [Reason(Code.STATE_FORBIDS, text, name) for name, other in differs.items() if other]
    if reasons:
        raise HubError(Kind.NOT_ALLOWED, *reasons)


def _whose(resource: Resource) -> str:
    """Who has a resource out of a pool, and how it could be had from them."""
    match resource.state:
        case ResourceState.ALLOCATED:
            return f"it is allocated by resource order {resource.resource_order_id}: give it back by an order"
        case ResourceState.RESERVED:
            return f"it is held by reservation {resource.reservation_id}: release that"
    return f"it is of pool {resource.pool_id}: unlock and enable it, and it is free"
