"""The emulated network is changed behind the back of activation: so drift is made."""

from typing import Any

import msgspec

from hub.kernel.errors import Code, Kind, refuse
from hub.platform.unit_of_work import Handler, Step
from workers.activation.drivers.emulator.configuration import Configuration
from workers.activation.drivers.emulator.store import CONFIGURATIONS


class WriteConfiguration(msgspec.Struct):
    """Changes what is configured for a service, or configures one that nobody knows.

    What is None stays as it is; a characteristic that is null is taken away.
    """

    service_id: str
    element: str | None = None
    state: str | None = None
    characteristics: dict[str, Any] = {}


class RemoveConfiguration(msgspec.Struct):
    """Takes a service off its network element."""

    service_id: str


def write(step: Step, command: WriteConfiguration) -> Configuration:
    configuration = step.find(CONFIGURATIONS, command.service_id)
    if configuration is None:
        configuration = Configuration(id=command.service_id)
        step.add(CONFIGURATIONS, configuration)
    configuration.write(command.element, command.state, command.characteristics, step.now)
    return configuration


def remove(step: Step, command: RemoveConfiguration) -> None:
    configuration = step.find(CONFIGURATIONS, command.service_id)
    if configuration is None or not configuration.element:
        text = f"nothing is configured for service {command.service_id}"
        raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, text, "serviceId")
    configuration.wipe(step.now)


HANDLERS: dict[str, Handler] = {
    "WriteConfiguration": Handler(WriteConfiguration, write, lambda c: [(CONFIGURATIONS, c.service_id)]),
    "RemoveConfiguration": Handler(RemoveConfiguration, remove, lambda c: [(CONFIGURATIONS, c.service_id)]),
}
