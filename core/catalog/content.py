"""Offerings and product specifications as TMF620 writes them ↔ as the engine reads them. Pure.

What the engine does not know stays in the entry. Rules that TM Forum has no words for are extension attributes:
those of `ServiceReference` and `BundledProductOffering.optional`, `eligibleParty`, `question`, `concurrentOrders`.
"""

from collections.abc import Iterable
from typing import Any

from msgspec import UNSET, UnsetType, field

from core.catalog.characteristics import CharacteristicSpecification
from core.catalog.content_components import ServiceReference, component, to_reference
from core.catalog.eligibility import EligibleParty
from core.catalog.model import BundledOffering, ProductOffering, ProductSpecification, Question
from hub.platform.catalog_entry import Codec, Entry
from hub.platform.content import Members, from_content, to_content


class Reference(Members):
    id: str


class Limits(Members):
    number_rel_offer_lower_limit: int = 1
    number_rel_offer_upper_limit: int | UnsetType = UNSET


class BundledProductOffering(Members):
    id: str
    bundled_product_offering_option: Limits = field(default_factory=Limits)
    optional: bool = False


class EligibleParties(Members):
    id: str = ""
    role: str = ""
    referred_type: str = field(default="", name="@referredType")


class Offering(Members):
    is_bundle: bool = False
    channel: list[Reference] = field(default_factory=list)
    category: list[Reference] = field(default_factory=list)
    eligible_party: list[EligibleParties] = field(default_factory=list)
    product_specification: Reference | UnsetType = UNSET
    bundled_product_offering: list[BundledProductOffering] = field(default_factory=list)


class CharacteristicValue(Members):
    """One value that may be chosen, or a range of them."""

    value: Any = None
    is_default: bool = False
    value_from: float | None = None
    value_to: float | None = None

    @property
    def is_range(self) -> bool:
        return self.value_from is not None or self.value_to is not None


class Characteristic(Members):
    """`extensible`: other values than those that are listed will do, too."""

    name: str
    value_type: str = ""
    min_cardinality: int = 0
    extensible: bool = False
    product_spec_characteristic_value: list[CharacteristicValue] = field(default_factory=list)


class ProductQuestion(Members):
    name: str
    text: str = ""
    limit_seconds: int = 0


class Specification(Members):
    product_spec_characteristic: list[Characteristic] = field(default_factory=list)
    service_specification: list[ServiceReference] = field(default_factory=list)
    question: list[ProductQuestion] = field(default_factory=list)
    concurrent_orders: str = "hold"


def read_offering(entry: Entry) -> ProductOffering:
    content = from_content(entry, Offering)
    specification = content.product_specification
    return ProductOffering(
        entry.id,
        entry.version,
        entry.name,
        description=entry.description,
        lifecycle_status=entry.lifecycle_status,
        is_bundle=content.is_bundle,
        product_specification_id=specification.id if isinstance(specification, Reference) else "",
        bundled=[_bundled(b) for b in content.bundled_product_offering],
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        channels=[c.id for c in content.channel],
        eligible_parties=[EligibleParty(p.id, p.role, p.referred_type) for p in content.eligible_party],
        categories=[c.id for c in content.category],
    )


def write_offering(offering: ProductOffering) -> Entry:
    specification = offering.product_specification_id
    content = Offering(
        is_bundle=offering.is_bundle,
        channel=[Reference(id=identifier) for identifier in offering.channels],
        category=[Reference(id=identifier) for identifier in offering.categories],
        eligible_party=[
            EligibleParties(id=p.id, role=p.role, referred_type=p.referred_type)
            for p in offering.eligible_parties
        ],
        product_specification=Reference(id=specification) if specification else UNSET,
        bundled_product_offering=[
            BundledProductOffering(
                id=b.id,
                bundled_product_offering_option=Limits(
                    number_rel_offer_lower_limit=b.minimum, number_rel_offer_upper_limit=b.maximum
                ),
                optional=b.optional,
            )
            for b in offering.bundled
        ],
    )
    return Entry(
        kind="productOffering",
        id=offering.id,
        version=offering.version,
        name=offering.name,
        description=offering.description,
        lifecycle_status=offering.lifecycle_status,
        valid_from=offering.valid_from,
        valid_to=offering.valid_to,
        content={"isBundle": offering.is_bundle, **to_content(content)},
    )


