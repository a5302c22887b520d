"""An activation under way: the network is asked, its answer moves the activation, and whoever listens is told."""

from hub.kernel.values import Ref
from hub.messages.activation import (
    Monitor,
    MonitorEvent,
    MonitorResponse,
    MonitorStateChangeEvent,
    Operation,
    Outcome,
)
from hub.messages.base import error_messages
from hub.platform.unit_of_work import Step
from workers.activation.drivers.driver import Answer, AtWork, Driver
from workers.activation.machine import ActivationState
from workers.activation.model import Activation
from workers.activation.service import Service
from workers.activation.store import ACTIVATIONS, SERVICES

_OUTCOME = {
    ActivationState.DONE: Outcome.DONE,
    ActivationState.FAILED: Outcome.FAILED,
    ActivationState.REFUSED: Outcome.REFUSED,
}
#: TMF640 states of monitors.
MONITOR = {
    ActivationState.CONFIGURING: "InProgress",
    ActivationState.DONE: "Completed",
    ActivationState.FAILED: "InError",
    ActivationState.REFUSED: "InError",
}


def begin(driver: Driver, step: Step, activation: Activation) -> None:
    """A new activation."""
    step.add(ACTIVATIONS, activation)
    activation.begin(_service(step, activation), step.now)
    ask(driver, step, activation)


def note(step: Step, activation: Activation) -> None:
    """A new activation that asks nothing of the network: it is done."""
    step.add(ACTIVATIONS, activation)
    service = _service(step, activation)
    activation.begin(service, step.now)
    service.begin(activation)
    activation.nothing_to_do(step.now)
    service.end(activation, step.now)


def ask(driver: Driver, step: Step, activation: Activation) -> None:
    """The network begins, goes on, or is asked what became of it."""
    answer = driver.ask(step, activation.command())
    if not isinstance(answer, AtWork):
        conclude(step, activation, answer)
    elif activation.wait(answer.until, step.now):
        _service(step, activation).begin(activation)
    else:
        activation.silent(step.now)
        _service(step, activation).end(activation, step.now)
        # Who takes something back has to know whether it was done: nobody knows, so nobody says so.
        if not activation.withdrawn:
            publish(step, activation, activation.attempt)


def conclude(step: Step, activation: Activation, answer: Answer) -> None:
    """The network has answered."""
    service = _service(step, activation)
    service.begin(activation)
    activation.answered(answer, step.now)
    service.end(activation, step.now)
    for _ in range(answer.tell):
        publish(step, activation, activation.attempt)


def status(activation: Activation) -> str:
    """The status an HTTP caller would have got: TMF640 monitors carry that; '' while it is at work."""
    if activation.state is not ActivationState.DONE:
        return {ActivationState.FAILED: "503", ActivationState.REFUSED: "409"}.get(activation.state, "")
    return {"POST": "201", "DELETE": "204"}.get(method(activation), "200")


def method(activation: Activation) -> str:
    """How an HTTP caller would have asked for it; what SOM asks for has no method of its own."""
    if activation.operation != Operation.CONFIGURE:
        return activation.method or "DELETE"
    return activation.method or ("POST" if activation.creates else "PATCH")


def publish(step: Step, activation: Activation, attempt: int) -> None:
    """Tells how it stands to whoever asked for this attempt."""
    outcome = _OUTCOME.get(activation.state)
    monitor = Monitor(
        id=activation.id,
        source_href=activation.service_id,
        state=MONITOR[activation.state],
        attempt=attempt,
        response=MonitorResponse(status_code=status(activation), outcome=outcome) if outcome else None,
        error_message=error_messages(activation.reason if outcome else None),
    )
    event = MonitorStateChangeEvent(
        event_type="MonitorStateChangeEvent", event_time=step.now, event=MonitorEvent(monitor=monitor)
    )
    step.send(event, key=activation.id)


def _service(step: Step, activation: Activation) -> Service:
    service = step.find(SERVICES, activation.service_id)
    if service is None:
        service = Service(id=activation.service_id, specification=Ref(activation.specification_id))
        step.add(SERVICES, service)
    return service
