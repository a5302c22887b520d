"""The state machine of qualifications."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from hub.kernel.machine import Actor, Machine, Row, Wait


class QualificationState(StrEnum):
    """`PUBLISHED` says which TMF645 state each one is."""

    ACKNOWLEDGED = "acknowledged"
    CHECKING = "checking"  # ROM is asked what could be had, each by itself
    COMBINING = "combining"  # several are to be held: ROM is asked which could be had together
    RESERVING = "reserving"  # ROM is asked to hold it
    DONE = "done"
    TERMINATED_WITH_ERROR = "terminatedWithError"


class QualificationEvent(StrEnum):
    CHECK = "check"
    COMBINE = "combine"
    RESERVE = "reserve"
    FINISH = "finish"
    OVERDUE = "overdue"


S, E = QualificationState, QualificationEvent

PUBLISHED: dict[QualificationState, str] = {
    S.ACKNOWLEDGED: "accepted",
    S.CHECKING: "inProgress",
    S.COMBINING: "inProgress",
    S.RESERVING: "inProgress",
    S.DONE: "done",
    S.TERMINATED_WITH_ERROR: "terminatedWithError",
}

#: How often ROM is asked again before its silence is the answer.
QUESTIONS = 3
#: How long ROM has for an answer: somebody waits for it.
ANSWER_WITHIN = timedelta(seconds=15)

#: After that ROM has answered, or its silence is the answer.
LONGEST_ANSWER = ANSWER_WITHIN * (QUESTIONS + 1)


def _may_ask(qualification: Any) -> bool:
    return bool(qualification.questions < QUESTIONS)


MACHINE = Machine(
    "service qualification",
    initial=S.ACKNOWLEDGED,
    final=(S.DONE, S.TERMINATED_WITH_ERROR),
    rows=(
        Row(S.ACKNOWLEDGED, E.CHECK, S.CHECKING),
        Row(S.ACKNOWLEDGED, E.FINISH, S.DONE),
        Row(S.ACKNOWLEDGED, E.OVERDUE, S.TERMINATED_WITH_ERROR),
        Row(S.CHECKING, E.COMBINE, S.COMBINING),
        Row(S.CHECKING, E.RESERVE, S.RESERVING),
        Row(S.CHECKING, E.FINISH, S.DONE),
        Row(S.CHECKING, E.OVERDUE, S.CHECKING, "may ask again"),
        Row(S.CHECKING, E.OVERDUE, S.TERMINATED_WITH_ERROR),
        Row(S.COMBINING, E.COMBINE, S.COMBINING),  # without what did not fit
        Row(S.COMBINING, E.RESERVE, S.RESERVING),
        Row(S.COMBINING, E.FINISH, S.DONE),
        Row(S.COMBINING, E.OVERDUE, S.COMBINING, "may ask again"),
        Row(S.COMBINING, E.OVERDUE, S.TERMINATED_WITH_ERROR),
        Row(S.RESERVING, E.FINISH, S.DONE),
        Row(S.RESERVING, E.OVERDUE, S.RESERVING, "may ask again"),
        Row(S.RESERVING, E.OVERDUE, S.TERMINATED_WITH_ERROR),
    ),
    waits=(
        Wait(
            S.ACKNOWLEDGED, Actor.MACHINE, "SOM, in the step that stores it", timedelta(minutes=1), E.OVERDUE
        ),
        Wait(S.CHECKING, Actor.MACHINE, "ROM", ANSWER_WITHIN, E.OVERDUE),
        Wait(S.COMBINING, Actor.MACHINE, "ROM", ANSWER_WITHIN, E.OVERDUE),
        Wait(S.RESERVING, Actor.MACHINE, "ROM", ANSWER_WITHIN, E.OVERDUE),
    ),
    guards={"may ask again": _may_ask},
)
