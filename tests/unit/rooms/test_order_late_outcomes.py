"""Outcomes that come twice, too late, or about something else."""

from datetime import timedelta

import pytest

from core.catalog.components import RetryPolicy
from core.ordering.commands import DeleteProductOrder
from hub.kernel.errors import Code, HubError, Kind
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import component, item, offering
from tests.unit.rooms.office import office


def test_what_was_given_up_and_completes_after_all_is_taken_down_again_though_the_order_has_ended(
    core: Core,
) -> None:
    core.submit(item("1", "access"), item("2", "line"))
    core.fail("1/access")
    core.complete("2/one", "2/two", "2/extra")
    assert core.state() == "partial"
    core.take_told()
    core.complete("1/access")
    assert core.take_told() == [("delete", "access")]
    assert (core.state(), core.items()["1"]) == ("partial", "failed")
    assert core.order().wake_at is not None
    core.complete("1/access")
    assert (core.state(), core.order().wake_at) == ("partial", None)


def test_an_optional_part_that_completes_after_all_is_taken_down_and_its_item_stays_as_it_ended(
    core: Core,
) -> None:
    core.submit(item("1", "line"))
    core.complete("1/one", "1/two")
    core.fail("1/extra")
    core.complete("1/extra")
    assert core.nodes()["1/extra"] == "undoing"
    assert (core.state(), core.items()) == ("partial", {"1": "completed"})
    core.complete("1/extra")
    assert (core.state(), core.items()) == ("partial", {"1": "completed"})


@pytest.mark.parametrize("about", ["nobody's", "", "of an attempt before"])
def test_an_outcome_of_something_else_is_put_down_and_moves_nothing(core: Core, about: str) -> None:
    core.submit(item("1", "access"))
    core.say("1/access", "completed", about=about or "x")
    assert core.nodes() == {"1/access": "submitted"}


def test_an_outcome_that_comes_twice_moves_once(core: Core) -> None:
    office(core)
    outcome = core.say("access/access", "completed")
    core.take_told()
    core.deliver(outcome)
    core.say("access/access", "failed", code=Code.NETWORK_REFUSED)
    assert core.take_told() == []
    assert core.nodes()["access/access"] == "completed"


PATIENCE = RetryPolicy(attempts=3, back_off_seconds=60)
LATER = timedelta(hours=1)


def test_what_completes_before_its_next_attempt_is_not_built_a_second_time(core: Core) -> None:
    core.sell(offering("shaky", component("shaky", retry=PATIENCE)))
    core.submit(item("1", "shaky"))
    core.fail("1/shaky", Code.TIME_LIMIT_PASSED)
    core.complete("1/shaky")
    core.pass_time(LATER)
    assert (core.state(), core.take_told()) == ("completed", [("add", "shaky")])


def test_what_is_undone_before_the_next_attempt_at_it_is_not_undone_a_second_time(core: Core) -> None:
    core.sell(offering("pair", component("shaky", retry=PATIENCE), component("top", "shaky")))
    core.submit(item("1", "pair"))
    core.complete("1/shaky")
    core.fail("1/top")
    core.fail("1/shaky", Code.TIME_LIMIT_PASSED)
    assert core.nodes()["1/shaky"] == "undoRetrying"
    core.complete("1/shaky")
    core.pass_time(LATER)
    assert (core.state(), core.nodes()["1/shaky"]) == ("failed", "undone")
    assert core.take_told() == [("add", "shaky"), ("add", "top"), ("delete", "shaky")]


def test_what_stands_after_all_and_cannot_be_undone_is_found_in_the_inventory(core: Core) -> None:
    core.submit(item("1", "seal"))
    core.fail("1/wax")
    assert core.statuses() == {"1": "aborted"}
    core.complete("1/wax")
    assert (core.state(), core.nodes()["1/wax"]) == ("failed", "kept")
    assert core.statuses() == {"1": "pendingTerminate"}
    assert [s.component for s in core.products()["1"].services] == ["wax"]


@pytest.mark.parametrize("ended", [False, True])
def test_what_was_called_done_and_completes_after_all_has_the_service_that_was_built(
    core: Core, *, ended: bool
) -> None:
    core.submit(item("1", "access"), item("2", "paper" if ended else "phone"))
    for _ in range(4):
        core.pass_time(timedelta(minutes=11))
        if not ended and core.nodes()["2/phone"] == "submitted":
            core.say("2/phone", "inProgress")
    core.resolve("force-complete", vlan="7")
    assert (core.state() == "completed") is ended
    core.complete("1/access", vlan="8")
    (product,) = (p for p in core.products().values() if p.services)
    assert [s.service_id for s in product.services] == [core.node("1/access").service_id] != [""]
    # What the operator has said stays.
    assert {c.name: c.value for c in product.characteristics} == {"vlan": "7"}


def test_what_comes_late_leaves_a_product_alone_that_another_order_has_changed_since(core: Core) -> None:
    core.submit(item("1", "line"))
    core.complete("1/one", "1/two")
    core.fail("1/extra")
    made = core.order().items[0].product
    assert made is not None
    core.submit(item("1", "line", action="modify", about=made.id), order="later")
    before = core.products()["1"]
    core.complete("1/extra")
    core.complete("1/extra")
    assert core.products()["1"] == before


def test_an_order_that_has_ended_is_not_deleted_as_long_as_an_operator_is_to_decide_about_it(
    core: Core,
) -> None:
    core.submit(item("1", "access"))
    core.fail("1/access")
    core.complete("1/access")
    core.fail("1/access")
    assert core.nodes()["1/access"] == "undoHeld"
    with pytest.raises(HubError) as refused:
        core.do(DeleteProductOrder("o"))
    assert refused.value.kind is Kind.NOT_ALLOWED
    core.resolve("fail-item")
    core.do(DeleteProductOrder("o"))
    assert core.fallout() == []
