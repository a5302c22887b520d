"""What the product inventory says, however an order about a product ends; and two orders about one product."""

from collections.abc import Sequence

import pytest

from core.inventory.model import Product
from core.inventory.store import PRODUCTS
from core.ordering.records import Waiting
from hub.kernel.errors import Code
from hub.messages.com import ProcessProductOrder
from hub.platform.message import read
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import (
    NOW,
    CharacteristicSpecification,
    Mapping,
    component,
    item,
    offering,
)
from tests.unit.rooms.wires import ENTRIES, line

VAULT = offering(
    "vault",
    component("vault", characteristics=[Mapping("combination", "combination")]),
    concurrent_orders="reject",
    characteristics=[CharacteristicSpecification("combination", "integer")],
)


@pytest.fixture
def shop(core: Core) -> Core:
    """With a product `wire` of two services at speed 10."""
    core.sell(*ENTRIES, VAULT)
    core.submit(line(10), order="before")
    core.complete("1/access", "1/net", order="before")
    core.take_told()
    return core


def wire(core: Core) -> Product:
    found: Product = next(p for p in core.all(PRODUCTS) if p.order_items[0].product_order_id == "before")
    return found


def rates(core: Core) -> dict[str, object]:
    return {s.component: s.characteristics["rate"] for s in wire(core).services}


def modify(core: Core, order: str = "o", speed: int = 20) -> None:
    core.submit(item("1", action="modify", about=wire(core).id, speed=speed), order=order)


def end(core: Core, order: str = "o") -> None:
    core.submit(item("1", action="delete", about=wire(core).id), order=order)


def test_a_modification_changes_only_what_differs_and_the_product_says_so(shop: Core) -> None:
    modify(shop)
    assert shop.take_told() == [("modify", "access")]
    assert wire(shop).open_order_id == "o"
    shop.complete("1/access", "1/net")
    after = wire(shop)
    assert (shop.state(), after.status, after.open_order_id, rates(shop)) == (
        "completed",
        "active",
        "",
        {"access": 20, "net": 20},
    )
    assert [(c.name, c.value) for c in after.characteristics] == [("speed", 20)]
    assert [(r.product_order_id, r.action) for r in after.order_items] == [("before", "add"), ("o", "modify")]


def test_a_modification_that_fails_is_put_back_and_the_product_is_as_it_was(shop: Core) -> None:
    modify(shop)
    shop.complete("1/access")
    shop.take_told()
    shop.fail("1/net")
    (asked,) = [body["serviceOrderItem"][0] for _, body in shop.asked]
    assert asked["action"] == "modify"
    assert asked["service"]["serviceCharacteristic"] == [{"name": "rate", "value": 10}]
    shop.complete("1/access")
    after = wire(shop)
    assert (shop.state(), after.status, rates(shop)) == ("failed", "active", {"access": 10, "net": 10})
    assert [(c.name, c.value) for c in after.characteristics] == [("speed", 10)]


def test_a_new_name_goes_when_what_was_done_is_rolled_back(shop: Core) -> None:
    named = wire(shop).name
    shop.sell(offering("vital", component("vital", importance="critical")))
    renamed = item("1", action="modify", about=wire(shop).id, speed=20)
    assert renamed.product is not None
    renamed.product.name = "our line"
    shop.submit(renamed, item("2", "vital"))
    shop.complete("1/access", "1/net")
    assert wire(shop).name == "our line"
    shop.fail("2/vital")
    shop.complete("1/net", "1/access")
    assert (shop.state(), wire(shop).name, rates(shop)) == ("failed", named, {"access": 10, "net": 10})


def test_a_modification_that_is_cancelled_is_put_back_too(shop: Core) -> None:
    modify(shop)
    shop.complete("1/access")
    shop.cancel()
    shop.cancelled("1/net")
    shop.complete("1/access")
    assert (shop.state(), wire(shop).status, rates(shop)) == (
        "cancelled",
        "active",
        {"access": 10, "net": 10},
    )


def test_a_product_that_is_ended_is_torn_down_in_reverse_and_terminated(shop: Core) -> None:
    end(shop)
    assert (shop.take_told(), wire(shop).status) == ([("delete", "net")], "pendingTerminate")
    shop.complete("1/net")
    assert shop.take_told() == [("delete", "access")]
    shop.complete("1/access")
    after = wire(shop)
    assert (shop.state(), after.status, after.services, after.termination_date) == (
        "completed",
        "terminated",
        [],
        NOW,
    )


def test_an_end_that_is_cancelled_builds_again_what_was_torn_down(shop: Core) -> None:
    end(shop)
    shop.complete("1/net")
    shop.take_told()
    shop.cancel()
    assert shop.take_told() == [("cancel", "1/access")]
    shop.cancelled("1/access")
    assert shop.take_told() == [("add", "net")]
    shop.complete("1/net")
    assert (shop.state(), wire(shop).status, rates(shop)) == (
        "cancelled",
        "active",
        {"access": 10, "net": 10},
    )


def test_an_end_that_fails_and_cannot_be_put_back_is_still_to_be_ended(shop: Core) -> None:
    end(shop)
    shop.complete("1/net")
    shop.fail("1/access")
    shop.fail("1/net")
    shop.resolve("fail-item")
    assert (shop.state(), wire(shop).status) == ("failed", "pendingTerminate")
    assert [s.component for s in wire(shop).services] == ["access"]


