"""A service order: one service, built, changed or ended. No I/O, no TMF words."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Reason
from hub.kernel.ids import derived_id
from workers.som.catalog import ActivationPolicy, ServiceSpecification
from workers.som.inventory import TERMINATED, NeededResource, Service, allocated
from workers.som.machine import HANDING_BACK, MACHINE, PATIENT, ServiceOrderEvent, ServiceOrderState

ADD, MODIFY, DELETE = "add", "modify", "delete"

# The first pause before a layer is asked again that has to answer some day; it doubles up to the table's limit.
FIRST_PAUSE = timedelta(minutes=1)

# Who has been silent when a state is given up, and what that is called.
_SILENT = {
    ServiceOrderState.ACKNOWLEDGED: ("SOM itself", Code.TIME_LIMIT_PASSED),
    ServiceOrderState.RESERVING: ("ROM", Code.TIME_LIMIT_PASSED),
    ServiceOrderState.ACTIVATING: ("the network", Code.NETWORK_SILENT),
}


def new_service_id(order_id: str) -> str:
    """The service an order builds that names none."""
    return derived_id("service", order_id)


@dataclass(kw_only=True)
class ServiceOrder(Aggregate):
    """The aggregate of SOM. `state` is only ever assigned by `fire`.

    One that was cancelled before it came has nothing but its ids. `previous` is what the service had before,
    `sequence` the number of what is asked of the network for it; undoing that has the next one.
    """

    external_id: str
    order_date: datetime
    item_id: str = ""
    action: str = ""
    service_id: str = ""
    specification_id: str = ""
    characteristics: dict[str, Any] = field(default_factory=dict)
    previous: dict[str, Any] = field(default_factory=dict)
    sequence: int = 1
    state: ServiceOrderState = MACHINE.initial
    completion_date: datetime | None = None
    specification_version: str = ""
    resources: list[NeededResource] = field(default_factory=list)
    resource_order_id: str = ""
    release_order_id: str = ""
    policy: ActivationPolicy | None = None
    attempts: int = 0
    undo_attempts: int = 0
    questions: int = 0
    reason: Reason | None = None

    @property
    def settled(self) -> bool:
        return MACHINE.is_final(self.state)

    @property
    def makes_its_service(self) -> bool:
        """Whether the service is in the inventory only when this order has completed."""
        return self.service_id == new_service_id(self.id)

    def begin(
        self, specification: ServiceSpecification | None, now: datetime, service: Service | None = None
    ) -> None:
        """Decomposes by the catalogue and takes the first step; an unknown specification is a rejection.

        `service` is the one that is changed, ended, or built again.
        """
        if specification is None:
            text = f"there is no service specification {self.specification_id}"
            self.reject(Reason(Code.SPECIFICATION_UNKNOWN, text), now)
            return
        self.specification_version = specification.version
        self.policy = specification.activation
        if self.action == ADD:
            self.resources = [
                NeededResource(name=r.name, specification_id=r.resource_specification_id)
                for r in specification.resources
            ]
        elif service is not None:
            self.previous = dict(service.characteristics)
            self.resources = [replace(resource) for resource in service.resources]
        if self.action == ADD and self.resources:
            self.resource_order_id = derived_id("resourceOrder", self.id)
            self._move(ServiceOrderEvent.RESERVE, now)
        elif self.action == DELETE and service is not None and service.state == TERMINATED:
            self._move(ServiceOrderEvent.COMPLETE, now)
        else:
            self._activate(now)

    def reject(self, reason: Reason, now: datetime) -> None:
        """It asks for something nobody can do."""
        self.reason = reason
        self._move(ServiceOrderEvent.REJECT, now)

    @property
    def can_cancel(self) -> bool:
        """Whether it can be taken back now; if not it has ended, or will end without leaving anything undecided."""
        return MACHINE.next(self.state, ServiceOrderEvent.CANCEL, self) is not None

    def cancel(self, why: str, now: datetime) -> None:
        """Nobody wants it any more: it ends cancelled when nothing of it is left."""
        self.reason = Reason(Code.CANCELLED, why or "cancelled", self.id)
        self._move(ServiceOrderEvent.CANCEL, now)

    def resources_reserved(self, found: dict[str, tuple[str, str]], now: datetime) -> None:
        """ROM has allocated: name → (resource id, value)."""
        for resource in self.resources:
            resource.resource_id, resource.value = found.get(resource.name, ("", ""))
        if self.state is ServiceOrderState.RECLAIMING:
            self._move(ServiceOrderEvent.DISCARD, now)
        else:
            self._activate(now)

    def resources_refused(self, reason: Reason, now: datetime) -> None:
        """ROM has nothing to give, and has taken nothing."""
        self.reason = self.reason or reason
        self._move(ServiceOrderEvent.FAIL, now)

    def activated(self, now: datetime) -> None:
        """The network has done what it was asked for; when that is not wanted any more, it has to undo it."""
        if self.state is ServiceOrderState.REVERTING:
            self._move(ServiceOrderEvent.REVERT, now)
            return
        if self.state is not ServiceOrderState.REVOKING or self.action == DELETE:
            self.reason = None
        self._move(ServiceOrderEvent.COMPLETE, now)

    def activation_at_work(self, now: datetime) -> None:
        """The network has answered that it is not done yet: that is no silence."""
        self.questions = 0
        self.record("wait", self.state, self.state, attempt=self.attempts)
        self._wait(now)

    def activation_failed(self, reason: Reason, now: datetime) -> None:
        """A transient failure: another attempt after a growing pause, as many as the specification allows."""
        made = {
            ServiceOrderState.ACTIVATING: self.attempts,
            ServiceOrderState.REVERTING: self.undo_attempts,
        }.get(self.state)
        if made is None or made >= (self.policy or ActivationPolicy()).attempts:
            self.activation_refused(reason, now)
        else:
            self._move(ServiceOrderEvent.RETRY, now, code=reason.code, attempt=made)

    def activation_refused(self, reason: Reason, now: datetime) -> None:
        """The network will not. What was reserved goes back; what it will not undo stands."""
        if self.state is ServiceOrderState.REVERTING:
            self.reason = Reason(reason.code, f"cannot be taken back: {reason.text}", self.id)
        self.reason = self.reason or reason
        self._move(ServiceOrderEvent.FAIL, now)

    def resources_released(self, now: datetime) -> None:
        self._move(ServiceOrderEvent.RELEASE, now)

    def overdue(self, now: datetime) -> None:
        """A deadline has come; afterwards the state says what is to be asked, and of whom."""
        source = self.state
        if source in _SILENT and MACHINE.next(source, ServiceOrderEvent.OVERDUE, self) is not source:
            who, code = _SILENT[source]
            self.reason = Reason(code, f"{who} has not answered, asked {self.questions + 1} times", self.id)
        self._move(ServiceOrderEvent.OVERDUE, now)

    def effective(self) -> dict[str, Any]:
        """What the service has when the order is done; what was allocated is not to be chosen."""
        return {**self.previous, **self.characteristics, **allocated(self.resources)}

    def _activate(self, now: datetime) -> None:
        if self.policy is None:
            self._move(ServiceOrderEvent.COMPLETE, now)
        else:
            self._move(ServiceOrderEvent.ACTIVATE, now)

    def _move(self, event: ServiceOrderEvent, now: datetime, **detail: Any) -> None:
        source = self.state
        self.fire(MACHINE, event, **({"code": self.reason.code} if self.reason else {}) | detail)
        if self.state is source:
            self.questions += 1
        else:
            self._enter(now)
        self._wait(now)

    def _enter(self, now: datetime) -> None:
        """What each state begins with."""
        self.questions = 0
        if self.state is ServiceOrderState.ACTIVATING:
            self.attempts += 1
        elif self.state is ServiceOrderState.REVERTING:
            self.undo_attempts += 1
        elif self.state in HANDING_BACK:
            self.release_order_id = derived_id("resourceRelease", self.id)
        elif self.settled:
            self.completion_date = now

    def _wait(self, now: datetime) -> None:
        """Says when to look again: the table's limit, or what the specification says instead."""
        wait = MACHINE.waits.get(self.state)
        limit = wait.limit if wait else None
        policy = self.policy or ActivationPolicy()
        if limit is None:
            self.wake_at = None
            return
        if self.state is ServiceOrderState.ACTIVATING and policy.answer_within_seconds:
            limit = timedelta(seconds=policy.answer_within_seconds)
        elif self.state is ServiceOrderState.RETRYING:
            limit = min(limit, _growing(timedelta(seconds=policy.back_off_seconds), self.attempts - 1))
        elif self.state is ServiceOrderState.PAUSING:
            limit = min(limit, _growing(timedelta(seconds=policy.back_off_seconds), self.undo_attempts - 1))
        elif self.state in PATIENT:
            limit = min(limit, _growing(FIRST_PAUSE, self.questions))
        self.wake_at = now + limit


def _growing(first: timedelta, times: int) -> timedelta:
    """A pause that has doubled so many times; the exponent is bounded, as what a timedelta holds is."""
    return first * float(1 << min(times, 16))
