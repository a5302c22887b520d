"""Fallout: one decision of an operator, one effect."""

from datetime import timedelta
from typing import Any

import pytest

from core.ordering.commands import ResolveFallout
from hub.kernel.errors import Code, HubError, Kind
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import CharacteristicSpecification, Mapping, component, item, offering

ENTRIES = [
    offering("base", component("base")),
    offering(
        "port",
        component("port", on_failure="hold", results=[Mapping("number", "number")]),
        characteristics=[CharacteristicSpecification("number", "string")],
    ),
    offering("hard", component("hard", point_of_no_return="hard")),
]


@pytest.fixture
def fallen(core: Core) -> Core:
    """`1/port` has failed and waits for a decision; `2/base` stands, `3/base` is under way."""
    core.sell(*ENTRIES)
    core.submit(item("1", "port"), item("2", "base"), item("3", "base"))
    core.complete("2/base")
    core.fail("1/port", Code.NETWORK_REFUSED)
    core.take_told()
    return core


def test_what_is_held_when_it_fails_becomes_fallout_with_all_it_takes_to_decide(fallen: Core) -> None:
    assert (fallen.state(), fallen.items()) == ("held", {"1": "held", "2": "completed", "3": "inProgress"})
    fallout = fallen.open_fallout()
    assert (fallout.reason.code, fallout.order_id) == (Code.NETWORK_REFUSED, "o")
    assert (fallout.item_id, fallout.node) == ("1", "1/port")
    assert fallout.actions == ["retry", "force-complete", "fail-item", "fail-order", "cancel"]
    assert fallout.context == {
        "serviceOrder": fallen.node("1/port").service_order_id,
        "serviceSpecification": "port",
        "action": "add",
        "attempts": 1,
        "characteristics": {},
        "causedBy": "network-refused",
    }


def test_the_rest_goes_on_while_something_waits_for_an_operator(fallen: Core) -> None:
    fallen.complete("3/base")
    assert (fallen.state(), fallen.items()["3"]) == ("held", "completed")


def test_retry_makes_another_attempt(fallen: Core) -> None:
    resolved = fallen.resolve("retry")
    assert (resolved.state, resolved.by, resolved.why) == ("resolved", "Kim", "seen to it")
    assert fallen.take_told() == [("add", "port")]
    assert (fallen.state(), fallen.nodes()["1/port"]) == ("inProgress", "submitted")
    fallen.complete("1/port", "3/base")
    assert fallen.state() == "completed"


def test_a_retry_that_fails_again_is_fallout_again(fallen: Core) -> None:
    first = fallen.open_fallout().id
    fallen.resolve("retry")
    fallen.fail("1/port")
    assert fallen.open_fallout().id != first
    assert fallen.state() == "held"


def test_force_complete_takes_what_was_done_by_hand(fallen: Core) -> None:
    fallen.resolve("force-complete", number="7")
    fallen.complete("3/base")
    assert (fallen.state(), fallen.take_told()) == ("completed", [])
    (number,) = fallen.products()["1"].characteristics
    assert (number.name, number.value) == ("number", "7")


def test_what_was_built_by_hand_is_ended_by_hand(core: Core) -> None:
    core.sell(offering("base", component("base")))
    core.submit(item("1", "base"))
    for _ in range(4):
        core.pass_time(timedelta(minutes=10))
    core.resolve("force-complete")
    core.submit(item("1", action="delete", about=core.products()["1"].id), order="end")
    core.fail("1/base", Code.ATTRIBUTE_INVALID, order="end")
    assert (core.state(), core.state("end")) == ("completed", "held")
    core.resolve("force-complete", order="end")
    assert (core.state("end"), core.products()["1"].status) == ("completed", "terminated")


def test_fail_item_gives_up_the_item_alone(fallen: Core) -> None:
    fallen.resolve("fail-item")
    fallen.complete("3/base")
    assert (fallen.state(), fallen.take_told()) == ("partial", [])
    assert fallen.items() == {"1": "failed", "2": "completed", "3": "completed"}


def test_fail_order_undoes_everything(fallen: Core) -> None:
    fallen.resolve("fail-order")
    assert fallen.take_told() == [("delete", "base"), ("cancel", "3/base")]
    fallen.complete("2/base")
    fallen.cancelled("3/base")
    assert (fallen.state(), set(fallen.items().values())) == ("failed", {"failed"})
    assert Code.OPERATOR_DECISION in fallen.codes()


def test_cancel_takes_the_order_back(fallen: Core) -> None:
    fallen.resolve("cancel")
    assert fallen.take_told() == [("delete", "base"), ("cancel", "3/base")]
    fallen.complete("2/base")
    fallen.cancelled("3/base")
    assert (fallen.state(), set(fallen.items().values())) == ("cancelled", {"cancelled"})


