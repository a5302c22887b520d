"""What SOM does to compare inventories; the table is at the foot."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from hub.messages.base import error_messages, values
from hub.messages.reconciliation import (
    ConfigurationsReported,
    Mismatch,
    MismatchesFound,
    ReconcileServices,
    RepairService,
    ReportConfigurations,
    ReportedService,
    ReportResources,
    ReportServices,
    ResourcesReported,
    ServicesReported,
)
from hub.platform.deadlines import OnDeadline
from hub.platform.store import Store
from hub.platform.unit_of_work import Handler, Step
from workers.som.catalog import Catalog, Facing
from workers.som.catalog_store import current_catalog
from workers.som.inventory import TERMINATED, Service
from workers.som.reconciliation import repairing
from workers.som.reconciliation.comparing import Known, specification_of, with_network, with_resources
from workers.som.reconciliation.machine import ReconciliationState
from workers.som.reconciliation.model import NETWORK, RESOURCES, ServiceReconciliation
from workers.som.reconciliation.store import RECONCILIATIONS, REPAIRS
from workers.som.store import SERVICES

#: How many services are compared at a time.
RANGE = 200


def report(step: Step, message: ReportServices) -> None:
    """The services of these products that have not ended; those under them are nobody's but ours."""
    catalog = step.current(current_catalog)
    found = step.between(SERVICES, "product_id", message.after, message.through)
    reported = [
        ReportedService(
            id=service.id,
            product_id=service.product_id,
            specification_id=service.specification_id,
            state=service.state,
            busy=bool(service.open_order_id),
            external_id=service.product_order_id,
            service_characteristic=values(service.characteristics),
        )
        for service in found
        if service.state != TERMINATED and _faces_customers(catalog, service)
    ]
    answer = ServicesReported(
        reconciliation_id=message.reconciliation_id,
        after=message.after,
        through=message.through,
        service=reported,
    )
    step.send(answer, key=message.reconciliation_id)


def _faces_customers(catalog: Catalog, service: Service) -> bool:
    specification = specification_of(catalog, service)
    return specification is None or specification.facing is Facing.CUSTOMER


def reconcile(step: Step, message: ReconcileServices) -> None:
    """Begins a walk; one that is known is a question, answered with how far it is."""
    known = step.look(RECONCILIATIONS, message.reconciliation_id)
    if known is not None:
        _tell(step, known)
        return
    walk = ServiceReconciliation(id=message.reconciliation_id)
    walk.record("begin", target=walk.state)
    step.add(RECONCILIATIONS, walk)
    _next_range(step, walk)


def configurations_reported(step: Step, message: ConfigurationsReported) -> None:
    """What the network has in the range."""
    walk = _owing(step, NETWORK, message)
    if walk is not None:
        known = _known(step, walk, {c.service_id for c in message.configuration if c.busy})
        found = with_network(step.current(current_catalog), known, message.configuration)
        _found(step, walk, NETWORK, known, found)


def resources_reported(step: Step, message: ResourcesReported) -> None:
    """What ROM has in the range. What an order has taken, and is not done with, is no leak."""
    walk = _owing(step, RESOURCES, message)
    if walk is not None:
        known = _known(step, walk)
        found = with_resources(known, message.resource)
        taken = {m.id: m.service_id for m in found if repairing.order_at_work(step, m)}
        known = replace(known, left_out=known.left_out.union(filter(None, taken.values())))
        _found(step, walk, RESOURCES, known, [m for m in found if m.id not in taken])


def overdue(step: Step, walk: ServiceReconciliation) -> None:
    """Whoever owes an answer is asked again; a walk that is given up is told."""
    walk.overdue(step.now)
    if walk.settled:
        _tell(step, walk)
    else:
        _ask(step, walk)


def _owing(
    step: Step, who: str, message: ConfigurationsReported | ResourcesReported
) -> ServiceReconciliation | None:
    """The walk that waits for this answer; None when none does, not any more, or not for this range."""
    walk = step.find(RECONCILIATIONS, message.reconciliation_id)
    if walk is None or walk.owes(who, message.after, message.through):
        return walk
    walk.record("ignore", walk.state, walk.state, answer=who, after=message.after)
    return None


def _known(step: Step, walk: ServiceReconciliation, busy: Iterable[str] = ()) -> Known:
    """What SOM has in the range now; whatever is `busy`, or not as it was when the others were asked, is left out."""
    services = {s.id: s for s in step.between(SERVICES, "id", walk.after, walk.through)}
    changed = {s.id for s in services.values() if s.open_order_id or walk.asked.get(s.id) != s.version}
    return Known(services, frozenset(changed).union(busy))


def _found(
    step: Step, walk: ServiceReconciliation, who: str, known: Known, mismatches: Sequence[Mismatch]
) -> None:
    """Tells what was found, and goes on when both have answered."""
    complete = walk.answered(who, sum(1 for _ in known.compared))
    if mismatches or known.left_out or walk.settled:
        _tell(step, walk, mismatches, sorted(known.left_out))
    if complete and not walk.settled:
        _next_range(step, walk)


def _next_range(step: Step, walk: ServiceReconciliation) -> None:
    after = walk.through
    services = step.between(SERVICES, "id", after, "", RANGE)
    through = services[-1].id if len(services) == RANGE else ""
    versions = {service.id: service.version for service in services if not service.open_order_id}
    walk.ask(after, through, versions, step.now)
    _ask(step, walk)


def _ask(step: Step, walk: ServiceReconciliation) -> None:
    """Asks whoever owes an answer."""
    for who, contract in ((NETWORK, ReportConfigurations), (RESOURCES, ReportResources)):
        if who in walk.owed:
            asked = contract(reconciliation_id=walk.id, after=walk.after, through=walk.through)
            step.send(asked, key=walk.id)


def _tell(
    step: Step,
    walk: ServiceReconciliation,
    mismatches: Sequence[Mismatch] = (),
    left_out: Sequence[str] = (),
) -> None:
    carries = bool(mismatches or left_out)
    walk.pages += carries
    last = walk.state is ReconciliationState.COMPLETED
    found = MismatchesFound(
        reconciliation_id=walk.id,
        mismatch=list(mismatches),
        left_out=list(left_out),
        page=walk.pages if carries else 0,
        last=last,
        pages=walk.pages if last else 0,
        compared=walk.compared,
        error_message=error_messages(walk.reason),
    )
    step.send(found, key=walk.id)


HANDLERS: dict[str, Handler] = {
    "ReportServices": Handler(ReportServices, report),
    "ReconcileServices": Handler(
        ReconcileServices, reconcile, lambda m: [(RECONCILIATIONS, m.reconciliation_id)]
    ),
    "ConfigurationsReported": Handler(
        ConfigurationsReported, configurations_reported, lambda m: [(RECONCILIATIONS, m.reconciliation_id)]
    ),
    "ResourcesReported": Handler(
        ResourcesReported, resources_reported, lambda m: [(RECONCILIATIONS, m.reconciliation_id)]
    ),
    "RepairService": Handler(RepairService, repairing.repair, repairing.needs),
}

DEADLINES: dict[Store[Any], OnDeadline] = {
    RECONCILIATIONS: OnDeadline(overdue),
    REPAIRS: OnDeadline(repairing.overdue, lambda step, found: repairing.concerned(step, found.id)),
}
