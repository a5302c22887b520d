"""Where Connexion meets our code: its routing, security and validation around one small way to a handler.

Connexion's own last step rebuilds a chain of decorators for every request to find out which arguments a
function takes. Our handlers all take one `Request`, so the last step is ours (a `RoutedMiddleware`, the
extension point Connexion documents), and so are the validators, compiled once (`validator_map`).
"""

import logging
import warnings
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope, Send

from gateway import body as json_body
from gateway.address import decoded
from gateway.http import JSON, Handler, Request, media_type_of
from gateway.security import client_of
from gateway.specs import JSON_PATCH, JSON_TYPES, Operation, Parameter, Spec
from gateway.tmf630 import without_nulls
from hub.kernel.errors import Code, Kind, refuse

with warnings.catch_warnings():
    # Its package imports Starlette's test client, which warns about the age of httpx.
    warnings.simplefilter("ignore")
    from connexion.datastructures import MediaTypeDict
    from connexion.middleware.abstract import ROUTING_CONTEXT, RoutedAPI, RoutedMiddleware

# It warns at every request to an operation that takes two media types, as every PATCH here does.
logging.getLogger("connexion.operations.openapi3").setLevel(logging.ERROR)

BODY = "orderhub.body"
ACCEPTED = ("*/*", "application/*", JSON)
SCALARS = ("integer", "number", "boolean")


def operation_of(spec: Spec, scope: Scope) -> Operation:
    """The operation Connexion's routing found."""
    return spec.operations[scope["extensions"][ROUTING_CONTEXT]["operation_id"]]


class ParameterValidator:
    """Checks query and header parameters that came; TMF's filters have their own grammar (`gateway.query`)."""

    def __init__(self, spec: Spec, *_: Any, **__: Any) -> None:
        self._spec = spec

    def validate(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
        for parameter in operation_of(self._spec, scope).parameters:
            value = (query if parameter.place == "query" else headers).get(parameter.name)
            if value is not None:
                parameter.check(_typed(value, parameter), parameter.name)
            elif parameter.required:
                text = f"the {parameter.place} parameter is required"
                raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, parameter.name)


def _typed(value: str, parameter: Parameter) -> Any:
    if parameter.schema_type not in SCALARS:
        return value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        return value


class BodyValidator:
    """Reads, parses and checks a body once, and leaves the result for the handler."""

    def __init__(self, spec: Spec, max_bytes: int, **_: Any) -> None:
        self._spec = spec
        self._max_bytes = max_bytes

    async def wrap_receive(self, receive: Receive, *, scope: Scope) -> tuple[Receive, Scope]:
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdecimal() and int(announced) > self._max_bytes:
            raise HTTPException(413, f"the body is larger than {self._max_bytes} bytes")
        value = json_body.parse(await json_body.read(receive, self._max_bytes))
        operation = operation_of(self._spec, scope)
        media_type = media_type_of(Headers(scope=scope))
        if media_type not in operation.bodies:
            raise HTTPException(415, f"bodies are {', '.join(operation.bodies)}, not {media_type[:60]}")
        # In a merge patch null means "take it away": there is no value to check.
        merged = operation.method == "patch" and media_type != JSON_PATCH
        operation.bodies[media_type](without_nulls(value) if merged else value)
        scope["extensions"][BODY] = value
        return receive, scope


