"""Changing what an order under way orders: only the difference is carried out."""

from datetime import timedelta
from typing import Any

import pytest

from core.inventory.store import PRODUCTS
from core.ordering.items import Item
from hub.kernel.errors import Code
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import (
    NOW,
    item,
)
from tests.unit.rooms.wires import ENTRIES, line, rates


@pytest.fixture
def shop(core: Core) -> Core:
    core.sell(*ENTRIES)
    return core


def test_before_anything_has_begun_the_order_is_judged_anew(shop: Core) -> None:
    shop.submit(line(10), requested_start_date=NOW + timedelta(days=1))
    order = shop.revise(line(20), item("2", "tv"))
    assert (order.state, [n.key for n in order.nodes]) == ("decomposed", ["1/access", "1/net", "2/tv"])
    assert [r.number for r in order.revisions] == [1]
    shop.pass_time(timedelta(days=1))
    assert ("add", 20) in rates(shop)


def test_what_is_untouched_goes_on_what_waits_is_replaced(shop: Core) -> None:
    shop.submit(line(10), item("2", "tv"))
    shop.complete("1/access")
    rates(shop)
    order = shop.revise(line(10), item("2", "tv"))
    assert (rates(shop), order.revising, len(order.revisions)) == ([], [], 1)
    shop.complete("1/net", "2/tv")
    assert shop.state() == "completed"


def test_a_waiting_task_takes_its_new_form_and_a_standing_one_is_changed_behind_it(shop: Core) -> None:
    shop.submit(line(10))
    shop.complete("1/access")
    shop.submit(line(10), order="other")
    rates(shop)
    # net is under way and access stands: both are changed by tasks of their own; in the other nothing stands.
    shop.revise(line(20))
    assert shop.nodes() == {
        "1/access": "completed",
        "1/net": "submitted",
        "1/access~2": "submitted",
        "1/net~2": "waiting",
    }
    assert rates(shop) == [("modify", 20)]
    shop.complete("1/access~2", "1/net")
    assert rates(shop) == [("modify", 20)]
    assert shop.node("1/net~2").task.previous == {"rate": 10}
    assert shop.node("1/net~2").service_id == shop.node("1/net").service_id
    shop.complete("1/net~2")
    assert shop.state() == "completed"
    assert {s.component: s.characteristics for s in shop.products()["1"].services} == {
        "access": {"rate": 20},
        "net": {"rate": 20},
    }
    assert [(c.name, c.value) for c in shop.products()["1"].characteristics] == [("speed", 20)]

    shop.revise(line(30), order="other")
    shop.complete("1/access", "1/access~2", order="other")
    assert ("add", 30) in rates(shop)
    assert "1/net~2" not in shop.nodes("other")


def test_what_is_left_out_is_undone(shop: Core) -> None:
    shop.submit(line(10), item("2", "tv"), item("3", "base"))
    shop.complete("2/tv")
    shop.take_told()
    order = shop.revise(line(10))
    assert shop.take_told() == [("delete", "tv"), ("cancel", "3/base")]
    assert [i.id for i in order.items if i.withdrawn] == ["2", "3"]
    shop.complete("2/tv", "1/access", "1/net")
    shop.cancelled("3/base")
    assert (shop.state(), shop.items()) == (
        "completed",
        {"1": "completed", "2": "cancelled", "3": "cancelled"},
    )
    assert {i: str(p.status) for i, p in shop.products().items()} == {
        "1": "active",
        "2": "cancelled",
        "3": "cancelled",
    }


def test_what_is_new_is_built(shop: Core) -> None:
    shop.submit(item("0", "pack"), item("1", "wire", parent="0"))
    shop.take_told()
    shop.revise(item("0", "pack"), item("1", "wire", parent="0"), item("2", "tv", parent="0"))
    assert shop.take_told() == [("add", "tv")]
    shop.complete("1/access", "1/net", "2/tv")
    assert (shop.state(), set(shop.items().values())) == ("completed", {"completed"})


def test_what_is_to_be_tried_again_is_tried_in_its_new_form(shop: Core) -> None:
    shop.submit(item("1", "shaky", speed=10))
    shop.fail("1/shaky", Code.NETWORK_FAILED)
    rates(shop)
    shop.revise(item("1", "shaky", speed=20))
    assert shop.nodes() == {"1/shaky": "retrying"}
    shop.pass_time(timedelta(minutes=1))
    assert rates(shop) == [("add", 20)]


def test_a_second_change_goes_behind_the_first(shop: Core) -> None:
    shop.submit(line(10), item("2", "base"))
    shop.complete("1/access", "1/net")
    shop.revise(line(20), item("2", "base"))
    shop.complete("1/access~2", "1/net~2")
    shop.revise(line(30), item("2", "base"))
    assert shop.node("1/access~3").task.previous == {"rate": 20}
    shop.complete("1/access~3", "1/net~3", "2/base")
    assert shop.state() == "completed"
    assert {s.component: s.characteristics["rate"] for s in shop.products()["1"].services} == {
        "access": 30,
        "net": 30,
    }


