"""What is wrong with catalogue entries in themselves: every mistake at once, each with its path. A pure function."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite

from core.catalog.characteristics import CharacteristicSpecification
from core.catalog.components import (
    IMPORTANCE,
    ON_FAILURE,
    POINT_OF_NO_RETURN,
    Condition,
    RetryPolicy,
    ServiceComponent,
)
from core.catalog.model import CONCURRENT_ORDERS, Entry, ProductOffering, ProductSpecification
from hub.kernel.errors import Code, Reason

# As many of a kind as a characteristic may ask for.
MOST_OF_A_KIND = 1000
# The columns they are stored in.
_LONGEST = {"id": 120, "version": 40}

# A place below the entry, and what is wrong there.
Mistakes = Iterator[tuple[str, str]]


def mistakes(entries: Sequence[Entry]) -> list[Reason]:
    """Why the entries cannot be loaded, in their order; empty when they can."""
    found = []
    for entry in entries:
        kind = "productOffering" if isinstance(entry, ProductOffering) else "productSpecification"
        inside = _offering(entry) if isinstance(entry, ProductOffering) else _specification(entry)
        for place, text in (*_identity(entry), *inside):
            found.append(Reason(Code.ATTRIBUTE_INVALID, text, f"{kind}[{entry.id}].{place}"))
    for (cls, identifier, version), count in Counter((type(e), e.id, e.version) for e in entries).items():
        if count > 1:
            kind = "productOffering" if cls is ProductOffering else "productSpecification"
            text = f"version {version} is there {count} times"
            found.append(Reason(Code.ATTRIBUTE_INVALID, text, f"{kind}[{identifier}]"))
    return found


def _identity(entry: Entry) -> Mistakes:
    for name, longest in _LONGEST.items():
        if not 1 <= len(getattr(entry, name)) <= longest:
            yield name, f"has 1 to {longest} characters"


def _offering(offering: ProductOffering) -> Mistakes:
    if offering.valid_from and offering.valid_to and offering.valid_from >= offering.valid_to:
        yield "validTo", "is not after validFrom"
    if offering.bundled and not offering.is_bundle:
        yield "isBundle", "only a bundle has bundled offerings"
    yield from _repeated("bundledProductOffering", (b.id for b in offering.bundled))
    for position, bundled in enumerate(offering.bundled):
        place = f"bundledProductOffering[{position}]"
        if bundled.id == offering.id:
            yield f"{place}.id", "a bundle does not bundle itself"
        if bundled.minimum > bundled.maximum:
            yield f"{place}.minimum", f"{bundled.minimum} is more than the maximum, {bundled.maximum}"


def _specification(specification: ProductSpecification) -> Mistakes:
    known = {c.name: c for c in specification.characteristics}
    yield from _word("concurrentOrders", specification.concurrent_orders, CONCURRENT_ORDERS)
    yield from _repeated("question", (q.name for q in specification.questions))
    yield from _repeated("characteristic", (c.name for c in specification.characteristics))
    for position, characteristic in enumerate(specification.characteristics):
        yield from _below(f"characteristic[{position}]", _characteristic(characteristic))
    answered = {m.target for c in specification.service_components for m in c.results}
    for position, component in enumerate(specification.service_components):
        yield from _below(f"serviceComponent[{position}]", _component(component, known, answered))


def _characteristic(characteristic: CharacteristicSpecification) -> Mistakes:
    low, high = characteristic.minimum, characteristic.maximum
    if low is not None and high is not None and low > high:
        yield "minimum", f"{low:g} is more than the maximum, {high:g}"
    if characteristic.default is not None:
        complaint = characteristic.complaint(characteristic.default)
        if complaint:
            yield "defaultValue", complaint


def _component(
    component: ServiceComponent, known: dict[str, CharacteristicSpecification], answered: set[str]
) -> Mistakes:
    own = component.service_specification_id
    if not own:
        yield "serviceSpecificationId", "is missing"
    if own in component.requires:
        yield "requires", f"{own} requires itself"
    yield from _word("importance", component.importance, IMPORTANCE)
    yield from _word("onFailure", component.on_failure, ON_FAILURE)
    yield from _word("pointOfNoReturn", component.point_of_no_return, POINT_OF_NO_RETURN)
    if component.compensation == own and own:
        yield "compensation", f"{own} cannot undo itself; leave it empty to have it taken back"
    yield from _below("retry", _retry(component.retry))
    yield from _repeated("characteristic", (m.target for m in component.characteristics))
    for position, mapping in enumerate(component.characteristics):
        if mapping.source:
            yield from _source(f"characteristic[{position}].source", mapping.source, known, answered)
    for position, mapping in enumerate(component.results):
        if mapping.target not in known:
            yield f"result[{position}].target", _unknown(mapping.target)
    for position, condition in enumerate(component.when):
        place = f"when[{position}]"
        yield from _source(f"{place}.characteristic", condition.characteristic, known, answered)
        yield from _below(place, _condition(condition))
    if component.quantity_from:
        yield from _source("quantityFrom", component.quantity_from, known, answered)
        counter = known.get(component.quantity_from)
        if counter is not None and not _counts(counter):
            text = f"{counter.name} is not an integer from at least 0 to at most {MOST_OF_A_KIND}"
            yield "quantityFrom", text


def _retry(retry: RetryPolicy) -> Mistakes:
    if retry.attempts < 1:
        yield "attempts", "is 1 or more; 1 is no further one"
    if not (isfinite(retry.back_off_seconds) and retry.back_off_seconds > 0):
        yield "backOffSeconds", "is more than 0"
    if not 0 <= retry.jitter <= 1:
        yield "jitter", "lies between 0 and 1"


def _condition(condition: Condition) -> Mistakes:
    low, high = condition.minimum, condition.maximum
    if condition.one_of and (low is not None or high is not None):
        yield "oneOf", "there are values or bounds, not both"
    if low is not None and high is not None and low > high:
        yield "minimum", f"{low:g} is more than the maximum, {high:g}"


def _counts(characteristic: CharacteristicSpecification) -> bool:
    low, high = characteristic.minimum, characteristic.maximum
    bounded = low is not None and low >= 0 and high is not None and high <= MOST_OF_A_KIND
    return characteristic.value_type == "integer" and bounded


def _source(
    place: str, name: str, known: dict[str, CharacteristicSpecification], answered: set[str]
) -> Mistakes:
    """What a plan is made by: it has to be known before anything is built."""
    if name not in known:
        yield place, _unknown(name)
    elif name in answered:
        yield place, f"{name} is what a service answers, and not known before"


def _unknown(name: str) -> str:
    return f"the specification has no characteristic {name}"


def _word(place: str, word: str, words: Sequence[str]) -> Mistakes:
    if word not in words:
        yield place, f"{word!r} is not one of {', '.join(words)}"


def _repeated(place: str, names: Iterable[str]) -> Mistakes:
    for name, count in Counter(names).items():
        if count > 1:
            yield place, f"{name} is there {count} times"


def _below(place: str, inside: Mistakes) -> Mistakes:
    for member, text in inside:
        yield f"{place}.{member}", text
