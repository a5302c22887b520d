"""What operators do with single resources."""

from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.values import Ref
from hub.platform.unit_of_work import Step
from workers.rom.commands import ChangeResource, WithdrawValue
from workers.rom.drivers import Refusal, Wanted, source_of
from workers.rom.resource import AdministrativeState, Resource, ResourceState, value_id, value_name
from workers.rom.store import RESOURCES
from workers.rom.taking import release

_KINDS = {Code.ATTRIBUTE_INVALID: Kind.INVALID, Code.POOL_EXHAUSTED: Kind.INVALID}


def change(step: Step, command: ChangeResource) -> Resource:
    """Administrative and operational state; what was out of service and can be used again is free."""
    resource = step.get(RESOURCES, command.id)
    resource.change(command.administrative_state, command.operational_state, command.by, command.why)
    if resource.state is ResourceState.OUT_OF_SERVICE and resource.usable:
        release(step, resource)
    return resource


def withdraw(step: Step, command: WithdrawValue) -> Resource:
    """A free value gets into the inventory as nobody's; whoever wants to know why finds it in its history."""
    wanted = Wanted(command.specification_id, command.site, command.value)
    taken = source_of(command.specification_id).take(step, wanted)
    if isinstance(taken, Refusal):
        raise refuse(_KINDS.get(taken.code, Kind.NOT_ALLOWED), taken.code, taken.text, "value")
    resource = Resource(
        id=value_id(taken.pool_id, taken.value),
        name=value_name(command.specification_id, taken.value),
        specification=Ref(command.specification_id),
        pool_id=taken.pool_id,
        value=taken.value,
        since=step.now,
    )
    resource.change(AdministrativeState.LOCKED, None, command.by, command.why)
    resource.withdraw(step.now)
    step.add(RESOURCES, resource)
    return resource
