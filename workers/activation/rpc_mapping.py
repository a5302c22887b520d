"""activation.v1 ↔ model: services, monitors, activations, and what belongs to the emulated network."""

from typing import Any

import msgspec

from hub.kernel.values import Characteristic, Ref
from hub.messages import rpc
from proto.activation.v1 import activation_pb2 as pb
from workers.activation.drivers.emulator.configuration import Configuration
from workers.activation.drivers.emulator.scenario import Rule
from workers.activation.model import Activation
from workers.activation.running import MONITOR, method, status
from workers.activation.service import Said, Service

# Where TMF640 has its services.
SERVICES = "/tmf-api/ServiceActivationAndConfiguration/v4/service"
_JSON = [pb.Header(name="Content-Type", value="application/json")]
_ACCEPT = [pb.Header(name="Accept", value="application/json")]


def to_values(message: Any) -> dict[str, Any]:
    """The characteristics of a request, by name."""
    return {c.name: rpc.to_characteristic(c).value for c in message.characteristic}


def to_said(message: pb.Service) -> Said:
    """What a request says beside what the network is asked for."""
    given = [rpc.to_characteristic(c) for c in message.characteristic]
    return Said(
        specification=rpc.to_ref(message.service_specification),
        characteristics=[Characteristic(c.name, None, c.value_type, c.extension) for c in given],
        extension=message.extension_json,
    )


def from_service(service: Service) -> pb.Service:
    return pb.Service(
        id=service.id,
        version=service.version,
        state=service.shown_state,
        service_specification=rpc.from_ref(service.specification),
        characteristic=[rpc.from_characteristic(c) for c in service.characteristics],
        service_date=rpc.timestamp(service.created_at),
        extension_json=service.extension,
        changed_at=rpc.timestamp(service.changed_at),
        open_monitor_id=service.open,
    )


def from_monitor(activation: Activation) -> pb.Monitor:
    code = status(activation)
    return pb.Monitor(
        id=activation.id,
        state=MONITOR[activation.state],
        activation_state=activation.state,
        source_href=activation.service_id,
        request=_request(activation),
        response=pb.MonitorResponse(status_code=code, header=_JSON, body_json=_answer(activation, code))
        if code
        else None,
        attempt=activation.attempt,
        reason=rpc.from_reason(activation.reason) if activation.reason else None,
    )


def _request(activation: Activation) -> pb.MonitorRequest:
    asked = method(activation)
    if asked == "DELETE":
        return pb.MonitorRequest(method=asked, to=f"{SERVICES}/{activation.service_id}", header=_ACCEPT)
    return pb.MonitorRequest(
        method=asked,
        to=SERVICES if asked == "POST" else f"{SERVICES}/{activation.service_id}",
        header=_JSON,
        body_json=_json(_as_asked(activation)),
    )


def _answer(activation: Activation, code: str) -> str:
    if activation.reason is not None:
        error = {"code": activation.reason.code, "reason": activation.reason.text, "status": code}
        return _json({"@type": "Error", **error})
    return "" if code == "204" else _json(_as_asked(activation))


def _as_asked(activation: Activation) -> dict[str, Any]:
    """The service as it shall be, a TMF640 Service."""
    said = activation.said or Said()
    return {
        **_rest(said.extension),
        "id": activation.service_id,
        "state": activation.wanted_state,
        "serviceSpecification": _specification(said.of(activation.specification_id)),
        "serviceCharacteristic": [_characteristic(c) for c in said.with_values(activation.characteristics)],
    }


def _specification(ref: Ref) -> dict[str, Any]:
    named = {"href": ref.href, "name": ref.name, "@referredType": ref.referred_type}
    return {**_rest(ref.extension), "id": ref.id, **{name: said for name, said in named.items() if said}}


def _characteristic(of: Characteristic) -> dict[str, Any]:
    typed = {"valueType": of.value_type} if of.value_type else {}
    return {**_rest(of.extension), "name": of.name, **typed, "value": of.value}


def _rest(extension: str) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(extension) if extension else {}
    return found


def from_activation(activation: Activation) -> pb.Activation:
    return pb.Activation(
        id=activation.id,
        version=activation.version,
        state=activation.state,
        service_id=activation.service_id,
        service_order_id=activation.service_order_id,
        operation=activation.operation,
        service_specification_id=activation.specification_id,
        requests=activation.requests,
        applications=activation.applications,
        reason=rpc.from_reason(activation.reason) if activation.reason else None,
        completion_date=rpc.timestamp(activation.completion_date),
        attempt=activation.attempt,
        sequence=activation.sequence,
        wanted_state=activation.wanted_state,
    )


def from_configuration(configuration: Configuration) -> pb.Configuration:
    return pb.Configuration(
        service_id=configuration.id,
        network_element=configuration.element,
        characteristic=rpc.from_values(configuration.characteristics.items()),
        applications=configuration.applications,
        state=configuration.state,
        sequence=configuration.sequence,
        changed_at=rpc.timestamp(configuration.changed_at),
    )


def to_rule(message: pb.Rule) -> Rule:
    return Rule(
        service_specification_id=message.service_specification_id,
        delay_seconds=message.delay_seconds,
        fail_times=message.fail_times,
        refuse=message.refuse,
        silent=message.silent,
        answer_twice=message.answer_twice,
        operation=message.operation,
        element=message.network_element,
        characteristic=message.characteristic,
        one_of=[rpc.from_value(value) for value in message.one_of],
        rate=message.rate if message.HasField("rate") else 1.0,
        seed=message.seed,
        delay_to_seconds=message.delay_to_seconds,
    )


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
