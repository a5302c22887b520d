"""What ROM tells whoever compares inventories."""

from hub.messages.reconciliation import ReportedResource, ReportResources, ResourcesReported
from hub.platform.unit_of_work import Step
from workers.rom.resource import ResourceState
from workers.rom.store import RESOURCES


def report(step: Step, message: ReportResources) -> None:
    """All that is allocated for the services of a range; the first range has what is for no service, too.

    What a caller has ordered for himself, for no service order and no service, is nobody else's to compare.
    """
    found = step.between(RESOURCES, "service_id", message.after, message.through)
    if not message.after:
        found = [*step.having(RESOURCES, "service_id", ""), *found]
    reported = [
        ReportedResource(
            id=resource.id,
            service_id=resource.service_id,
            service_order_id=resource.service_order_id,
            specification_id=resource.specification_id,
            value=resource.value,
        )
        for resource in found
        if resource.state is ResourceState.ALLOCATED and (resource.service_order_id or resource.service_id)
    ]
    answer = ResourcesReported(
        reconciliation_id=message.reconciliation_id,
        after=message.after,
        through=message.through,
        resource=reported,
    )
    step.send(answer, key=message.reconciliation_id)
