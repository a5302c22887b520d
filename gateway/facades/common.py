"""Shapes that every TMF API uses: references, parties, characteristics; and what facades do alike."""

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any, NoReturn, TypeVar
from urllib.parse import quote

from gateway.facades.mapping import Field, Shape, anything, text
from gateway.http import Handler, Request
from hub.kernel.errors import Code, Kind, refuse
from proto.shared.v1 import common_pb2

T = TypeVar("T")
MAX_KEY_CHARS = 255

_REF: dict[str, Field] = {
    "id": text("id"),
    "href": text("href"),
    "name": text("name"),
    "@referredType": text("referred_type"),
}
REF = Shape(common_pb2.Ref, _REF)
RELATED_PARTY = Shape(common_pb2.RelatedParty, {**_REF, "role": text("role")})
PLACE = Shape(common_pb2.Place, {**_REF, "role": text("role"), "postcode": text("postcode")})
CHARACTERISTIC = Shape(
    common_pb2.Characteristic,
    {"name": text("name"), "valueType": text("value_type"), "value": anything("value_json")},
)


def idempotency_key(request: Request) -> str:
    """What makes a create repeatable: the client's key, else its own number (`externalId`) of the order or task; empty for neither.

    The client's name stands first and cannot reach over the slash, so no client can name another's key.
    """
    kind, key = "key", request.headers.get("idempotency-key")
    if not key:
        kind, key = "externalId", request.body.get("externalId")
    if not key:
        return ""
    if len(key) > MAX_KEY_CHARS:
        kind, key = f"{kind}-sha256", sha256(key.encode()).hexdigest()
    return f"{quote(request.client, safe='')}/{kind}/{key}"


def always(shape: Shape) -> Callable[[], Shape]:
    """A shape where a shape's maker is asked for: recursion needs makers, these do not recurse."""
    return lambda: shape


def page_message(offset: int, limit: int) -> common_pb2.Page:
    """The page as the core counts it: there 0 means its default, so a client's 0 becomes 1 (and is cut off)."""
    return common_pb2.Page(offset=offset, limit=max(limit, 1))


def choices(asked: Iterable[str], table: Mapping[str, Iterable[T]], name: str) -> list[T]:
    """Our values for theirs, as a filter names them; a word that is none of theirs is refused."""
    found: list[T] = []
    for word in asked:
        if word not in table:
            why = f"has to be one of {', '.join(table)}, not {word[:60]!r}"
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, why, name)
        found.extend(table[word])
    return found


def shown_by(words: Mapping[str, Iterable[int]]) -> dict[int, str]:
    """The word each of our values is shown as."""
    return {value: word for word, values in words.items() for value in values}


async def _unsupported(request: Request) -> NoReturn:
    text_ = f"the operation {request.operation_id} is not offered"
    raise refuse(Kind.UNSUPPORTED, Code.OPERATION_UNSUPPORTED, text_)


def unsupported(*operation_ids: str) -> dict[str, Handler]:
    """Handlers for what a contract names and the hub does not offer."""
    return dict.fromkeys(operation_ids, _unsupported)


def known_item(path: str, ids: set[str]) -> str:
    """The id of the order item a reason's path goes through, the innermost that the order has."""
    found = ""
    for step in path.split("["):
        candidate = step.partition("]")[0]
        found = candidate if candidate in ids else found
    return found


def compact(body: Mapping[str, Any]) -> dict[str, Any]:
    """Without members that have nothing to say."""
    return {name: value for name, value in body.items() if value}


def refuse_unreachable(chosen: object) -> None:
    """INVALID for an id that no address leads to: whoever asks for one takes dots alone for steps."""
    if chosen in {".", ".."}:
        text = "stands in an address, so it is not . or .."
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "id")
