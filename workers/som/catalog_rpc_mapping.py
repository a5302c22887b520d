"""The service catalogue's messages ↔ its entries."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from google.protobuf import json_format, struct_pb2

from hub.kernel.errors import Code, Kind, refuse
from hub.messages import rpc
from proto.som.v1 import service_catalog_pb2 as pb
from workers.som.catalog import (
    ActivationPolicy,
    Facing,
    Mapping,
    ResourceComponent,
    ServiceCandidate,
    ServiceCatalogEntry,
    ServiceCategory,
    ServiceComponent,
    ServiceSpecification,
    ServingArea,
)

M = TypeVar("M")


def entries(request: pb.LoadServiceCatalogRequest) -> list[Any]:
    """What a request holds, with our defaults where it is silent."""
    return [
        *map(_to_specification, request.service_specification),
        *map(_to_candidate, request.service_candidate),
        *map(_to_category, request.service_category),
        *map(_to_catalog, request.service_catalog),
        *map(_to_area, request.serving_area),
    ]


def _common(message: Any) -> dict[str, str]:
    """What every kind of entry has."""
    status = message.lifecycle_status or "Active"
    return {
        "id": message.id,
        "version": message.version or "1",
        "name": message.name,
        "lifecycle_status": status,
    }


def _to_specification(message: pb.ServiceSpecification) -> ServiceSpecification:
    facing = message.facing or Facing.CUSTOMER
    if facing not in set(Facing):
        text = f"{facing!r} is not one of {', '.join(Facing)}"
        path = f"serviceSpecification[{message.id}].facing"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, path)
    return ServiceSpecification(
        **_common(message),
        resources=[
            ResourceComponent(r.name, r.resource_specification_id) for r in message.resource_component
        ],
        activation=_to_policy(message.activation) if message.HasField("activation") else None,
        facing=Facing(facing),
        services=[_to_component(c) for c in message.service_component],
        technology=message.technology,
        alternatives=list(message.alternative),
        description=message.description,
    )


def _to_policy(message: pb.Activation) -> ActivationPolicy:
    return ActivationPolicy(
        attempts=message.attempts or 1,
        back_off_seconds=message.back_off_seconds or 1.0,
        answer_within_seconds=message.answer_within_seconds,
        parameters={name: rpc.from_value(v) for name, v in message.parameter.items()},
    )


def _to_component(message: pb.ServiceComponent) -> ServiceComponent:
    return ServiceComponent(
        name=message.name,
        service_specification_id=message.service_specification_id,
        requires=list(message.requires),
        characteristics=[_to_mapping(m) for m in message.characteristic],
        results=[_to_mapping(m) for m in message.result],
    )


def _to_mapping(message: pb.ServiceCharacteristicMapping) -> Mapping:
    value = rpc.from_value(message.value) if message.HasField("value") else None
    return Mapping(message.name, message.source, value)


def _to_candidate(message: pb.ServiceCandidate) -> ServiceCandidate:
    return ServiceCandidate(
        **_common(message),
        service_specification_id=message.service_specification_id,
        categories=list(message.category),
        description=message.description,
    )


def _to_category(message: pb.ServiceCategory) -> ServiceCategory:
    return ServiceCategory(**_common(message), parent_id=message.parent_id, description=message.description)


def _to_catalog(message: pb.ServiceCatalog) -> ServiceCatalogEntry:
    return ServiceCatalogEntry(
        **_common(message), categories=list(message.category), description=message.description
    )


def _to_area(message: pb.ServingArea) -> ServingArea:
    return ServingArea(**_common(message), prefixes=list(message.prefix), sites=dict(message.site))


def from_entry(entry: Any, message: Callable[..., M]) -> M:
    """An entry of any kind as the message of that kind."""
    return message(
        id=entry.id,
        version=entry.version,
        name=entry.name,
        lifecycle_status=entry.lifecycle_status,
        **_FIELDS[type(entry)](entry),
    )


def _specification(entry: ServiceSpecification) -> dict[str, Any]:
    return {
        "resource_component": [
            pb.ResourceComponent(name=r.name, resource_specification_id=r.resource_specification_id)
            for r in entry.resources
        ],
        "activation": _policy(entry.activation) if entry.activation else None,
        "facing": entry.facing,
        "service_component": [
            pb.ServiceComponent(
                name=c.name,
                service_specification_id=c.service_specification_id,
                requires=c.requires,
                characteristic=_mappings(c.characteristics),
                result=_mappings(c.results),
            )
            for c in entry.services
        ],
        "technology": entry.technology,
        "alternative": entry.alternatives,
        "description": entry.description,
    }


def _policy(policy: ActivationPolicy) -> pb.Activation:
    return pb.Activation(
        attempts=policy.attempts,
        back_off_seconds=policy.back_off_seconds,
        answer_within_seconds=policy.answer_within_seconds,
        parameter={name: _value(value) for name, value in policy.parameters.items()},
    )


def _mappings(mappings: Iterable[Mapping]) -> list[pb.ServiceCharacteristicMapping]:
    return [
        pb.ServiceCharacteristicMapping(
            name=m.name, source=m.source, value=None if m.value is None else _value(m.value)
        )
        for m in mappings
    ]


def _value(value: Any) -> struct_pb2.Value:
    return json_format.ParseDict(value, struct_pb2.Value())


_FIELDS: dict[type, Callable[[Any], dict[str, Any]]] = {
    ServiceSpecification: _specification,
    ServiceCandidate: lambda e: {
        "service_specification_id": e.service_specification_id,
        "category": e.categories,
        "description": e.description,
    },
    ServiceCategory: lambda e: {"parent_id": e.parent_id, "description": e.description},
    ServiceCatalogEntry: lambda e: {"category": e.categories, "description": e.description},
    ServingArea: lambda e: {"prefix": e.prefixes, "site": e.sites},
}
