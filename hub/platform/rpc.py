"""gRPC as the hub speaks it: servers, channels, deadlines, and one error table each way.

A `HubError` travels as a status code for everybody and as JSON in the trailer `hub-error-bin` for us.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import grpc
import msgspec
import structlog
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_health.v1._async import HealthServicer
from grpc_reflection.v1alpha import reflection

from hub.kernel.errors import Code, HubError, Kind, Reason, refuse

log = structlog.get_logger()

TRAILER = "hub-error-bin"
DEADLINE_SECONDS = 10.0
# The callee gives up a little before the caller, so that the answer says what took too long.
DEADLINE_MARGIN_SECONDS = 0.02
# An order of hundreds of items may be refused with a reason for each: gRPC's own limit is 8 KiB.
METADATA_LIMIT = 4 * 1024 * 1024
DETAILS_LIMIT = 1000

# A page of a thousand large orders passes; what a partner may send is bounded by the gateway.
_LARGE = ("grpc.max_receive_message_length", 256 * 1024 * 1024)

STATUS: dict[Kind, grpc.StatusCode] = {
    Kind.INVALID: grpc.StatusCode.INVALID_ARGUMENT,
    Kind.NOT_FOUND: grpc.StatusCode.NOT_FOUND,
    Kind.CONFLICT: grpc.StatusCode.ALREADY_EXISTS,
    Kind.NOT_ALLOWED: grpc.StatusCode.FAILED_PRECONDITION,
    Kind.STALE: grpc.StatusCode.ABORTED,
    Kind.UNSUPPORTED: grpc.StatusCode.UNIMPLEMENTED,
    Kind.UNAVAILABLE: grpc.StatusCode.UNAVAILABLE,
    Kind.TIMEOUT: grpc.StatusCode.DEADLINE_EXCEEDED,
    Kind.INTERNAL: grpc.StatusCode.INTERNAL,
}
KIND: dict[grpc.StatusCode, Kind] = {status: kind for kind, status in STATUS.items()}
CODE_OF_KIND: dict[Kind, Code] = {
    Kind.UNAVAILABLE: Code.SERVICE_UNAVAILABLE,
    Kind.TIMEOUT: Code.DEADLINE_PASSED,
    Kind.UNSUPPORTED: Code.OPERATION_UNSUPPORTED,
}


class _Trailer(msgspec.Struct):
    kind: Kind
    reasons: list[Reason]


def from_grpc(error: grpc.RpcError) -> HubError:
    """The `HubError` a failed call stands for, whoever failed: the other side's own, or the channel's."""
    call: Any = error
    for key, value in call.trailing_metadata() or ():
        if key == TRAILER:
            # A newer peer may know codes that we do not; then its status has to do.
            with contextlib.suppress(msgspec.MsgspecError):
                trailer = msgspec.json.decode(value, type=_Trailer)
                return HubError(trailer.kind, *trailer.reasons)
    kind = KIND.get(call.code(), Kind.INTERNAL)
    return refuse(kind, CODE_OF_KIND.get(kind, Code.INTERNAL_ERROR), call.details() or str(call.code()))


class ErrorInterceptor(grpc.aio.ServerInterceptor):
    """Turns what a method raises into a status and the trailer, and holds the caller's deadline."""

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Any]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Any:
        handler = await continuation(handler_call_details)
        if handler is None or handler.unary_unary is None:
            return handler
        method = handler_call_details.method
        inner = handler.unary_unary

        async def guarded(request: Any, context: grpc.aio.ServicerContext[Any, Any]) -> Any:
            remaining = context.time_remaining()
            # The stubs promise a number; without a deadline there is none.
            limit = None if remaining is None else max(remaining - DEADLINE_MARGIN_SECONDS, 0.0)  # type: ignore[redundant-expr]
            try:
                return await asyncio.wait_for(inner(request, context), limit)
            except grpc.aio.AbortError:
                raise  # the method has answered already
            except HubError as error:
                await _abort(context, error)
            except TimeoutError:
                await _abort(context, refuse(Kind.TIMEOUT, Code.DEADLINE_PASSED, f"{method} took too long"))
            except Exception:
                log.exception("rpc.failed", method=method)
                await _abort(context, refuse(Kind.INTERNAL, Code.INTERNAL_ERROR, f"{method} failed"))

        return grpc.unary_unary_rpc_method_handler(
            guarded,
            request_deserializer=handler.request_deserializer,
            response_serializer=handler.response_serializer,
        )


