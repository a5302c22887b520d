"""Services as TMF641 and TMF638 v4 have them ↔ `som.v1.Service`: tables of names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gateway.facades.common import CHARACTERISTIC, PLACE, REF, always
from gateway.facades.mapping import Field, Shape, choice, date, many, one, text
from proto.som.v1 import service_order_pb2 as pb

STATES = ("feasibilityChecked", "designed", "reserved", "inactive", "active", "terminated")
# v4 knows no suspended services.
SHOWN = {state: state for state in STATES} | {"suspended": "inactive"}


@dataclass(frozen=True, slots=True)
class Complete(Shape):
    """What is shown has what the contract demands of it, also when it was said by who speaks another one."""

    demanded: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self, message: Any) -> dict[str, Any]:
        return {**self.demanded, **Shape.to_json(self, message)}


SPECIFICATION = Shape(pb.ServiceSpecificationRef, {"id": text("id"), "version": text("version")})
LOCATED = Complete(PLACE.message, PLACE.fields, demanded={"role": "place"})
RELATED_ENTITY = Complete(
    pb.RelatedEntity,
    {"id": text("id"), "role": text("role"), "@referredType": text("referred_type")},
    demanded={"role": "related"},
)
_DESCRIBED: dict[str, Field] = {
    "id": text("id"),
    "name": text("name"),
    "state": choice("state", {state: state for state in STATES}, SHOWN),
    "serviceSpecification": one("service_specification", always(SPECIFICATION)),
    "serviceCharacteristic": many("characteristic", always(CHARACTERISTIC)),
    "place": many("place", always(LOCATED)),
    "relatedEntity": many("related_entity", always(RELATED_ENTITY)),
}
#: As it is ordered: what else is said of it nobody but who said it interprets.
ORDERED = Shape(pb.Service, _DESCRIBED)
#: As it is kept in the inventory.
KEPT = Shape(
    pb.Service,
    {
        **_DESCRIBED,
        "serviceDate": date("service_date"),
        "startDate": date("start_date"),
        "endDate": date("end_date"),
        "supportingResource": many("supporting_resource", always(REF)),
        "supportingService": many("supporting_service", always(REF)),
    },
)
