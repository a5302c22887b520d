"""Every failure as a TMF `Error`, whoever raised it. One table a source; nothing of our inside is told."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.http import json_response
from gateway.validation import MAX_REASONS
from hub.kernel.errors import Code, HubError, Kind, Reason

log = structlog.get_logger()

STATUS: dict[Kind, int] = {
    Kind.INVALID: 400,
    Kind.NOT_FOUND: 404,
    Kind.CONFLICT: 409,
    Kind.NOT_ALLOWED: 409,
    Kind.STALE: 412,
    Kind.UNSUPPORTED: 501,
    Kind.UNAVAILABLE: 503,
    Kind.TIMEOUT: 504,
    Kind.INTERNAL: 500,
}
# For what HTTP itself refuses, before or beside our own errors.
CODE_OF_STATUS: dict[int, Code] = {
    400: Code.ATTRIBUTE_INVALID,
    401: Code.UNAUTHENTICATED,
    403: Code.FORBIDDEN,
    404: Code.PATH_UNKNOWN,
    405: Code.METHOD_NOT_ALLOWED,
    406: Code.NOT_ACCEPTABLE,
    413: Code.BODY_TOO_LARGE,
    415: Code.MEDIA_TYPE_UNSUPPORTED,
}
# Said instead of our own words, which could tell addresses and names of our inside.
PUBLIC_TEXT: dict[Kind, str] = {
    Kind.UNAVAILABLE: "the hub cannot do this at the moment; try again",
    Kind.TIMEOUT: "the hub did not answer in time; the outcome is open, so repeat with the same Idempotency-Key",
    Kind.INTERNAL: "the hub failed; the request may be tried again",
}
# Of who only reads: nothing has been done.
READ_TOO_LONG = "the hub did not answer in time; ask for less, or by attributes that fewer resources have"
INTERNAL = Reason(Code.INTERNAL_ERROR, PUBLIC_TEXT[Kind.INTERNAL])
RETRY_AFTER_SECONDS = "1"


def error_body(status: int, reasons: Iterable[Reason]) -> dict[str, Any]:
    """A TMF `Error`; `errors` lists every reason, `message` says them all in one text."""
    listed = list(reasons)[:MAX_REASONS]
    said = [f"{r.path}: {r.text}" if r.path else r.text for r in listed]
    return {
        "@type": "Error",
        "code": listed[0].code,
        "reason": said[0],
        "message": "; ".join(said),
        "status": str(status),
        "errors": [{"code": r.code, "path": r.path, "text": r.text} for r in listed],
    }


def error_response(
    error: Exception, headers: Mapping[str, str] | None = None, *, reading: bool = False
) -> Response:
    """The one way from an exception to an answer; `reading`: to who has asked for no change."""
    extra = dict(headers or {})
    if isinstance(error, HubError):
        status = STATUS[error.kind]
        reasons = error.reasons or (Reason(Code.INTERNAL_ERROR, error.kind),)
        if text := PUBLIC_TEXT.get(error.kind):
            reads_too_long = reading and error.kind is Kind.TIMEOUT
            reasons = (Reason(reasons[0].code, READ_TOO_LONG if reads_too_long else text),)
        if error.kind is Kind.UNAVAILABLE:
            extra["Retry-After"] = RETRY_AFTER_SECONDS
        return json_response(error_body(status, reasons), status, extra)
    # Starlette's own errors and, derived from them, all of Connexion's.
    if isinstance(error, HTTPException) and error.status_code < 500:
        extra = {**(error.headers or {}), **extra}
        code = CODE_OF_STATUS.get(error.status_code, Code.ATTRIBUTE_INVALID)
        text = str(error.detail or code)
        return json_response(error_body(error.status_code, [Reason(code, text)]), error.status_code, extra)
    return json_response(error_body(500, [INTERNAL]), 500, extra)


class ErrorMiddleware:
    """Outermost: answers for everything that is raised below it, and logs what is our fault."""

    def __init__(self, app: ASGIApp, allowed: Callable[[str], set[str]]) -> None:
        self._app = app
        # path -> the methods the contracts offer there
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except ClientDisconnect:
            log.info("http.client-gone", path=scope["path"])
        except Exception as error:
            response = self._answer(scope, error)
            if started:
                # Half an answer is out; the server has to break the connection.
                raise
            await response(scope, receive, send)

    def _answer(self, scope: Scope, error: Exception) -> Response:
        headers: dict[str, str] = {}
        if isinstance(error, HTTPException) and error.status_code == 404:
            error = HTTPException(404, f"nothing is found under {scope['path'][:200]}")
        elif isinstance(error, HTTPException) and error.status_code == 405:
            # A route knows its own method only; the contract knows all of a path.
            own = (error.headers or {}).get("Allow", "").split(", ")
            headers["Allow"] = ", ".join(sorted(self._allowed(scope["path"]) or own))
            error = HTTPException(405, f"{scope['method']} is not offered here, only {headers['Allow']}")
        response = error_response(error, headers, reading=scope["method"] == "GET")
        status = response.status_code
        if status == 500:
            log.error("http.failed", method=scope["method"], path=scope["path"], exc_info=error)
        elif status > 501:
            log.warning(
                "http.failed", method=scope["method"], path=scope["path"], status=status, error=str(error)
            )
        return response
