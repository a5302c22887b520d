"""Putting mismatches right: by policy, by an operator, by deciding fallout; each thing once."""

from datetime import timedelta

import pytest

from core.reconciliation.commands import RepairMismatch
from core.reconciliation.machine import ATTEMPTS
from core.reconciliation.model import Policy
from hub.kernel.errors import Code, HubError
from hub.messages.base import mapping, values
from hub.messages.reconciliation import Repair
from tests.unit.rooms.making import item
from tests.unit.rooms.som_inventory import Som, below

MINUTE = timedelta(minutes=1)


# -- asking SOM -----------------------------------------------------------------------------------


def test_re_applying_what_is_different_asks_som_for_what_the_product_wants(slow: Som) -> None:
    slow.reconcile(product_service=Policy.RE_APPLY)
    (asked,) = slow.repairs
    assert (asked.repair, asked.state, asked.attempt) == (Repair.RE_APPLY, "active", 1)
    assert mapping(asked.service_characteristic) == {"speed": 100}
    assert (asked.mismatch.subject_id, asked.mismatch.difference) == ("s-1/tune", "different")
    assert slow.one().state == "repairing"
    slow.repaired()

    assert (slow.one().state, slow.one().wake_at) == ("repaired", None)


def test_re_applying_what_is_missing_and_what_is_extra(som: Som) -> None:
    som.sell("1")
    som.lose("s-1/tune")
    som.change("s-1/screen", product_id="nobody", external_id="")
    som.reconcile(product_service=Policy.RE_APPLY)

    wanted = {
        (str(r.mismatch.difference), r.mismatch.subject_id): (r.state, mapping(r.service_characteristic))
        for r in som.repairs
    }
    assert wanted == {
        ("missing", "s-1/tune"): ("active", {"speed": 100}),
        ("missing", "s-1/screen"): ("active", {}),
        ("extra", "s-1/screen"): ("terminated", {}),
    }


def test_what_is_wrong_below_is_soms_to_adopt_too(som: Som) -> None:
    som.found = [[below()]]
    som.reconcile(service_network=Policy.ADOPT)

    (asked,) = som.repairs
    assert (asked.repair, asked.id, asked.mismatch) == (Repair.ADOPT, "m-s-1/tune", below())


def test_each_two_inventories_have_a_policy_of_their_own(slow: Som) -> None:
    slow.found = [[below(), below("r-1", between="service-resource")]]
    slow.reconcile(product_service=Policy.FALLOUT, service_network=Policy.RE_APPLY)

    assert {str(m.between): str(m.state) for m in slow.mismatches()} == {
        "product-service": "held",
        "service-network": "repairing",
        "service-resource": "open",
    }


def test_while_som_is_at_work_it_is_asked_again_and_goes_on(som: Som) -> None:
    som.found = [[below()]]
    som.reconcile(service_network=Policy.RE_APPLY)
    for _ in range(9):
        som.core.pass_time(timedelta(seconds=30))
        som.repaired("inProgress")
    assert (som.one().state, len(som.repairs), {r.attempt for r in som.repairs}) == ("repairing", 10, {1})
    som.repaired()

    assert som.one().state == "repaired"


def test_a_repair_that_may_be_possible_later_is_tried_again_and_then_fallout(som: Som) -> None:
    som.found = [[below()]]
    som.reconcile(service_network=Policy.RE_APPLY)
    for attempt in range(1, ATTEMPTS):
        som.repaired("failed", Code.NETWORK_FAILED)
        assert som.one().state == "retrying"
        som.core.pass_time(MINUTE)
        som.answer()
        assert (som.one().state, som.repairs[-1].attempt) == ("repairing", attempt + 1)
    som.repaired("failed", Code.NETWORK_FAILED)

    assert som.one().state == "held"
    assert som.core.open_fallout().context["causedBy"] == Code.NETWORK_FAILED


def test_a_repair_that_will_never_be_possible_is_fallout_at_once(som: Som) -> None:
    som.found = [[below()]]
    som.reconcile(service_network=Policy.ADOPT)
    som.repaired("failed", Code.SPECIFICATION_UNKNOWN)

    assert som.one().state == "held"
    text = "s-1/tune: the service inventory has it, the network inventory does not: it is so"
    assert som.core.open_fallout().reason.text == text


def test_silence_about_a_repair_is_fallout_and_a_late_answer_clears_it(som: Som) -> None:
    som.found = [[below()]]
    som.reconcile(service_network=Policy.RE_APPLY)
    for asked, pause in enumerate((30, 60, 120, 240, 480), start=1):
        som.core.pass_time(timedelta(seconds=pause - 1))
        som.answer()
        assert len(som.repairs) == asked
        som.core.pass_time(timedelta(seconds=1))
        som.answer()
        assert som.repairs == [som.repairs[0]] * (asked + 1)
    som.core.pass_time(timedelta(seconds=960))
    assert (som.one().state, som.core.open_fallout().context["causedBy"]) == ("held", Code.ANSWER_OVERDUE)
    som.repaired()

    assert (som.one().state, [f.state for f in som.core.fallout()]) == ("repaired", ["cleared"])


def test_answers_that_come_twice_or_are_about_an_earlier_attempt_change_nothing(som: Som) -> None:
    som.found = [[below()]]
    som.reconcile(service_network=Policy.RE_APPLY)
    failed = som.repaired("failed", Code.NETWORK_FAILED)
    som.core.pass_time(MINUTE)
    som.core.deliver(failed)
    som.repaired("failed", Code.SPECIFICATION_UNKNOWN, attempt=1)
    som.repaired("completed", attempt=1)
    som.repaired("completed", id="unknown")
    assert (som.one().state, som.one().attempt) == ("repairing", 2)
    done = som.repaired()
    som.core.deliver(done)
    som.repaired("failed", Code.NETWORK_FAILED)

    assert som.one().state == "repaired"


