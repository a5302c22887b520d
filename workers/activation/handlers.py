"""What activation does with each message; the table is at the foot."""

from collections.abc import Mapping
from functools import partial

import structlog

from hub.kernel.errors import Code, Reason
from hub.messages.activation import ActivateService, Operation, Outcome, service_order_of
from hub.messages.base import first_reason, mapping
from hub.messages.elements import ElementConfigured, ElementsRead
from hub.messages.reconciliation import (
    ConfigurationsReported,
    ReportConfigurations,
    ReportedConfiguration,
)
from hub.platform.deadlines import OnDeadline
from hub.platform.runner import Room
from hub.platform.unit_of_work import Handler, Need, Step
from workers.activation.direct import RequestService, request
from workers.activation.drivers.driver import Answer, Driver
from workers.activation.drivers.emulator.emulator import Emulator
from workers.activation.drivers.forward import Forward
from workers.activation.machine import ActivationState
from workers.activation.model import Activation
from workers.activation.running import ask, begin, conclude, publish
from workers.activation.store import ACTIVATIONS, SERVICES

log = structlog.get_logger()

#: What can stand behind the seam, by the name it is chosen by.
DRIVERS: Mapping[str, type[Driver]] = {"emulator": Emulator, "forward": Forward}


def activate(driver: Driver, step: Step, message: ActivateService) -> None:
    """Begins; a known attempt is a question and is answered; a newer one after a failure acts.

    A withdrawal that comes first leaves an activation that never acts: what it withdraws comes too late.
    """
    activation = step.find(ACTIVATIONS, message.activation_key)
    if activation is None:
        activation = Activation(
            id=message.activation_key,
            service_id=message.id,
            service_order_id=service_order_of(message.activation_key),
            specification_id=message.service_specification.id,
            characteristics=mapping(message.service_characteristic),
            operation=message.operation,
            wanted_state=message.state,
            sequence=message.sequence,
            attempt=message.attempt,
        )
        begin(driver, step, activation)
    elif message.operation is Operation.WITHDRAW and not activation.settled:
        activation.withdraw(message.attempt, step.now)
        ask(driver, step, activation)
    elif activation.can_try(message.attempt):
        activation.try_again(message.attempt, step.now)
        ask(driver, step, activation)
    else:
        publish(step, activation, message.attempt)
    activation.requests += 1


def element_configured(step: Step, message: ElementConfigured) -> None:
    """An element manager answers. Done is done, and refused is for good; a failure is that of its attempt alone."""
    activation = step.find(ACTIVATIONS, message.activation_key)
    if activation is None:
        log.info("event.ignored", room="activation", type="ElementConfigured", about=message.activation_key)
        return
    failed = message.outcome is Outcome.FAILED
    awaited = activation.state is ActivationState.CONFIGURING and not activation.withdrawn
    if activation.settled or (failed and not (awaited and message.attempt == activation.attempt)):
        activation.ignore(message.outcome, message.attempt)
        return
    otherwise = Reason(
        Code.NETWORK_FAILED if failed else Code.NETWORK_REFUSED, "no reason was given", activation.id
    )
    reason = None if message.outcome is Outcome.DONE else first_reason(message.error_message, otherwise)
    conclude(step, activation, Answer(message.outcome, reason))


def _further_configured(step: Step, message: ElementConfigured) -> list[Need]:
    activation = step.look(ACTIVATIONS, message.activation_key)
    return [(SERVICES, activation.service_id)] if activation is not None else []


def report(driver: Driver, step: Step, message: ReportConfigurations) -> None:
    """Says what the network holds for a range of services, now or when it has answered."""
    found = driver.read(step, message)
    if found is not None:
        _report(step, message, found)


def elements_read(step: Step, message: ElementsRead) -> None:
    """An element manager has said what it holds."""
    _report(step, message, message.configuration)


def _report(step: Step, of: ReportConfigurations | ElementsRead, found: list[ReportedConfiguration]) -> None:
    services = step.between(SERVICES, "id", of.after, of.through)
    busy = {service.id for service in services if service.open}
    # What a caller has made is his: nobody above knows of it.
    direct = {service.id for service in services if service.direct and service.stands}
    found = [configuration for configuration in found if configuration.service_id not in direct]
    for configuration in found:
        configuration.busy = configuration.service_id in busy
    answer = ConfigurationsReported(
        reconciliation_id=of.reconciliation_id, after=of.after, through=of.through, configuration=found
    )
    step.send(answer, key=of.reconciliation_id)


def due(driver: Driver, step: Step, activation: Activation) -> None:
    """The element's time is over, or nobody has tried again for too long: then it is taken back."""
    if activation.state is ActivationState.CONFIGURING:
        ask(driver, step, activation)
    elif activation.withdrawn:
        activation.abandon(step.now)
    else:
        activation.withdraw(activation.attempt, step.now)
        ask(driver, step, activation)


def room(driver: str = "emulator") -> Room:
    """The room, with the network behind this driver."""
    network = DRIVERS[driver]()

    def needs(key: str, service_id: str) -> list[Need]:
        return [(ACTIVATIONS, key), (SERVICES, service_id), *network.needs(service_id)]

    handlers: dict[str, Handler] = {
        "ActivateService": Handler(
            ActivateService, partial(activate, network), lambda m: needs(m.activation_key, m.id)
        ),
        "RequestService": Handler(
            RequestService, partial(request, network), lambda c: needs(c.id, c.service_id)
        ),
        "ElementConfigured": Handler(
            ElementConfigured,
            element_configured,
            lambda m: [(ACTIVATIONS, m.activation_key)],
            further=_further_configured,
        ),
        "ReportConfigurations": Handler(ReportConfigurations, partial(report, network)),
        "ElementsRead": Handler(ElementsRead, elements_read),
        **network.handlers,
    }

    def concerned(_: Step, activation: Activation) -> list[Need]:
        return needs(activation.id, activation.service_id)

    return Room("activation", handlers, {ACTIVATIONS: OnDeadline(partial(due, network), concerned)})
