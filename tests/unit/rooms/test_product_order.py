"""A product order's own decisions: what starts next, how it ends, when it asks again and when it gives up."""

from datetime import datetime, timedelta

import pytest

from core.ordering.machine import ItemState, NodeState, OrderState
from core.ordering.model import Node, ProductOrder
from hub.kernel.errors import Code, HubError, Reason
from tests.unit.rooms.making import NOW, bundle, catalog, component, item, offering, order, started

LIMIT = timedelta(minutes=10)
NO = Reason(Code.NETWORK_REFUSED, "no")

SHOP = catalog(
    offering("access", component("access")),
    offering("address", component("address", "access")),
    offering("router", component("router", "address")),
    offering("phone", component("phone")),
    offering("paper"),
    bundle("office"),
)


def office() -> ProductOrder:
    names = ("access", "address", "router", "phone")
    return started(SHOP, item("top", "office"), *(item(name, name, parent="top") for name in names))


def node(of: ProductOrder, name: str) -> Node:
    assert of.plan
    return next(n for n in of.plan.nodes if n.name == name)


def states(of: ProductOrder) -> dict[str, str]:
    assert of.plan
    return {n.name: str(n.state) for n in of.plan.nodes}


def done(of: ProductOrder, *names: str, at: datetime = NOW) -> list[str]:
    """Completes nodes; the names of those that started by it."""
    begun = []
    for name in names:
        begun += [n.name for n in of.node_completed(node(of, name), f"s-{name}", {}, at).nodes]
    return begun


def test_what_requires_nothing_starts_first_and_each_end_starts_what_waited_for_it() -> None:
    made = office()
    assert states(made) == {
        "access": "submitted",
        "address": "waiting",
        "router": "waiting",
        "phone": "submitted",
    }
    assert done(made, "access") == ["address"]
    assert done(made, "phone") == []
    assert done(made, "address") == ["router"]
    assert done(made, "router") == []
    assert made.state is OrderState.COMPLETED
    assert (made.completion_date, made.wake_at, made.reasons) == (NOW, None, [])


def test_an_item_completes_when_its_services_have_and_its_bundle_when_all_in_it_have() -> None:
    made = office()
    progress = made.node_completed(node(made, "access"), "s", {"vlan": "7"}, NOW)
    assert [i.id for i in progress.completed] == ["access"]
    assert node(made, "access").results == {"vlan": "7"}
    done(made, "phone", "address")
    assert [i.id for i in made.node_completed(node(made, "router"), "s", {}, NOW).completed] == [
        "top",
        "router",
    ]


def test_a_failure_skips_what_needs_it_and_leaves_the_rest_alone() -> None:
    made = office()
    made.node_failed(node(made, "access"), NO, NOW)
    assert states(made) == {
        "access": "failed",
        "address": "skipped",
        "router": "skipped",
        "phone": "submitted",
    }
    assert not made.settled
    done(made, "phone")
    assert made.state is OrderState.PARTIAL
    assert {i.id: i.state for i in made.items} == {
        "top": ItemState.FAILED,
        "access": ItemState.FAILED,
        "address": ItemState.FAILED,
        "router": ItemState.FAILED,
        "phone": ItemState.COMPLETED,
    }
    assert [(r.code, r.path) for r in made.reasons] == [
        (Code.NETWORK_REFUSED, "productOrderItem[access]"),
        (Code.PREREQUISITE_FAILED, "productOrderItem[address]"),
        (Code.PREREQUISITE_FAILED, "productOrderItem[router]"),
    ]


def test_an_order_of_which_nothing_came_to_be_has_failed() -> None:
    made = office()
    made.node_failed(node(made, "access"), NO, NOW)
    made.node_failed(node(made, "phone"), NO, NOW)
    assert made.state is OrderState.FAILED


def test_an_order_that_needs_no_service_completes_when_it_starts() -> None:
    made = started(SHOP, item("1", "paper"))
    assert (made.state, made.wake_at) == (OrderState.COMPLETED, None)


