"""Service orders with a date: they wait for it, and what they will build waits with them."""

from datetime import timedelta

import pytest

from hub.kernel.errors import Code
from tests.unit.rooms.layers import ACCESS, Layers, built
from tests.unit.rooms.making import NOW
from tests.unit.rooms.service_items import asked_for

DAY = timedelta(days=1)


def code(layers: Layers) -> str:
    """Why, as SOM has told it last."""
    return layers.told[-1].error_message[0].code


def test_an_order_of_a_later_date_begins_then(layers: Layers) -> None:
    layers.several("so", asked_for("1"), requested_start_date=NOW + DAY)
    layers.run()
    assert (layers.state("so"), layers.service("so").state) == ("acknowledged", "feasibilityChecked")
    layers.pass_time(DAY - timedelta(minutes=1))
    assert layers.state("so") == "acknowledged"
    layers.pass_time(timedelta(minutes=1))
    layers.run()
    assert layers.answers("so") == ["completed"]
    layers.check()


def test_an_order_of_a_later_date_can_be_taken_back_before(layers: Layers) -> None:
    layers.several("so", asked_for("1"), requested_start_date=NOW + DAY)
    layers.cancel("so")
    layers.run()
    layers.pass_time(DAY)
    assert layers.answers("so") == ["cancelled"]
    assert layers.service("so").state == "terminated"
    layers.check()


def test_what_waits_for_its_date_is_nobody_elses(layers: Layers) -> None:
    layers.several("so", asked_for("1"), requested_start_date=NOW + DAY)
    layers.run()
    for action in ("modify", "delete"):
        layers.order(action, action, layers.service("so").id)
        layers.run()
        assert layers.answers(action) == ["rejected"]
    layers.pass_time(DAY)
    layers.run()
    assert layers.answers("so") == ["completed"]
    layers.check()


def test_what_cannot_be_had_any_more_at_its_date_comes_to_nothing(layers: Layers) -> None:
    layers.several("so", asked_for("1"), requested_start_date=NOW + DAY)
    layers.run()
    layers.retire(ACCESS)
    layers.pass_time(DAY)
    layers.run()
    assert (layers.answers("so"), code(layers)) == (["rejected"], Code.SPECIFICATION_INACTIVE)
    assert layers.service("so").state == "terminated"
    layers.check()


@pytest.mark.parametrize(("status", "changed"), [("Retired", "completed"), ("Obsolete", "rejected")])
def test_what_was_retired_can_be_changed_and_what_is_obsolete_only_ended(
    layers: Layers, status: str, changed: str
) -> None:
    service = built(layers)
    layers.retire(ACCESS, status)
    layers.order("change", "modify", service, bandwidth=2)
    layers.run()
    layers.order("end", "delete", service)
    layers.run()
    assert (layers.answers("change")[-1], layers.answers("end")[-1]) == (changed, "completed")
    layers.check()


def test_an_order_of_a_later_date_is_rejected_now_for_what_is_wrong_now(layers: Layers) -> None:
    layers.several("so", asked_for("1", of="nobody's"), requested_start_date=NOW + DAY)
    layers.run()
    assert layers.answers("so") == ["rejected"]


def test_a_service_that_has_gone_meanwhile_is_not_changed_at_a_later_date(layers: Layers) -> None:
    service = built(layers)
    layers.several("so", asked_for("1", "modify", service=service), requested_start_date=NOW + DAY)
    layers.order("end", "delete", service)
    layers.run()
    layers.pass_time(DAY)
    assert (layers.answers("so"), code(layers)) == (["rejected"], Code.STATE_FORBIDS)