async def _abort(context: grpc.aio.ServicerContext[Any, Any], error: HubError) -> None:
    trailer = msgspec.json.encode(_Trailer(error.kind, list(error.reasons)))
    await context.abort(STATUS[error.kind], str(error)[:DETAILS_LIMIT], ((TRAILER, trailer),))


class RpcServer:
    """A gRPC server with health and reflection; `add` services, then `start`. `setting` is where `address` is from."""

    def __init__(self, address: str, setting: str = "") -> None:
        self._address = address
        self._setting = setting
        # Without this a second process on the same port would silently get half of the calls.
        alone = ("grpc.so_reuseport", 0)
        self._server = grpc.aio.server(interceptors=(ErrorInterceptor(),), options=(alone, _LARGE))
        self._health = HealthServicer()
        health_pb2_grpc.add_HealthServicer_to_server(self._health, self._server)
        self._services: list[str] = [reflection.SERVICE_NAME]
        self.port = 0

    def add(self, add_to_server: Callable[[Any, Any], None], servicer: Any, service: Any) -> None:
        """Registers `servicer` by its generated function; `service` is its descriptor."""
        add_to_server(servicer, self._server)
        self._services.append(service.full_name)

    async def start(self) -> None:
        """Listens; with port 0 in the address the system chooses, and `port` says which."""
        reflection.enable_server_reflection(self._services, self._server)
        try:
            self.port = self._server.add_insecure_port(self._address)
        except RuntimeError as error:
            text = f"cannot listen on {self._address} for gRPC: is another hub running?"
            raise refuse(Kind.UNAVAILABLE, Code.SERVICE_UNAVAILABLE, text, self._setting) from error
        await self._server.start()
        for service in ("", *self._services):
            await self._health.set(service, health_pb2.HealthCheckResponse.SERVING)

    async def stop(self, grace_seconds: float = 5.0) -> None:
        """Says it is going, lets running calls end, closes."""
        await self._health.enter_graceful_shutdown()
        await self._server.stop(grace_seconds)


def open_channel(target: str) -> grpc.aio.Channel:
    """A channel to `host:port` that reconnects quickly and waits for a peer that is restarting."""
    return grpc.aio.insecure_channel(
        target,
        options=(
            _LARGE,
            ("grpc.initial_reconnect_backoff_ms", 100),
            ("grpc.max_reconnect_backoff_ms", 1000),
            ("grpc.max_metadata_size", METADATA_LIMIT),
            ("grpc.absolute_max_metadata_size", METADATA_LIMIT),
        ),
    )


async def call(
    method: Callable[..., Awaitable[Any]], request: Any, *, deadline: float = DEADLINE_SECONDS
) -> Any:
    """Calls a stub's method with a deadline in seconds; fails with `HubError` only."""
    try:
        return await method(request, timeout=deadline, wait_for_ready=True)
    except grpc.RpcError as error:
        raise from_grpc(error) from error


async def healthy(channels: Sequence[grpc.aio.Channel], deadline: float = 1.0) -> bool:
    """Whether every peer says it is serving."""
    for channel in channels:
        stub: Any = health_pb2_grpc.HealthStub(channel)
        try:
            answer = await stub.Check(health_pb2.HealthCheckRequest(service=""), timeout=deadline)
        except grpc.RpcError:
            return False
        if answer.status != health_pb2.HealthCheckResponse.SERVING:
            return False
    return True
