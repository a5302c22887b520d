"""Whole reconciliations: through all inventories, whatever is said twice, late or not at all."""

from datetime import timedelta

import pytest

from core.reconciliation import walking
from core.reconciliation.commands import SetSchedule, StartReconciliation
from core.reconciliation.model import Policy, policies
from core.reconciliation.store import RECONCILIATIONS, SCHEDULES
from hub.kernel.errors import Code, HubError
from hub.messages.base import ErrorMessage, values
from hub.messages.reconciliation import MismatchesFound, ServicesReported
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import item
from tests.unit.rooms.som_inventory import Som, below

HOUR = timedelta(hours=1)


def differ(som: Som, identifier: str = "s-1/tune", speed: int = 50) -> None:
    som.change(identifier, service_characteristic=values({"speed": speed}))


def test_where_all_agree_nothing_is_found(som: Som) -> None:
    som.sell("1", "2")
    run = som.reconcile()

    assert (run.state, run.products, run.services, run.found) == ("completed", 2, 2, {})
    assert (som.mismatches(), run.wake_at, run.ended_at) == ([], None, som.core.now)


def test_an_inventory_without_products_is_asked_for_services_of_products_nobody_has(som: Som) -> None:
    som.sell("1")
    som.change("s-1/tune", product_id="nobody", external_id="")
    assert som.reconcile().found == {"product-service": {"missing": 1, "extra": 1}}


def test_every_range_is_compared_and_what_only_som_has_between_and_behind_them_is_found(
    som: Som, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "RANGE", 2)
    som.sell("1", "2", "3", "4")
    for number in ("1", "2", "3", "4"):
        differ(som, f"s-{number}/tune")
    for product_id in ("0", "zzz"):
        orphan = som.services["s-1/screen"]
        som.services[product_id] = type(orphan)(
            id=product_id, product_id=product_id, specification_id="x", state="active"
        )
    run = som.reconcile()

    assert (run.state, run.products) == ("completed", 4)
    assert run.found == {"product-service": {"different": 4, "extra": 2}}


def test_what_som_finds_below_is_kept_with_both_sides(som: Som) -> None:
    som.found = [[below()], [], [below("s-1/screen", lower={"state": "inactive"})]]
    run = som.reconcile()

    assert run.found == {"service-network": {"missing": 2}}
    assert [(m.subject_id, m.upper, m.lower) for m in som.mismatches()] == [
        ("s-1/screen", {"state": "active"}, {"state": "inactive"}),
        ("s-1/tune", {"state": "active"}, {}),
    ]


def test_a_mismatch_that_is_found_again_is_known_since_it_was_found_first(som: Som) -> None:
    som.sell("1")
    differ(som)
    som.reconcile()
    first = som.one()
    som.core.now += HOUR
    differ(som, speed=20)
    som.reconcile("later")

    again = som.one()
    assert (again.id, again.state, again.reconciliation_id) == (first.id, "open", "later")
    assert (again.found_at, again.seen_at) == (first.found_at, first.found_at + HOUR)
    assert again.lower == {"characteristics": {"speed": 20}}


def test_what_a_later_reconciliation_does_not_find_is_gone_and_new_when_it_comes_back(som: Som) -> None:
    som.sell("1")
    differ(som)
    som.found = [[below()]]
    som.reconcile()
    differ(som, speed=100)
    som.found = [[]]
    som.core.now += HOUR
    som.reconcile("second")
    assert [m.state for m in som.mismatches()] == ["gone", "gone"]

    differ(som)
    som.core.now += HOUR
    som.reconcile("third")
    (gone,) = [m for m in som.mismatches() if m.between == "service-network"]
    (back,) = [m for m in som.mismatches() if m.between == "product-service"]
    assert (gone.state, back.state, back.found_at) == ("gone", "open", som.core.now)


def test_what_is_left_out_is_neither_found_nor_gone(som: Som) -> None:
    som.sell("1")
    differ(som)
    som.found = [[below()]]
    som.reconcile()
    som.change("s-1/screen", busy=True)
    som.start("second")
    som.say(MismatchesFound(reconciliation_id="second", left_out=["s-1/tune"], last=True))
    som.core.asked.pop(0)
    som.answer()

    assert (som.run("second").state, som.run("second").left_out) == ("completed", 1)
    assert [(m.state, m.reconciliation_id) for m in som.mismatches()] == [("open", "r")] * 2


def test_an_order_that_makes_a_product_is_not_done_until_it_has_ended(som: Som) -> None:
    """Its services stand before its product does, and its product before the order is done."""
    som.sell("1")
    som.core.submit(item("2", "tv", speed=1), item("3", "tv", speed=1), order="new")
    som.core.complete("2/tune", "2/screen", "3/tune", order="new")
    som.core.asked.clear()
    made = som.services["s-1/tune"]
    som.services["s-3/tune"] = type(made)(
        id="s-3/tune", product_id="to be", specification_id="tune", state="active", external_id="new"
    )
    run = som.reconcile()

    # The product of item 2 is there, and SOM has said nothing of its services.
    assert (run.found, run.products, run.left_out) == ({}, 1, 2)


def test_a_product_that_changes_between_question_and_answer_is_left_out(som: Som) -> None:
    som.sell("1")
    differ(som)
    som.start()
    asked = som.core.asked
    som.core.asked = []
    product = som.product()
    som.core.submit(item("1", action="delete", about=product.id), order="end")
    som.core.complete("1/screen", "1/tune", order="end")
    som.core.asked = asked
    som.answer()

    assert (som.run().state, som.run().found) == ("completed", {})


