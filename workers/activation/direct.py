"""Services created, changed and taken down directly, without an order: TMF640 as it is used by itself."""

from enum import StrEnum
from typing import Any

import msgspec

from hub.kernel.errors import Code, HubError, Kind, refuse
from hub.messages.activation import Operation
from hub.platform.unit_of_work import Step
from workers.activation.drivers.driver import Driver
from workers.activation.model import ACTIVE, INACTIVE, TERMINATED, Activation, Service
from workers.activation.running import ask, begin
from workers.activation.store import ACTIVATIONS, SERVICES


class Method(StrEnum):
    """What is asked, as HTTP would say it."""

    CREATE = "POST"
    MODIFY = "PATCH"
    DELETE = "DELETE"


class RequestService(msgspec.Struct):
    """Asks for a service to be there, changed or gone.

    The same `id` with the same `fingerprint` is a question; with a higher `attempt`, after one that failed, it is tried again.
    A change names what changes: characteristics, one that is null is taken away; `state` '' stays as it is.
    """

    id: str
    fingerprint: str
    method: Method
    service_id: str
    specification_id: str = ""
    state: str = ""
    characteristics: dict[str, Any] = {}
    attempt: int = 1


def request(driver: Driver, step: Step, command: RequestService) -> Activation:
    """The activation that carries it out. One service is changed by one request at a time."""
    known = step.find(ACTIVATIONS, command.id)
    if known is None:
        service = step.look(SERVICES, command.service_id)
        known = _activation(command, _judged(command, service))
        begin(driver, step, known)
    elif known.fingerprint != command.fingerprint:
        text = "this key was used for another request"
        raise refuse(Kind.CONFLICT, Code.KEY_REUSED, text, "idempotencyKey")
    elif known.can_try(command.attempt):
        known.try_again(command.attempt, step.now)
        ask(driver, step, known)
    known.requests += 1
    return known


def _judged(command: RequestService, service: Service | None) -> Service:
    """The service as it stands; a request that it does not allow is a `HubError`."""
    allowed = {Method.CREATE: (ACTIVE, INACTIVE), Method.MODIFY: ("", ACTIVE, INACTIVE)}.get(command.method)
    if allowed and command.state not in allowed:
        text = f"{command.state or 'nothing'} is no state to ask for; these are: {ACTIVE}, {INACTIVE}"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "service.state")
    if service is not None and service.open:
        raise _forbidden(f"service {service.id} is being changed by {service.open[0]}")
    if command.method is Method.CREATE:
        if service is not None and service.stands:
            raise _forbidden(f"service {service.id} is {service.state} already")
        return service or Service(id=command.service_id)
    if service is None or not service.state:
        text = f"there is no service {command.service_id}"
        raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, text, "id")
    if not service.stands:
        raise _forbidden(f"service {service.id} is {service.state}")
    return service


def _forbidden(text: str) -> HubError:
    return refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")


def _activation(command: RequestService, service: Service) -> Activation:
    """Beside the last thing that was asked for the service, not after it: numbers are those of service orders."""
    ends = command.method is Method.DELETE
    merged = {**service.characteristics, **command.characteristics}
    return Activation(
        id=command.id,
        service_id=command.service_id,
        specification_id=command.specification_id or service.specification_id,
        operation=Operation.DEACTIVATE if ends else Operation.CONFIGURE,
        wanted_state=TERMINATED if ends else command.state or service.state,
        sequence=max(service.sequence, 1),
        characteristics={name: value for name, value in merged.items() if value is not None},
        fingerprint=command.fingerprint,
        attempt=command.attempt,
    )
