"""The state machine of product offering qualifications."""

from datetime import timedelta
from enum import StrEnum

from hub.kernel.machine import Actor, Machine, Row, Wait


class QualificationState(StrEnum):
    """TMF679 TaskStateType."""

    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "inProgress"
    DONE = "done"
    TERMINATED_WITH_ERROR = "terminatedWithError"


class QualificationEvent(StrEnum):
    BEGIN = "begin"
    FINISH = "finish"
    GIVE_UP = "giveUp"


S, E = QualificationState, QualificationEvent

#: After that it is answered, or will not be.
LONGEST_ANSWER = timedelta(minutes=1)

MACHINE = Machine(
    "product offering qualification",
    initial=S.ACKNOWLEDGED,
    final=(S.DONE, S.TERMINATED_WITH_ERROR),
    rows=(
        Row(S.ACKNOWLEDGED, E.BEGIN, S.IN_PROGRESS),
        Row(S.IN_PROGRESS, E.FINISH, S.DONE),
        Row(S.IN_PROGRESS, E.GIVE_UP, S.TERMINATED_WITH_ERROR),
    ),
    waits=(
        Wait(S.ACKNOWLEDGED, Actor.TIMER, "the clock, at once", timedelta(0), E.BEGIN),
        Wait(S.IN_PROGRESS, Actor.MACHINE, "the core, in the step that begins it", LONGEST_ANSWER, E.GIVE_UP),
    ),
)