def test_context_is_left_alone(shop: Core) -> None:
    before = wire(shop)
    shop.submit(item("1", action="noChange", about=before.id), item("2", "tv"))
    assert shop.take_told() == [("add", "tv")]
    shop.complete("2/tv")
    after = wire(shop)
    assert (shop.state(), after.status, after.services) == ("completed", before.status, before.services)


def test_an_order_about_a_product_another_one_has_waits_and_is_judged_anew(shop: Core) -> None:
    modify(shop)
    shop.take_told()
    modify(shop, "second", 30)
    held = shop.order("second")
    assert (held.state, shop.items("second"), shop.told()) == ("held", {"1": "held"}, [])
    assert held.hold is not None
    assert (held.hold.by, "being changed by order o" in held.hold.why) == ("", True)
    shop.complete("1/access", "1/net")
    assert (shop.state("second"), wire(shop).open_order_id) == ("inProgress", "second")
    shop.complete("1/access", "1/net", order="second")
    assert (shop.state("second"), rates(shop)) == ("completed", {"access": 30, "net": 30})


def test_those_that_wait_go_one_after_the_other_and_none_is_forgotten(shop: Core) -> None:
    for number, order in enumerate(("o", "second", "third"), 2):
        modify(shop, order, number * 10)
    ended = []
    for _ in range(3):
        (current,) = {wire(shop).open_order_id}
        shop.complete("1/access", "1/net", order=current)
        ended.append(current)
    assert sorted(ended) == ["o", "second", "third"]
    assert {shop.state(order) for order in ended} == {"completed"}


def test_a_product_that_is_being_ended_is_not_changed_any_more(shop: Core) -> None:
    end(shop)
    modify(shop, "second")
    assert (shop.state("second"), shop.codes("second")) == ("rejected", [Code.PRODUCT_STATE_FORBIDS])


def test_one_whose_product_was_ended_when_its_turn_comes_is_rejected(shop: Core) -> None:
    modify(shop)
    end(shop, "second")
    modify(shop, "third", 30)
    shop.complete("1/access", "1/net")
    assert (wire(shop).open_order_id, shop.state("third")) == ("second", "held")
    shop.complete("1/net", "1/access", order="second")
    assert (shop.state("third"), shop.codes("third")) == ("rejected", [Code.PRODUCT_STATE_FORBIDS])


def test_one_that_waits_is_asked_again_and_again_in_vain_and_its_history_stays_short(shop: Core) -> None:
    modify(shop)
    modify(shop, "second", 30)
    before = shop.order("second").version
    for _ in range(3):
        shop.do(ProcessProductOrder(product_order_id="second"))
    assert (shop.state("second"), shop.order("second").waiting) == ("held", [])
    assert shop.order("o").waiting == [Waiting("second")]
    assert shop.order("second").version == before
    shop.complete("1/access", "1/net")
    assert shop.state("second") == "inProgress"


def test_one_that_has_waited_goes_on_with_its_priority(shop: Core) -> None:
    modify(shop)
    urgent = item("1", action="modify", about=wire(shop).id, speed=30)
    shop.submit(urgent, order="second", priority="0")
    shop.patient = True
    shop.complete("1/access", "1/net")
    (going_on,) = [m for m in shop.mail if m.type == "ProcessProductOrder"]
    assert read(going_on, ProcessProductOrder).priority == "0"


def test_one_that_waits_can_be_cancelled(shop: Core) -> None:
    modify(shop)
    modify(shop, "second", 30)
    shop.cancel(order="second")
    assert shop.state("second") == "cancelled"
    shop.complete("1/access", "1/net")
    assert (shop.state(), shop.state("second"), wire(shop).open_order_id) == ("completed", "cancelled", "")


def test_where_the_catalogue_says_so_the_second_order_is_rejected(shop: Core) -> None:
    shop.submit(item("1", "vault"), order="vault")
    shop.complete("1/vault", order="vault")
    (vault,) = [p.id for p in shop.all(PRODUCTS) if p.offering and p.offering.id == "vault"]
    shop.submit(item("1", action="modify", about=vault, combination=1))
    shop.submit(item("1", action="modify", about=vault, combination=2), order="second")
    assert (shop.state("second"), shop.codes("second")) == ("rejected", [Code.PRODUCT_BUSY])


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (("complete", "complete"), "active"),
        (("complete", "fail", "complete"), "aborted"),
        (("fail",), "aborted"),
        (("complete", "fail", "fail", "fail-item"), "pendingTerminate"),
        (("complete", "fail", "fail", "force-complete"), "aborted"),
    ],
)
def test_a_new_product_has_the_status_of_how_its_building_ended(
    core: Core, outcome: Sequence[str], status: str
) -> None:
    core.sell(offering("w", component("a"), component("b", "a")))
    core.submit(item("1", "w"))
    for event in outcome:
        (key, *_) = [n.key for n in core.order().nodes if n.deadline] or [""]
        if event in {"complete", "fail"}:
            core.say(key, "completed" if event == "complete" else "failed", code=Code.NETWORK_REFUSED)
        else:
            core.resolve(event)
    assert core.order().settled
    assert core.statuses() == {"1": status}
