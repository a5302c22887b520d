"""What holds of every order, whatever it orders, whatever becomes of it, whoever decides what."""

from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.inventory.store import PRODUCTS
from core.ordering.machine_item import ITEM, ItemState
from core.ordering.machine_node import ASKED, AT_REST, NodeState
from core.ordering.model import ProductOrder
from core.ordering.store import CANCELLATIONS
from hub.kernel.errors import Code
from hub.platform.message import Message
from tests.unit.rooms import order_worlds as worlds
from tests.unit.rooms.core_room import Core

chances = st.integers(0, 10**9).map(Random)
HOUR = timedelta(hours=1)
# Nothing takes longer: every attempt, question and decision is one of these.
ENOUGH = 400


def begun(chance: Random, **more: bool) -> tuple[Core, list[list[Any]]]:
    """A core with a random order, and what it has to sell."""
    entries = worlds.shop(chance, **more)
    core = Core(*entries)
    core.submit(*worlds.items(chance, entries))
    return core, entries


def run(chance: Random, core: Core, entries: list[list[Any]]) -> list[Message]:
    """Fortune takes its course until the order has ended; everything SOM has said."""
    said: list[Message] = []
    for turn in range(ENOUGH):
        order = core.order()
        agrees(core, order)
        if order.settled and order.wake_at is None:
            return said
        moved(core, order)
        choice = chance.random()
        if choice < 0.1 and turn < ENOUGH / 4:
            worlds.disturb(chance, core, said, entries)
        elif (choice < 0.2 and turn < ENOUGH / 4) or not worlds.open_nodes(core):
            if not worlds.decide(chance, core):
                core.pass_time(HOUR)
            if core.order().hold is not None and not worlds.open_nodes(core):
                core.release()
        elif (message := worlds.answer(chance, core)) is not None:
            said.append(message)
    raise AssertionError(f"it is {core.state()}: {core.nodes()}")


def moved(core: Core, order: ProductOrder) -> None:
    """Somebody moves an order that has not ended: a deadline, an operator, or whoever holds it."""
    decisions = [f for f in core.fallout() if f.state == "open"]
    if order.wake_at is None:
        assert decisions or order.hold is not None, (order.state, core.nodes())
    for node in order.nodes:
        assert node.state not in ASKED or node.deadline is not None


def agrees(core: Core, order: ProductOrder) -> None:
    """The order is what its items are, and these what their nodes are."""
    states = {i.state for i in order.items}
    ended = states <= {ItemState.COMPLETED, ItemState.FAILED, ItemState.CANCELLED, ItemState.REJECTED}
    assert not order.settled or ended, (order.state, core.items())
    if order.state == "completed":
        assert {i.state for i in order.counted_items} == {ItemState.COMPLETED}
    elif order.state in {"failed", "cancelled"}:
        assert ItemState.COMPLETED not in {i.state for i in order.counted_items}
    core.check()


def settled(core: Core) -> None:
    """What holds at the end."""
    order = core.order()
    assert order.settled
    assert all(ITEM.is_final(i.state) or i.state is ItemState.COMPLETED for i in order.items)
    products = {p.id: p for p in core.all(PRODUCTS)}
    for item in order.items:
        nodes = [n for n in order.nodes if n.task.item_id == item.id]
        assert all(n.state in AT_REST for n in nodes), core.nodes()
        if item.state is ItemState.COMPLETED:
            assert all(n.in_effect or n.dispensable for n in nodes)
        else:
            assert not any(n.state is NodeState.COMPLETED for n in nodes)
        for identifier in item.made:
            standing = {n.service_id for n in nodes if n.in_effect}
            assert {s.service_id for s in products[identifier].services} <= standing
    for cancelled in core.all(CANCELLATIONS):
        assert cancelled.settled
    assert not order.cancellation_id


@settings(max_examples=50, deadline=None)
@given(chance=chances)
def test_an_order_always_ends_or_waits_for_somebody(chance: Random) -> None:
    core, entries = begun(chance)
    run(chance, core, entries)
    settled(core)
    core.close()


@settings(max_examples=25, deadline=None)
@given(chance=chances)
def test_what_is_undone_is_undone_in_the_reverse_of_how_it_was_done(chance: Random) -> None:
    core, _ = begun(chance)
    for _ in range(chance.randint(1, 12)):
        worlds.answer(chance, core, kind=1)
    order = core.order()
    if order.settled:
        core.close()
        return
    core.cancel()
    ended: list[str] = []
    for _ in range(ENOUGH):
        waiting = worlds.open_nodes(core)
        if not waiting:
            break
        for node in waiting:
            below = {k for n in order.nodes if n.key == node.key for k in n.task.requires}
            above = [n for n in core.order().nodes if node.key in n.task.requires]
            if core.state() == "cancelling":
                assert all(n.state in AT_REST and n.state is not NodeState.COMPLETED for n in above)
            assert not below & set(ended)
        node = chance.choice(waiting)
        core.say(node.key, "cancelled" if node.state is NodeState.CANCELLING else "completed")
        if core.node(node.key).state is NodeState.UNDONE:
            ended.append(node.key)
    assert core.order().settled
    core.close()


@settings(max_examples=25, deadline=None)
@given(chance=chances, seed=st.integers(0, 10**9))
def test_the_same_outcomes_in_another_order_and_twice_lead_to_the_same_end(chance: Random, seed: int) -> None:
    state = chance.getstate()
    ends = []
    for shuffled in (Random(seed), Random(seed + 1)):
        chance.setstate(state)
        # What cannot be undone stays when it was done before somebody wanted it no more, and only then.
        core, _ = begun(chance, stays=False)
        fates = Random(seed)
        fate = {n.key: fates.random() < 0.85 for n in core.order().nodes}
        _deliver_all(core, fate, shuffled)
        order = core.order()
        # Nobody ever heard of a product that was given up before anything of it had begun.
        left = {item: status for item, status in core.statuses().items() if status != "aborted"}
        ends.append((str(order.state), core.items(), left, done(order)))
        core.close()
    assert ends[0] == ends[1]


def done(order: ProductOrder) -> list[str]:
    """What stands in the end."""
    return sorted(n.key for n in order.nodes if n.in_effect)


def _deliver_all(core: Core, fate: dict[str, bool], shuffled: Random) -> None:
    """Each node gets what its fate is, in any order, some of it twice; operators give up what they are asked about."""
    said: list[Message] = []
    for _ in range(ENOUGH):
        waiting = worlds.open_nodes(core)
        if not waiting:
            core.pass_time(HOUR)
            while decisions := [f.id for f in core.fallout() if f.state == "open"]:
                core.resolve("fail-item", min(decisions))
            if core.order().settled:
                return
            continue
        node = shuffled.choice(waiting)
        fine = fate[node.key] or node.state is not NodeState.SUBMITTED
        code = None if fine else Code.NETWORK_REFUSED
        said.append(core.say(node.key, "completed" if fine else "failed", code=code))
        if shuffled.random() < 0.3:
            core.deliver(shuffled.choice(said))
