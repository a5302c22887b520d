"""What activation does with each message; the table is at the foot."""

from hub.messages.activation import (
    ActivateService,
    Monitor,
    MonitorEvent,
    MonitorResponse,
    MonitorStateChangeEvent,
    Operation,
    Outcome,
)
from hub.messages.base import error_messages, mapping
from hub.platform.runner import Room
from hub.platform.unit_of_work import Handler, Step
from workers.activation.machine import MACHINE, ActivationState
from workers.activation.model import Activation, Configuration
from workers.activation.scenario import current_scenario
from workers.activation.store import ACTIVATIONS, CONFIGURATIONS

# The characteristic that names the element a service is configured on, and the element of those without one.
ELEMENT = "networkElement"
DEFAULT_ELEMENT = "core-router"

_OUTCOME = {
    ActivationState.DONE: Outcome.DONE,
    ActivationState.FAILED: Outcome.FAILED,
    ActivationState.REFUSED: Outcome.REFUSED,
}
_MONITOR = {
    ActivationState.CONFIGURING: "InProgress",
    ActivationState.DONE: "Completed",
    ActivationState.FAILED: "InError",
    ActivationState.REFUSED: "InError",
}
# TMF640 monitors carry the status an HTTP caller would have got.
_STATUS = {Outcome.DONE: "200", Outcome.FAILED: "503", Outcome.REFUSED: "422"}


def activate(step: Step, message: ActivateService) -> None:
    """Begins; a known attempt is a question and is answered; a newer one after a failure acts.

    A withdrawal that comes first leaves an activation that never acts: what it withdraws comes too late.
    """
    activation = step.find(ACTIVATIONS, message.activation_key)
    if activation is None:
        specification = message.service_specification.id
        activation = Activation(
            id=message.activation_key,
            service_id=message.id,
            specification_id=specification,
            characteristics=mapping(message.service_characteristic),
            operation=message.operation,
            sequence=message.sequence,
            rule=step.current(current_scenario).rule_for(specification, message.operation),
            attempt=message.attempt,
        )
        step.add(ACTIVATIONS, activation)
        activation.begin(step.now)
    elif message.operation is Operation.WITHDRAW:
        pass  # whatever it is doing, it is taken back below
    elif activation.state is ActivationState.FAILED and message.attempt > activation.attempt:
        activation.try_again(message.attempt, step.now)
    else:
        _publish(step, activation, message.attempt)
    activation.requests += 1
    if message.operation is Operation.WITHDRAW:
        _take_back(step, activation, message.attempt)
    elif activation.state is ActivationState.CONFIGURING and not activation.rule.delay_seconds:
        _finish(step, activation)


def due(step: Step, activation: Activation) -> None:
    """The element's delay is over, or nobody has tried again for too long."""
    if activation.state is ActivationState.FAILED:
        activation.abandon(step.now)
    else:
        _finish(step, activation)


def _take_back(step: Step, activation: Activation, attempt: int) -> None:
    """What has not acted yet never will."""
    if not MACHINE.is_final(activation.state):
        activation.abandon(step.now)
    _publish(step, activation, attempt)


def _finish(step: Step, activation: Activation) -> None:
    configuration = step.find(CONFIGURATIONS, activation.service_id)
    newest = configuration.sequence if configuration else 0
    if activation.finish(step.now, newest):
        if configuration is None:
            configuration = Configuration(id=activation.service_id)
            step.add(CONFIGURATIONS, configuration)
        if activation.operation == Operation.DEACTIVATE:
            configuration.remove(activation.sequence)
        else:
            element = str(activation.characteristics.get(ELEMENT, DEFAULT_ELEMENT))
            configuration.apply(element, activation.characteristics, activation.sequence)
    elif configuration is not None and activation.sequence < newest:
        configuration.record("ignore", activation=activation.id, sequence=activation.sequence)
    if activation.rule.silent and activation.state is ActivationState.DONE:
        return
    for _ in range(2 if activation.rule.answer_twice else 1):
        _publish(step, activation, activation.attempt)


def _publish(step: Step, activation: Activation, attempt: int) -> None:
    """Tells how it stands to whoever asked for this attempt."""
    outcome = _OUTCOME.get(activation.state)
    monitor = Monitor(
        id=activation.id,
        source_href=activation.service_id,
        state=_MONITOR[activation.state],
        attempt=attempt,
        response=MonitorResponse(status_code=_STATUS[outcome], outcome=outcome) if outcome else None,
        error_message=error_messages(activation.reason if outcome else None),
    )
    event = MonitorStateChangeEvent(
        event_type="MonitorStateChangeEvent", event_time=step.now, event=MonitorEvent(monitor=monitor)
    )
    step.send(event, key=activation.id)


HANDLERS: dict[str, Handler] = {
    "ActivateService": Handler(
        ActivateService, activate, lambda m: [(ACTIVATIONS, m.activation_key), (CONFIGURATIONS, m.id)]
    ),
}


def room() -> Room:
    return Room("activation", HANDLERS, {ACTIVATIONS: due})
