"""When a reconciliation begins: because somebody asks for it, or because it is time. One runs at a time."""

from core.reconciliation.commands import SetSchedule, StartReconciliation
from core.reconciliation.model import Reconciliation, Schedule
from core.reconciliation.store import RECONCILIATIONS, SCHEDULE_ID, SCHEDULES
from core.reconciliation.walking import begin
from hub.kernel.errors import Code, HubError, Kind, Reason, refuse
from hub.kernel.ids import derived_id
from hub.platform.unit_of_work import Step

#: So that one is done before the next one begins.
SHORTEST_SECONDS = 60


def start(step: Step, command: StartReconciliation) -> Reconciliation:
    """The new one, or the one that runs already if it does the same."""
    schedule = _schedule(step)
    running = _running(step, schedule)
    if running is None:
        schedule.reconciliation_id = command.id
        return begin(step, command.id, command.policy, command.by, command.why)
    if running.policy != command.policy:
        text = f"reconciliation {running.id} is running, with another policy"
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "policy")
    return running


def set_schedule(step: Step, command: SetSchedule) -> Schedule:
    """From now on."""
    if command.every_seconds and command.every_seconds < SHORTEST_SECONDS:
        text = f"has to be 0 for never, or at least {SHORTEST_SECONDS}"
        raise HubError(Kind.INVALID, Reason(Code.ATTRIBUTE_INVALID, text, "everySeconds"))
    schedule = _schedule(step)
    schedule.set(command.every_seconds, command.policy, command.by, command.why, step.now)
    return schedule


def due(step: Step, schedule: Schedule) -> None:
    """It is time for the next one, unless one runs."""
    schedule.wait(step.now)
    if _running(step, schedule) is None:
        identifier = derived_id("reconciliation", schedule.id, str(schedule.version))
        schedule.reconciliation_id = identifier
        begin(step, identifier, schedule.policy, "schedule", f"every {schedule.every_seconds} s")


def _schedule(step: Step) -> Schedule:
    """The one there is; made when it is wanted for the first time."""
    known = step.find(SCHEDULES, SCHEDULE_ID)
    if known is None:
        known = Schedule(id=SCHEDULE_ID)
        step.add(SCHEDULES, known)
    return known


def _running(step: Step, schedule: Schedule) -> Reconciliation | None:
    latest = step.look(RECONCILIATIONS, schedule.reconciliation_id) if schedule.reconciliation_id else None
    return latest if latest is not None and latest.running else None
