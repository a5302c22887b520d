"""What the core does with each message and command of reconciliation; the tables are at the foot."""

from core.ordering import handlers as ordering
from core.ordering.commands import ResolveFallout
from core.reconciliation import following, repairing, scheduling, walking
from core.reconciliation.commands import RepairMismatch, SetSchedule, StartReconciliation
from core.reconciliation.store import MISMATCHES, RECONCILIATIONS, SCHEDULE_ID, SCHEDULES
from hub.messages.reconciliation import MismatchesFound, ServiceRepaired, ServicesReported
from hub.messages.som import ServiceStateChangeEvent
from hub.platform.deadlines import OnDeadline
from hub.platform.unit_of_work import Handler, Need


def _needs_found(message: MismatchesFound) -> list[Need]:
    return [
        (RECONCILIATIONS, message.reconciliation_id),
        *((MISMATCHES, found.id) for found in message.mismatch),
    ]


HANDLERS: dict[str, Handler] = {
    "StartReconciliation": Handler(
        StartReconciliation, scheduling.start, lambda _: [(SCHEDULES, SCHEDULE_ID)]
    ),
    "SetSchedule": Handler(SetSchedule, scheduling.set_schedule, lambda _: [(SCHEDULES, SCHEDULE_ID)]),
    "RepairMismatch": Handler(RepairMismatch, repairing.decide, lambda c: [(MISMATCHES, c.id)]),
    # Fallout that is about no order is about a mismatch.
    "ResolveFallout": Handler(ResolveFallout, repairing.resolve, ordering.HANDLERS["ResolveFallout"].needs),
    "ServicesReported": Handler(
        ServicesReported, walking.services_reported, lambda m: [(RECONCILIATIONS, m.reconciliation_id)]
    ),
    "MismatchesFound": Handler(MismatchesFound, walking.mismatches_found, _needs_found),
    "ServiceRepaired": Handler(ServiceRepaired, repairing.repaired, lambda m: [(MISMATCHES, m.id)]),
    "ServiceStateChangeEvent": Handler(ServiceStateChangeEvent, following.service_changed, following.needs),
}


DEADLINES = {
    RECONCILIATIONS: OnDeadline(walking.overdue),
    MISMATCHES: OnDeadline(repairing.due),
    SCHEDULES: OnDeadline(scheduling.due),
}
