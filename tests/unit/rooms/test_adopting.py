"""Adopting: the product becomes what its services are, and its status with it."""

from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from core.reconciliation.model import Policy
from hub.kernel.errors import Code, HubError
from hub.messages.base import values
from hub.messages.reconciliation import Difference
from hub.platform.tables import history
from tests.unit.rooms.making import item
from tests.unit.rooms.som_inventory import Som


def told(som: Som, event: str) -> list[dict[str, Any]]:
    """What the product's history says of events of this name, the oldest first."""
    of_product = select(history.c.facts).where(history.c.aggregate_id == som.product().id)
    rows = som.core.read(lambda c: c.execute(of_product.order_by(history.c.position)).scalars().all())
    facts = [fact for row in rows for fact in msgspec.json.decode(row)]
    return [fact["detail"] for fact in facts if fact["event"] == event]


def test_adopting_what_is_different_makes_the_product_what_its_service_is(slow: Som) -> None:
    slow.change("s-1/tune", state="suspended")
    slow.reconcile(product_service=Policy.ADOPT)

    (tune, screen) = slow.product().services
    assert (tune.characteristics, tune.suspended, screen.suspended) == ({"speed": 50}, True, False)
    assert (slow.product().status, slow.one().state, slow.repairs) == ("suspended", "repaired", [])
    assert slow.reconcile("again").found == {}
    because = {"mismatch": slow.one().id, "by": "Kim", "why": "policy of reconciliation r"}
    (adopted,) = told(slow, "adopt")
    assert adopted["lower"] == {"characteristics": {"speed": 50}, "suspended": True}
    assert (adopted.items() >= because.items(), told(slow, "turn")[-1]) == (True, because)


def test_what_was_adopted_is_where_the_next_order_begins(slow: Som) -> None:
    slow.reconcile(product_service=Policy.ADOPT)
    assert [(c.name, c.value) for c in slow.product().characteristics] == [("speed", 50)]
    slow.core.asked.clear()
    slow.core.submit(item("1", about=slow.product().id, action="modify"), order="same")

    assert (slow.core.state("same"), slow.core.asked) == ("completed", [])


def test_adopting_a_value_som_does_not_have_takes_it_away(slow: Som) -> None:
    slow.change("s-1/tune", service_characteristic=[])
    slow.reconcile(product_service=Policy.ADOPT)

    assert slow.product().services[0].characteristics == {}
    assert slow.reconcile("again").found == {}


def test_adopting_that_a_service_is_missing_leaves_the_product_with_the_others(som: Som) -> None:
    som.sell("1")
    som.lose("s-1/tune")
    som.reconcile(product_service=Policy.ADOPT)

    assert [s.service_id for s in som.product().services] == ["s-1/screen"]
    assert (som.product().status, som.product().termination_date) == ("pendingActive", None)


def test_a_product_of_which_nothing_is_left_has_ended(som: Som) -> None:
    som.sell("1")
    som.lose("s-1/tune", "s-1/screen")
    som.reconcile(product_service=Policy.ADOPT)

    assert (som.product().status, som.product().services) == ("terminated", [])
    assert som.product().termination_date == som.core.now


def test_adopting_what_is_extra_makes_it_one_of_the_product(som: Som) -> None:
    som.sell("1")
    som.services["x"] = type(som.services["s-1/tune"])(
        id="x",
        product_id=som.product().id,
        specification_id="tune",
        state="suspended",
        service_characteristic=values({"speed": 5}),
    )
    som.reconcile(product_service=Policy.ADOPT)

    added = som.product().services[-1]
    assert (added.component, added.service_id, added.characteristics) == ("tune#2", "x", {"speed": 5})
    assert (added.suspended, som.product().status) == (True, "suspended")
    assert som.reconcile("again").found == {}


def test_what_nobody_can_adopt_becomes_fallout_that_says_why(som: Som) -> None:
    som.sell("1")
    som.change("s-1/tune", product_id="nobody", external_id="")
    som.reconcile(product_service=Policy.ADOPT)

    held = next(m for m in som.mismatches() if m.difference == Difference.EXTRA)
    fallout = som.core.open_fallout()
    assert (held.state, held.fallout_id, fallout.mismatch_id) == ("held", fallout.id, held.id)
    assert (fallout.reason.code, fallout.order_id) == (Code.INVENTORY_MISMATCH, "")
    assert fallout.actions == ["re-apply", "adopt", "ignore"]
    assert (fallout.context["causedBy"], fallout.context["productId"]) == (Code.PRODUCT_UNKNOWN, "nobody")
    assert "nobody has product nobody" in fallout.reason.text


def test_a_product_that_has_ended_does_not_get_a_service_again(som: Som) -> None:
    som.sell("1")
    product = som.product().id
    som.core.submit(item("1", action="delete", about=product), order="end")
    som.core.complete("1/screen", "1/tune", order="end")
    som.core.asked.clear()
    som.lose("s-1/screen")
    som.reconcile()
    with pytest.raises(HubError) as refused:
        som.decide("adopt")

    assert refused.value.reasons[0].code == Code.PRODUCT_STATE_FORBIDS
    assert som.one().state == "open"
