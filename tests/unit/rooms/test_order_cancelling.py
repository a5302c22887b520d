"""Taking an order back, whole or in part, at every stage."""

from datetime import timedelta

import pytest

from core.ordering.commands import CancelProductOrder
from hub.kernel.errors import Code, HubError, Kind
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import NOW, BundledOffering, bundle, component, item, offering
from tests.unit.rooms.office import office

TOMORROW = NOW + timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def shop(core: Core) -> Core:
    core.sell(
        offering("easy", component("easy")),
        offering("soft", component("soft", point_of_no_return="soft")),
        offering("hard", component("hard", point_of_no_return="hard")),
        bundle("pack", BundledOffering("easy", 0, 9, optional=True), BundledOffering("soft", 0, 9)),
    )
    return core


def test_an_order_that_has_not_begun_is_cancelled_straight(shop: Core) -> None:
    shop.submit(item("1", "easy"), requested_start_date=TOMORROW)
    task = shop.cancel()
    assert (shop.state(), shop.items()) == ("cancelled", {"1": "cancelled"})
    assert (task.state, task.effective_cancellation_date, task.reason) == ("done", NOW, "moved")
    assert (shop.told(), shop.order().wake_at, shop.products()) == ([], None, {})


def test_an_order_under_way_is_assessed_and_then_undone(shop: Core) -> None:
    office(shop)
    shop.complete("access/access")
    shop.take_told()
    shop.patient = True
    task = shop.cancel()
    assert (shop.state(), task.state) == ("assessingCancellation", "acknowledged")
    assert set(shop.items().values()) == {"assessingCancellation", "completed"}
    assert shop.take_told() == []
    shop.deliver()
    assert (shop.state(), shop.cancellation(task.id).state) == ("cancelling", "inProgress")
    assert shop.nodes()["router/router"] == "skipped"
    assert shop.take_told() == [("cancel", "address/address"), ("cancel", "phone/phone")]
    shop.patient = False
    shop.cancelled("phone/phone", "address/address")
    assert shop.take_told() == [("delete", "access")]
    shop.complete("access/access")
    assert (shop.state(), set(shop.items().values())) == ("cancelled", {"cancelled"})
    ended = shop.cancellation(task.id)
    assert (ended.state, ended.effective_cancellation_date) == ("done", NOW)
    assert set(shop.statuses().values()) == {"cancelled"}


def test_nothing_new_begins_while_it_is_assessed(shop: Core) -> None:
    office(shop)
    shop.patient = True
    shop.cancel()
    shop.take_told()
    shop.complete("access/access")
    assert (shop.take_told(), shop.nodes()["address/address"]) == ([], "waiting")


def test_an_assessment_that_gets_lost_is_asked_for_again_minute_by_minute(shop: Core) -> None:
    shop.submit(item("1", "easy"))
    shop.patient = True
    shop.cancel()
    for _ in range(3):
        shop.mail.clear()
        shop.pass_time(MINUTE)
        assert {m.type for m in shop.mail} == {"AssessCancellation"}
        assert shop.order().wake_at == shop.now + MINUTE
    shop.patient = False
    shop.deliver()
    assert shop.state() == "cancelling"


def test_what_is_past_a_soft_point_of_no_return_is_cancelled_and_flagged(shop: Core) -> None:
    shop.submit(item("1", "soft"))
    task = shop.cancel()
    assert (shop.state(), task.state) == ("cancelling", "inProgress")
    assert [(r.code, r.path) for r in task.reasons] == [(Code.POINT_OF_NO_RETURN, "productOrderItem[1]")]


def test_what_is_past_a_hard_one_is_refused_and_the_order_goes_on_as_if_nobody_had_asked(shop: Core) -> None:
    shop.submit(item("1", "hard"), item("2", "easy", relies_on=["1"]))
    task = shop.cancel()
    assert (shop.state(), task.state) == ("inProgress", "terminatedWithError")
    assert [r.code for r in task.reasons] == [Code.POINT_OF_NO_RETURN]
    assert shop.items() == {"1": "inProgress", "2": "inProgress"}
    shop.complete("1/hard", "2/easy")
    assert shop.state() == "completed"


