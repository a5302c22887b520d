"""The gateway as an ASGI application: contracts, facades and the way between them, put together."""

import contextlib
import warnings
from collections.abc import AsyncIterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import grpc
from starlette.types import ASGIApp

from gateway import specs
from gateway.address import Segments
from gateway.dispatch import Dispatcher, complete, routing, validator_map
from gateway.errors import ErrorMiddleware
from gateway.facades import (
    tmf620_v4,
    tmf622_v4,
    tmf633_v4,
    tmf634_v4,
    tmf637_v4,
    tmf638_v4,
    tmf639_v4,
    tmf640_v4,
    tmf641_v4,
    tmf645_v4,
    tmf652_v4,
    tmf679_v4,
)
from gateway.facades.operations_v1 import Operations
from gateway.facades.rest import Api
from gateway.http import Handler
from gateway.pages import pages
from hub.platform.rpc import DEADLINE_SECONDS, healthy

with warnings.catch_warnings():
    # As in `gateway.dispatch`.
    warnings.simplefilter("ignore")
    from connexion import ConnexionMiddleware
    from connexion.middleware.lifespan import LifespanMiddleware
    from connexion.middleware.request_validation import RequestValidationMiddleware
    from connexion.middleware.response_validation import ResponseValidationMiddleware
    from connexion.middleware.routing import RoutingMiddleware
    from connexion.middleware.security import SecurityMiddleware

DOCUMENTS = Path(__file__).parents[1] / "openapi"
MAX_BODY_BYTES = 4 * 1024 * 1024
# Those whose resources are declared; each is offered where its room can be reached.
APIS: tuple[Api, ...] = (
    tmf620_v4.API,
    tmf622_v4.API,
    tmf633_v4.API,
    tmf634_v4.API,
    tmf637_v4.API,
    tmf638_v4.API,
    tmf639_v4.API,
    tmf640_v4.API,
    tmf641_v4.API,
    tmf645_v4.API,
    tmf652_v4.API,
    tmf679_v4.API,
)


class Facade(Protocol):
    """One version of one API: its document and the handlers of its operations."""

    @property
    def document(self) -> str: ...

    @property
    def operations(self) -> dict[str, Handler]: ...


def facades(
    core: grpc.aio.Channel,
    deadline_seconds: float = DEADLINE_SECONDS,
    below: Mapping[str, grpc.aio.Channel] | None = None,
) -> list[Facade]:
    """All APIs the hub speaks: those of the core, and of the rooms `below` it that are there."""
    rooms = {"com": core, **(below or {})}
    declared = [api.bind(rooms[api.room], deadline_seconds) for api in APIS if api.room in rooms]
    return [*declared, Operations(core, deadline_seconds, below)]


def build_app(
    core: grpc.aio.Channel,
    *,
    below: Mapping[str, grpc.aio.Channel] | None = None,
    base_url: str = "",
    validate_responses: bool = False,
    deadline_seconds: float = DEADLINE_SECONDS,
    max_body_bytes: int = MAX_BODY_BYTES,
    documents: Path = DOCUMENTS,
) -> ASGIApp:
    """The application; it owns `core` and the channels to the rooms `below`, and closes them when it ends.

    `base_url` is where clients reach us (`https://hub.example`); without it hrefs follow each request.
    """
    apis: Sequence[Facade] = facades(core, deadline_seconds, below)
    mounted = [
        (api, spec)
        for api in apis
        for spec in specs.load(documents / api.document, validate_responses=validate_responses).mounts()
    ]
    loaded = [spec for _, spec in mounted]

    @contextlib.asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        try:
            yield
        finally:
            for channel in (core, *(below or {}).values()):
                await channel.close()

    app = ConnexionMiddleware(
        Dispatcher(pages(loaded, lambda: healthy([core]))),
        lifespan=lifespan,
        middlewares=[
            Segments,
            partial(
                ErrorMiddleware, allowed=lambda path: set().union(*(spec.methods(path) for spec in loaded))
            ),
            RoutingMiddleware,
            SecurityMiddleware,
            RequestValidationMiddleware,
            ResponseValidationMiddleware,
            LifespanMiddleware,
        ],
        validate_responses=validate_responses,
    )
    for api, spec in mounted:
        app.add_api(
            routing(spec),
            base_path=spec.base_path,
            resolver=complete(spec, api.operations),
            validator_map=validator_map(spec, max_body_bytes),
            base_url=base_url.rstrip("/"),
            contract=spec,
        )
    return app  # type: ignore[no-any-return]
