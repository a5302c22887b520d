"""rom.v1: what several of its services have in common; protobuf ↔ model, nothing else."""

from collections.abc import Iterable
from typing import Any

from google.protobuf import json_format, struct_pb2

from hub.kernel.errors import Reason
from hub.messages import rpc
from hub.messages.base import NamedValue, Place, SpecificationRef
from hub.messages.rom import Resource, ResourceOrderItem
from proto.rom.v1 import resource_order_pb2 as pb
from proto.shared.v1 import common_pb2


def to_items(items: Iterable[pb.ResourceOrderItem]) -> list[ResourceOrderItem]:
    """Items as the message contracts have them."""
    return [
        ResourceOrderItem(id=item.id, action=item.action or "add", resource=_to_resource(item))
        for item in items
    ]


def _to_resource(item: pb.ResourceOrderItem) -> Resource:
    named = map(rpc.to_characteristic, item.characteristic)
    return Resource(
        id=item.resource_id or None,
        value=item.value or None,
        resource_specification=SpecificationRef(id=item.resource_specification_id),
        place=Place(id=item.site) if item.site else None,
        service_id=rpc.identifier(item.service_id, "item.service_id") if item.service_id else None,
        resource_characteristic=[NamedValue(name=c.name, value=c.value) for c in named],
    )


def from_reason(reason: Reason | None) -> common_pb2.Reason | None:
    return rpc.from_reason(reason) if reason is not None else None


def from_count(count: int) -> int:
    """As much of a number as the contract holds: an IPv6 prefix has more addresses than a uint64 counts."""
    return min(count, 2**64 - 1)


def to_value(value: Any) -> struct_pb2.Value:
    """A JSON value as protobuf has it."""
    return json_format.ParseDict(value, struct_pb2.Value())