def test_silence_is_asked_about_three_times_and_then_has_failed() -> None:
    made = started(SHOP, item("1", "access"))
    now = NOW
    for asked in (1, 2, 3):
        assert made.wake_at == now + LIMIT
        now += LIMIT
        assert [n.name for n in made.overdue(now).nodes] == ["access"]
        assert node(made, "access").questions == asked
    now += LIMIT
    assert made.overdue(now).nodes == []
    assert made.state is OrderState.FAILED
    assert [r.code for r in made.reasons] == [Code.TIME_LIMIT_PASSED]
    assert made.wake_at is None


def test_only_what_is_overdue_is_asked_for() -> None:
    made = office()
    done(made, "access", at=NOW + timedelta(minutes=5))
    assert made.wake_at == NOW + LIMIT
    assert [n.name for n in made.overdue(NOW + LIMIT).nodes] == ["phone"]
    assert made.wake_at == NOW + timedelta(minutes=15)


def test_an_answer_that_it_is_at_work_is_no_silence() -> None:
    made = started(SHOP, item("1", "access"))
    made.overdue(NOW + LIMIT)
    made.node_at_work(node(made, "access"), NOW + LIMIT)
    assert node(made, "access").questions == 0
    assert made.wake_at == NOW + 2 * LIMIT


def test_a_component_may_have_a_time_limit_of_its_own() -> None:
    shop = catalog(offering("x", component("slow", time_limit_seconds=86400)))
    assert started(shop, item("1", "x")).wake_at == NOW + timedelta(days=1)


@pytest.mark.parametrize("moves", [0, 1, 2])
def test_an_order_that_stands_still_before_it_starts_is_looked_at_again_and_again(moves: int) -> None:
    made = order(item("1", "access"))
    made.accept(NOW)
    for _ in range(moves):
        made.overdue(NOW + timedelta(minutes=moves))
    assert made.wake_at == NOW + timedelta(minutes=moves + 1)
    assert made.state is OrderState.ACKNOWLEDGED


def test_a_rejected_order_keeps_its_reasons_and_nothing_moves_it_any_more() -> None:
    made = order(item("1", "access"), item("2", "phone"))
    made.accept(NOW)
    made.reject([NO], NOW)
    assert (made.state, made.reasons, made.wake_at) == (OrderState.REJECTED, [NO], None)
    assert {i.state for i in made.items} == {ItemState.REJECTED}
    with pytest.raises(HubError, match="state-forbids"):
        made.start(NOW)


@pytest.mark.parametrize(
    "state", [NodeState.WAITING, NodeState.COMPLETED, NodeState.FAILED, NodeState.SKIPPED]
)
def test_only_what_was_asked_for_can_complete_or_fail(state: NodeState) -> None:
    made = office()
    one = node(made, "phone")
    one.state = state
    with pytest.raises(HubError, match="state-forbids"):
        made.node_completed(one, "s", {}, NOW)
    with pytest.raises(HubError, match="state-forbids"):
        made.node_failed(one, NO, NOW)


def test_the_history_tells_every_move_of_order_items_and_nodes() -> None:
    made = started(SHOP, item("1", "access"))
    done(made, "access")
    told = [
        (f.event, f.detail.get("item") or ("node" if "node" in f.detail else ""), f.source, f.target)
        for f in made.take_facts()
    ]
    assert told == [
        ("accept", "", "", "acknowledged"),
        ("validate", "", "acknowledged", "validated"),
        ("decompose", "", "validated", "decomposed"),
        ("start", "", "decomposed", "inProgress"),
        ("start", "1", "acknowledged", "inProgress"),
        ("submit", "node", "waiting", "submitted"),
        ("complete", "node", "submitted", "completed"),
        ("complete", "1", "inProgress", "completed"),
        ("settle", "", "inProgress", "completed"),
    ]
