"""The seam to the network: what activation asks of it, and what it is told. Each driver speaks to one kind of network."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from hub.kernel.errors import Code, Reason
from hub.messages.activation import Operation, Outcome
from hub.messages.reconciliation import ReportConfigurations, ReportedConfiguration
from hub.platform.unit_of_work import Handler, Need, Step

# The characteristic that names the element a service is configured on.
ELEMENT = "networkElement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What the network shall do for one service; `key` and `attempt` say what it is, `sequence` how new.

    `state` is what the service shall be in the end: active, inactive or terminated. `since` is when this attempt began.
    """

    key: str
    service_id: str
    specification_id: str
    operation: Operation
    state: str
    sequence: int
    attempt: int
    since: datetime
    characteristics: dict[str, Any] = field(default_factory=dict)

    @property
    def element(self) -> str:
        """The network element it names, '' for none."""
        return str(self.characteristics.get(ELEMENT) or "")


@dataclass(frozen=True, slots=True)
class Answer:
    """How an attempt ended. Whoever asked is told `tell` times: networks that say nothing, or all twice, can be played."""

    outcome: Outcome
    reason: Reason | None = None
    tell: int = 1


@dataclass(frozen=True, slots=True)
class AtWork:
    """The network has not answered yet; it is asked again at `until`, unless it answers before."""

    until: datetime


class Driver(Protocol):
    """What speaks to a network. It holds to this:

    * **Once.** It acts at most once for one key. Asked again under it, it says what became of it.
    * **Fenced.** After something with a higher sequence it does nothing for a service any more, and refuses.
    * **Withdrawn is never done.** `Operation.WITHDRAW` is answered `done` when the key has acted already; else it is
      answered `refused`, and the key never acts.
    * **No I/O in a step.** It reads and writes by the step: aggregates of its own, messages. What needs longer is
      `AtWork`, and ends by a message (`ElementConfigured`) or when it is asked again.

    It knows nothing of activations, and keeps nothing in their tables.
    """

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """Messages and commands of its own, by their type."""
        ...

    def needs(self, service_id: str) -> Iterable[Need]:
        """What `ask` will look at for this service, to be loaded for a whole batch at once."""
        ...

    def ask(self, step: Step, command: Command) -> Answer | AtWork:
        """Begins, goes on with, or asks after what is wanted."""
        ...

    def read(self, step: Step, range_: ReportConfigurations) -> list[ReportedConfiguration] | None:
        """All that is configured for services in a range; None when that comes later, by `ElementsRead`."""
        ...


def done(tell: int = 1) -> Answer:
    return Answer(Outcome.DONE, None, tell)


def failed(key: str, why: str, tell: int = 1) -> Answer:
    """This attempt; another one may do better."""
    return Answer(Outcome.FAILED, Reason(Code.NETWORK_FAILED, why, key), tell)


def refused(key: str, why: str, tell: int = 1) -> Answer:
    """For good."""
    return Answer(Outcome.REFUSED, Reason(Code.NETWORK_REFUSED, why, key), tell)
