"""som.v1 messages of services, in orders and in the inventory ↔ the model."""

from collections.abc import Iterable
from typing import Any

from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.values import Characteristic, Ref
from hub.messages import rpc
from proto.shared.v1 import common_pb2 as shared
from proto.som.v1 import service_order_pb2 as pb
from workers.som.inventory import Service
from workers.som.values import (
    CharacteristicDetail,
    RelatedEntity,
    ServiceValue,
    SpecificationRef,
    by_name,
    details,
)


def to_value(message: pb.Service) -> ServiceValue:
    """A service as an order asks for it."""
    return ServiceValue(
        id=message.id,
        name=message.name,
        state=message.state,
        specification=_to_specification(message.service_specification),
        characteristics=_to_characteristics(message.characteristic),
        places=[rpc.to_place(p) for p in message.place],
        related=_to_related(message.related_entity),
        extension=message.extension_json,
    )


def from_value(value: ServiceValue) -> pb.Service:
    return pb.Service(
        id=value.id,
        name=value.name,
        state=value.state,
        service_specification=_from_specification(value.specification),
        characteristic=[rpc.from_characteristic(c) for c in value.characteristics],
        place=[rpc.from_place(p) for p in value.places],
        related_entity=_from_related(value.related),
        extension_json=value.extension,
    )


def to_service(message: pb.Service, identifier: str) -> Service:
    """A service as it is recorded; its state is said beside it."""
    rpc.identifier(message.service_specification.id, "serviceSpecification.id")
    characteristics = _to_characteristics(message.characteristic)
    return Service(
        id=identifier,
        name=message.name,
        specification=_to_specification(message.service_specification),
        characteristics=by_name(characteristics),
        details=details(characteristics),
        named_resources=[rpc.to_ref(r) for r in message.supporting_resource],
        named_services=[rpc.to_ref(r) for r in message.supporting_service],
        places=[rpc.to_place(p) for p in message.place],
        related=_to_related(message.related_entity),
        service_date=rpc.moment(message, "service_date"),
        start_date=rpc.moment(message, "start_date"),
        end_date=rpc.moment(message, "end_date"),
        extension=message.extension_json,
    )


def from_service(service: Service) -> pb.Service:
    said = {detail.name: detail for detail in service.details}
    return pb.Service(
        id=service.id,
        version=service.version,
        state=service.state,
        name=service.name,
        service_specification=_from_specification(service.specification),
        characteristic=[
            _from_characteristic(name, value, said.get(name))
            for name, value in service.characteristics.items()
        ],
        supporting_resource=_from_refs(service.supporting_resources),
        supporting_service=_from_refs(service.supporting_services),
        service_order_id=service.service_order_id,
        product_order_id=service.product_order_id,
        open_service_order_id=service.open_order_id,
        place=[rpc.from_place(p) for p in service.places],
        related_entity=_from_related(service.related),
        service_date=rpc.timestamp(service.service_date),
        start_date=rpc.timestamp(service.start_date),
        end_date=rpc.timestamp(service.end_date),
        extension_json=service.extension,
    )


def _to_characteristics(messages: Iterable[shared.Characteristic]) -> list[Characteristic]:
    found = [rpc.to_characteristic(c) for c in messages]
    names = set[str]()
    for each in found:
        if each.name in names:
            text = f"there are two called {each.name}"
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "serviceCharacteristic")
        names.add(each.name)
    return found


def _from_characteristic(name: str, value: Any, said: CharacteristicDetail | None) -> shared.Characteristic:
    more = said or CharacteristicDetail(name)
    return rpc.from_characteristic(Characteristic(name, value, more.value_type, more.extension))


def _to_specification(message: pb.ServiceSpecificationRef) -> SpecificationRef:
    return SpecificationRef(message.id, message.version, message.extension_json)


def _from_specification(of: SpecificationRef) -> pb.ServiceSpecificationRef | None:
    if of == SpecificationRef():
        return None
    return pb.ServiceSpecificationRef(id=of.id, version=of.version, extension_json=of.extension)


def _to_related(messages: Iterable[pb.RelatedEntity]) -> list[RelatedEntity]:
    return [
        RelatedEntity(
            rpc.identifier(e.id, "relatedEntity.id") if e.id else "",
            e.role,
            e.referred_type,
            e.extension_json,
        )
        for e in messages
    ]


def _from_related(related: Iterable[RelatedEntity]) -> list[pb.RelatedEntity]:
    return [
        pb.RelatedEntity(id=e.id, role=e.role, referred_type=e.referred_type, extension_json=e.extension)
        for e in related
    ]


def _from_refs(refs: Iterable[Ref]) -> list[shared.Ref]:
    return [found for found in map(rpc.from_ref, refs) if found is not None]