class ResponseValidator:
    """Holds an answer to the contract. For tests: a broken promise becomes a 500."""

    def __init__(self, spec: Spec, scope: Scope, **_: Any) -> None:
        self._operation = operation_of(spec, scope)
        # An answer cut down to some attributes has not all the required ones.
        self._sparse = b"fields=" in scope["query_string"]

    def wrap_send(self, send: Send) -> Send:
        held: Message = {}

        async def checked(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start":
                # Held until the body is known: what has been sent cannot become a 500.
                held = message
                return
            if not self._sparse:
                body = orjson.loads(message["body"]) if message["body"] else None
                self._operation.check_response(held["status"], body)
            await send(held)
            await send(message)

        return checked


def validator_map(spec: Spec, max_body_bytes: int) -> dict[str, Any]:
    """Our validators for one document, as Connexion takes them."""
    body_validator = partial(BodyValidator, spec, max_body_bytes)
    return {
        "parameter": partial(ParameterValidator, spec),
        "body": dict.fromkeys(JSON_TYPES, body_validator),
        "response": MediaTypeDict({"*/*": partial(ResponseValidator, spec)}),
    }


class _Endpoint:
    def __init__(
        self, handler: Handler, base_url: str, body_validator: BodyValidator | None, contract: Spec
    ) -> None:
        self._handler = handler
        self._base_url = base_url
        self._contract = contract
        self._body_validator = body_validator

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        _accepts_json(headers.get("accept", ""))
        if self._body_validator and BODY not in scope["extensions"]:
            # Connexion takes `Application/JSON` for a type of its own and lets its body pass unchecked.
            await self._body_validator.wrap_receive(receive, scope=scope)
        routing = scope["extensions"][ROUTING_CONTEXT]
        base_path: str = routing["api_base_path"]
        request = Request(
            operation_id=routing["operation_id"],
            path=scope["path"].removeprefix(scope.get("root_path", "")).removeprefix(base_path),
            path_params=_storable(scope["path_params"]),
            raw_query=scope["query_string"].decode("latin-1"),
            headers=headers,
            body=scope["extensions"].get(BODY),
            api_url=(self._base_url or _reached_at(scope, headers)) + base_path,
            client=client_of(scope),
            contract=self._contract,
        )
        response = await self._handler(request)
        await response(scope, receive, send)


def _accepts_json(accept: str) -> None:
    if accept and not any(part.split(";")[0].strip().lower() in ACCEPTED for part in accept.split(",")):
        raise HTTPException(406, f"answers are {JSON}, which the Accept header leaves out")


def _storable(path_params: dict[str, str]) -> dict[str, str]:
    if any("\x00" in value for value in path_params.values()):
        # No id has this character, and databases refuse to look for it.
        raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, "there is no such id")
    return {name: decoded(value) for name, value in path_params.items()}


def _reached_at(scope: Scope, headers: Headers) -> str:
    host, port = scope.get("server") or ("localhost", None)
    authority = headers.get("host") or (f"{host}:{port}" if port else host)
    return f"{scope['scheme']}://{authority}{scope.get('root_path', '')}"


class _Api(RoutedAPI):  # type: ignore[misc]
    def __init__(
        self, *args: Any, base_url: str, contract: Spec, validator_map: dict[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._base_url = base_url
        self._contract = contract
        self._body_validator = validator_map["body"][JSON]()
        self.add_paths()

    def make_operation(self, operation: Any) -> _Endpoint:
        validator = self._body_validator if operation.request_body else None
        return _Endpoint(operation.function, self._base_url, validator, self._contract)


class Dispatcher(RoutedMiddleware):  # type: ignore[misc]
    """Innermost: the handler of the operation found, or the application it stands before for paths of no document."""

    api_cls = _Api


def routing(spec: Spec) -> dict[str, Any]:
    """What Connexion needs of a document: paths, operations, media types.

    With schemas it would check all of them against OpenAPI's own schema and resolve them into a graph
    nobody reads, which took most of a start; our tests check the documents (`tests/unit/gateway`).
    """
    paths: dict[str, Any] = {}
    for operation in spec.operations.values():
        content: dict[str, Any] = {media_type: {} for media_type in operation.bodies}
        paths.setdefault(operation.path, {})[operation.method] = {
            "operationId": operation.operation_id,
            **({"requestBody": {"content": content}} if content else {}),
            "responses": {"default": {"description": ""}},
        }
    return {"openapi": spec.document["openapi"], "info": spec.document["info"], "paths": paths}


def complete(spec: Spec, handlers: dict[str, Handler]) -> Callable[[str], Handler]:
    """The look-up Connexion resolves by; document and facade have to name the same operations."""
    missing: Iterable[str] = spec.operations.keys() ^ handlers.keys()
    if missing:
        raise LookupError(f"{spec.base_path}: operationIds on one side only: {', '.join(sorted(missing))}")
    return handlers.__getitem__