def read_specification(entry: Entry) -> ProductSpecification:
    content = from_content(entry, Specification)
    answered = {m.target for reference in content.service_specification for m in reference.result}
    given = [c.name for c in content.product_spec_characteristic if c.name not in answered]
    return ProductSpecification(
        entry.id,
        entry.version,
        entry.name,
        lifecycle_status=entry.lifecycle_status,
        characteristics=[_characteristic(c) for c in content.product_spec_characteristic],
        service_components=[component(reference, given) for reference in content.service_specification],
        questions=[Question(q.name, q.text, q.limit_seconds) for q in content.question],
        concurrent_orders=content.concurrent_orders,
    )


def write_specification(specification: ProductSpecification) -> Entry:
    content = Specification(
        product_spec_characteristic=[_to_characteristic(c) for c in specification.characteristics],
        service_specification=[to_reference(c) for c in specification.service_components],
        question=[
            ProductQuestion(name=q.name, text=q.text, limit_seconds=q.limit_seconds)
            for q in specification.questions
        ],
        concurrent_orders=specification.concurrent_orders,
    )
    return Entry(
        kind="productSpecification",
        id=specification.id,
        version=specification.version,
        name=specification.name,
        lifecycle_status=specification.lifecycle_status,
        content={"isBundle": False, **to_content(content)},
    )


def _bundled(bundled: BundledProductOffering) -> BundledOffering:
    """Without an upper limit as often as it must, and at least once."""
    limits = bundled.bundled_product_offering_option
    minimum, maximum = limits.number_rel_offer_lower_limit, limits.number_rel_offer_upper_limit
    upper = maximum if isinstance(maximum, int) else max(minimum, 1)
    return BundledOffering(bundled.id, minimum, upper, bundled.optional)


def _characteristic(characteristic: Characteristic) -> CharacteristicSpecification:
    values = characteristic.product_spec_characteristic_value
    ranges = [value for value in values if value.is_range]
    given = [value for value in values if value.value is not None]
    open_ended = characteristic.extensible or ranges
    return CharacteristicSpecification(
        characteristic.name,
        characteristic.value_type,
        mandatory=characteristic.min_cardinality > 0,
        default=next((value.value for value in given if value.is_default), None),
        allowed=[] if open_ended else [value.value for value in given],
        minimum=min((r.value_from for r in ranges if r.value_from is not None), default=None),
        maximum=max((r.value_to for r in ranges if r.value_to is not None), default=None),
    )


def _to_characteristic(known: CharacteristicSpecification) -> Characteristic:
    values = [CharacteristicValue(value=v, is_default=v == known.default) for v in _within(known)]
    if not values and known.default is not None:
        values = [CharacteristicValue(value=known.default, is_default=True)]
    if not known.allowed and (known.minimum is not None or known.maximum is not None):
        values.insert(0, CharacteristicValue(value_from=known.minimum, value_to=known.maximum))
    return Characteristic(
        name=known.name,
        value_type=known.value_type,
        min_cardinality=int(known.mandatory),
        extensible=not known.allowed,
        product_spec_characteristic_value=values,
    )


def _within(known: CharacteristicSpecification) -> Iterable[Any]:
    """The values that may be chosen; those out of bounds never could be."""
    return [value for value in known.allowed if known.complaint(value) is None]


CODECS = {
    "productOffering": Codec(ProductOffering, read_offering, write_offering),
    "productSpecification": Codec(ProductSpecification, read_specification, write_specification),
}
