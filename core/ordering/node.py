"""A node of a plan: one task being carried out by a service order, and what becomes of that."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from core.ordering.machine_node import NODE, NodeState
from core.ordering.planning.plan import RetryPolicy, Task
from hub.kernel.errors import Reason
from hub.kernel.ids import derived_id, fraction


@dataclass(slots=True, kw_only=True)
class Node:
    """`state` is only ever assigned by `core.ordering.recovery`."""

    task: Task
    state: NodeState = NODE.initial
    # Of the latest attempt; the id of the service order that undoes it is one of its own.
    service_order_id: str = ""
    undo_order_id: str = ""
    attempts: int = 0
    undo_attempts: int = 0
    # Since it was begun, turned round, or an operator decided: what the retry policy counts.
    attempts_now: int = 0
    # Unanswered in a row.
    questions: int = 0
    deadline: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    service_id: str = ""
    # As SOM answered, by service characteristic.
    results: dict[str, Any] = field(default_factory=dict)
    reason: Reason | None = None
    # It may have been done or not: nobody has answered.
    outcome_unknown: bool = False
    # A revision of the order does without it.
    unwanted: bool = False
    # Of the open fallout about it; a decided one may have to wait its turn to be undone.
    fallout_id: str = ""

    @property
    def key(self) -> str:
        return self.task.key

    @property
    def plan_key(self) -> str:
        """Of the task in the plan it carries out: changes of it have the same, behind a tilde theirs."""
        return self.task.key.partition("~")[0]

    @property
    def can_be_undone(self) -> bool:
        """The catalogue allows it, and there is something to name to SOM (not when it was done by hand)."""
        if self.task.compensation:
            return self.task.compensation != "none"
        return self.task.action == "delete" or bool(self.service_id or self.task.service_id)

    @property
    def dispensable(self) -> bool:
        """Its item completes without it."""
        return self.unwanted or self.task.importance == "optional"

    @property
    def in_effect(self) -> bool:
        """What it was to do is done and was not undone."""
        return self.state in {NodeState.COMPLETED, NodeState.KEPT}

    @property
    def limit(self) -> timedelta:
        """How long an answer may take."""
        if self.task.time_limit_seconds:
            return timedelta(seconds=self.task.time_limit_seconds)
        return NODE.waits[NodeState.SUBMITTED].limit or timedelta()


def service_order_id(order_id: str, key: str, attempt: int, *, undo: bool = False) -> str:
    """The same attempt at the same task of the same order has the same id, so it is never made twice."""
    kind = "undoServiceOrder" if undo else "serviceOrder"
    return derived_id(kind, order_id, key, *([str(attempt)] if attempt > 1 else []))


def pause(policy: RetryPolicy, identifier: str, attempt: int) -> timedelta:
    """Before the next attempt: doubled each time, varied by the policy's jitter, the same whenever it is asked."""
    wait = NODE.waits[NodeState.RETRYING].limit or timedelta()
    seconds = policy.back_off_seconds * 2 ** min(attempt - 1, 30)
    varied = seconds * (1 + policy.jitter * (2 * fraction(identifier, str(attempt)) - 1))
    return timedelta(seconds=min(varied, wait.total_seconds()))
