"""Services created, changed and taken down directly, without an order: TMF640 as it is used by itself."""

from enum import StrEnum
from typing import Any

import msgspec

from hub.kernel.errors import Code, HubError, Kind, refuse
from hub.messages.activation import Operation
from hub.platform.unit_of_work import Step
from workers.activation.drivers.driver import Driver
from workers.activation.model import Activation
from workers.activation.running import ask, begin, note
from workers.activation.service import NEXT, PLANNED, TERMINATED, Said, Service
from workers.activation.store import ACTIVATIONS, SERVICES


class Method(StrEnum):
    """What is asked, as HTTP would say it."""

    CREATE = "POST"
    MODIFY = "PATCH"
    DELETE = "DELETE"


class RequestService(msgspec.Struct):
    """Asks for a service to be there, changed or gone.

    The same `id` with the same `fingerprint` is a question; with a higher `attempt`, after one that failed, it is tried again.
    A change names what changes: characteristics, one that is null is taken away; `state` '' stays as it is. One that is
    `whole` names everything, and the network is asked only when some of it is new to it. `said` None stays as it is.
    """

    id: str
    fingerprint: str
    method: Method
    service_id: str
    specification_id: str = ""
    state: str = ""
    characteristics: dict[str, Any] = {}
    said: Said | None = None
    whole: bool = False
    if_version: int = 0
    attempt: int = 1


def request(driver: Driver, step: Step, command: RequestService) -> Activation:
    """The activation that carries it out. One service is changed by one request at a time."""
    known = step.find(ACTIVATIONS, command.id)
    if known is None:
        service = _judged(command, step.look(SERVICES, command.service_id))
        known = _activation(command, service)
        if _asks_network(command, known, service):
            begin(driver, step, known)
        else:
            note(step, known)
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
    if command.state not in NEXT:
        text = f"{command.state} is no state of a service; these are: {', '.join(filter(None, NEXT))}"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "state")
    if service is None or not service.shown_state:
        if command.method is not Method.CREATE:
            text = f"there is no service {command.service_id}"
            raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, text, "id")
        service = service or Service(id=command.service_id)
    if command.if_version not in {0, service.version}:
        text = f"service {service.id} has version {service.version}, not {command.if_version}"
        raise refuse(Kind.STALE, Code.VERSION_STALE, text)
    if service.open:
        raise _forbidden(f"service {service.id} is being changed by {service.open[0]}")
    if command.method is not Method.DELETE:
        _judge_state(command, service)
    return service


def _judge_state(command: RequestService, service: Service) -> None:
    creates = command.method is Method.CREATE
    if creates and service.stands:
        raise _forbidden(f"service {service.id} is {service.state} already")
    source = "" if creates else service.state
    target = command.state or source
    if creates and not target:
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, "says what it shall be", "state")
    if target != source and target not in NEXT[source]:
        text = f"a service that is {source or 'new'} does not become {target}, but: {', '.join(NEXT[source])}"
        raise _forbidden(text)
    if source == target == TERMINATED and command.characteristics:
        raise _forbidden(f"service {service.id} is {TERMINATED}: nothing of it is in the network")


def _forbidden(text: str) -> HubError:
    return refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")


def _activation(command: RequestService, service: Service) -> Activation:
    """Beside the last thing that was asked for the service, not after it: numbers are those of service orders."""
    wanted = TERMINATED if command.method is Method.DELETE else command.state or service.state
    kept = {} if command.whole else service.values
    merged = {**kept, **command.characteristics}
    return Activation(
        id=command.id,
        service_id=command.service_id,
        specification_id=command.specification_id or service.specification.id,
        operation=Operation.DEACTIVATE if wanted == TERMINATED else Operation.CONFIGURE,
        wanted_state=wanted,
        sequence=max(service.sequence, 1),
        characteristics={name: value for name, value in merged.items() if value is not None},
        fingerprint=command.fingerprint,
        method=command.method,
        said=command.said,
        attempt=command.attempt,
    )


def _asks_network(command: RequestService, asked: Activation, service: Service) -> bool:
    """Whether anything is to be done there: it knows active, inactive and nothing."""
    if asked.wanted_state in PLANNED:
        return False
    if asked.operation == Operation.DEACTIVATE:
        return service.stands
    stands = (service.state, service.specification.id, service.values)
    return not command.whole or stands != (asked.wanted_state, asked.specification_id, asked.characteristics)
