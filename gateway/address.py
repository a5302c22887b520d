"""Addresses with a slash inside an id: `%2F` is a part of a segment, where a server's decoded path ends one."""

import re
from urllib.parse import unquote

from starlette.types import ASGIApp, Receive, Scope, Send

_KEPT = re.compile(r"%(2F|25)", re.IGNORECASE)
_DECODED = {"%2F": "/", "%25": "%"}


class Segments:
    """Leaves slashes inside segments, and percent signs, encoded until the route is found; `decoded` is the rest."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        raw: bytes = scope.get("raw_path") or b""
        if b"%2" in raw:
            path = unquote(_KEPT.sub(r"%25\1", raw.decode("latin-1")))
            scope = {**scope, "path": path}
        await self._app(scope, receive, send)


def decoded(segment: str) -> str:
    """What a segment of such a path says."""
    return _KEPT.sub(lambda found: _DECODED[found[0].upper()], segment)
