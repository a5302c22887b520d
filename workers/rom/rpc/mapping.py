"""rom.v1: what several of its services have in common; protobuf ↔ model, nothing else."""

from collections.abc import Iterable
from typing import Any

from google.protobuf import json_format, struct_pb2

from hub.kernel.errors import Code, Kind, Reason, refuse
from hub.kernel.values import Place, Ref
from hub.messages import rpc
from proto.rom.v1 import resource_order_pb2 as pb
from proto.shared.v1 import common_pb2
from workers.rom.model import OrderItem, ResourceValue


def to_items(items: Iterable[pb.ResourceOrderItem]) -> list[OrderItem]:
    """What is asked for; without any item, or an id for each, a `HubError`."""
    found = [_to_item(item, f"orderItem[{at}]") for at, item in enumerate(items)]
    if not found:
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, "nothing is asked for", "orderItem")
    return found


def _to_item(item: pb.ResourceOrderItem, path: str) -> OrderItem:
    if not item.id:
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, "an item has an id", f"{path}.id")
    return OrderItem(
        id=item.id,
        action=item.action or "add",
        resource=_to_value(item.resource, f"{path}.resource"),
        quantity=item.quantity,
        specification=to_ref(item, "resource_specification"),
        extension=item.extension_json,
    )


def _to_value(message: pb.ResourceValue, path: str) -> ResourceValue:
    return ResourceValue(
        id=message.id,
        name=message.name,
        value=message.value,
        specification=to_ref(message, "resource_specification"),
        place=to_place(message),
        service_id=to_service_id(message, f"{path}.serviceId"),
        characteristics=[rpc.to_characteristic(c) for c in message.characteristic],
        extension=message.extension_json,
    )


def from_item(item: OrderItem) -> pb.ResourceOrderItem:
    about = _from_value(item.resource)
    return pb.ResourceOrderItem(
        id=item.id,
        action=item.action,
        state=item.state,
        resource=about if about.ByteSize() else None,
        quantity=item.quantity,
        resource_specification=rpc.from_ref(item.specification),
        extension_json=item.extension,
    )


def _from_value(about: ResourceValue) -> pb.ResourceValue:
    return pb.ResourceValue(
        id=about.id,
        name=about.name,
        value=about.value,
        resource_specification=rpc.from_ref(about.specification),
        place=from_place(about.place),
        service_id=about.service_id,
        characteristic=[rpc.from_characteristic(c) for c in about.characteristics],
        extension_json=about.extension,
    )


def to_ref(message: Any, name: str) -> Ref | None:
    return rpc.to_ref(getattr(message, name)) if message.HasField(name) else None


def to_place(message: Any) -> Place | None:
    return rpc.to_place(message.place) if message.HasField("place") else None


def from_place(place: Place | None) -> common_pb2.Place | None:
    return rpc.from_place(place) if place is not None else None


def to_service_id(message: Any, path: str) -> str:
    """As it can be looked up by; '' for no service."""
    return rpc.identifier(message.service_id, path) if message.service_id else ""


def from_reason(reason: Reason | None) -> common_pb2.Reason | None:
    return rpc.from_reason(reason) if reason is not None else None


def from_count(count: int) -> int:
    """As much of a number as the contract holds: an IPv6 prefix has more addresses than a uint64 counts."""
    return min(count, 2**64 - 1)


def to_value(value: Any) -> struct_pb2.Value:
    """A JSON value as protobuf has it."""
    return json_format.ParseDict(value, struct_pb2.Value())
