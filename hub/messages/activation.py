"""Service activation: TMF640 v4 shapes. Twin of asyncapi/activation.yaml."""

from enum import StrEnum

import msgspec

from hub.messages.base import ErrorMessage, Event, NamedValue, Payload, SpecificationRef


class Outcome(StrEnum):
    """How an activation ended."""

    DONE = "done"
    REFUSED = "refused"  # permanent: asking again changes nothing
    FAILED = "failed"  # transient: worth another attempt


class ActivateService(Payload):
    """Asks for a service to be configured.

    The network acts at most once for one activation key. The same attempt again, after a silence, is a
    question: it is answered with what became of it. `attempt` counts up when one that failed is tried again.
    With `state` terminated it takes the request back: what has not acted yet never will, and is refused; what
    has acted says so.
    """

    id: str
    activation_key: str
    state: str
    service_specification: SpecificationRef
    attempt: int = 1
    service_characteristic: list[NamedValue] = msgspec.field(default_factory=list)


class MonitorResponse(Payload):
    status_code: str
    outcome: Outcome


class Monitor(Payload):
    """TMF640 Monitor; its id is the activation key."""

    id: str
    source_href: str
    state: str
    attempt: int = 1
    response: MonitorResponse | None = None
    error_message: list[ErrorMessage] = msgspec.field(default_factory=list)


class MonitorEvent(Payload):
    monitor: Monitor


class MonitorStateChangeEvent(Event, kw_only=True):
    """An activation has ended; or, without a response and because somebody asked, it is still at work."""

    event: MonitorEvent