def test_a_change_back_to_what_it_was_is_a_change_too(shop: Core) -> None:
    shop.submit(line(10), item("2", "base"))
    shop.complete("1/access", "1/net")
    shop.revise(line(20), item("2", "base"))
    shop.complete("1/access~2", "1/net~2")
    shop.revise(line(10), item("2", "base"))
    assert shop.node("1/access~3").task.characteristics == {"rate": 10}


def test_what_was_ordered_before_is_kept_with_the_hashes_of_both_plans(shop: Core) -> None:
    shop.submit(line(10), item("2", "tv"))
    first = shop.order().plan
    shop.pass_time(timedelta(minutes=1))
    order = shop.revise(line(10))
    (kept,) = order.revisions
    assert first is not None
    assert order.plan is not None
    assert (kept.number, kept.at) == (1, shop.now)
    assert (kept.plan_hash_before, kept.plan_hash_after) == (first.hash, order.plan.hash)
    assert first.hash != order.plan.hash
    assert [i.id for i in kept.items_before] == ["1", "2"]


def test_an_order_somebody_holds_is_changed_undoes_what_goes_and_begins_nothing_new(shop: Core) -> None:
    shop.submit(line(10), item("2", "tv"))
    shop.complete("2/tv")
    shop.hold()
    shop.take_told()
    shop.revise(line(20))
    assert (shop.state(), shop.take_told()) == ("held", [("delete", "tv")])
    shop.complete("1/access")
    assert shop.take_told() == []
    shop.release()
    assert sorted(shop.take_told()) == [("add", "net"), ("modify", "access")]


def test_what_a_change_takes_out_is_undone_though_a_cancellation_is_assessed_meanwhile(shop: Core) -> None:
    shop.submit(item("1", "kit", extra=True), item("2", "hard"))
    shop.complete("1/box", "1/socket", "1/lamp", "2/hard")
    shop.revise(item("1", "kit", extra=False), item("2", "hard"))
    shop.patient = True
    shop.cancel()
    shop.complete("1/late", "1/lamp")
    assert (shop.state(), shop.nodes()["1/socket"]) == ("assessingCancellation", "completed")
    shop.deliver()
    shop.complete("1/socket")
    assert shop.state() == "completed"
    assert [s.component for s in shop.products()["1"].services] == ["box", "late"]


def test_what_there_is_less_of_goes_and_the_rest_stays(shop: Core) -> None:
    shop.submit(item("1", "base", quantity=2), item("2", "tv"))
    shop.complete("1/base", "1:2/base")
    shop.revise(item("1", "base", quantity=1), item("2", "tv"))
    shop.complete("1:2/base", "2/tv")
    assert (shop.state(), set(shop.items().values())) == ("completed", {"completed"})
    assert sorted(str(p.status) for p in shop.all(PRODUCTS)) == ["active", "active", "cancelled"]


def test_what_was_taken_out_and_comes_back_is_built_anew_with_what_stands_on_it(shop: Core) -> None:
    shop.submit(item("1", "kit", extra=True))
    shop.complete("1/box", "1/socket", "1/lamp")
    shop.revise(item("1", "kit", extra=False))
    shop.complete("1/lamp", "1/socket")
    shop.take_told()
    shop.revise(item("1", "kit", extra=True))
    assert shop.take_told() == [("add", "socket")]
    shop.complete("1/socket~2")
    assert shop.take_told() == [("add", "lamp")]
    shop.complete("1/lamp~2", "1/late")
    assert (shop.state(), sorted(s.component for s in shop.products()["1"].services)) == (
        "completed",
        ["box", "lamp", "late", "socket"],
    )


@pytest.mark.parametrize("action", ["modify", "delete"])
def test_what_an_item_has_done_to_a_product_stays_done_when_another_item_is_changed(
    shop: Core, action: str
) -> None:
    shop.submit(line(10), order="before")
    shop.complete("1/access", "1/net", order="before")
    (has,) = shop.products().values()
    change: dict[str, Any] = {"speed": 20} if action == "modify" else {}

    def about() -> Item:
        return item("1", action=action, about=has.id, **change)

    shop.submit(about(), item("2", "base"))
    shop.complete(*(["1/access", "1/net"] if action == "modify" else ["1/net", "1/access"]))
    assert shop.items()["1"] == "completed"
    shop.take_told()
    shop.revise(about(), item("2", "base"), item("3", "tv"))
    assert shop.take_told() == [("add", "tv")]
    shop.complete("2/base", "3/tv")
    assert shop.state() == "completed"
    (after,) = [p for p in shop.all(PRODUCTS) if p.id == has.id]
    assert after.status == ("active" if action == "modify" else "terminated")


def test_an_item_that_has_made_its_product_still_names_it_when_others_change(shop: Core) -> None:
    shop.submit(line(10), item("2", "tv"))
    shop.complete("2/tv")
    (made,) = shop.all(PRODUCTS)
    shop.revise(line(20), item("2", "tv"))

    again = shop.order().item("2")
    assert again is not None
    assert again.product is not None
    assert again.product.id == made.id
