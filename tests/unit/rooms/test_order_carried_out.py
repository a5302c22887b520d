"""Carrying out a plan: what begins next, what a failure takes with it, what is undone and in which order."""

from datetime import timedelta
from typing import Any

import msgspec

from hub.kernel.errors import Code
from hub.platform import tables
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import (
    NOW,
    BundledOffering,
    bundle,
    component,
    item,
    offering,
)
from tests.unit.rooms.office import OFFICE, office


def test_what_requires_nothing_starts_first_and_each_end_starts_what_waited_for_it(core: Core) -> None:
    office(core)
    assert core.nodes() == {
        "access/access": "submitted",
        "address/address": "waiting",
        "router/router": "waiting",
        "phone/phone": "submitted",
    }
    assert core.take_told() == [("add", "access"), ("add", "phone")]
    core.complete("access/access")
    assert core.take_told() == [("add", "address")]
    core.complete("phone/phone")
    assert core.take_told() == []
    core.complete("address/address")
    assert core.take_told() == [("add", "router")]
    order = core.complete("router/router")
    assert (order.state, order.completion_date, order.wake_at, order.reasons) == ("completed", NOW, None, [])


def test_an_item_completes_when_its_services_have_and_its_bundle_when_all_in_it_have(core: Core) -> None:
    office(core)
    core.complete("access/access", vlan="7")
    assert core.items() == {
        "top": "inProgress",
        "access": "completed",
        "address": "inProgress",
        "router": "inProgress",
        "phone": "inProgress",
    }
    (vlan,) = core.products()["access"].characteristics
    assert (vlan.name, vlan.value) == ("vlan", "7")
    core.complete("address/address", "router/router", "phone/phone")
    assert set(core.items().values()) == {"completed"}
    assert core.statuses() == dict.fromkeys(OFFICE, "active")


def test_an_order_that_needs_no_service_completes_when_it_starts(core: Core) -> None:
    core.submit(item("1", "paper"))
    assert (core.state(), core.told()) == ("completed", [])


def test_a_mandatory_failure_in_a_bundle_undoes_the_bundle_the_last_first(core: Core) -> None:
    office(core)
    core.complete("access/access", "phone/phone", "address/address")
    core.take_told()
    core.fail("router/router")
    assert core.state() == "compensating"
    assert core.items() == {
        "top": "compensating",
        "access": "compensating",
        "address": "compensating",
        "router": "failed",
        "phone": "compensating",
    }
    assert core.take_told() == [("delete", "address"), ("delete", "phone")]
    core.complete("phone/phone")
    assert core.take_told() == []
    core.complete("address/address")
    assert core.take_told() == [("delete", "access")]
    core.complete("access/access")
    assert core.state() == "failed"
    assert set(core.items().values()) == {"failed"}
    assert core.statuses() == dict.fromkeys(["access", "address", "phone", "router"], "aborted")
    assert [(r.code, r.path) for r in core.order().reasons] == [
        (Code.NETWORK_REFUSED, "productOrderItem[router]"),
        *((Code.ROLLED_BACK, f"productOrderItem[{i}]") for i in ("top", "access", "address", "phone")),
    ]


def test_what_has_not_begun_when_its_bundle_is_given_up_is_skipped_and_what_is_under_way_taken_back(
    core: Core,
) -> None:
    office(core)
    core.take_told()
    core.fail("access/access")
    assert core.nodes() == {
        "access/access": "failed",
        "address/address": "skipped",
        "router/router": "skipped",
        "phone/phone": "cancelling",
    }
    assert core.take_told() == [("cancel", "phone/phone")]
    core.cancelled("phone/phone")
    assert core.state() == "failed"
    assert core.nodes()["phone/phone"] == "undone"


def test_what_completes_although_it_was_to_be_taken_back_is_undone_by_an_order_of_its_own(core: Core) -> None:
    office(core)
    core.fail("access/access")
    core.take_told()
    core.complete("phone/phone")
    assert core.take_told() == [("delete", "phone")]
    assert core.node("phone/phone").state == "undoing"
    core.complete("phone/phone")
    assert (core.state(), core.statuses()["phone"]) == ("failed", "aborted")


def test_a_bundle_completes_without_an_optional_member(core: Core) -> None:
    office(core)
    core.fail("phone/phone")
    assert core.state() == "partiallyCompleted"
    core.complete("access/access", "address/address", "router/router")
    assert core.state() == "partial"
    assert core.items() == {
        "top": "completed",
        "access": "completed",
        "address": "completed",
        "router": "completed",
        "phone": "failed",
    }
    assert core.statuses()["phone"] == "aborted"


def test_an_item_completes_without_an_optional_service_and_its_product_says_that_something_is_missing(
    core: Core,
) -> None:
    core.submit(item("1", "line"))
    core.complete("1/one", "1/two")
    core.fail("1/extra")
    assert (core.state(), core.items(), core.statuses()) == (
        "partial",
        {"1": "completed"},
        {"1": "pendingActive"},
    )
    assert [s.component for s in core.products()["1"].services] == ["one", "two"]


