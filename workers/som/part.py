"""A part of a service order: one service that is built, changed or ended for it. No I/O, no TMF words."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hub.kernel.aggregate import Aggregate
from hub.kernel.clock import doubled
from hub.kernel.errors import Code, Reason
from hub.kernel.ids import derived_id
from workers.som.catalog import ActivationPolicy, Mapping
from workers.som.inventory import NeededResource, Presence, allocated
from workers.som.machine_part import HANDING_BACK, PART, PATIENT, PartEvent, PartState

ADD, MODIFY, DELETE, NO_CHANGE = "add", "modify", "delete", "noChange"

# The first pause before a layer is asked again that has to answer some day; it doubles up to the table's limit.
FIRST_PAUSE = timedelta(minutes=1)

# Who has been silent when a state is given up, and what that is called.
_SILENT = {
    PartState.RESERVING: ("ROM", Code.TIME_LIMIT_PASSED),
    PartState.ACTIVATING: ("the network", Code.NETWORK_SILENT),
}


@dataclass(kw_only=True)
class Part:
    """One service of an order. `state` is only ever assigned by `fire`, `number` counts from 1 in the order.

    It begins when the parts `after` which it comes are done, and is undone when those that come after it are. `above`
    is the number of the part whose service stands on this one, 0 for what was asked for itself; `path` as in
    `workers.som.coverage`. `previous` is what the service had before, `found` what comes up from the services it
    stands on. `sequence` is the number of what is asked of the network for it; undoing that has the next one.
    """

    number: int
    item_id: str
    action: str
    service_id: str
    specification_id: str
    specification_version: str = ""
    path: str = ""
    above: int = 0
    after: list[int] = field(default_factory=list)
    site: str = ""
    characteristics: dict[str, Any] = field(default_factory=dict)
    results: list[Mapping] = field(default_factory=list)
    found: dict[str, Any] = field(default_factory=dict)
    previous: dict[str, Any] = field(default_factory=dict)
    # Whether the network shall let it work, and whether it did before.
    presence: Presence = Presence.ACTIVE
    previous_presence: Presence = Presence.ACTIVE
    resources: list[NeededResource] = field(default_factory=list)
    policy: ActivationPolicy | None = None
    sequence: int = 1
    state: PartState = PART.initial
    wake_at: datetime | None = None
    resource_order_id: str = ""
    release_order_id: str = ""
    attempts: int = 0
    undo_attempts: int = 0
    questions: int = 0
    reason: Reason | None = None

    @property
    def name(self) -> str:
        """The name its service is known by to the one above."""
        return self.path.rpartition(".")[2]

    @property
    def at_rest(self) -> bool:
        return PART.is_final(self.state)

    @property
    def can_cancel(self) -> bool:
        return PART.next(self.state, PartEvent.CANCEL, self) is not None

    def effective(self) -> dict[str, Any]:
        """What the service has when the part is done; what was allocated is not to be chosen."""
        return {**self.previous, **self.characteristics, **self.found, **allocated(self.resources)}

    def gives(self) -> dict[str, Any]:
        """What the service above gets from this one."""
        own = self.effective()
        return {m.name: own.get(m.source) if m.source else m.value for m in self.results}


class Parts(Aggregate):
    """What happens to the parts of an order, each by itself; which of them have moved is kept until somebody asks."""

    def __post_init__(self) -> None:
        super().__post_init__()
        # Not a dataclass field, so never part of the document.
        self._moved: set[int] = set()

    def begin_part(self, part: Part, found: dict[str, Any], now: datetime) -> None:
        """What it comes after is done, and says so."""
        part.found = found
        if part.action == ADD and part.resources:
            part.resource_order_id = derived_id("resourceOrder", self.id, str(part.number))
            self._move(part, PartEvent.RESERVE, now)
        else:
            self._activate(part, now)

    def resources_reserved(self, part: Part, found: dict[str, tuple[str, str]], now: datetime) -> None:
        """ROM has allocated: name → (resource id, value)."""
        for resource in part.resources:
            resource.resource_id, resource.value = found.get(resource.name, ("", ""))
        if part.state is PartState.RECLAIMING:
            self._move(part, PartEvent.DISCARD, now)
        else:
            self._activate(part, now)

    def activated(self, part: Part, now: datetime) -> None:
        """The network has done what it was asked for, or undone it."""
        if part.state is PartState.REVERTING:
            self._move(part, PartEvent.REVERT, now)
        else:
            part.reason = None
            self._move(part, PartEvent.DONE, now)

    def activation_at_work(self, part: Part, now: datetime) -> None:
        """The network has answered that it is not done yet: that is no silence."""
        part.questions = 0
        self.record("wait", part.state, part.state, number=part.number, attempt=part.attempts)
        _wait(part, now)
        self.look_again()

    def activation_failed(self, part: Part, reason: Reason, now: datetime) -> None:
        """A transient failure: another attempt after a growing pause, as many as the specification allows."""
        made = {
            PartState.ACTIVATING: part.attempts,
            PartState.REVERTING: part.undo_attempts,
        }.get(part.state)
        if made is None or made >= (part.policy or ActivationPolicy()).attempts:
            self.refused(part, reason, now)
        else:
            self._move(part, PartEvent.RETRY, now, code=reason.code, attempt=made)

    def refused(self, part: Part, reason: Reason, now: datetime) -> None:
        """ROM has nothing to give, or the network will not. What was reserved goes back; what it will not undo stands."""
        if part.state is PartState.REVERTING:
            part.reason = Reason(reason.code, f"cannot be taken back: {reason.text}", self.id)
        part.reason = part.reason or reason
        self._move(part, PartEvent.FAIL, now)

    def resources_released(self, part: Part, now: datetime) -> None:
        self._move(part, PartEvent.RELEASE, now)

    def complete_part(self, part: Part, now: datetime) -> None:
        """Nobody will want it undone any more."""
        self._move(part, PartEvent.COMPLETE, now)

    def take_back(self, part: Part, reason: Reason, now: datetime) -> None:
        """Nobody wants it any more, whether it is done or not."""
        part.reason = reason
        undo = part.state is PartState.DONE
        self._move(part, PartEvent.UNDO if undo else PartEvent.CANCEL, now)

    def part_overdue(self, part: Part, now: datetime) -> None:
        """A deadline has come; afterwards the state says what is to be asked, and of whom."""
        source = part.state
        if source in _SILENT and PART.next(source, PartEvent.OVERDUE, part) is not source:
            who, code = _SILENT[source]
            part.reason = Reason(code, f"{who} has not answered, asked {part.questions + 1} times", self.id)
        self._move(part, PartEvent.OVERDUE, now)

    def look_again(self) -> None:
        """Has the aggregate looked at when the first of its parts wants to be."""
        raise NotImplementedError

    def _activate(self, part: Part, now: datetime) -> None:
        self._move(part, PartEvent.DONE if part.policy is None else PartEvent.ACTIVATE, now)

    def _move(self, part: Part, event: PartEvent, now: datetime, **detail: Any) -> None:
        source = part.state
        told = {"number": part.number, **({"code": part.reason.code} if part.reason else {}), **detail}
        self.fire(PART, event, part=part, **told)
        if part.state is source:
            part.questions += 1
        else:
            _enter(part, self.id)
        _wait(part, now)
        self._moved.add(part.number)
        self.look_again()


def _enter(part: Part, order_id: str) -> None:
    """What each state begins with."""
    part.questions = 0
    if part.state is PartState.ACTIVATING:
        part.attempts += 1
    elif part.state is PartState.REVERTING:
        part.undo_attempts += 1
    elif part.state in HANDING_BACK:
        part.release_order_id = derived_id("resourceRelease", order_id, str(part.number))


def _wait(part: Part, now: datetime) -> None:
    """Says when to look again: the table's limit, or what the specification says instead."""
    wait = PART.waits.get(part.state)
    limit = wait.limit if wait else None
    policy = part.policy or ActivationPolicy()
    if limit is None:
        part.wake_at = None
        return
    if part.state is PartState.ACTIVATING and policy.answer_within_seconds:
        limit = timedelta(seconds=policy.answer_within_seconds)
    elif part.state is PartState.RETRYING:
        limit = doubled(timedelta(seconds=policy.back_off_seconds), part.attempts - 1, limit)
    elif part.state is PartState.PAUSING:
        limit = doubled(timedelta(seconds=policy.back_off_seconds), part.undo_attempts - 1, limit)
    elif part.state in PATIENT:
        limit = doubled(FIRST_PAUSE, part.questions, limit)
    part.wake_at = now + limit