def test_a_cancel_that_is_not_possible_leaves_the_fallout_open(core: Core) -> None:
    core.sell(*ENTRIES)
    core.submit(item("1", "port"), item("2", "hard"))
    core.complete("2/hard")
    core.fail("1/port")
    with pytest.raises(HubError) as refused:
        core.resolve("cancel")
    assert refused.value.kind is Kind.NOT_ALLOWED
    assert [r.code for r in refused.value.reasons] == [Code.POINT_OF_NO_RETURN]
    assert core.open_fallout().node == "1/port"
    core.resolve("fail-item")
    assert core.state() == "partial"


def test_a_cancel_while_the_order_is_to_be_cancelled_at_a_later_date_leaves_the_fallout_open(
    fallen: Core,
) -> None:
    fallen.cancel(requested_cancellation_date=fallen.now.replace(year=2027))
    with pytest.raises(HubError) as refused:
        fallen.resolve("cancel")
    assert refused.value.kind is Kind.NOT_ALLOWED
    assert fallen.open_fallout().node == "1/port"


@pytest.mark.parametrize("action", ["retry", "force-complete", "fail-item", "fail-order", "cancel"])
@pytest.mark.parametrize("second", ["retry", "force-complete", "fail-item", "fail-order", "cancel"])
def test_a_second_press_is_refused_and_changes_nothing(fallen: Core, action: str, second: str) -> None:
    first = fallen.open_fallout().id
    fallen.resolve(action)
    before = fallen.order()
    with pytest.raises(HubError) as refused:
        fallen.resolve(second, first)
    assert (refused.value.kind, refused.value.reasons[0].code) == (Kind.NOT_ALLOWED, Code.STATE_FORBIDS)
    assert fallen.order() == before


@pytest.mark.parametrize(("by", "why"), [("", "x"), ("x", ""), (" ", " ")])
def test_who_decides_says_who_he_is_and_why(fallen: Core, by: str, why: str) -> None:
    with pytest.raises(HubError) as refused:
        fallen.do(ResolveFallout(fallen.open_fallout().id, "o", "retry", by, why))
    assert refused.value.kind is Kind.INVALID
    assert {r.path for r in refused.value.reasons} == {
        n for n, v in (("by", by), ("why", why)) if not v.strip()
    }
    assert fallen.open_fallout().node == "1/port"


@pytest.mark.parametrize("action", ["", "explode", "x" * 5000])
def test_an_action_that_is_not_offered_is_refused(fallen: Core, action: str) -> None:
    with pytest.raises(HubError) as refused:
        fallen.resolve(action)
    assert (refused.value.kind, refused.value.reasons[0].path) == (Kind.INVALID, "action")
    assert fallen.open_fallout().node == "1/port"


@pytest.fixture
def stuck(core: Core) -> Core:
    """What stands cannot be undone."""
    core.sell(offering("x", component("x"), component("y", "x")))
    core.submit(item("1", "x"))
    core.complete("1/x")
    core.fail("1/y")
    core.fail("1/x", Code.NETWORK_REFUSED)
    core.take_told()
    return core


def test_what_cannot_be_undone_is_fallout(stuck: Core) -> None:
    assert (stuck.state(), stuck.items(), stuck.nodes()["1/x"]) == ("held", {"1": "held"}, "undoHeld")
    fallout = stuck.open_fallout()
    assert (fallout.reason.code, fallout.context["causedBy"]) == (Code.COMPENSATION_FAILED, "network-refused")
    assert fallout.actions == ["retry", "force-complete", "fail-item"]


@pytest.mark.parametrize(
    ("action", "node", "status"),
    [("force-complete", "undone", "aborted"), ("fail-item", "kept", "pendingTerminate")],
)
def test_an_operator_says_that_it_is_gone_or_that_it_stays(
    stuck: Core, action: str, node: str, status: str
) -> None:
    stuck.resolve(action)
    assert (stuck.state(), stuck.nodes()["1/x"], stuck.statuses()) == ("failed", node, {"1": status})
    assert [s.component for s in stuck.products()["1"].services] == (["x"] if node == "kept" else [])


def test_undoing_is_tried_again_when_an_operator_says_so(stuck: Core) -> None:
    stuck.resolve("retry")
    assert stuck.take_told() == [("delete", "x")]
    stuck.complete("1/x")
    assert (stuck.state(), stuck.statuses()) == ("failed", {"1": "aborted"})


def test_success_of_undoing_that_comes_after_all_is_taken(stuck: Core) -> None:
    stuck.complete("1/x")
    assert (stuck.state(), [f.state for f in stuck.fallout()]) == ("failed", ["cleared"])


def test_what_was_done_by_hand_cannot_be_undone_by_som(fallen: Core) -> None:
    fallen.resolve("force-complete")
    fallen.cancel()
    told: Any = fallen.take_told()
    assert ("delete", "port") not in told
    assert fallen.nodes()["1/port"] == "kept"
