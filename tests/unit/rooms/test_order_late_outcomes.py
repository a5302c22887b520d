"""Outcomes that come twice, too late, or about something else."""

import pytest

from hub.kernel.errors import Code
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import item
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
