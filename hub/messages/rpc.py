"""shared.v1 ↔ the values rooms share, for the `rpc` modules of all rooms."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec
from google.protobuf import json_format, struct_pb2, timestamp_pb2

from hub.kernel.errors import Code, Kind, Reason, refuse
from hub.kernel.values import Characteristic, Party, Place, Ref
from proto.shared.v1 import common_pb2

# Stands where a date is given later, in the step that stores the aggregate.
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


# As many characters of an id as a column holds.
LONGEST_ID = 120


class Names(dict[Any, Any]):
    """Our names → a contract's enum values, and back by `inverse`."""

    @property
    def inverse(self) -> dict[Any, Any]:
        return {value: name for name, value in self.items()}


def words(names: Names, enum: Any) -> dict[str, str]:
    """The names of an enumeration's values → the words we store for them."""
    return {enum.Name(number): str(word) for word, number in names.items()}


def identifier(text: str, path: str, longest: int = LONGEST_ID) -> str:
    """An id a caller has chosen; a `HubError` when it is none."""
    if not 0 < len(text) <= longest or not text.isprintable():
        reason = f"an id has 1 to {longest} printable characters"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, reason, path)
    return text


def moment(message: Any, name: str) -> datetime | None:
    """A Timestamp field as an aware datetime, None when it is not set."""
    if not message.HasField(name):
        return None
    value: datetime = getattr(message, name).ToDatetime(tzinfo=UTC)
    return value


def timestamp(value: datetime | None) -> timestamp_pb2.Timestamp | None:
    if value is None:
        return None
    stamp = timestamp_pb2.Timestamp()
    stamp.FromDatetime(value)
    return stamp


def to_ref(message: common_pb2.Ref) -> Ref:
    return Ref(message.id, message.href, message.name, message.referred_type, message.extension_json)


def from_ref(ref: Ref | None) -> common_pb2.Ref | None:
    if ref is None:
        return None
    return common_pb2.Ref(
        id=ref.id, href=ref.href, name=ref.name, referred_type=ref.referred_type, extension_json=ref.extension
    )


def from_refs(refs: Iterable[Ref]) -> list[common_pb2.Ref]:
    return [message for ref in refs if (message := from_ref(ref)) is not None]


def to_party(message: common_pb2.RelatedParty) -> Party:
    return Party(
        message.id, message.href, message.name, message.role, message.referred_type, message.extension_json
    )


def from_party(party: Party) -> common_pb2.RelatedParty:
    return common_pb2.RelatedParty(
        id=party.id,
        href=party.href,
        name=party.name,
        role=party.role,
        referred_type=party.referred_type,
        extension_json=party.extension,
    )


def to_place(message: common_pb2.Place) -> Place:
    return Place(
        id=message.id,
        href=message.href,
        name=message.name,
        role=message.role,
        referred_type=message.referred_type,
        postcode=message.postcode,
        extension=message.extension_json,
    )


def from_place(place: Place) -> common_pb2.Place:
    return common_pb2.Place(
        id=place.id,
        href=place.href,
        name=place.name,
        role=place.role,
        referred_type=place.referred_type,
        postcode=place.postcode,
        extension_json=place.extension,
    )


def to_characteristic(message: common_pb2.Characteristic) -> Characteristic:
    value = msgspec.json.decode(message.value_json) if message.value_json else None
    return Characteristic(message.name, value, message.value_type, message.extension_json)


def from_characteristic(characteristic: Characteristic) -> common_pb2.Characteristic:
    return common_pb2.Characteristic(
        name=characteristic.name,
        value_json=msgspec.json.encode(characteristic.value).decode(),
        value_type=characteristic.value_type,
        extension_json=characteristic.extension,
    )


def from_values(pairs: Iterable[tuple[str, Any]]) -> list[common_pb2.Characteristic]:
    return [from_characteristic(Characteristic(name, value)) for name, value in pairs]


def from_reason(reason: Reason) -> common_pb2.Reason:
    return common_pb2.Reason(code=reason.code, path=reason.path, text=reason.text)


def from_value(message: struct_pb2.Value) -> Any:
    """The JSON value in a protobuf Value."""
    return _whole(json_format.MessageToDict(message))


def _whole(value: Any) -> Any:
    """A Value's numbers are doubles: whole ones become integers again."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_whole(v) for v in value]
    if isinstance(value, dict):
        return {k: _whole(v) for k, v in value.items()}
    return value
