"""The service catalogue's messages → its entries."""

from typing import Any

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


def entries(request: pb.LoadServiceCatalogRequest) -> list[Any]:
    """What a request holds, with our defaults where it is silent."""
    return [
        *map(_to_specification, request.service_specification),
        *map(_to_candidate, request.service_candidate),
        *map(_to_category, request.service_category),
        *map(_to_catalog, request.service_catalog),
        *map(_to_area, request.serving_area),
    ]


def _common(message: Any) -> dict[str, Any]:
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
