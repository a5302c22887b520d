"""Entries of the service catalogue as TMF633 writes them ↔ as the engine reads them. Pure.

What the engine does not know stays in the entry. Rules that TM Forum has no words for are extension attributes:
`activation`, `technology` and `alternative` of a specification, `serviceCharacteristic` of its resources, and `requires`,
`characteristic` and `result` of a relationship `contains`. Serving areas are ours alone.
"""

from typing import Any

from msgspec import UNSET, UnsetType, field

from hub.platform.catalog_entry import Codec, Entry
from hub.platform.content import Members, from_content, to_content
from workers.som import catalog as engine

RESOURCE_FACING = "ResourceFacingServiceSpecification"
CONTAINS = "contains"


class Reference(Members):
    id: str


class ResourceReference(Members):
    """`service_characteristic` receives the allocated value; it is called like the resource when nothing is said."""

    id: str
    service_characteristic: str = ""


class Mapping(Members):
    name: str
    source: str = ""
    value: Any = None


class Relationship(Members):
    id: str = ""
    relationship_type: str = ""
    name: str = ""
    requires: list[str] = field(default_factory=list)
    characteristic: list[Mapping] = field(default_factory=list)
    result: list[Mapping] = field(default_factory=list)


class Activation(Members):
    attempts: int = 1
    back_off_seconds: float = 1.0
    answer_within_seconds: float = 0.0
    parameter: dict[str, Any] = field(default_factory=dict)


class Specification(Members):
    type: str = field(default="CustomerFacingServiceSpecification", name="@type")
    resource_specification: list[ResourceReference] = field(default_factory=list)
    service_spec_relationship: list[Relationship] = field(default_factory=list)
    activation: Activation | UnsetType = UNSET
    technology: str = ""
    alternative: list[str] = field(default_factory=list)


class Candidate(Members):
    service_specification: Reference | UnsetType = UNSET
    category: list[Reference] = field(default_factory=list)


class Category(Members):
    parent_id: str = ""


class ServiceCatalog(Members):
    category: list[Reference] = field(default_factory=list)


class Area(Members):
    prefix: list[str] = field(default_factory=list)
    site: dict[str, str] = field(default_factory=dict)


def contains(relationship: Any) -> bool:
    """Whether the service stands on the one it is related to."""
    return isinstance(relationship, dict) and relationship.get("relationshipType") == CONTAINS


def _entry(kind: str, model: Any, content: dict[str, Any]) -> Entry:
    return Entry(
        kind=kind,
        id=model.id,
        version=model.version,
        name=model.name,
        description=getattr(model, "description", ""),
        lifecycle_status=model.lifecycle_status,
        content=content,
    )


def _common(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "version": entry.version,
        "name": entry.name,
        "lifecycle_status": entry.lifecycle_status,
    }


def read_specification(entry: Entry) -> engine.ServiceSpecification:
    content = from_content(entry, Specification)
    return engine.ServiceSpecification(
        **_common(entry),
        resources=[
            engine.ResourceComponent(r.service_characteristic or r.id, r.id)
            for r in content.resource_specification
        ],
        activation=_policy(content.activation) if isinstance(content.activation, Activation) else None,
        facing=engine.Facing.RESOURCE if content.type == RESOURCE_FACING else engine.Facing.CUSTOMER,
        services=[
            _component(r) for r in content.service_spec_relationship if r.relationship_type == CONTAINS
        ],
        technology=content.technology,
        alternatives=content.alternative,
        description=entry.description,
    )


def write_specification(specification: engine.ServiceSpecification) -> Entry:
    policy = specification.activation
    customer = specification.facing is engine.Facing.CUSTOMER
    content = Specification(
        resource_specification=[
            ResourceReference(id=r.resource_specification_id, service_characteristic=r.name)
            for r in specification.resources
        ],
        service_spec_relationship=[_relationship(c) for c in specification.services],
        activation=UNSET if policy is None else _activation(policy),
        technology=specification.technology,
        alternative=specification.alternatives,
    )
    facing = "CustomerFacingServiceSpecification" if customer else RESOURCE_FACING
    said = {**to_content(content), "@type": facing, "isBundle": False}
    return _entry("serviceSpecification", specification, said)


