"""What a facade sees of HTTP: one `Request` in, one `Response` out. No framework objects in the facades."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.responses import Response

from gateway.specs import Spec

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Request:
    """A request that met its contract: routed, checked, its body parsed."""

    operation_id: str
    path: str
    path_params: Mapping[str, str]
    raw_query: str
    headers: Mapping[str, str]
    # Parsed JSON; None when the operation takes no body.
    body: Any
    # Where the API lives as the client reaches it, e.g. `https://hub.example/tmf-api/serviceOrdering/v4`.
    api_url: str
    # The name of the authenticated client; see `gateway.security`.
    client: str
    # The document the operation is from.
    contract: Spec

    @property
    def media_type(self) -> str:
        """What the body is said to be."""
        return media_type_of(self.headers)

    @property
    def declares(self) -> Callable[[str], bool]:
        """Whether the resource of the answer has an attribute by its contract; asked by dotted names."""
        return self.contract.operations[self.operation_id].declares

    @property
    def url_path(self) -> str:
        """The absolute address asked for, without its query."""
        return self.api_url + self.path


def media_type_of(headers: Mapping[str, str]) -> str:
    """The media type of a body, without parameters; JSON when nothing is said."""
    return headers.get("content-type", "").partition(";")[0].strip().lower() or JSON


Handler = Callable[[Request], Awaitable[Response]]


def json_response(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON answer, serialised once."""
    return Response(orjson.dumps(body), status, headers, media_type=JSON)


def no_content() -> Response:
    """204: done, and there is nothing to show."""
    return Response(status_code=204)
