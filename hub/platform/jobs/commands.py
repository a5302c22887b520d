"""What is asked of a room's jobs, by callers and by whoever runs them; each is one step."""

from collections.abc import Mapping
from dataclasses import replace

import msgspec

from hub.kernel.errors import Code, Kind, Reason, refuse
from hub.platform.jobs.model import Job
from hub.platform.store import Store
from hub.platform.unit_of_work import Handler, Step


class CreateJob(msgspec.Struct):
    """`job` as it was asked for; its dates are given here."""

    job: Job


class BeginJob(msgspec.Struct):
    """Take it up if its time has come; answered with the job when the caller has to run it."""

    id: str


class EndJob(msgspec.Struct):
    """This attempt has moved so many entries, and met these mistakes."""

    id: str
    attempt: int
    entries: int = 0
    reasons: list[Reason] = []


class DeleteJob(msgspec.Struct):
    """Forget it; whoever runs it will find it gone."""

    id: str


def job_handlers(store: Store[Job]) -> Mapping[str, Handler]:
    """The handlers of a room's jobs, for its table of handlers."""

    def create(step: Step, command: CreateJob) -> Job:
        if step.look(store, command.job.id) is not None:
            raise refuse(Kind.CONFLICT, Code.ID_TAKEN, f"there is a job {command.job.id} already", "id")
        job = replace(command.job, creation_date=step.now, wake_at=step.now)
        step.add(store, job)
        return job

    def begin(step: Step, command: BeginJob) -> Job | None:
        seen = step.look(store, command.id)
        if seen is None or seen.wake_at is None or seen.wake_at > step.now:
            return None
        job = step.get(store, command.id)
        job.begin(step.now)
        return job if job.running else None

    def end(step: Step, command: EndJob) -> None:
        seen = step.look(store, command.id)
        # Another process has taken it over, or it was deleted.
        if seen is not None and seen.running and seen.attempts == command.attempt:
            step.get(store, command.id).end(command.entries, command.reasons, step.now)

    def delete(step: Step, command: DeleteJob) -> None:
        step.get(store, command.id)
        step.remove(store, command.id)

    def needs(command: BeginJob | EndJob | DeleteJob) -> list[tuple[Store[Job], str]]:
        return [(store, command.id)]

    return {
        "CreateJob": Handler(CreateJob, create, lambda c: [(store, c.job.id)]),
        "BeginJob": Handler(BeginJob, begin, needs),
        "EndJob": Handler(EndJob, end, needs),
        "DeleteJob": Handler(DeleteJob, delete, needs),
    }
