"""The network behind an element manager: each command is a message to it, and its answers are messages."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from hub.messages.base import SpecificationRef, values
from hub.messages.elements import ConfigureElement, ReadElements
from hub.messages.reconciliation import ReportConfigurations
from hub.platform.unit_of_work import Handler, Need, Step
from workers.activation.drivers.driver import AtWork, Command

# Who has said nothing for as long as this is asked again, and then each time it has been silent twice as long.
PAUSE = timedelta(seconds=5)


class Forward:
    """Keeps nothing: the element manager acts once for a key, and knows what is newer."""

    handlers: Mapping[str, Handler] = {}

    def needs(self, service_id: str) -> Iterable[Need]:  # noqa: ARG002 (it looks at nothing)
        return ()

    def ask(self, step: Step, command: Command) -> AtWork:
        message = ConfigureElement(
            activation_key=command.key,
            service_id=command.service_id,
            operation=command.operation,
            sequence=command.sequence,
            state=command.state,
            service_specification=SpecificationRef(id=command.specification_id),
            attempt=command.attempt,
            network_element=command.element or None,
            service_characteristic=values(command.characteristics),
        )
        step.send(message, key=command.service_id)
        return AtWork(step.now + max(PAUSE, step.now - command.since))

    def read(self, step: Step, range_: ReportConfigurations) -> None:
        message = ReadElements(
            reconciliation_id=range_.reconciliation_id, after=range_.after, through=range_.through
        )
        step.send(message, key=range_.reconciliation_id)
