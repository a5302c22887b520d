"""A service order: one service, built from resources and an activation. No I/O, no TMF words."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Reason
from hub.kernel.ids import derived_id
from workers.som.catalog import ActivationPolicy, ServiceSpecification
from workers.som.machine import MACHINE, ServiceOrderEvent, ServiceOrderState


@dataclass(slots=True, kw_only=True)
class NeededResource:
    """A resource the service stands on; id and value come from ROM."""

    name: str
    specification_id: str
    resource_id: str = ""
    value: str = ""


# Who has been silent when a state is given up, and what that is called.
_SILENT = {
    ServiceOrderState.ACKNOWLEDGED: ("SOM itself", Code.TIME_LIMIT_PASSED),
    ServiceOrderState.RESERVING: ("ROM", Code.TIME_LIMIT_PASSED),
    ServiceOrderState.ACTIVATING: ("the network", Code.NETWORK_SILENT),
}


@dataclass(kw_only=True)
class ServiceOrder(Aggregate):
    """The aggregate of SOM. `state` is only ever assigned by `fire`."""

    external_id: str
    item_id: str
    action: str
    service_id: str
    specification_id: str
    order_date: datetime
    characteristics: dict[str, Any] = field(default_factory=dict)
    state: ServiceOrderState = MACHINE.initial
    completion_date: datetime | None = None
    specification_version: str = ""
    resources: list[NeededResource] = field(default_factory=list)
    resource_order_id: str = ""
    release_order_id: str = ""
    policy: ActivationPolicy | None = None
    attempts: int = 0
    questions: int = 0
    reason: Reason | None = None

    @property
    def activation_key(self) -> str:
        """The same for every repetition, so the network acts once."""
        return self.id

    @property
    def settled(self) -> bool:
        return MACHINE.is_final(self.state)

    def begin(self, specification: ServiceSpecification | None, now: datetime) -> None:
        """Decomposes by the catalogue and takes the first step; an unknown specification is a rejection."""
        if specification is None:
            text = f"there is no service specification {self.specification_id}"
            self.reject(Reason(Code.SPECIFICATION_UNKNOWN, text), now)
            return
        self.specification_version = specification.version
        self.policy = specification.activation
        self.resources = [
            NeededResource(name=r.name, specification_id=r.resource_specification_id)
            for r in specification.resources
        ]
        if self.resources:
            self.resource_order_id = derived_id("resourceOrder", self.id)
            self._move(ServiceOrderEvent.RESERVE, now)
        else:
            self._activate(now)

    def reject(self, reason: Reason, now: datetime) -> None:
        """It asks for something nobody can do."""
        self.reason = reason
        self._end(ServiceOrderEvent.REJECT, now)

    def resources_reserved(self, found: dict[str, tuple[str, str]], now: datetime) -> None:
        """ROM has allocated: name → (resource id, value)."""
        for resource in self.resources:
            resource.resource_id, resource.value = found.get(resource.name, ("", ""))
        self._activate(now)

    def resources_refused(self, reason: Reason, now: datetime) -> None:
        """ROM has nothing to give, and has taken nothing."""
        self.reason = reason
        self._end(ServiceOrderEvent.FAIL, now)

    def activated(self, now: datetime) -> None:
        self.reason = None
        self._end(ServiceOrderEvent.COMPLETE, now)

    def activation_at_work(self, now: datetime) -> None:
        """The network has answered that it is not done yet: that is no silence."""
        self.questions = 0
        self.record("wait", self.state, self.state, attempt=self.attempts)
        self._wait(now)

    def activation_failed(self, reason: Reason, now: datetime) -> None:
        """A transient failure: another attempt after a growing pause, as many as the specification allows."""
        policy = self.policy or ActivationPolicy()
        if self.attempts >= policy.attempts:
            self.activation_refused(reason, now)
            return
        self.fire(MACHINE, ServiceOrderEvent.RETRY, code=reason.code, attempt=self.attempts)
        self._wait(now)

    def activation_refused(self, reason: Reason, now: datetime) -> None:
        """The network will not: what was reserved goes back first, if anything was."""
        self.reason = self.reason or reason
        self._give_up(ServiceOrderEvent.FAIL, now)

    def resources_released(self, now: datetime) -> None:
        self._end(ServiceOrderEvent.RELEASE, now)

    def overdue(self, now: datetime) -> None:
        """A deadline has come; afterwards the state says what is to be asked, and of whom."""
        source = self.state
        if source in _SILENT and MACHINE.next(source, ServiceOrderEvent.OVERDUE, self) is not source:
            who, code = _SILENT[source]
            self.reason = Reason(code, f"{who} has not answered, asked {self.questions + 1} times", self.id)
        self._give_up(ServiceOrderEvent.OVERDUE, now)
        if source is ServiceOrderState.RETRYING:
            self.attempts += 1
            self.questions = 0
        elif self.state is source:
            self.questions += 1

    def allocated(self) -> dict[str, Any]:
        """Characteristic → allocated value."""
        return {r.name: r.value for r in self.resources if r.value}

    def _activate(self, now: datetime) -> None:
        if self.policy is None:
            self._end(ServiceOrderEvent.COMPLETE, now)
            return
        self.attempts += 1
        self.questions = 0
        self._move(ServiceOrderEvent.ACTIVATE, now)

    def _give_up(self, event: ServiceOrderEvent, now: datetime) -> None:
        self._move(event, now)
        if self.state is ServiceOrderState.RELEASING:
            self.release_order_id = derived_id("resourceRelease", self.id)
        if self.settled:
            self.completion_date = now

    def _end(self, event: ServiceOrderEvent, now: datetime) -> None:
        self._move(event, now)
        self.completion_date = now

    def _move(self, event: ServiceOrderEvent, now: datetime) -> None:
        self.fire(MACHINE, event, **({"code": self.reason.code} if self.reason else {}))
        self._wait(now)

    def _wait(self, now: datetime) -> None:
        """Says when to look again: the table's limit, or what the specification says instead."""
        wait = MACHINE.waits.get(self.state)
        limit = wait.limit if wait else None
        policy = self.policy or ActivationPolicy()
        if self.state is ServiceOrderState.ACTIVATING and policy.answer_within_seconds:
            limit = timedelta(seconds=policy.answer_within_seconds)
        elif self.state is ServiceOrderState.RETRYING and limit:
            limit = min(limit, timedelta(seconds=policy.back_off_seconds * 2 ** min(self.attempts - 1, 30)))
        self.wake_at = now + limit if limit else None


@dataclass(kw_only=True)
class Service(Aggregate):
    """A service in the inventory (TMF638), written with the order that built it."""

    state: str
    name: str
    specification_id: str
    characteristics: dict[str, Any] = field(default_factory=dict)
    resources: list[NeededResource] = field(default_factory=list)
    service_order_id: str = ""
    product_order_id: str = ""
