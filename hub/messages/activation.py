"""Service activation: TMF640 v4 shapes. Twin of asyncapi/activation.yaml."""

from enum import StrEnum

import msgspec

from hub.messages.base import ErrorMessage, Event, NamedValue, Payload, SpecificationRef


class Outcome(StrEnum):
    """How an activation ended."""

    DONE = "done"
    REFUSED = "refused"  # permanent: asking again changes nothing
    FAILED = "failed"  # transient: worth another attempt


class Operation(StrEnum):
    """What is asked of the network."""

    CONFIGURE = "configure"  # the service shall be there, with these characteristics
    DEACTIVATE = "deactivate"  # it shall be there no more
    WITHDRAW = "withdraw"  # what was asked under this key shall not be done, if it is not done yet


def activation_key(service_order_id: str, part: int, *, undo: bool = False) -> str:
    """The key for what a part of a service order asks of the network, or for undoing that."""
    return f"{service_order_id}/{part}{_UNDO if undo else ''}"


def service_order_of(activation_key: str) -> str:
    """The service order an activation key is of; an id may have a `/` itself, so it is read from the right."""
    return activation_key.removesuffix(_UNDO).rpartition("/")[0]


def part_of(activation_key: str) -> int:
    """The number of the part of its service order; 0, which none has, for a key that names none."""
    number = activation_key.removesuffix(_UNDO).rpartition("/")[2]
    return int(number) if number.isascii() and number.isdigit() else 0


_UNDO = "/undo"


class ActivateService(Payload):
    """Asks for a service to be configured, for its configuration to be removed, or takes such a request back.

    The network acts at most once for one activation key. The same attempt again, after a silence, is a
    question: it is answered with what became of it. `attempt` counts up when one that failed is tried again.
    A withdrawal carries the key it withdraws: what has not acted yet never will, and is refused; what has
    acted says so. `sequence` numbers what is asked for one service: when the network has done something with
    a higher number it refuses. `state` is what the service shall be in the end.
    """

    id: str
    activation_key: str
    operation: Operation
    sequence: int
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
