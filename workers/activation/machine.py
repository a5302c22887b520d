"""The state machine of activations."""

from datetime import timedelta
from enum import StrEnum

from hub.kernel.machine import Actor, Machine, Row, Wait


class ActivationState(StrEnum):
    CONFIGURING = "configuring"
    DONE = "done"
    FAILED = "failed"  # this attempt; another one may come
    REFUSED = "refused"


class ActivationEvent(StrEnum):
    DONE = "done"
    FAIL = "fail"
    REFUSE = "refuse"
    RETRY = "retry"
    ABANDON = "abandon"  # nobody wants it any more


S, E = ActivationState, ActivationEvent

MACHINE = Machine(
    "activation",
    initial=S.CONFIGURING,
    final=(S.DONE, S.REFUSED),
    rows=(
        Row(S.CONFIGURING, E.DONE, S.DONE),
        Row(S.CONFIGURING, E.FAIL, S.FAILED),
        Row(S.CONFIGURING, E.REFUSE, S.REFUSED),
        Row(S.CONFIGURING, E.ABANDON, S.REFUSED),
        Row(S.FAILED, E.RETRY, S.CONFIGURING),
        # What an element was silent about too long it may still say.
        Row(S.FAILED, E.DONE, S.DONE),
        Row(S.FAILED, E.REFUSE, S.REFUSED),
        Row(S.FAILED, E.ABANDON, S.REFUSED),
    ),
    waits=(
        Wait(S.CONFIGURING, Actor.TIMER, "the network element", timedelta(minutes=10), E.FAIL),
        Wait(S.FAILED, Actor.MACHINE, "SOM, which may try again", timedelta(days=1), E.ABANDON),
    ),
)
