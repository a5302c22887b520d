"""Element managers: what they are asked to configure, and what became of it. Twin of asyncapi/elements.yaml."""

import msgspec

from hub.messages.activation import Operation, Outcome
from hub.messages.base import ErrorMessage, NamedValue, Payload, SpecificationRef
from hub.messages.reconciliation import ReportedConfiguration


class ConfigureElement(Payload):
    """Asks an element manager for what an activation wants of it; the same again is a question.

    It acts at most once for one activation key, and does nothing for a service after something with a higher
    `sequence`. `withdraw` takes the key back: what has not acted yet never will, and is refused; what has acted
    says so. `attempt` counts up after an attempt that failed. Without a network element it knows itself where.
    """

    activation_key: str
    service_id: str
    operation: Operation
    sequence: int
    state: str
    service_specification: SpecificationRef
    attempt: int = 1
    network_element: str | None = None
    service_characteristic: list[NamedValue] = msgspec.field(default_factory=list)


class ElementConfigured(Payload):
    """What became of an attempt; told again whenever it is asked for again."""

    activation_key: str
    outcome: Outcome
    attempt: int = 1
    error_message: list[ErrorMessage] = msgspec.field(default_factory=list)


class ReadElements(Payload):
    """Asks for all that is configured for services whose ids are in a range: above `after`, at most `through`."""

    reconciliation_id: str
    after: str = ""
    through: str = ""


class ElementsRead(Payload):
    """All that is configured in the range that was asked for."""

    reconciliation_id: str
    after: str
    through: str
    configuration: list[ReportedConfiguration] = msgspec.field(default_factory=list)
