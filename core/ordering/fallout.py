"""Fallout: what the tables cannot settle, for an operator to decide. Its text, context and actions come with it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Kind, Reason, refuse
from hub.kernel.machine import Actor, Machine, Row, Wait


class FalloutState(StrEnum):
    OPEN = "open"
    RESOLVED = "resolved"  # an operator has decided
    CLEARED = "cleared"  # its cause went away by itself


class FalloutEvent(StrEnum):
    RESOLVE = "resolve"
    CLEAR = "clear"


class Action(StrEnum):
    RETRY = "retry"
    FORCE_COMPLETE = "force-complete"  # it was done by hand
    FAIL_ITEM = "fail-item"
    FAIL_ORDER = "fail-order"
    CANCEL = "cancel"
    # About a mismatch:
    RE_APPLY = "re-apply"  # the lower inventory becomes what the upper one says
    ADOPT = "adopt"  # the upper inventory becomes what the lower one says
    IGNORE = "ignore"  # it is well as it is


S, E = FalloutState, FalloutEvent

FALLOUT = Machine(
    "fallout",
    initial=S.OPEN,
    final=(S.RESOLVED, S.CLEARED),
    rows=(Row(S.OPEN, E.RESOLVE, S.RESOLVED), Row(S.OPEN, E.CLEAR, S.CLEARED)),
    waits=(Wait(S.OPEN, Actor.PERSON, "an operator"),),
)


@dataclass(kw_only=True)
class Fallout(Aggregate):
    # What it is about: an order, or a mismatch between two inventories.
    order_id: str = ""
    mismatch_id: str = ""
    raised_at: datetime
    reason: Reason
    item_id: str = ""
    # Key of the plan node; empty when it is not about one.
    node: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    # Those that make sense, the likeliest first.
    actions: list[str] = field(default_factory=list)
    state: FalloutState = FALLOUT.initial
    resolved_at: datetime | None = None
    action: str = ""
    by: str = ""
    why: str = ""

    def resolve(self, action: str, by: str, why: str, now: datetime) -> None:
        """An operator's decision; one it does not offer, or a second one, is a `HubError`."""
        if self.state is not S.OPEN:
            text = f"{self.by or 'somebody'} has decided it already: {self.action}, {self.why}"
            raise refuse(
                Kind.NOT_ALLOWED, Code.STATE_FORBIDS, f"the fallout is {self.state}: {text}", "state"
            )
        if action not in self.actions:
            text = f"possible here: {', '.join(self.actions)}, not {action[:60] or 'nothing'}"
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "action")
        self.action, self.by, self.why, self.resolved_at = action, by, why, now
        self.fire(FALLOUT, E.RESOLVE, action=action, by=by, why=why)

    def clear(self, how: str, now: datetime) -> None:
        """Its cause is gone."""
        if self.state is S.OPEN:
            self.action, self.resolved_at = how, now
            self.fire(FALLOUT, E.CLEAR, how=how)