def test_one_whose_hard_part_has_not_been_submitted_yet_can_be_cancelled(shop: Core) -> None:
    shop.submit(item("1", "easy"), item("2", "hard", relies_on=["1"]))
    shop.cancel()
    shop.cancelled("1/easy")
    assert (shop.state(), shop.nodes()) == ("cancelled", {"1/easy": "undone", "2/hard": "skipped"})


def test_completion_that_comes_before_the_assessment_wins(shop: Core) -> None:
    shop.submit(item("1", "easy"))
    shop.patient = True
    task = shop.cancel()
    shop.complete("1/easy")
    assert shop.state() == "completed"
    ended = shop.cancellation(task.id)
    assert (ended.state, [r.code for r in ended.reasons]) == ("terminatedWithError", [Code.STATE_FORBIDS])
    shop.deliver()
    assert (shop.state(), shop.cancellation(task.id).state) == ("completed", "terminatedWithError")
    assert shop.order().cancellation_id == ""


def test_the_assessment_that_comes_before_completion_wins(shop: Core) -> None:
    shop.submit(item("1", "easy"))
    task = shop.cancel()
    shop.take_told()
    shop.complete("1/easy")
    assert shop.take_told() == [("delete", "easy")]
    shop.complete("1/easy")
    assert (shop.state(), shop.cancellation(task.id).state) == ("cancelled", "done")


def test_asking_again_is_answered_with_the_same_task(shop: Core) -> None:
    shop.submit(item("1", "easy"))
    task = shop.cancel()
    assert shop.cancel().id == task.id
    shop.cancelled("1/easy")
    assert (shop.cancel().id, shop.cancel().state) == (task.id, "done")


def test_another_cancellation_can_be_asked_for_when_one_was_refused(shop: Core) -> None:
    shop.submit(item("1", "hard"), item("2", "easy"))
    first = shop.cancel()
    second = shop.cancel("2")
    assert (first.state, second.state) == ("terminatedWithError", "inProgress")
    assert first.id != second.id
    shop.cancelled("2/easy")
    assert shop.cancellation(second.id).state == "done"
    shop.complete("1/hard")
    assert (shop.state(), shop.items()) == ("partial", {"1": "completed", "2": "cancelled"})


def test_items_are_cancelled_with_what_cannot_be_without_them_and_the_rest_goes_on(shop: Core) -> None:
    shop.submit(item("1", "easy"), item("2", "easy", relies_on=["1"]), item("3", "easy"), item("4", "soft"))
    shop.complete("1/easy")
    task = shop.cancel("1")
    assert shop.items() == {"1": "cancelling", "2": "cancelling", "3": "inProgress", "4": "inProgress"}
    assert task.reasons == []
    shop.cancelled("2/easy")
    shop.complete("1/easy", "3/easy")
    assert shop.cancellation(task.id).state == "done"
    shop.complete("4/soft")
    assert (shop.state(), shop.items()["2"]) == ("partial", "cancelled")
    assert shop.statuses() == {"1": "cancelled", "2": "cancelled", "3": "active", "4": "active"}


def test_an_optional_member_is_cancelled_alone_a_needed_one_with_its_bundle(shop: Core) -> None:
    members = item("2", "easy", parent="1"), item("3", "soft", parent="1")
    shop.submit(item("1", "pack"), *members)
    shop.cancel("2")
    shop.cancelled("2/easy")
    shop.complete("3/soft")
    assert (shop.state(), shop.items()) == ("partial", {"1": "completed", "2": "cancelled", "3": "completed"})

    shop.submit(item("1", "pack"), *members, order="other")
    shop.cancel("3", order="other")
    shop.cancelled("2/easy", "3/soft", order="other")
    assert (shop.state("other"), set(shop.items("other").values())) == ("cancelled", {"cancelled"})


def test_other_items_than_those_of_the_open_cancellation_are_refused_until_it_has_ended(shop: Core) -> None:
    shop.submit(item("1", "easy"), item("2", "easy"))
    shop.cancel("1")
    with pytest.raises(HubError) as refused:
        shop.cancel("2")
    assert refused.value.kind is Kind.NOT_ALLOWED
    shop.cancelled("1/easy")
    shop.cancel("2")
    shop.cancelled("2/easy")
    assert shop.state() == "cancelled"


