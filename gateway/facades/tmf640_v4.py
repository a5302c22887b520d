"""TMF640 Service Activation and Configuration v4, over `activation.v1.ActivationService`.

What is asked of the network is answered when it has answered, or with the monitor when that takes longer.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from gateway.facades.common import CHARACTERISTIC, REF, always
from gateway.facades.mapping import Field, Plain, Shape, choice, date, many, one, text
from gateway.facades.resource import Change, Draft, Resource
from gateway.facades.rest import Api, Rest
from gateway.http import Request, json_response
from hub.kernel.errors import HubError, Kind, Reason, known_code
from proto.activation.v1 import activation_pb2 as pb
from proto.activation.v1 import activation_pb2_grpc

# Who asks is not kept waiting for longer.
WAIT_SECONDS = 2.0
IN_PROGRESS, IN_ERROR = "InProgress", "InError"
# Of monitors: our states of activations → their words.
STATES = {"configuring": IN_PROGRESS, "failed": IN_ERROR, "refused": IN_ERROR, "done": "Completed"}
# What the network said, by the status it stands for.
KINDS = {"409": Kind.NOT_ALLOWED, "503": Kind.UNAVAILABLE}


def _always_text(name: str) -> Field:
    """A string that is there, also when it is empty."""
    return Field(
        lambda message, value, _: setattr(message, name, value),
        lambda message: getattr(message, name),
        path=(name,),
    )


HEADER = Plain(pb.Header, {"name": text("name"), "value": text("value")})
_EXCHANGE = {"body": _always_text("body_json"), "header": many("header", always(HEADER))}
REQUEST = Plain(pb.MonitorRequest, {"method": text("method"), **_EXCHANGE}, computed=frozenset({"to"}))
RESPONSE = Plain(pb.MonitorResponse, {"statusCode": text("status_code"), **_EXCHANGE})
MONITOR = Plain(
    pb.Monitor,
    {
        "id": text("id"),
        "state": choice("activation_state", {}, STATES),
        "request": one("request", always(REQUEST)),
        "response": one("response", always(RESPONSE)),
    },
    computed=frozenset({"sourceHref"}),
)
SERVICE = Shape(
    pb.Service,
    {
        "id": text("id"),
        "state": text("state"),
        "serviceDate": date("service_date"),
        "serviceSpecification": one("service_specification", always(REF)),
        "serviceCharacteristic": many("characteristic", always(CHARACTERISTIC)),
    },
)


def _addresses(monitor: pb.Monitor, api_url: str) -> Mapping[str, Any]:
    """What the request was sent to, and what it was about."""
    services = f"{api_url}/service"
    service = f"{services}/{quote(monitor.source_href, safe='')}"
    asked = REQUEST.to_json(monitor.request)
    to = services if monitor.request.method == "POST" else service
    return {"sourceHref": service, "request": {**asked, "to": to}}


def _create(draft: Draft) -> pb.CreateServiceRequest:
    return pb.CreateServiceRequest(
        idempotency_key=draft.key, service=draft.message, wait_seconds=WAIT_SECONDS
    )


def _modify(change: Change) -> pb.ModifyServiceRequest:
    return pb.ModifyServiceRequest(
        id=change.message.id,
        service=change.message,
        if_version=change.if_version,
        wait_seconds=WAIT_SECONDS,
    )


def _delete(request: Request, if_version: int) -> pb.DeleteServiceRequest:
    return pb.DeleteServiceRequest(
        id=request.path_params["id"], if_version=if_version, wait_seconds=WAIT_SECONDS
    )


SERVICES = Resource(
    name="service",
    shape=SERVICE,
    stub=activation_pb2_grpc.ActivationServiceStub,
    get=lambda request: pb.GetServiceRequest(id=request.path_params["id"]),
    list=lambda page, query: pb.ListServicesRequest(page=page, query=query),
    create=_create,
    update=_modify,
    delete=_delete,
    owned=("id", "href", "serviceDate"),
    overruled=("serviceDate",),
)
MONITORS = Resource(
    name="monitor",
    shape=MONITOR,
    stub=activation_pb2_grpc.ActivationServiceStub,
    get=lambda request: pb.GetMonitorRequest(id=request.path_params["id"]),
    list=lambda page, query: pb.ListMonitorsRequest(page=page, query=query),
    also=_addresses,
)


class _Begun(Exception):  # noqa: N818 (nothing is wrong)
    """The network is still at work."""

    def __init__(self, monitor: pb.Monitor) -> None:
        self.monitor = monitor


class Activating(Rest):
    """Services: the room answers a change with its monitor."""

    async def create(self, request: Request) -> Response:
        return await self._begun(request, super().create)

    async def patch(self, request: Request) -> Response:
        return await self._begun(request, super().patch)

    async def delete(self, request: Request) -> Response:
        return await self._begun(request, super().delete)

    async def _begun(self, request: Request, handler: Callable[[Request], Awaitable[Response]]) -> Response:
        """202 and the monitor for what takes its time."""
        try:
            return await handler(request)
        except _Begun as begun:
            monitor = begun.monitor
            href = f"{request.api_url}/monitor/{quote(monitor.id, safe='')}"
            shown = {
                "id": monitor.id,
                "href": href,
                **MONITOR.to_json(monitor),
                **_addresses(monitor, request.api_url),
            }
            return json_response(shown, 202, {"Location": href})

    async def _ask(self, message: Any) -> Any:
        answer = await super()._ask(message)
        if not isinstance(answer, pb.Monitor):
            return answer
        if answer.state == IN_PROGRESS:
            raise _Begun(answer)
        if answer.state == IN_ERROR:
            reason = answer.reason
            raise HubError(
                KINDS[answer.response.status_code], Reason(known_code(reason.code), reason.text, reason.path)
            )
        if answer.request.method == "DELETE":
            return answer
        return await super()._ask(pb.GetServiceRequest(id=answer.source_href))


API = Api(
    document="tmf640-v4.yaml",
    room="activation",
    resources=(SERVICES, MONITORS),
    special={"service": Activating},
)
