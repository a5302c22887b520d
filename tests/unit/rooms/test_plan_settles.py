"""Every plan that is made can be carried out, whatever becomes of its services."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.catalog.model import Catalog
from core.ordering.items import Item
from core.ordering.machine import ITEM, NODE, NodeState
from core.ordering.model import Node
from hub.kernel.errors import Code, HubError, Reason
from tests.unit.rooms.making import NOW, bundle, catalog, component, item, offering, started


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Catalog, list[Item]]:
    """A small catalogue, and an order of some of what it sells, in a bundle or not."""
    sold = draw(st.integers(1, 4))
    entries: list[list[Any]] = [bundle("all")]
    for number in range(sold):
        components = []
        for part in range(draw(st.integers(0, 3))):
            # Only on what comes earlier, so that there is no circle; maybe on what is not ordered.
            earlier = [f"cfs-{n}-{p}" for n in range(number + 1) for p in range(3) if (n, p) < (number, part)]
            wanted = draw(st.lists(st.sampled_from(earlier), max_size=2, unique=True)) if earlier else []
            components.append(component(f"cfs-{number}-{part}", *wanted))
        entries.append(offering(f"p{number}", *components))
    chosen = draw(st.lists(st.integers(0, sold - 1), min_size=1, max_size=4))
    top = [item("top", "all")] if draw(st.booleans()) else []
    items = [item(str(n), f"p{p}", parent="top" if top else "") for n, p in enumerate(chosen)]
    return catalog(*entries), [*top, *items]


@given(world=worlds(), data=st.data())
def test_a_plan_that_is_made_settles_whatever_becomes_of_its_services_in_whatever_order(
    world: tuple[Catalog, list[Item]], data: st.DataObject
) -> None:
    shop, items = world
    try:
        made = started(shop, *items)
    except HubError as refused:
        assert {r.code for r in refused.reasons} == {Code.REQUIREMENT_MISSING}  # noqa: PT017 (either is fine)
        return
    assert made.plan
    while not made.settled:
        assert made.wake_at is not None
        under_way = [node for node in made.plan.nodes if node.state is NodeState.SUBMITTED]
        node: Node = data.draw(st.sampled_from(under_way))
        if data.draw(st.booleans()):
            made.node_completed(node, "s", {}, NOW)
        else:
            made.node_failed(node, Reason(Code.NETWORK_REFUSED, "no"), NOW)

    by_id = {node.id: node for node in made.plan.nodes}
    assert all(NODE.is_final(node.state) for node in by_id.values())
    assert all(ITEM.is_final(each.state) for each in made.items)
    assert made.wake_at is None
    for node in by_id.values():
        stands = all(by_id[need].state is NodeState.COMPLETED for need in node.requires)
        assert (node.state is NodeState.SKIPPED) is not stands
    blamed = {f"productOrderItem[{n.item_id}]" for n in by_id.values() if n.state is not NodeState.COMPLETED}
    assert {reason.path for reason in made.reasons} == blamed
