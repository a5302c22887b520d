"""A message: a typed JSON body, and headers that say what it is, what it belongs to and what caused it."""

from typing import Any, TypeVar

import msgspec

from hub.kernel.errors import Code, HubError, Kind, refuse
from hub.kernel.ids import new_id

T = TypeVar("T")


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """An envelope as it lies in the outbox and travels on the bus."""

    id: str
    # Name of the contract in `hub.messages` and of the AsyncAPI message; decides where it goes.
    type: str
    # JSON, not yet looked into.
    body: msgspec.Raw
    # The aggregate it is about; messages with one key are sent in the order they were written.
    key: str
    # The order everything belongs to, from the first request on.
    correlation: str
    # Id of the message that caused this one; empty at the beginning of a chain.
    causation: str = ""
    traceparent: str = ""


def compose(contract: msgspec.Struct, *, key: str, correlation: str, cause: Message | None = None) -> Message:
    """The message that carries `contract`."""
    return Message(
        id=new_id(),
        type=type(contract).__name__,
        body=msgspec.Raw(msgspec.json.encode(contract)),
        key=key,
        correlation=correlation,
        causation=cause.id if cause else "",
        traceparent=cause.traceparent if cause else "",
    )


def read(message: Message, contract: type[T]) -> T:
    """The body as `contract`; a body that breaks it is a `HubError` that says where."""
    try:
        return msgspec.json.decode(message.body, type=contract)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise refuse(Kind.INVALID, Code.MESSAGE_MALFORMED, f"{message.type}: {error}") from error


def describe(error: BaseException) -> dict[str, Any]:
    """An error as JSON values, for headers and tables that keep why a message was parked."""
    if isinstance(error, HubError):
        return {
            "kind": str(error.kind),
            "reasons": [{"code": str(r.code), "path": r.path, "text": r.text} for r in error.reasons],
        }
    text = f"{type(error).__name__}: {error}"
    return {
        "kind": str(Kind.INTERNAL),
        "reasons": [{"code": str(Code.INTERNAL_ERROR), "path": "", "text": text[:500]}],
    }
