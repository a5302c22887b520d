"""What is wrong with entries of the service catalogue: every mistake at once, each with its path. A pure function.

Entries are judged in the catalogue as it will be with them: what they name may be new or known.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from math import isfinite
from typing import Any

from hub.kernel.errors import Code, HubError, Reason
from hub.kernel.graph import cycle
from hub.kernel.lifecycle import orderable
from hub.platform.catalog_entry import Entry
from hub.platform.content import Judge
from workers.som.catalog import (
    ActivationPolicy,
    Catalog,
    Mapping,
    ServiceCandidate,
    ServiceCatalogEntry,
    ServiceCategory,
    ServiceComponent,
    ServiceSpecification,
    ServingArea,
)
from workers.som.content import CODECS, contains

# The columns they are stored in.
_LONGEST = {"id": 120, "version": 40}
_NAMES = {codec.model: kind for kind, codec in CODECS.items()}

# A place below the entry, and what is wrong there.
Mistakes = Iterator[tuple[str, str]]


def mistakes(new: Sequence[Any], known: Sequence[Any] = ()) -> list[Reason]:
    """Why entries cannot be loaded beside the known ones, in their order; empty when they can."""
    there = {_key(entry) for entry in known if not entry.superseded}
    catalog = Catalog([*known, *(entry for entry in new if _key(entry) not in there)])
    found = []
    for entry in new:
        kind = type(entry)
        for place, text in (*_common(entry), *_OF_KIND[kind](entry, catalog), *_unknown(entry, catalog)):
            found.append(Reason(Code.ATTRIBUTE_INVALID, text, f"{_NAMES[kind]}[{entry.id}].{place}"))
    for (kind, identifier, version), count in Counter(map(_key, new)).items():
        if count > 1:
            text = f"version {version} is there {count} times"
            found.append(Reason(Code.ATTRIBUTE_INVALID, text, f"{_NAMES[kind]}[{identifier}]"))
    return found


def _key(entry: Any) -> tuple[type, str, str]:
    return type(entry), entry.id, entry.version


def _common(entry: Any) -> Mistakes:
    for name, longest in _LONGEST.items():
        if not 1 <= len(getattr(entry, name)) <= longest:
            yield name, f"has 1 to {longest} characters"


def _specification(entry: ServiceSpecification, catalog: Catalog) -> Mistakes:
    for position, resource in enumerate(entry.resources):
        place = f"resourceComponent[{position}]"
        yield from _given(f"{place}.name", resource.name)
        yield from _given(f"{place}.resourceSpecificationId", resource.resource_specification_id)
    yield from _repeated("resourceComponent", (r.name for r in entry.resources))
    if entry.activation is not None:
        yield from _activation(entry.activation)
    yield from _repeated("alternative", entry.alternatives)
    if entry.id in entry.alternatives:
        yield "alternative", f"{entry.id} is no alternative to itself"
    yield from _repeated("serviceComponent", (c.name for c in entry.services))
    neighbours = {component.name: component.requires for component in entry.services}
    for position, component in enumerate(entry.services):
        for place, text in _component(component, neighbours):
            yield f"serviceComponent[{position}].{place}", text
    known = {name: [n for n in requires if n in neighbours] for name, requires in neighbours.items()}
    if waiting := cycle(known):
        yield "serviceComponent", f"they wait for each other: {', '.join(waiting)}"
    if _stands_under_itself(entry, catalog):
        yield "serviceComponent", f"{entry.id} stands under itself"


def _activation(policy: ActivationPolicy) -> Mistakes:
    if policy.attempts < 1:
        yield "activation.attempts", "is 1 or more; 1 is no further one"
    if not (isfinite(policy.back_off_seconds) and policy.back_off_seconds > 0):
        yield "activation.backOffSeconds", "is more than 0"
    if not (isfinite(policy.answer_within_seconds) and policy.answer_within_seconds >= 0):
        yield "activation.answerWithinSeconds", "is 0 or more; 0 is the limit of the state machine"


def _component(component: ServiceComponent, neighbours: Iterable[str]) -> Mistakes:
    yield from _given("name", component.name)
    if "." in component.name:
        yield "name", "has no dot: that joins the names of a path"
    yield from _repeated("requires", component.requires)
    for name in component.requires:
        if name not in neighbours:
            yield "requires", f"there is no {name} beside it"
    for member, mappings in (("characteristic", component.characteristics), ("result", component.results)):
        yield from _repeated(member, (m.name for m in mappings))
        for position, mapping in enumerate(mappings):
            yield from _mapping(f"{member}[{position}]", mapping)


def _mapping(place: str, mapping: Mapping) -> Mistakes:
    yield from _given(f"{place}.name", mapping.name)
    if bool(mapping.source) == (mapping.value is not None):
        yield place, "has a source or a value, and not both"


def _stands_under_itself(entry: ServiceSpecification, catalog: Catalog) -> bool:
    below, more = set[str](), {c.service_specification_id for c in entry.services}
    while more:
        below |= more
        found = (catalog.specification(identifier) for identifier in more)
        more = {c.service_specification_id for s in found if s is not None for c in s.services} - below
    return entry.id in below


def _category(entry: ServiceCategory, catalog: Catalog) -> Mistakes:
    if entry.parent_id and entry.parent_id in catalog.inside(entry.id):
        yield "parentId", f"{entry.id} lies in itself"


def _in_categories(entry: ServiceCandidate | ServiceCatalogEntry, _catalog: Catalog) -> Mistakes:
    yield from _repeated("category", entry.categories)


def _area(entry: ServingArea, catalog: Catalog) -> Mistakes:
    if not entry.prefixes:
        yield "prefix", "there is at least one"
    for prefix in entry.prefixes:
        yield from _given("prefix", prefix)
    yield from _repeated("prefix", entry.prefixes)
    for other in catalog.newest(ServingArea):
        if other.id != entry.id and orderable(other.lifecycle_status) and orderable(entry.lifecycle_status):
            for prefix in sorted(set(entry.prefixes).intersection(other.prefixes)):
                yield "prefix", f"{prefix} is of the area {other.id}, too"
    for technology, site in entry.sites.items():
        yield from _given("site", technology)
        yield from _given(f"site[{technology}]", site)


def _unknown(entry: Any, catalog: Catalog) -> Mistakes:
    """What it names that is not there."""
    named: list[tuple[str, type, Sequence[str]]] = []
    match entry:
        case ServiceSpecification():
            named = [("alternative", ServiceSpecification, entry.alternatives)]
            for position, component in enumerate(entry.services):
                place = f"serviceComponent[{position}].serviceSpecificationId"
                named.append((place, ServiceSpecification, [component.service_specification_id]))
        case ServiceCandidate():
            wanted = [entry.service_specification_id]
            named = [("serviceSpecificationId", ServiceSpecification, wanted)]
            named.append(("category", ServiceCategory, entry.categories))
        case ServiceCatalogEntry():
            named = [("category", ServiceCategory, entry.categories)]
        case ServiceCategory() if entry.parent_id:
            named = [("parentId", ServiceCategory, [entry.parent_id])]
    for place, kind, identifiers in named:
        known = {other.id for other in catalog.newest(kind)}
        for identifier in identifiers:
            if identifier not in known:
                yield place, f"there is no {_NAMES[kind]} {identifier}" if identifier else "is missing"


def _given(place: str, text: str) -> Mistakes:
    if not text:
        yield place, "is missing"


def _repeated(place: str, names: Iterable[str]) -> Mistakes:
    for name, count in Counter(names).items():
        if count > 1:
            yield place, f"{name} is there {count} times"


_OF_KIND: dict[type, Callable[[Any, Catalog], Mistakes]] = {
    ServiceSpecification: _specification,
    ServiceCandidate: _in_categories,
    ServiceCategory: _category,
    ServiceCatalogEntry: _in_categories,
    ServingArea: _area,
}


def _beside(there: Sequence[Entry]) -> Catalog:
    """What can be read of it: what cannot is told when it is looked at itself."""
    found = []
    for entry in there:
        with suppress(HubError):
            found.append(CODECS[entry.kind].read(entry))
    return Catalog(found)


def _in_content(read: Any, entry: Entry, catalog: Catalog) -> Mistakes:
    """Components are some of the relationships: they are counted as these."""
    related = entry.content.get("serviceSpecRelationship", [])
    places = [position for position, relationship in enumerate(related) if contains(relationship)]
    for place, text in _OF_KIND[type(read)](read, catalog):
        yield re.sub(r"(?<=^serviceComponent\[)\d+", lambda n: str(places[int(n[0])]), place), text


# Places in what is loaded → those in the words of TMF633.
_WORDS = (
    (r"^serviceComponent", "serviceSpecRelationship"),
    (r"^resourceComponent(\[\d+\])\.name$", r"resourceSpecification\1.serviceCharacteristic"),
    (r"^resourceComponent", "resourceSpecification"),
    (r"\.(serviceS|resourceS)pecificationId$", ".id"),
)

#: Why an entry as TMF633 writes it cannot be taken; what it names is looked for by the `Catalogue`.
reasons_against = Judge(CODECS, _in_content, _WORDS, _beside)
