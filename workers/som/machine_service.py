"""The state machine of services, and what each state is called in TMF638."""

from enum import StrEnum
from typing import Any

from hub.kernel.machine import Actor, Machine, Row, Wait


class ServiceState(StrEnum):
    FEASIBILITY_CHECKED = "feasibilityChecked"  # it can be had; the order that builds it waits for its date
    DESIGNED = "designed"  # an order has begun to build it
    RESERVED = "reserved"  # it has its resources
    INACTIVE = "inactive"  # it is there, and was never let work
    ACTIVE = "active"
    SUSPENDED = "suspended"  # it worked, and is not let work now
    TERMINATED = "terminated"


class ServiceEvent(StrEnum):
    DESIGN = "design"
    RESERVE = "reserve"
    PROVISION = "provision"
    ACTIVATE = "activate"
    CHANGE = "change"
    SUSPEND = "suspend"
    RESUME = "resume"
    TERMINATE = "terminate"


S, E = ServiceState, ServiceEvent

#: TMF638 v4 knows no suspended services.
PUBLISHED: dict[ServiceState, str] = {state: str(state) for state in S} | {S.SUSPENDED: "inactive"}

#: There is nothing of it yet, or any more.
BUILDABLE = frozenset({S.FEASIBILITY_CHECKED, S.TERMINATED})
#: It is there, whether it is let work or not.
STANDING = frozenset({S.INACTIVE, S.ACTIVE, S.SUSPENDED})


def _ordered(service: Any) -> bool:
    return bool(service.open_order_id)


_AN_ORDER = "a service order"

SERVICE = Machine(
    "service",
    initial=S.FEASIBILITY_CHECKED,
    final=(),
    rows=(
        Row(S.FEASIBILITY_CHECKED, E.DESIGN, S.DESIGNED),
        Row(S.FEASIBILITY_CHECKED, E.RESERVE, S.RESERVED),
        Row(S.FEASIBILITY_CHECKED, E.PROVISION, S.INACTIVE),
        Row(S.FEASIBILITY_CHECKED, E.ACTIVATE, S.ACTIVE),
        Row(S.FEASIBILITY_CHECKED, E.TERMINATE, S.TERMINATED),
        Row(S.DESIGNED, E.RESERVE, S.RESERVED),
        Row(S.DESIGNED, E.PROVISION, S.INACTIVE),
        Row(S.DESIGNED, E.ACTIVATE, S.ACTIVE),
        Row(S.DESIGNED, E.TERMINATE, S.TERMINATED),
        Row(S.RESERVED, E.DESIGN, S.DESIGNED),
        Row(S.RESERVED, E.PROVISION, S.INACTIVE),
        Row(S.RESERVED, E.ACTIVATE, S.ACTIVE),
        Row(S.RESERVED, E.TERMINATE, S.TERMINATED),
        Row(S.INACTIVE, E.ACTIVATE, S.ACTIVE),
        Row(S.INACTIVE, E.CHANGE, S.INACTIVE),
        Row(S.INACTIVE, E.TERMINATE, S.TERMINATED),
        Row(S.ACTIVE, E.CHANGE, S.ACTIVE),
        Row(S.ACTIVE, E.SUSPEND, S.SUSPENDED),
        Row(S.ACTIVE, E.TERMINATE, S.TERMINATED),
        Row(S.SUSPENDED, E.CHANGE, S.SUSPENDED),
        Row(S.SUSPENDED, E.RESUME, S.ACTIVE),
        Row(S.SUSPENDED, E.TERMINATE, S.TERMINATED),
        # It may be ordered anew, or be there after all.
        Row(S.TERMINATED, E.DESIGN, S.DESIGNED, "an order builds it"),
        Row(S.TERMINATED, E.ACTIVATE, S.ACTIVE),
    ),
    waits=(
        *(
            Wait(state, Actor.WHOLE, "the service order that builds it")
            for state in (S.FEASIBILITY_CHECKED, S.DESIGNED, S.RESERVED)
        ),
        Wait(S.INACTIVE, Actor.PERSON, f"{_AN_ORDER} that lets it work, or ends it"),
        Wait(S.ACTIVE, Actor.PERSON, f"{_AN_ORDER} that changes, suspends or ends it"),
        Wait(S.SUSPENDED, Actor.PERSON, f"{_AN_ORDER} that resumes or ends it"),
        Wait(S.TERMINATED, Actor.PERSON, f"{_AN_ORDER} that builds it again"),
    ),
    guards={"an order builds it": _ordered},
)
