"""What could be ordered, and what else: answered as an order would be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.catalog.eligibility import EligibleParty
from core.catalog.model import BundledOffering
from core.ordering.items import ItemRelationship, ProductValue
from core.qualification import answering
from core.qualification.answering import Judge, Wish
from core.qualification.commands import (
    DeleteOfferingQualification,
    RequestOfferingQualification,
    UpdateOfferingQualification,
)
from core.qualification.machine import LONGEST_ANSWER
from core.qualification.model import Qualification, QualificationItem
from core.qualification.store import QUALIFICATIONS
from hub.kernel.errors import Code, HubError, Kind
from hub.kernel.values import Characteristic, Party, Ref
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import CharacteristicSpecification, bundle, component, item, offering

SPEED = CharacteristicSpecification("speed", "integer", minimum=10, maximum=100)
BUSINESS = [EligibleParty(role="customer", referred_type="Organization")]


def sold(identifier: str, **more: Any) -> list[Any]:
    """An offering with these members, and its specification."""
    made, specification = offering(identifier, component(f"cfs-{identifier}"), characteristics=[SPEED])
    return [replace(made, **more), specification]


SHOP = [
    sold("line", categories=["lines"]),
    sold("slow-line", categories=["lines"]),
    sold("old-line", lifecycle_status="Retired", categories=["lines"]),
    [replace(sold("summer-line")[0], product_specification_id="line", lifecycle_status="Retired")],
    sold("web-line", channels=["web"], categories=["lines"]),
    sold("office-line", eligible_parties=BUSINESS),
    bundle("pair", BundledOffering("line", 1, 1), BundledOffering("office-line", 0, 1)),
]


@pytest.fixture
def shop() -> Iterator[Core]:
    made = Core(*SHOP)
    yield made
    made.check()
    made.close()


def wanted(
    identifier: str, offered: str = "", *bundles: str, action: str = "add", **chosen: Any
) -> QualificationItem:
    values = [Characteristic(n, v) for n, v in chosen.items()]
    return QualificationItem(
        id=identifier,
        action=action,
        offering=Ref(offered) if offered else None,
        product=ProductValue(characteristics=values) if values else None,
        relationships=[ItemRelationship("bundles", other) for other in bundles],
    )


def ask(core: Core, *items: QualificationItem, instant: bool = True, **more: Any) -> Qualification:
    asked = Qualification(id="q", requested_at=core.now, items=list(items), instant=instant, **more)
    found: Qualification = core.do(RequestOfferingQualification(asked))
    return found


def stored(core: Core) -> Qualification:
    (found,) = core.all(QUALIFICATIONS)
    made: Qualification = found
    return made


def results(found: Qualification) -> dict[str, str]:
    return {i.id: str(i.result) for i in found.items}


def test_what_could_be_ordered_qualifies_in_the_answer_itself_when_that_is_wanted(shop: Core) -> None:
    found = ask(shop, wanted("1", "line", speed=50))

    assert (found.state, found.result, results(found)) == ("done", "green", {"1": "qualified"})
    assert found.items[0].state == "done"
    assert found.completed_at == shop.now


def test_otherwise_it_is_answered_a_moment_later(shop: Core) -> None:
    accepted = ask(shop, wanted("1", "line"), instant=False)
    assert (accepted.state, accepted.result, results(accepted)) == ("acknowledged", "", {"1": "None"})
    assert accepted.expected_at == shop.now + LONGEST_ANSWER

    shop.pass_time(timedelta())

    assert (stored(shop).state, stored(shop).result, stored(shop).wake_at) == ("done", "green", None)


@pytest.mark.parametrize(
    ("item_", "code"),
    [
        pytest.param(wanted("1", "nothing"), Code.OFFERING_UNKNOWN, id="unknown"),
        pytest.param(wanted("1", "old-line"), Code.OFFERING_NOT_SELLABLE, id="not sold any more"),
        pytest.param(wanted("1", "line", speed=5), Code.CHARACTERISTIC_OUT_OF_RANGE, id="out of range"),
        pytest.param(
            wanted("1", "line", colour="red"), Code.CHARACTERISTIC_UNKNOWN, id="unknown characteristic"
        ),
        pytest.param(wanted("1"), Code.OFFERING_MISSING, id="no offering"),
        pytest.param(wanted("1", "pair"), Code.BUNDLE_CARDINALITY, id="a bundle without what belongs to it"),
        pytest.param(wanted("1", "web-line"), Code.OFFERING_NOT_ELIGIBLE, id="another channel"),
        pytest.param(wanted("1", "office-line"), Code.OFFERING_NOT_ELIGIBLE, id="another kind of customer"),
        pytest.param(wanted("1", "line", action="modify"), Code.PRODUCT_MISSING, id="no product"),
    ],
)
def test_what_an_order_would_be_rejected_for_does_not_qualify_and_says_why_when_asked(
    shop: Core, item_: QualificationItem, code: Code
) -> None:
    found = ask(shop, item_, provide_unavailability_reason=True)

    assert (found.result, results(found)) == ("red", {"1": "unqualified"})
    assert [r.code for r in found.items[0].reasons] == [code]


def test_reasons_are_not_told_unasked(shop: Core) -> None:
    assert ask(shop, wanted("1", "old-line")).items[0].reasons == []


def test_channel_and_party_decide_about_orders_as_they_do_about_qualifications(shop: Core) -> None:
    company = Party("acme", role="Customer", referred_type="organization")
    web = Ref("web")
    both = (wanted("1", "web-line"), wanted("2", "office-line"))

    assert results(ask(shop, *both, channel=web, parties=[company])) == {"1": "qualified", "2": "qualified"}
    ordered = [item("1", "web-line"), item("2", "office-line")]
    assert shop.submit(*ordered, channels=[web], parties=[company]).state == "inProgress"
    refused = shop.submit(*ordered, order="p", channels=[Ref("shop")], parties=[Party("jo", role="customer")])
    assert refused.state == "rejected"
    assert shop.codes("p") == [Code.OFFERING_NOT_ELIGIBLE, Code.OFFERING_NOT_ELIGIBLE]


def test_each_item_of_a_bundle_is_answered(shop: Core) -> None:
    found = ask(shop, wanted("1", "pair", "2", "3"), wanted("2", "line"), wanted("3", "office-line"))

    assert results(found) == {"1": "qualified", "2": "qualified", "3": "unqualified"}
    assert found.result == "yellow"


def test_an_alternative_is_of_the_same_specification_or_category_and_qualifies_itself(shop: Core) -> None:
    found = ask(shop, wanted("1", "old-line"), wanted("2", "summer-line"), provide_alternative=True)

    assert found.result == "yellow"
    assert {i.id: [a.offering.id for a in i.alternates] for i in found.items} == {
        "1": ["line", "slow-line"],
        "2": ["line"],
    }


def test_in_a_bundle_an_alternative_has_to_fit_the_bundle(shop: Core) -> None:
    shop.sell(bundle("only-old", BundledOffering("old-line", 1, 1)))

    found = ask(shop, wanted("1", "only-old", "2"), wanted("2", "old-line"), provide_alternative=True)

    assert (found.result, found.items[1].alternates) == ("yellow", [])


def test_without_items_the_offerings_of_the_category_are_looked_through(shop: Core) -> None:
    only = ask(shop, category=Ref("lines"))
    assert (only.result, results(only)) == ("green", {"line": "qualified", "slow-line": "qualified"})
    assert {i.state for i in only.items} == {"done"}

    shop.do(DeleteOfferingQualification("q"))
    every = ask(shop, category=Ref("lines"), provide_only_available=False)
    assert results(every) == {
        "line": "qualified",
        "slow-line": "qualified",
        "old-line": "unqualified",
        "web-line": "unqualified",
    }


def test_when_as_many_are_found_as_are_told_no_other_is_judged(
    shop: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[Any] = []

    def counting(judge: Judge, wish: Wish, objections: Any = Judge.objections) -> Any:
        judged.append(wish)
        return objections(judge, wish)

    monkeypatch.setattr(Judge, "objections", counting)
    monkeypatch.setattr(answering, "MOST_FOUND", 1)

    found = ask(shop, provide_only_available=False).items
    assert (len(found), len(judged)) == (1, 1)


def test_to_look_for_something_and_find_nothing_is_no_success(shop: Core) -> None:
    assert ask(shop, category=Ref("boats")).result == "red"


def test_an_answer_expires_when_an_offering_ceases_to_be_sold(shop: Core) -> None:
    ending = shop.now + timedelta(days=3)
    shop.sell(sold("spring-line", valid_to=ending))

    assert ask(shop, wanted("1", "line"), wanted("2", "spring-line")).expires_at == ending


@pytest.mark.parametrize(
    "items",
    [
        pytest.param((wanted("1", "line"), wanted("1", "line")), id="two items of one id"),
        pytest.param((wanted("1", "line", "9"),), id="a relationship to nothing"),
        pytest.param((wanted("1", "line", action="paint"),), id="an action nobody knows"),
    ],
)
def test_a_question_that_contradicts_itself_ends_with_an_error(
    shop: Core, items: tuple[QualificationItem, ...]
) -> None:
    found = ask(shop, *items)

    assert (found.state, found.result, found.items[0].result) == ("terminatedWithError", "", None)
    assert found.items[0].errors
    assert found.wake_at is None


def test_too_much_in_one_question_is_refused(shop: Core) -> None:
    with pytest.raises(HubError) as refused:
        ask(shop, *(wanted(str(n), "line") for n in range(101)))

    assert refused.value.kind is Kind.INVALID


def test_what_the_answer_is_not_made_from_may_be_changed_and_only_by_who_knows_the_version(
    shop: Core,
) -> None:
    version = ask(shop, wanted("1", "line")).version

    shop.do(UpdateOfferingQualification("q", "for Jo", None, '{"note":[]}', version))
    assert (stored(shop).description, stored(shop).result) == ("for Jo", "green")
    with pytest.raises(HubError) as stale:
        shop.do(UpdateOfferingQualification("q", "for Al", None, "", version))
    assert stale.value.kind is Kind.STALE


def test_a_deleted_one_is_gone(shop: Core) -> None:
    ask(shop, wanted("1", "line"), instant=False)

    shop.do(DeleteOfferingQualification("q"))
    shop.pass_time(timedelta(hours=1))

    assert shop.all(QUALIFICATIONS) == []


def test_a_product_an_open_order_has_does_not_qualify_where_the_catalogue_does_not_let_orders_wait(
    shop: Core,
) -> None:
    shop.sell(offering("tv", component("cfs-tv"), concurrent_orders="reject"))
    shop.submit(item("1", "tv"), order="made")
    shop.complete("1/cfs-tv", order="made")
    product = shop.products()["1"].id
    change = QualificationItem(id="1", action="modify", product=ProductValue(id=product))
    assert ask(shop, change).result == "green"

    shop.do(DeleteOfferingQualification("q"))
    shop.submit(item("1", about=product, action="modify"), item("2", "line"), order="changing")
    busy = ask(shop, change, provide_unavailability_reason=True)

    assert [r.code for r in busy.items[0].reasons] == [Code.PRODUCT_BUSY]