def test_a_mandatory_failure_undoes_its_item_and_leaves_others_alone(core: Core) -> None:
    core.submit(item("1", "line"), item("2", "access"))
    core.complete("1/one")
    core.fail("1/two")
    assert core.nodes() == {
        "1/one": "undoing",
        "1/two": "failed",
        "1/extra": "skipped",
        "2/access": "submitted",
    }
    core.complete("1/one", "2/access")
    assert (core.state(), core.items()) == ("partial", {"1": "failed", "2": "completed"})
    assert core.statuses() == {"1": "aborted", "2": "active"}


def test_a_critical_failure_rolls_back_the_whole_order(core: Core) -> None:
    core.submit(item("1", "site"), item("2", "access"))
    core.complete("2/access", "1/mast")
    assert core.items()["2"] == "completed"
    core.fail("1/tower")
    assert core.items() == {"1": "compensating", "2": "compensating"}
    core.complete("2/access", "1/mast")
    assert (core.state(), core.items()) == ("failed", {"1": "failed", "2": "failed"})
    assert core.statuses() == {"1": "aborted", "2": "aborted"}


def test_what_keeps_a_critical_part_from_being_built_rolls_back_the_whole_order_too(core: Core) -> None:
    core.submit(item("1", "site"), item("2", "access"))
    core.complete("2/access")
    core.fail("1/mast")
    assert core.nodes() == {"1/mast": "failed", "1/tower": "skipped", "2/access": "undoing"}
    core.complete("2/access")
    assert core.state() == "failed"


def test_what_relies_on_a_failed_item_fails_with_it(core: Core) -> None:
    core.submit(item("1", "line"), item("2", "access", relies_on=["1"]), item("3", "phone"))
    core.complete("3/phone", "1/one")
    core.fail("1/two")
    core.complete("1/one")
    assert (core.state(), core.items()) == ("partial", {"1": "failed", "2": "failed", "3": "completed"})


def test_compensation_none_leaves_it_and_another_specification_is_ordered_instead(core: Core) -> None:
    office(core, "seal", "line")
    core.complete("line/one", "seal/wax", "seal/stamp")
    core.take_told()
    core.fail("line/two")
    assert core.take_told() == [("add", "unstamp"), ("delete", "one")]
    core.complete("seal/stamp", "line/one")
    assert core.nodes()["seal/stamp"] == "undone"
    assert core.nodes()["seal/wax"] == "kept"
    assert core.state() == "failed"
    # Something of it is left: it still has to be ended.
    assert core.statuses()["seal"] == "pendingTerminate"
    assert [s.component for s in core.products()["seal"].services] == ["wax"]


def test_a_failure_that_comes_while_it_is_undone_already_changes_nothing_more(core: Core) -> None:
    office(core, "access", "phone", "line")
    core.complete("access/access")
    core.fail("line/one")
    core.take_told()
    core.fail("phone/phone")
    assert core.nodes()["phone/phone"] == "undone"
    assert core.take_told() == []
    core.complete("access/access")
    assert core.state() == "failed"


def test_an_optional_service_goes_before_what_it_stands_on_does(core: Core) -> None:
    core.sell(
        offering("b", component("b"), component("b2", "b")),
        offering("a", component("a"), component("a2", "b", importance="optional")),
        bundle("pack", BundledOffering("a"), BundledOffering("b", optional=True)),
    )
    core.submit(item("top", "pack"), item("1", "a", parent="top"), item("2", "b", parent="top"))
    core.complete("1/a", "2/b", "1/a2")
    core.take_told()
    core.fail("2/b2")
    assert core.take_told() == [("delete", "a2")]
    core.complete("1/a2")
    assert core.take_told() == [("delete", "b")]
    core.complete("2/b")
    assert (core.state(), core.items()) == ("partial", {"top": "completed", "1": "completed", "2": "failed"})
    assert core.statuses() == {"1": "pendingActive", "2": "aborted"}


def test_the_history_tells_every_move_of_order_items_and_nodes(core: Core) -> None:
    core.submit(item("1", "access"))
    core.complete("1/access")
    rows: list[Any] = core.read(
        lambda c: c.execute(
            tables.history.select()
            .where(tables.history.c.aggregate_id == "o")
            .order_by(tables.history.c.position)
        ).fetchall()
    )
    told = [
        (f["event"], f["detail"].get("item") or ("node" if "node" in f["detail"] else ""), f["target"])
        for row in rows
        for f in msgspec.json.decode(row.facts)
    ]
    assert told == [
        ("accept", "", "acknowledged"),
        ("validate", "", "validated"),
        ("decompose", "", "decomposed"),
        ("start", "", "inProgress"),
        ("submit", "node", "submitted"),
        ("review", "1", "inProgress"),
        ("complete", "node", "completed"),
        ("review", "1", "completed"),
        ("review", "", "completed"),
    ]


def test_a_component_may_have_a_time_limit_of_its_own(core: Core) -> None:
    core.sell(offering("slow", component("slow", time_limit_seconds=86400)))
    assert core.submit(item("1", "slow")).wake_at == NOW + timedelta(days=1)
