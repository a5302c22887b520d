"""What qualifies is not rejected when it is ordered, and what does not qualify is: over the catalogue that comes with the hub."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random

from google.protobuf.json_format import ParseDict
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml import safe_load

from core.catalog.characteristics import CharacteristicSpecification
from core.catalog.eligibility import EligibleParty
from core.catalog.model import Catalog, ProductOffering
from core.catalog.rpc import entries
from core.ordering.items import Item, ItemRelationship, ProductValue
from core.ordering.model import ProductOrder
from core.ordering.planning.decompose import decompose
from core.ordering.planning.judge import reasons_against
from core.qualification.answering import Judge, answer
from core.qualification.machine import MACHINE
from core.qualification.model import Qualification, QualificationItem
from hub.kernel.errors import HubError
from hub.kernel.values import Characteristic, Party, Ref
from proto.com.v1.catalog_pb2 import LoadProductCatalogRequest
from tests.unit.rooms.making import NOW

CATALOG = Path(__file__).parents[3] / "examples" / "catalog" / "product-catalog.yaml"
PARTIES = [[], [Party("jo", role="customer")], [Party("acme", role="customer", referred_type="Organization")]]
CHANNELS = [None, Ref("web"), Ref("shop")]
chances = st.randoms(use_true_random=False)


@cache
def shop() -> Catalog:
    """As it comes, but that some is sold through some channels, or to some customers, only."""
    content = safe_load(CATALOG.read_text())
    del content["layer"]
    chance = Random(1)
    return Catalog(
        [
            _restricted(chance, entry) if isinstance(entry, ProductOffering) else entry
            for entry in entries(ParseDict(content, LoadProductCatalogRequest()))
        ]
    )


def _restricted(chance: Random, offering: ProductOffering) -> ProductOffering:
    channels = chance.choice([[], [], ["web"]])
    parties = chance.choice([[], [], [EligibleParty(referred_type="Organization")]])
    return replace(offering, channels=channels, eligible_parties=parties, categories=[chance.choice("ab")])


def question(chance: Random) -> Qualification:
    """Bundles with what belongs to them, mostly; and single offerings, mostly with values that fit."""
    items: list[QualificationItem] = []
    for offering in chance.sample(shop().offerings(), chance.randint(1, 3)):
        _ask_for(chance, offering.id, items)
    return Qualification(
        id="q",
        requested_at=NOW,
        items=items,
        parties=chance.choice(PARTIES),
        channel=chance.choice(CHANNELS),
        provide_alternative=True,
        provide_unavailability_reason=True,
    )


def _ask_for(chance: Random, offered: str, items: list[QualificationItem]) -> str:
    asked = QualificationItem(id=str(len(items)), offering=Ref(offered))
    items.append(asked)
    offering = shop().offering(offered)
    assert offering is not None
    specification = shop().specification(offering.product_specification_id)
    for known in specification.characteristics if specification else ():
        if chance.random() < 0.5:
            asked.product = asked.product or ProductValue()
            asked.product.characteristics.append(Characteristic(known.name, _value(chance, known)))
    for bundled in offering.bundled:
        for _ in range(chance.randint(bundled.minimum, bundled.maximum) if chance.random() < 0.9 else 0):
            member = _ask_for(chance, bundled.id, items)
            asked.relationships.append(ItemRelationship("bundles", member))
    return asked.id


def _value(chance: Random, known: CharacteristicSpecification) -> object:
    fitting = [*known.allowed, *(v for v in (known.minimum, known.maximum, known.default) if v is not None)]
    if known.value_type == "string":
        fitting.append("some text")
    return chance.choice(fitting) if fitting and chance.random() < 0.9 else "no such thing"


def ordered(asked: Qualification) -> ProductOrder:
    """The same content as an order."""
    return ProductOrder(
        id="o",
        order_date=NOW,
        parties=asked.parties,
        channels=[asked.channel] if asked.channel else [],
        items=[
            Item(
                id=i.id,
                action=i.action,
                offering=i.offering,
                product=i.product,
                relationships=i.relationships,
            )
            for i in asked.items
        ],
    )


def rejected(order: ProductOrder) -> bool:
    if reasons_against(order, shop(), {}, NOW):
        return True
    try:
        decompose(order.items, shop(), {})
    except HubError:
        return True
    return False


def answered(asked: Qualification) -> Qualification:
    asked.accept(NOW)
    asked.begin(NOW)
    asked.finish(answer(asked, Judge(shop(), {}, NOW)), NOW + timedelta(seconds=1))
    return asked


@given(chance=chances)
def test_an_order_is_rejected_if_and_only_if_the_same_question_is_not_answered_green(chance: Random) -> None:
    asked = answered(question(chance))

    assert (asked.result == "green") is not rejected(ordered(asked))
    for item in asked.items:
        assert (item.result == "qualified") is not bool(item.reasons)


@settings(deadline=None)
@given(chance=chances)
def test_every_alternative_would_do_in_the_place_of_what_does_not_qualify(chance: Random) -> None:
    asked = answered(question(chance))

    for number, item in enumerate(asked.items):
        for alternate in item.alternates:
            again = [*asked.items]
            again[number] = replace(item, offering=alternate.offering)
            items = [replace(i, state=MACHINE.initial) for i in again]
            other = answered(replace(asked, items=items, state=MACHINE.initial, provide_alternative=False))
            assert other.items[number].result == "qualified"
            worse = [
                o.result for o, i in zip(other.items, asked.items, strict=True) if o.reasons and not i.reasons
            ]
            assert worse == []


@given(chance=chances)
def test_whatever_is_found_without_naming_it_could_be_ordered(chance: Random) -> None:
    asked = answered(replace(question(chance), items=[], category=chance.choice([None, Ref("a"), Ref("b")])))

    for item in asked.items:
        assert not rejected(ordered(replace(asked, items=[item])))