def test_a_late_answer_about_an_earlier_time_does_not_settle_what_was_found_again(som: Som) -> None:
    som.found = [[below()]]
    som.reconcile(service_network=Policy.RE_APPLY)
    som.repaired()
    som.reconcile("again", service_network=Policy.FALLOUT)
    som.repaired()

    assert som.one().state == "held"


def test_what_is_being_repaired_is_left_alone_when_it_is_found_again(som: Som) -> None:
    som.found = [[below()]]
    som.reconcile(service_network=Policy.RE_APPLY)
    som.reconcile("again", service_network=Policy.FALLOUT)
    som.found = [[]]
    som.reconcile("third")

    assert (som.one().state, som.one().attempt, som.core.fallout()) == ("repairing", 1, [])


# -- an order has the product ---------------------------------------------------------------------


def test_nothing_is_repaired_while_an_order_works_on_the_product(slow: Som) -> None:
    slow.reconcile()
    product = slow.product().id
    slow.core.submit(item("1", about=product, action="modify", speed=7), order="change")
    for action in ("adopt", "re-apply"):
        with pytest.raises(HubError) as refused:
            slow.decide(action)
        assert refused.value.reasons[0].code == Code.PRODUCT_BUSY
    assert slow.one().state == "open"


def test_another_attempt_gives_way_to_an_order_that_has_come_meanwhile(slow: Som) -> None:
    slow.reconcile(product_service=Policy.RE_APPLY)
    slow.repaired("failed", Code.STATE_FORBIDS)
    product = slow.product().id
    slow.core.submit(item("1", about=product, action="modify", speed=7), order="change")
    slow.core.pass_time(MINUTE)

    assert (slow.one().state, slow.one().attempt) == ("open", 1)


def test_a_product_that_is_another_than_when_it_was_found_is_not_touched(slow: Som) -> None:
    slow.reconcile()
    product = slow.product().id
    slow.core.submit(item("1", about=product, action="delete"), order="end")
    slow.core.complete("1/screen", "1/tune", order="end")
    for action in ("adopt", "re-apply"):
        with pytest.raises(HubError):
            slow.decide(action)
    assert slow.one().state == "open"


# -- an operator ----------------------------------------------------------------------------------


def test_an_operator_repairs_one_and_says_who_and_why(slow: Som) -> None:
    slow.reconcile()
    done = slow.decide("adopt")

    assert (done.state, done.by, done.why) == ("repaired", "Kim", "looked")
    with pytest.raises(HubError) as refused:
        slow.decide("adopt")
    assert refused.value.reasons[0].code == Code.STATE_FORBIDS


def test_what_is_ignored_stays_so_as_long_as_both_sides_say_the_same(slow: Som) -> None:
    slow.reconcile(product_service=Policy.FALLOUT)
    slow.decide("ignore")
    assert [f.state for f in slow.core.fallout()] == ["resolved"]
    slow.reconcile("again", product_service=Policy.FALLOUT)
    assert slow.one().state == "ignored"
    slow.change("s-1/tune", service_characteristic=values({"speed": 20}))
    slow.reconcile("third")

    assert slow.one().state == "open"


@pytest.mark.parametrize(
    ("action", "by", "path"), [("explode", "Kim", "repair"), ("adopt", " ", "by"), ("", "Kim", "repair")]
)
def test_a_decision_that_makes_no_sense_is_refused(slow: Som, action: str, by: str, path: str) -> None:
    slow.reconcile()
    with pytest.raises(HubError) as refused:
        slow.core.do(RepairMismatch(slow.one().id, action, by, "why"))
    assert refused.value.reasons[0].path == path


def test_fallout_is_decided_as_any_other_and_that_is_carried_out(slow: Som) -> None:
    slow.reconcile(product_service=Policy.FALLOUT)
    resolved = slow.core.resolve("re-apply", order="")
    slow.repaired()

    assert (resolved.state, resolved.action, resolved.by) == ("resolved", "re-apply", "Kim")
    assert (slow.one().state, slow.one().fallout_id) == ("repaired", "")
    with pytest.raises(HubError):
        slow.core.resolve("re-apply", resolved.id, order="")


def test_an_action_for_orders_does_not_fit_a_mismatch(slow: Som) -> None:
    slow.reconcile(product_service=Policy.FALLOUT)
    with pytest.raises(HubError) as refused:
        slow.core.resolve("retry", order="")
    assert refused.value.reasons[0].path == "action"
    assert slow.core.open_fallout().mismatch_id == slow.one().id


def test_a_repair_that_fails_after_a_decision_is_fallout_again(slow: Som) -> None:
    slow.reconcile(product_service=Policy.FALLOUT)
    first = slow.core.open_fallout().id
    slow.core.resolve("re-apply", order="")
    slow.repaired("failed", Code.SPECIFICATION_UNKNOWN)

    assert slow.core.open_fallout().id != first


def test_fallout_whose_mismatch_is_gone_is_cleared(slow: Som) -> None:
    slow.reconcile(product_service=Policy.FALLOUT)
    slow.change("s-1/tune", service_characteristic=values({"speed": 100}))
    slow.reconcile("again")

    assert (slow.one().state, [f.state for f in slow.core.fallout()]) == ("gone", ["cleared"])
