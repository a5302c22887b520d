"""Changes of an order under way that come too late, too early, or are no good."""

import pytest

from hub.kernel.errors import Code, HubError, Kind
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import CharacteristicSpecification, Mapping, component, item, offering
from tests.unit.rooms.wires import ENTRIES, SPEED, line


@pytest.fixture
def shop(core: Core) -> Core:
    core.sell(*ENTRIES)
    return core


def test_one_change_at_a_time(shop: Core) -> None:
    shop.submit(line(10))
    shop.complete("1/access")
    shop.revise(line(20))
    with pytest.raises(HubError) as refused:
        shop.revise(line(30))
    assert (refused.value.kind, refused.value.reasons[0].code) == (Kind.NOT_ALLOWED, Code.REVISION_OPEN)
    assert len(shop.order().revisions) == 1


def test_what_is_past_its_hard_point_of_no_return_stays_as_it_is(shop: Core) -> None:
    shop.submit(item("1", "hard", speed=10), item("2", "tv"))
    before = shop.order()
    for late in (item("1", "hard", speed=20), item("3", "tv")):
        with pytest.raises(HubError) as refused:
            shop.revise(late, item("2", "tv"))
        assert refused.value.kind is Kind.NOT_ALLOWED
        assert [(r.code, r.path) for r in refused.value.reasons] == [
            (Code.POINT_OF_NO_RETURN, "productOrderItem[1]")
        ]
        assert shop.order() == before
    # Something else may still be changed.
    shop.revise(item("1", "hard", speed=10))
    assert shop.items()["2"] == "cancelling"


def test_a_change_that_is_no_good_is_refused_with_all_reasons(shop: Core) -> None:
    shop.submit(line(10))
    before = shop.order()
    with pytest.raises(HubError) as refused:
        shop.revise(item("1", "nobody-sells-this"), item("2", "wire", speed="fast"))
    assert refused.value.kind is Kind.INVALID
    assert {r.code for r in refused.value.reasons} == {
        Code.OFFERING_UNKNOWN,
        Code.CHARACTERISTIC_OUT_OF_RANGE,
    }
    assert shop.order() == before


def test_an_item_that_has_ended_badly_cannot_be_changed_any_more(shop: Core) -> None:
    shop.submit(line(10), item("2", "base"))
    shop.fail("1/access")
    with pytest.raises(HubError) as refused:
        shop.revise(line(20), item("2", "base"))
    assert [(r.code, r.path) for r in refused.value.reasons] == [(Code.STATE_FORBIDS, "productOrderItem[1]")]


def test_an_item_that_was_withdrawn_does_not_come_back_under_its_name(shop: Core) -> None:
    shop.submit(line(10), item("2", "tv"))
    shop.revise(line(10))
    shop.cancelled("2/tv")
    with pytest.raises(HubError) as refused:
        shop.revise(line(10), item("2", "tv"))
    assert [(r.code, r.path) for r in refused.value.reasons] == [(Code.STATE_FORBIDS, "productOrderItem[2]")]


def test_a_settled_order_is_not_changed(shop: Core) -> None:
    shop.submit(item("1", "tv"))
    shop.complete("1/tv")
    with pytest.raises(HubError) as refused:
        shop.revise(item("1", "tv"), item("2", "tv"))
    assert (refused.value.kind, refused.value.reasons[0].code) == (Kind.NOT_ALLOWED, Code.STATE_FORBIDS)


def test_a_bundle_that_was_given_up_takes_nothing_in_any_more(shop: Core) -> None:
    shop.submit(item("0", "pack"), item("1", "wire", parent="0"), item("2", "base"))
    shop.complete("1/access")
    shop.hold()
    shop.fail("1/net")
    with pytest.raises(HubError) as refused:
        shop.revise(
            item("0", "pack"), item("1", "wire", parent="0"), item("3", "tv", parent="0"), item("2", "base")
        )
    assert [(r.code, r.path) for r in refused.value.reasons] == [(Code.STATE_FORBIDS, "productOrderItem[3]")]


@pytest.mark.parametrize("change", ["another product", "another action"])
def test_an_item_that_has_begun_stays_with_its_product_and_its_action(shop: Core, change: str) -> None:
    for order in ("a", "b"):
        shop.submit(line(10), order=order)
        shop.complete("1/access", "1/net", order=order)
    mine, other = (made_by(shop, order) for order in ("a", "b"))
    shop.submit(item("1", "wire", action="modify", about=mine, speed=20))
    revised = (
        item("1", "wire", action="modify", about=other, speed=20)
        if change == "another product"
        else item("1", "wire", action="delete", about=mine)
    )
    with pytest.raises(HubError) as refused:
        shop.revise(revised)
    assert refused.value.kind is Kind.NOT_ALLOWED
    assert {(r.code, r.path) for r in refused.value.reasons} == {(Code.STATE_FORBIDS, "productOrderItem[1]")}
    shop.complete("1/access", "1/net")
    # Nobody's product is left behind with an order that has ended.
    assert {p.open_order_id for p in shop.products().values()} == {""}


def made_by(shop: Core, order: str) -> str:
    made = shop.order(order).items[0].product
    assert made is not None
    return made.id


def test_a_service_that_is_being_ended_is_not_changed(shop: Core) -> None:
    several = component("box", quantity_from="number", characteristics=[Mapping("rate", "speed")])
    number = CharacteristicSpecification("number", "integer", minimum=0, maximum=5, default=2)
    shop.sell(offering("boxes", several, characteristics=[*SPEED, number]))
    shop.submit(item("1", "boxes"), order="a")
    shop.complete("1/box", "1/box#2", order="a")
    mine = made_by(shop, "a")
    shop.submit(item("1", action="modify", about=mine, number=1))
    assert shop.nodes() == {"1/box#2": "submitted"}
    with pytest.raises(HubError) as refused:
        shop.revise(item("1", action="modify", about=mine, number=2, speed=20))
    assert [(r.code, r.path) for r in refused.value.reasons] == [(Code.STATE_FORBIDS, "productOrderItem[1]")]
    # That it is to stay as it was can be said: it is built again.
    shop.revise(item("1", action="modify", about=mine, number=2))
    assert shop.nodes() == {"1/box#2": "cancelling"}