def _policy(activation: Activation) -> engine.ActivationPolicy:
    return engine.ActivationPolicy(
        activation.attempts,
        activation.back_off_seconds,
        activation.answer_within_seconds,
        activation.parameter,
    )


def _activation(policy: engine.ActivationPolicy) -> Activation:
    return Activation(
        attempts=policy.attempts,
        back_off_seconds=policy.back_off_seconds,
        answer_within_seconds=policy.answer_within_seconds,
        parameter=policy.parameters,
    )


def _component(related: Relationship) -> engine.ServiceComponent:
    return engine.ServiceComponent(
        related.name or related.id,
        related.id,
        requires=related.requires,
        characteristics=[engine.Mapping(m.name, m.source, m.value) for m in related.characteristic],
        results=[engine.Mapping(m.name, m.source, m.value) for m in related.result],
    )


def _relationship(component: engine.ServiceComponent) -> Relationship:
    return Relationship(
        id=component.service_specification_id,
        relationship_type=CONTAINS,
        name=component.name,
        requires=component.requires,
        characteristic=[_mapping(m) for m in component.characteristics],
        result=[_mapping(m) for m in component.results],
    )


def _mapping(mapping: engine.Mapping) -> Mapping:
    return Mapping(name=mapping.name, source=mapping.source, value=mapping.value)


def read_candidate(entry: Entry) -> engine.ServiceCandidate:
    content = from_content(entry, Candidate)
    specification = content.service_specification
    return engine.ServiceCandidate(
        **_common(entry),
        service_specification_id=specification.id if isinstance(specification, Reference) else "",
        categories=[reference.id for reference in content.category],
        description=entry.description,
    )


def write_candidate(candidate: engine.ServiceCandidate) -> Entry:
    content = Candidate(
        service_specification=Reference(id=candidate.service_specification_id),
        category=[Reference(id=identifier) for identifier in candidate.categories],
    )
    return _entry("serviceCandidate", candidate, to_content(content))


def read_category(entry: Entry) -> engine.ServiceCategory:
    content = from_content(entry, Category)
    return engine.ServiceCategory(
        **_common(entry), parent_id=content.parent_id, description=entry.description
    )


def write_category(category: engine.ServiceCategory) -> Entry:
    content = {**to_content(Category(parent_id=category.parent_id)), "isRoot": not category.parent_id}
    return _entry("serviceCategory", category, content)


def read_catalog(entry: Entry) -> engine.ServiceCatalogEntry:
    content = from_content(entry, ServiceCatalog)
    return engine.ServiceCatalogEntry(
        **_common(entry),
        categories=[reference.id for reference in content.category],
        description=entry.description,
    )


def write_catalog(catalog: engine.ServiceCatalogEntry) -> Entry:
    content = ServiceCatalog(category=[Reference(id=identifier) for identifier in catalog.categories])
    return _entry("serviceCatalog", catalog, to_content(content))


def read_area(entry: Entry) -> engine.ServingArea:
    content = from_content(entry, Area)
    return engine.ServingArea(**_common(entry), prefixes=content.prefix, sites=content.site)


def write_area(area: engine.ServingArea) -> Entry:
    return _entry("servingArea", area, to_content(Area(prefix=area.prefixes, site=area.sites)))


CODECS = {
    "serviceSpecification": Codec(engine.ServiceSpecification, read_specification, write_specification),
    "serviceCandidate": Codec(engine.ServiceCandidate, read_candidate, write_candidate),
    "serviceCategory": Codec(engine.ServiceCategory, read_category, write_category),
    "serviceCatalog": Codec(engine.ServiceCatalogEntry, read_catalog, write_catalog),
    "servingArea": Codec(engine.ServingArea, read_area, write_area),
}
