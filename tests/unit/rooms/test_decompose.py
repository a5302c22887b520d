"""Decomposition: the same order on the same catalogue is the same plan, byte for byte, and every plan can be carried out."""

import random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.model import Catalog
from core.ordering.decompose import decompose
from core.ordering.items import Item
from core.ordering.machine import ITEM, NODE, NodeState
from core.ordering.model import Node, ProductOrder
from hub.kernel.errors import Code, HubError, Reason
from tests.unit.rooms.making import (
    NOW,
    CharacteristicSpecification,
    Mapping,
    bundle,
    catalog,
    component,
    item,
    offering,
    order,
    started,
)

SHOP = catalog(
    offering("access", component("cfs-access")),
    offering("address", component("cfs-address", "cfs-access")),
    offering("router", component("cfs-router", "cfs-address", "cfs-access")),
    bundle("office"),
)


def office(prefix: str) -> list[Item]:
    top = f"{prefix}0"
    return [
        item(top, "office"),
        *(
            item(f"{prefix}{n}", name, parent=top)
            for n, name in enumerate(("router", "address", "access"), 1)
        ),
    ]


def edges(made: ProductOrder, by: Catalog = SHOP) -> set[tuple[str, str]]:
    """Pairs of items: the first one's service waits for the second one's."""
    nodes = {node.id: node for node in decompose(made, by).nodes}
    return {(node.item_id, nodes[need].item_id) for node in nodes.values() for need in node.requires}


def test_the_same_order_gives_the_same_bytes_again() -> None:
    once, again = (msgspec.json.encode(decompose(order(*office("a")), SHOP)) for _ in range(2))
    assert once == again


def test_the_plan_does_not_hang_on_the_order_in_which_characteristics_come() -> None:
    specs = [CharacteristicSpecification(name) for name in "abcdef"]
    mappings = [Mapping(name.upper(), name) for name in "abcdef"]
    shop = catalog(offering("x", component("cfs", characteristics=mappings), characteristics=specs))
    values: list[tuple[str, Any]] = list(zip("abcdef", range(6), strict=True))
    hashes = set()
    for seed in range(5):
        random.Random(seed).shuffle(values)
        hashes.add(decompose(order(item("1", "x", **dict(values))), shop).hash)
    assert len(hashes) == 1


@pytest.mark.parametrize(
    "other",
    [
        order(*office("b")),
        order(*office("a"), item("9", "access")),
        order(item("a0", "office"), item("a3", "access", parent="a0")),
    ],
    ids=["other items", "one more", "fewer"],
)
def test_another_order_has_another_hash(other: ProductOrder) -> None:
    assert decompose(other, SHOP).hash != decompose(order(*office("a")), SHOP).hash


def test_services_of_one_bundle_wait_for_each_other_as_the_catalogue_says() -> None:
    assert edges(order(*office("a"))) == {("a1", "a2"), ("a1", "a3"), ("a2", "a3")}


def test_services_of_two_bundles_do_not_wait_for_each_other() -> None:
    found = edges(order(*office("a"), *office("b")))
    assert {(one[0], other[0]) for one, other in found} == {("a", "a"), ("b", "b")}


def test_a_bundle_by_relationship_is_a_bundle_too() -> None:
    made = order(
        item("1", "office", "2", "3"), item("2", "address"), item("3", "access"), item("4", "access")
    )
    assert edges(made) == {("2", "3")}


def test_what_is_required_in_a_bundle_above_counts() -> None:
    made = order(
        item("1", "office"),
        item("2", "access", parent="1"),
        item("3", "office", parent="1"),
        item("4", "address", parent="3"),
    )
    assert edges(made) == {("4", "2")}


def test_a_requirement_that_is_nowhere_in_the_bundle_is_missing() -> None:
    with pytest.raises(HubError) as refused:
        decompose(order(item("1", "office"), item("2", "address", parent="1"), item("3", "access")), SHOP)
    assert [(r.code, r.path) for r in refused.value.reasons] == [
        (Code.REQUIREMENT_MISSING, "productOrderItem[2]")
    ]


def test_requirements_in_a_circle_are_refused_for_every_service_in_it() -> None:
    shop = catalog(offering("x", component("a", "b"), component("b", "a"), component("c")))
    with pytest.raises(HubError) as refused:
        decompose(order(item("1", "x")), shop)
    assert [r.code for r in refused.value.reasons] == [Code.REQUIREMENT_CIRCULAR] * 2


def test_values_constants_and_defaults_reach_the_service_and_nothing_else_does() -> None:
    specs = [CharacteristicSpecification("speed", default=100), CharacteristicSpecification("colour")]
    mappings = [
        Mapping("bandwidth", "speed"),
        Mapping("shade", "colour"),
        Mapping("technology", value="fiber"),
        Mapping("absent", "unset"),
    ]
    shop = catalog(offering("x", component("cfs", characteristics=mappings), characteristics=specs))

    (defaulted,) = decompose(order(item("1", "x")), shop).nodes
    (chosen,) = decompose(order(item("1", "x", speed=7, colour="red")), shop).nodes

    assert defaulted.characteristics == {"bandwidth": 100, "technology": "fiber"}
    assert chosen.characteristics == {"bandwidth": 7, "shade": "red", "technology": "fiber"}


def test_two_services_of_a_kind_in_one_product_are_two_nodes() -> None:
    shop = catalog(offering("x", component("cfs"), component("cfs"), component("last", "cfs")))
    first, second, last = decompose(order(item("1", "x")), shop).nodes
    assert first.id != second.id
    assert set(last.requires) == {first.id, second.id}


def test_the_plan_says_which_versions_it_was_made_from() -> None:
    shop = catalog(offering("access", component("cfs-access"), version="7"), bundle("office"))
    made = order(item("1", "office"), item("2", "access", parent="1"))
    assert decompose(made, shop).versions == {
        "productOffering:office": "1",
        "productOffering:access": "7",
        "productSpecification:access": "7",
    }


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
