"""What is wrong with catalogue entries in themselves: every mistake at once, each with its path. A pure function."""

from collections import Counter
from collections.abc import Sequence

from core.catalog.characteristics import CharacteristicSpecification
from core.catalog.check_components import Known, Mistakes, below, component_mistakes, repeated, word
from core.catalog.content import CODECS
from core.catalog.model import CONCURRENT_ORDERS, Entry, ProductOffering, ProductSpecification
from hub.kernel.errors import Code, Reason
from hub.platform.catalog import LONGEST
from hub.platform.content import Judge


def mistakes(entries: Sequence[Entry]) -> list[Reason]:
    """Why the entries cannot be loaded, in their order; empty when they can."""
    found = []
    for entry in entries:
        kind = "productOffering" if isinstance(entry, ProductOffering) else "productSpecification"
        for place, text in (*_identity(entry), *mistakes_in(entry)):
            found.append(Reason(Code.ATTRIBUTE_INVALID, text, f"{kind}[{entry.id}].{place}"))
    for (cls, identifier, version), count in Counter((type(e), e.id, e.version) for e in entries).items():
        if count > 1:
            kind = "productOffering" if cls is ProductOffering else "productSpecification"
            text = f"version {version} is there {count} times"
            found.append(Reason(Code.ATTRIBUTE_INVALID, text, f"{kind}[{identifier}]"))
    return found


def mistakes_in(entry: Entry) -> Mistakes:
    """What the engine could not work with, each with its place in what is loaded."""
    return _offering(entry) if isinstance(entry, ProductOffering) else _specification(entry)


def _identity(entry: Entry) -> Mistakes:
    for name, longest in LONGEST.items():
        if not 1 <= len(getattr(entry, name)) <= longest:
            yield name, f"has 1 to {longest} characters"


def _offering(offering: ProductOffering) -> Mistakes:
    if offering.valid_from and offering.valid_to and offering.valid_from >= offering.valid_to:
        yield "validTo", "is not after validFrom"
    if offering.bundled and not offering.is_bundle:
        yield "isBundle", "only a bundle has bundled offerings"
    yield from repeated("bundledProductOffering", (b.id for b in offering.bundled))
    for position, bundled in enumerate(offering.bundled):
        place = f"bundledProductOffering[{position}]"
        if bundled.id == offering.id:
            yield f"{place}.id", "a bundle does not bundle itself"
        if bundled.minimum > bundled.maximum:
            yield f"{place}.minimum", f"{bundled.minimum} is more than the maximum, {bundled.maximum}"


def _specification(specification: ProductSpecification) -> Mistakes:
    yield from word("concurrentOrders", specification.concurrent_orders, CONCURRENT_ORDERS)
    yield from repeated("question", (q.name for q in specification.questions))
    yield from repeated("characteristic", (c.name for c in specification.characteristics))
    for position, characteristic in enumerate(specification.characteristics):
        yield from below(f"characteristic[{position}]", _characteristic(characteristic))
    answered = frozenset(m.target for c in specification.service_components for m in c.results)
    known = Known({c.name: c for c in specification.characteristics}, answered)
    for position, component in enumerate(specification.service_components):
        yield from below(f"serviceComponent[{position}]", component_mistakes(component, known))


def _characteristic(characteristic: CharacteristicSpecification) -> Mistakes:
    low, high = characteristic.minimum, characteristic.maximum
    if low is not None and high is not None and low > high:
        yield "minimum", f"{low:g} is more than the maximum, {high:g}"
    if characteristic.default is not None:
        complaint = characteristic.complaint(characteristic.default)
        if complaint:
            yield "defaultValue", complaint


# Places in what is loaded → those in the words of TMF620.
_WORDS = (
    (r"^validTo$", "validFor"),
    (
        r"^(bundledProductOffering\[\d+\])\.minimum$",
        r"\1.bundledProductOfferingOption.numberRelOfferLowerLimit",
    ),
    (
        r"^characteristic(\[\d+\])\.(minimum|defaultValue)$",
        r"productSpecCharacteristic\1.productSpecCharacteristicValue",
    ),
    (r"^characteristic", "productSpecCharacteristic"),
    (r"^serviceComponent", "serviceSpecification"),
    (r"\.serviceSpecificationId$", ".id"),
)

#: Why an entry as TMF620 writes it cannot be taken.
reasons_against = Judge(CODECS, lambda read, *_: mistakes_in(read), _WORDS)