@pytest.mark.parametrize(
    ("items", "started", "kind"), [(["9"], True, Kind.INVALID), (["1"], False, Kind.NOT_ALLOWED)]
)
def test_items_that_are_not_there_or_have_not_begun_are_refused(
    shop: Core, items: list[str], started: bool, kind: Kind
) -> None:
    shop.submit(item("1", "easy"), requested_start_date=None if started else TOMORROW)
    with pytest.raises(HubError) as refused:
        shop.do(CancelProductOrder(order_id="o", items=items))
    assert refused.value.kind is kind
    assert shop.order().cancellation_id == ""


def test_a_held_order_is_cancelled_as_it_stands(shop: Core) -> None:
    shop.submit(item("1", "easy"), requested_start_date=TOMORROW)
    shop.hold()
    shop.cancel()
    assert (shop.state(), shop.items()) == ("cancelled", {"1": "cancelled"})


def test_fallout_is_cleared_when_what_has_fallen_out_is_cancelled(shop: Core) -> None:
    shop.sell(offering("x", component("x", on_failure="hold")))
    shop.submit(item("1", "x"))
    shop.fail("1/x")
    shop.cancel()
    assert (shop.state(), [f.state for f in shop.fallout()]) == ("cancelled", ["cleared"])


def test_what_could_not_be_undone_still_ends_the_cancellation_and_stays_on_the_product(shop: Core) -> None:
    shop.submit(item("1", "easy"))
    task = shop.cancel()
    shop.complete("1/easy")
    shop.fail("1/easy")
    assert (shop.state(), shop.items()) == ("held", {"1": "held"})
    shop.resolve("fail-item")
    assert (shop.state(), shop.cancellation(task.id).state) == ("cancelled", "done")
    assert shop.statuses() == {"1": "pendingTerminate"}


def test_a_settled_order_cannot_be_cancelled(shop: Core) -> None:
    shop.submit(item("1", "easy"))
    shop.complete("1/easy")
    with pytest.raises(HubError) as refused:
        shop.cancel()
    assert (refused.value.kind, refused.value.reasons[0].code) == (Kind.NOT_ALLOWED, Code.STATE_FORBIDS)
    assert shop.order().cancellation_id == ""


def test_an_order_somebody_holds_under_way_is_undone_without_waiting_for_its_release(shop: Core) -> None:
    shop.submit(item("1", "easy"))
    shop.hold()
    shop.take_told()
    shop.cancel()
    assert shop.take_told() == [("cancel", "1/easy")]
    shop.cancelled("1/easy")
    assert shop.state() == "cancelled"


@pytest.mark.parametrize("vain", ["failed", "noChange"])
def test_an_item_nothing_is_to_be_had_from_cannot_be_cancelled(shop: Core, vain: str) -> None:
    shop.submit(item("0", "easy"), order="before")
    shop.complete("0/easy", order="before")
    (known,) = shop.products().values()
    shop.submit(
        item("failed", "easy"), item("noChange", action="noChange", about=known.id), item("1", "soft")
    )
    shop.fail("failed/easy")
    with pytest.raises(HubError) as refused:
        shop.cancel(vain, "1")
    assert refused.value.kind is Kind.NOT_ALLOWED
    assert [(r.code, r.path) for r in refused.value.reasons] == [
        (Code.STATE_FORBIDS, f"productOrderItem[{vain}]")
    ]
    assert shop.items()["1"] == "inProgress"


def test_asking_again_when_it_is_done_is_answered_with_the_same_task(shop: Core) -> None:
    shop.submit(item("1", "easy"), requested_start_date=TOMORROW)
    task = shop.cancel()
    before = shop.order()
    assert (task.state, shop.cancel()) == ("done", task)
    assert shop.order() == before
    shop.submit(item("1", "easy"), item("2", "soft"), order="some")
    task = shop.cancel("1", order="some")
    shop.cancelled("1/easy", order="some")
    again = shop.cancel("1", order="some")
    assert (again.id, again.state, shop.items("some")["2"]) == (task.id, "done", "inProgress")