def test_everything_said_twice_or_late_is_said_once(som: Som, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "RANGE", 1)
    som.sell("1", "2")
    differ(som)
    som.found = [[below()], []]
    som.start()
    said = []
    while more := som.answer():
        said += more
        som.core.deliver(*said)
    run, mismatches = som.run(), som.mismatches()
    assert run.found == {"product-service": {"different": 1}, "service-network": {"missing": 1}}
    # The same as new messages: somebody has asked twice.
    som.found = [[below("another")]]
    som.compared("r")
    som.report("r", "", "")

    assert (som.run(), som.mismatches()) == (run, mismatches)


def test_what_som_tells_again_in_the_same_reconciliation_is_counted_and_repaired_once(som: Som) -> None:
    som.found = [[below()], [below(), below("s-1/screen")]]
    som.start(service_network=Policy.RE_APPLY)
    som.answer()
    som.repaired(id="m-s-1/tune")
    run = som.run()

    assert run.found == {"service-network": {"missing": 2}}
    assert sorted(r.id for r in som.repairs) == ["m-s-1/screen", "m-s-1/tune"]


def test_what_was_decided_stands_when_som_tells_it_again_in_the_same_reconciliation(som: Som) -> None:
    som.start()
    som.say(MismatchesFound(reconciliation_id="r", mismatch=[below()]))
    som.decide("ignore")
    som.say(MismatchesFound(reconciliation_id="r", mismatch=[below(upper={"state": "inactive"})]))

    assert (som.one().state, som.run().found) == ("ignored", {"service-network": {"missing": 1}})


def test_an_answer_of_a_range_that_was_asked_for_before_is_not_taken_for_this_one(
    som: Som, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "RANGE", 1)
    som.sell("1", "2")
    run = som.start()
    first = run.through
    som.report("r", "", first)
    som.say(ServicesReported(reconciliation_id="r", after="", through=first))
    som.say(ServicesReported(reconciliation_id="unknown", after="", through=""))

    assert som.mismatches() == []
    assert (som.run().after, som.run().products, som.run().left_out) == (first, 1, 0)


def test_who_is_silent_is_asked_for_the_same_again_and_given_up_in_the_end(som: Som) -> None:
    som.sell("1")
    som.start()
    asked = sorted(som.core.asked, key=str)
    for pause in (30, 60, 120, 240, 480):
        som.core.asked.clear()
        som.core.pass_time(timedelta(seconds=pause - 1))
        assert som.core.asked == []
        som.core.pass_time(timedelta(seconds=1))
        assert sorted(som.core.asked, key=str) == asked
    som.core.pass_time(timedelta(seconds=960))

    run = som.run()
    assert (run.state, [r.code for r in run.reasons]) == ("failed", [Code.ANSWER_OVERDUE])
    som.answer()
    assert (som.run(), som.mismatches()) == (run, [])


def test_only_the_half_that_is_open_is_asked_again(som: Som) -> None:
    som.start()
    som.compared("r")
    som.core.asked.clear()
    som.core.pass_time(timedelta(seconds=30))

    assert [kind for kind, _ in som.core.asked] == ["ReportServices"]
    som.answer()
    assert som.run().state == "completed"


def test_when_som_gives_up_what_it_has_not_compared_stands(som: Som) -> None:
    som.found = [[below()]]
    som.reconcile()
    som.start("second")
    error = ErrorMessage(code="answer-overdue", reason="ROM is silent")
    som.say(MismatchesFound(reconciliation_id="second", error_message=[error]))

    run = som.run("second")
    assert (run.state, run.reasons[0].code, run.reasons[0].text) == (
        "failed",
        Code.ANSWER_OVERDUE,
        "ROM is silent",
    )
    assert (som.one().state, run.wake_at) == ("open", None)


def test_one_runs_at_a_time_and_a_second_start_is_answered_with_it(som: Som) -> None:
    first = som.start()
    assert som.start("second").id == first.id
    assert len(som.core.asked) == 2
    with pytest.raises(HubError) as refused:
        som.start("third", product_service=Policy.ADOPT)
    assert (refused.value.reasons[0].code, refused.value.reasons[0].path) == (Code.STATE_FORBIDS, "policy")
    som.answer()

    assert som.start("fourth").id == "fourth"


def schedule(core: Core, seconds: int) -> None:
    core.do(SetSchedule(seconds, policies({}), "Kim", "every night"), "schedule")


def test_by_schedule_one_begins_each_time_unless_one_runs(som: Som) -> None:
    schedule(som.core, 3600)
    assert som.core.all(RECONCILIATIONS) == []
    som.core.pass_time(HOUR)
    (first,) = som.core.all(RECONCILIATIONS)
    assert (first.by, first.state) == ("schedule", "running")
    (kept,) = som.core.all(SCHEDULES)
    assert (kept.reconciliation_id, kept.wake_at) == (first.id, som.core.now + HOUR)
    som.answer()
    som.core.pass_time(HOUR)
    assert len(som.core.all(RECONCILIATIONS)) == 2
    som.core.do(StartReconciliation("mine", policies({}), "Kim"), "mine")
    som.core.pass_time(HOUR)

    assert len(som.core.all(RECONCILIATIONS)) == 2
    (kept,) = som.core.all(SCHEDULES)
    assert kept.wake_at == som.core.now + HOUR


def test_a_schedule_that_is_off_begins_nothing(som: Som) -> None:
    schedule(som.core, 3600)
    schedule(som.core, 0)
    som.core.pass_time(24 * HOUR)

    assert som.core.all(RECONCILIATIONS) == []


def test_a_schedule_too_close_is_refused(som: Som) -> None:
    with pytest.raises(HubError) as refused:
        schedule(som.core, 59)
    assert refused.value.reasons[0].path == "everySeconds"
