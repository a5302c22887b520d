"""Activations, and the emulated network's configuration. No I/O, no TMF words."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Reason
from workers.activation.machine import MACHINE, ActivationEvent, ActivationState
from workers.activation.scenario import PLAIN, Rule

# An element that takes longer has failed.
LIMIT = MACHINE.waits[ActivationState.CONFIGURING].limit or timedelta()


@dataclass(kw_only=True)
class Configuration(Aggregate):
    """What a network element holds for one service, whose id it has. `applications` counts the writes.

    Without an element nothing holds anything any more; what is left is the number of what was done last,
    so that nothing older is done after it.
    """

    element: str = ""
    characteristics: dict[str, Any] = field(default_factory=dict)
    applications: int = 0
    sequence: int = 0

    def apply(self, element: str, characteristics: dict[str, Any], sequence: int) -> None:
        """The service is on this element, with these characteristics."""
        self.element, self.characteristics = element, characteristics
        self._written("configure", sequence)

    def remove(self, sequence: int) -> None:
        """The service is on no element any more."""
        self.element, self.characteristics = "", {}
        self._written("deactivate", sequence)

    def _written(self, event: str, sequence: int) -> None:
        self.applications += 1
        self.sequence = sequence
        self.record(event, applications=self.applications, sequence=sequence)


@dataclass(kw_only=True)
class Activation(Aggregate):
    """One activation; its id is the activation key. `state` is only ever assigned by `fire`.

    `sequence` says how new it is among all that is asked for its service.
    """

    service_id: str
    specification_id: str
    operation: str = "configure"
    sequence: int = 1
    characteristics: dict[str, Any] = field(default_factory=dict)
    rule: Rule = PLAIN
    state: ActivationState = MACHINE.initial
    attempt: int = 1
    failures: int = 0
    requests: int = 0
    applications: int = 0
    reason: Reason | None = None
    completion_date: datetime | None = None

    def begin(self, now: datetime) -> None:
        """The network element starts to work; `finish` is due when its delay is over."""
        self.record(
            "begin",
            target=self.state,
            operation=self.operation,
            specification=self.specification_id,
            attempt=self.attempt,
        )
        self._configure(now)

    def try_again(self, attempt: int, now: datetime) -> None:
        """A further attempt after one that failed."""
        self.attempt = attempt
        self.fire(MACHINE, ActivationEvent.RETRY, attempt=attempt)
        self._configure(now)

    def _configure(self, now: datetime) -> None:
        self.wake_at = now + min(timedelta(seconds=self.rule.delay_seconds), LIMIT)

    def finish(self, now: datetime, newest: int = 0) -> bool:
        """The element answers; True when it has acted. It has done `newest` for the service, and nothing older after it."""
        if self.failures < self.rule.fail_times or timedelta(seconds=self.rule.delay_seconds) > LIMIT:
            self.failures += 1
            self.reason = Reason(Code.NETWORK_FAILED, f"the element failed, time {self.failures}", self.id)
            self.fire(MACHINE, ActivationEvent.FAIL, code=self.reason.code)
            limit = MACHINE.waits[ActivationState.FAILED].limit
            self.wake_at = now + limit if limit else None
            return False
        self.wake_at, self.completion_date = None, now
        if self.rule.refuse or self.sequence < newest:
            why = "the element refuses it"
            if self.sequence < newest:
                why = f"the service has change {newest} already, this one is change {self.sequence}"
            self.reason = Reason(Code.NETWORK_REFUSED, why, self.id)
            self.fire(MACHINE, ActivationEvent.REFUSE, code=self.reason.code)
            return False
        self.reason = None
        self.applications += 1
        self.fire(MACHINE, ActivationEvent.DONE)
        return True

    def abandon(self, now: datetime) -> None:
        """It was taken back, or nobody has tried again for long: it will not act any more."""
        self.reason = self.reason or Reason(
            Code.NETWORK_REFUSED, "taken back before the element acted", self.id
        )
        self.fire(MACHINE, ActivationEvent.ABANDON, code=self.reason.code)
        self.wake_at, self.completion_date = None, now
