"""TMF JSON ↔ protobuf by tables: a `Shape` says which member is which field, and how its value is written.

What a shape does not name goes into the message's `extension_json` and comes back as it was; so does a value
protobuf cannot tell from nothing (an empty text, list or object).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from google.protobuf.timestamp_pb2 import Timestamp

from gateway.tmf630 import format_date, parse_date
from hub.kernel.errors import Code, Kind, refuse

# What a field says when the message has no value; null is a value (of a characteristic).
ABSENT: Any = object()
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Field:
    """The two ways of a protobuf field's value."""

    # (message, value from JSON, path for errors)
    put: Callable[[Any, Any, str], None]
    # value for JSON from the message, or ABSENT
    get: Callable[[Any], Any]
    # Whether the field itself can hold an empty value.
    keeps_empty: bool = False
    # The protobuf field, for queries; () stays at the message (`inner` says more of it), None cannot be asked for.
    path: tuple[str, ...] | None = None
    # The shape of what is in it.
    inner: Callable[[], "Shape"] | None = None
    # The word each value is shown as.
    shown: Mapping[Any, str] | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """One TMF object and the message that holds it; `fields` by the member's name."""

    message: Callable[[], Any]
    fields: Mapping[str, Field]
    # The message's field for what the shape does not name; empty when there is none.
    bag: str = "extension_json"
    # What the facade works out by itself, as `href` of the resource: nothing is stored that could be asked for.
    computed: frozenset[str] = frozenset()

    def to_message(self, body: Mapping[str, Any], path: str = "") -> Any:
        """The message for a JSON object that met its schema."""
        message = self.message()
        self.fill(message, body, path)
        return message

    def fill(self, message: Any, body: Mapping[str, Any], path: str) -> None:
        """Writes a JSON object into an existing message."""
        rest: dict[str, Any] = {}
        for name, value in body.items():
            field = self.fields.get(name)
            if field is None or not (value or field.keeps_empty):
                rest[name] = value
                continue
            here = f"{path}.{name}" if path else name
            try:
                field.put(message, value, here)
            except (TypeError, ValueError) as error:
                raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, "is out of range", here) from error
        if rest:
            setattr(message, self.bag, _as_text(rest))

    def to_json(self, message: Any) -> dict[str, Any]:
        """The JSON object a message holds."""
        body: dict[str, Any] = {}
        for name, field in self.fields.items():
            value = field.get(message)
            if value is not ABSENT:
                body[name] = value
        if self.bag and (kept := getattr(message, self.bag)):
            # What is set now goes before an empty value kept from then.
            body = {**orjson.loads(kept), **body}
        return body


@dataclass(frozen=True, slots=True)
class Plain(Shape):
    """An object that only the hub writes: its message has no bag."""

    bag: str = ""


def text(name: str) -> Field:
    """A string; also a number, as it is."""

    def put(message: Any, value: Any, _: str) -> None:
        setattr(message, name, value)

    return Field(put, lambda message: getattr(message, name) or ABSENT, path=(name,))


def flag(name: str) -> Field:
    """Yes or no; always shown."""

    def put(message: Any, value: Any, _: str) -> None:
        setattr(message, name, value)

    return Field(put, lambda message: bool(getattr(message, name)), keeps_empty=True, path=(name,))


def date(name: str) -> Field:
    """A date-time, as a Timestamp."""

    def put(message: Any, value: Any, path: str) -> None:
        getattr(message, name).CopyFrom(timestamp(parse_date(value, path)))

    def get(message: Any) -> Any:
        return format_date(moment(getattr(message, name))) if message.HasField(name) else ABSENT

    return Field(put, get, path=(name,))


def choice(name: str, table: Mapping[str, Any], shown: Mapping[Any, str] | None = None) -> Field:
    """An enumeration; `shown` when several of ours are one of theirs."""
    outward = shown or {number: word for word, number in table.items()}

    def put(message: Any, value: Any, _: str) -> None:
        setattr(message, name, table[value])

    return Field(
        put, lambda message: outward.get(getattr(message, name), ABSENT), path=(name,), shown=outward
    )


def one(name: str, shape: Callable[[], Shape]) -> Field:
    """An object."""

    def put(message: Any, value: Any, path: str) -> None:
        part = getattr(message, name)
        part.SetInParent()
        shape().fill(part, value, path)

    def get(message: Any) -> Any:
        return shape().to_json(getattr(message, name)) if message.HasField(name) else ABSENT

    return Field(put, get, path=(name,), inner=shape)


def here(shape: Shape) -> Field:
    """An object that only queries know: its members are fields of the message around it."""

    def put(message: Any, value: Any, path: str) -> None:
        shape.fill(message, value, path)

    return Field(put, lambda _: ABSENT, path=(), inner=lambda: shape)


def many(name: str, shape: Callable[[], Shape]) -> Field:
    """A list of objects."""

    def put(message: Any, value: Any, path: str) -> None:
        parts = getattr(message, name)
        for index, entry in enumerate(value):
            shape().fill(parts.add(), entry, f"{path}[{index}]")

    def get(message: Any) -> Any:
        inner = shape()
        return [inner.to_json(part) for part in getattr(message, name)] or ABSENT

    return Field(put, get, path=(name,), inner=shape)


def anything(name: str) -> Field:
    """Any JSON value, as JSON text."""

    def put(message: Any, value: Any, _: str) -> None:
        setattr(message, name, _as_text(value))

    def get(message: Any) -> Any:
        written = getattr(message, name)
        return orjson.loads(written) if written else ABSENT

    return Field(put, get, keeps_empty=True, path=(name,))


def texts(name: str, *, keeps_empty: bool = False) -> Field:
    """A list of strings; `keeps_empty`: also when there are none."""

    def put(message: Any, value: Any, _: str) -> None:
        getattr(message, name).extend(value)

    def get(message: Any) -> Any:
        found = list(getattr(message, name))
        return found if found or keeps_empty else ABSENT

    return Field(put, get, keeps_empty=keeps_empty, path=(name,))


def by_name(name: str) -> Field:
    """Characteristics as an object: the value by the name."""

    def put(message: Any, value: Any, _: str) -> None:
        for key, entry in value.items():
            getattr(message, name).add(name=key, value_json=_as_text(entry))

    def get(message: Any) -> Any:
        found = getattr(message, name)
        return {c.name: orjson.loads(c.value_json or b"null") for c in found} or ABSENT

    return Field(put, get)


def _as_text(value: Any) -> str:
    # Sorted, so that a client that repeats itself in another order of members says the same.
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def timestamp(instant: datetime) -> Timestamp:
    """A Timestamp; without floats, so that no microsecond is lost."""
    since = instant - EPOCH
    return Timestamp(seconds=since // timedelta(seconds=1), nanos=since.microseconds * 1000)


def moment(stamp: Timestamp) -> datetime:
    """The instant of a Timestamp, to the microsecond."""
    return EPOCH + timedelta(seconds=stamp.seconds, microseconds=stamp.nanos // 1000)
