"""The states of a job (TMF620, 633, 634 JobStateType)."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from hub.kernel.machine import Actor, Machine, Row, Wait

#: How often a job is begun: a process may die with it.
ATTEMPTS = 3
#: How long one attempt may take; after that its process is taken for dead.
ATTEMPT_LIMIT = timedelta(minutes=10)


class JobState(StrEnum):
    NOT_STARTED = "notStarted"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class JobEvent(StrEnum):
    BEGIN = "begin"
    SUCCEED = "succeed"
    FAIL = "fail"


def may_begin_again(job: Any) -> bool:
    return bool(job.attempts < ATTEMPTS)


_S, _E = JobState, JobEvent

JOB = Machine(
    "job",
    initial=_S.NOT_STARTED,
    final=(_S.SUCCEEDED, _S.FAILED),
    rows=(
        Row(_S.NOT_STARTED, _E.BEGIN, _S.RUNNING),
        Row(_S.RUNNING, _E.SUCCEED, _S.SUCCEEDED),
        Row(_S.RUNNING, _E.FAIL, _S.FAILED),
        # Nobody has ended it in time.
        Row(_S.RUNNING, _E.BEGIN, _S.RUNNING, "may be begun again"),
        Row(_S.RUNNING, _E.BEGIN, _S.FAILED),
    ),
    waits=(
        Wait(_S.NOT_STARTED, Actor.MACHINE, "a process of the room", timedelta(0), _E.BEGIN),
        Wait(_S.RUNNING, Actor.MACHINE, "the process that has begun it", ATTEMPT_LIMIT, _E.BEGIN),
    ),
    guards={"may be begun again": may_begin_again},
)
