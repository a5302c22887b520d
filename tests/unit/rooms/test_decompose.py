"""Decomposition: the same order on the same catalogue is the same plan, byte for byte, and every plan can be carried out."""

import random
from typing import Any

import pytest

from core.catalog.components import Condition, RetryPolicy
from core.catalog.model import Catalog
from core.ordering.items import Item
from core.ordering.planning.decompose import decompose
from core.ordering.planning.plan import Plan, canonical
from hub.kernel.errors import Code, HubError
from tests.unit.rooms.making import (
    BundledOffering,
    CharacteristicSpecification,
    Mapping,
    bundle,
    catalog,
    component,
    item,
    offering,
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


def planned(*items: Item, by: Catalog = SHOP) -> Plan:
    return decompose(items, by, {})


def edges(plan: Plan) -> set[tuple[str, str]]:
    """Pairs of items: the first one's service waits for the second one's."""
    tasks = {task.key: task for task in plan.tasks}
    return {(task.item_id, tasks[need].item_id) for task in plan.tasks for need in task.requires}


def test_the_same_order_gives_the_same_bytes_again() -> None:
    once, again = (canonical(planned(*office("a"))) for _ in range(2))
    assert once == again


def test_the_plan_does_not_hang_on_the_order_in_which_characteristics_come() -> None:
    specs = [CharacteristicSpecification(name) for name in "abcdef"]
    mappings = [Mapping(name.upper(), name) for name in "abcdef"]
    shop = catalog(offering("x", component("cfs", characteristics=mappings), characteristics=specs))
    values: list[tuple[str, Any]] = list(zip("abcdef", range(6), strict=True))
    hashes = set()
    for seed in range(5):
        random.Random(seed).shuffle(values)
        hashes.add(planned(item("1", "x", **dict(values)), by=shop).hash)
    assert len(hashes) == 1


@pytest.mark.parametrize(
    "other",
    [
        office("b"),
        [*office("a"), item("9", "access")],
        [item("a0", "office"), item("a3", "access", parent="a0")],
    ],
    ids=["other items", "one more", "fewer"],
)
def test_another_order_has_another_hash(other: list[Item]) -> None:
    assert planned(*other).hash != planned(*office("a")).hash


def test_services_of_one_bundle_wait_for_each_other_as_the_catalogue_says() -> None:
    assert edges(planned(*office("a"))) == {("a1", "a2"), ("a1", "a3"), ("a2", "a3")}


def test_services_of_two_bundles_do_not_wait_for_each_other() -> None:
    found = edges(planned(*office("a"), *office("b")))
    assert {(one[0], other[0]) for one, other in found} == {("a", "a"), ("b", "b")}


def test_a_bundle_by_relationship_is_a_bundle_too() -> None:
    made = planned(
        item("1", "office", "2", "3"), item("2", "address"), item("3", "access"), item("4", "access")
    )
    assert edges(made) == {("2", "3")}


def test_what_is_required_in_a_bundle_above_counts() -> None:
    made = planned(
        item("1", "office"),
        item("2", "access", parent="1"),
        item("3", "office", parent="1"),
        item("4", "address", parent="3"),
    )
    assert edges(made) == {("4", "2")}


def test_a_requirement_that_is_nowhere_in_the_bundle_is_missing() -> None:
    with pytest.raises(HubError) as refused:
        planned(item("1", "office"), item("2", "address", parent="1"), item("3", "access"))
    assert [(r.code, r.path) for r in refused.value.reasons] == [
        (Code.REQUIREMENT_MISSING, "productOrderItem[2]")
    ]


def test_requirements_in_a_circle_are_refused_for_every_service_in_it() -> None:
    shop = catalog(offering("x", component("a", "b"), component("b", "a"), component("c")))
    with pytest.raises(HubError) as refused:
        planned(item("1", "x"), by=shop)
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

    (defaulted,) = planned(item("1", "x"), by=shop).tasks
    (chosen,) = planned(item("1", "x", speed=7, colour="red"), by=shop).tasks

    assert defaulted.characteristics == {"bandwidth": 100, "technology": "fiber"}
    assert chosen.characteristics == {"bandwidth": 7, "shade": "red", "technology": "fiber"}


def test_two_services_of_a_kind_in_one_product_are_two_tasks() -> None:
    shop = catalog(offering("x", component("cfs"), component("cfs"), component("last", "cfs")))
    first, second, last = planned(item("1", "x"), by=shop).tasks
    assert [first.key, second.key] == ["1/cfs", "1/cfs#2"]
    assert last.requires == ["1/cfs", "1/cfs#2"]


def test_the_plan_says_which_versions_it_was_made_from() -> None:
    shop = catalog(offering("access", component("cfs-access"), version="7"), bundle("office"))
    made = planned(item("1", "office"), item("2", "access", parent="1"), by=shop)
    assert made.versions == {
        "productOffering:office": "1",
        "productOffering:access": "7",
        "productSpecification:access": "7",
    }


# -- quantities, conditions, policies ---------------------------------------------------------------


def test_a_quantity_is_as_many_products_that_do_not_wait_for_each_other() -> None:
    shop = catalog(offering("x", component("base"), component("top", "base")))
    plan = planned(item("1", "x", quantity=3), by=shop)
    assert {task.key: task.requires for task in plan.tasks} == {
        "1/base": [],
        "1/top": ["1/base"],
        "1:2/base": [],
        "1:2/top": ["1:2/base"],
        "1:3/base": [],
        "1:3/top": ["1:3/base"],
    }
    assert [(p.key, p.instance) for p in plan.products] == [("1", 1), ("1:2", 2), ("1:3", 3)]
    assert [task.instance for task in plan.tasks] == [1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize(("chosen", "built"), [(0, 0), (1, 1), (3, 3)])
def test_a_characteristic_may_say_how_many_of_a_service_there_are(chosen: int, built: int) -> None:
    many = component("cfs", quantity_from="number")
    shop = catalog(offering("x", many, characteristics=[CharacteristicSpecification("number")]))
    plan = planned(item("1", "x", number=chosen), by=shop)
    assert [t.key for t in plan.tasks] == ["1/cfs", "1/cfs#2", "1/cfs#3"][:built]


def test_of_a_characteristic_that_has_no_value_there_are_none() -> None:
    shop = catalog(offering("x", component("cfs", quantity_from="number")))
    assert planned(item("1", "x"), by=shop).tasks == []


@pytest.mark.parametrize(
    ("conditions", "chosen", "built"),
    [
        ([Condition("level", one_of=["gold", "platinum"])], {"level": "gold"}, True),
        ([Condition("level", one_of=["gold", "platinum"])], {"level": "silver"}, False),
        ([Condition("level", one_of=["gold"])], {}, False),
        ([Condition("flag", one_of=[1])], {"flag": True}, False),
        ([Condition("speed", minimum=100)], {"speed": 100}, True),
        ([Condition("speed", minimum=100)], {"speed": 99}, False),
        ([Condition("speed", maximum=100)], {"speed": 101}, False),
        ([Condition("speed", minimum=1, maximum=100)], {"speed": "50"}, False),
        ([Condition("level")], {"level": "any"}, True),
        ([Condition("level")], {}, False),
        ([Condition("level"), Condition("speed", minimum=100)], {"level": "any", "speed": 1}, False),
    ],
)
def test_a_service_under_conditions_is_built_when_all_hold(
    conditions: list[Condition], chosen: dict[str, Any], *, built: bool
) -> None:
    shop = catalog(offering("x", component("cfs", when=conditions)))
    assert bool(planned(item("1", "x", **chosen), by=shop).tasks) is built


def test_what_the_product_could_have_but_does_not_is_not_waited_for() -> None:
    visit = component("visit", when=[Condition("level", one_of=["platinum"])])
    shop = catalog(offering("x", visit, component("access", "visit")))
    assert {t.key: t.requires for t in planned(item("1", "x"), by=shop).tasks} == {"1/access": []}
    # Neither is that of the neighbour.
    beside = [item("0", "x", "1", "2"), item("1", "x"), item("2", "x", level="platinum")]
    assert edges(planned(*beside, by=shop)) == {("2", "2")}
    with_visit = planned(item("1", "x", level="platinum"), by=shop)
    assert {t.key: t.requires for t in with_visit.tasks} == {"1/visit": [], "1/access": ["1/visit"]}


def test_a_task_carries_the_policies_of_its_component() -> None:
    policies: dict[str, Any] = {
        "importance": "critical",
        "compensation": "none",
        "point_of_no_return": "hard",
        "on_failure": "hold",
        "retry": RetryPolicy(3, 2.0, 0.5),
        "expected_seconds": 60,
        "time_limit_seconds": 600,
    }
    shop = catalog(offering("x", component("cfs", results=[Mapping("vlan", "id")], **policies)))
    (task,) = planned(item("1", "x"), by=shop).tasks
    assert {name: getattr(task, name) for name in policies} == policies
    assert task.results_to == {"id": "vlan"}


def test_an_item_that_relies_on_another_waits_for_all_of_it() -> None:
    shop = catalog(
        offering("x", component("a"), component("b")), offering("y", component("c")), bundle("all")
    )
    upper = item("1", "y", relies_on=["2"])
    assert edges(planned(upper, item("2", "all"), item("3", "x", parent="2"), by=shop)) == {("1", "3")}


def test_items_their_bundle_completes_without_are_named() -> None:
    shop = catalog(
        bundle("pack", BundledOffering("x"), BundledOffering("y", 0, 2, optional=True)),
        offering("x"),
        offering("y"),
    )
    inside = [item("2", "x", parent="1"), item("3", "y", parent="1"), item("4", "y", parent="1")]
    assert planned(item("1", "pack"), *inside, by=shop).optional_items == ["3", "4"]
    assert planned(item("3", "y"), by=shop).optional_items == []


def test_keys_are_readable_and_stay_unique_whatever_items_are_called() -> None:
    shop = catalog(offering("x", component("cfs")))
    keys = [
        t.key for t in planned(item("1", "x", quantity=2), item("1:2", "x"), item("a/b", "x"), by=shop).tasks
    ]
    assert keys == ["1/cfs", "1:2/cfs", "1%3A2/cfs", "a%2Fb/cfs"]


def test_each_task_says_which_rule_made_it() -> None:
    rules = [
        component("plain"),
        component("many", quantity_from="number"),
        component("extra", when=[Condition("level", one_of=["gold"]), Condition("number", minimum=1)]),
    ]
    shop = catalog(offering("x", *rules, version="7"))
    assert [t.why for t in planned(item("1", "x", number=2, level="gold"), by=shop).tasks] == [
        "product specification x version 7 has it",
        "product specification x version 7 has it, 1 of 2 as number says",
        "product specification x version 7 has it, 2 of 2 as number says",
        "product specification x version 7 has it when level is gold and number is at least 1",
    ]


def test_on_a_catalogue_pinned_to_its_versions_an_order_comes_to_the_same_plan_again() -> None:
    shop = catalog(offering("x", component("old")))
    before = planned(item("1", "x"), by=shop)
    grown = catalog(offering("x", component("old")), offering("x", component("new"), version="2"))
    assert planned(item("1", "x"), by=grown).hash != before.hash
    assert planned(item("1", "x"), by=grown.pinned(before.versions)) == before


@pytest.mark.parametrize("members", [{"quantity": 1000, "number": 11}])
def test_more_service_orders_than_anybody_can_mean_are_refused(members: dict[str, Any]) -> None:
    shop = catalog(offering("x", component("cfs", quantity_from="number")))
    with pytest.raises(HubError, match="more than 10000 service orders"):
        planned(item("1", "x", **members), by=shop)


def test_more_edges_than_anybody_can_mean_are_refused() -> None:
    shop = catalog(offering("x", component("cfs")))
    with pytest.raises(HubError, match="more than 200000 times"):
        planned(item("1", "x", relies_on=["2"], quantity=1000), item("2", "x", quantity=1000), by=shop)
