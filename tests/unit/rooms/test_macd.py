"""Orders about products that are there already: only what differs from the inventory is done, in an order that holds."""

from collections.abc import Mapping
from typing import Any

import pytest

from core.catalog.components import Condition, RetryPolicy
from core.catalog.model import Catalog
from core.inventory.model import Product
from core.ordering.items import Item
from core.ordering.planning.decompose import decompose
from core.ordering.planning.plan import Plan
from hub.kernel.errors import Code, HubError
from tests.unit.rooms.making import (
    CharacteristicSpecification,
    bundle,
    carried_out,
    catalog,
    component,
    inventory,
    item,
    offering,
    product,
    service,
)
from tests.unit.rooms.making import Mapping as From

SPEED = [
    CharacteristicSpecification("speed", default=100),
    CharacteristicSpecification("extra", default=False),
]
SHOP = catalog(
    offering(
        "line",
        component("access", characteristics=[From("speed", "speed"), From("kind", value="copper")]),
        component("net", "access", characteristics=[From("speed", "speed")], results=[From("address", "ip")]),
        component("extra", "net", when=[Condition("extra", one_of=[True])]),
        characteristics=[*SPEED, CharacteristicSpecification("address")],
    ),
    offering("add-on", component("add-on", "net")),
    bundle("pack"),
)


def plan(has: Mapping[str, Product], *items: Item, by: Catalog = SHOP) -> Plan:
    return decompose(items, by, has)


def told(made: Plan) -> dict[str, tuple[str, list[str]]]:
    return {task.key: (task.action, task.requires) for task in made.tasks}


def a_line(**chosen: Any) -> dict[str, Product]:
    return carried_out(plan({}, item("1", "line", **chosen)), {})


def test_what_the_product_has_already_is_left_alone() -> None:
    made = plan(a_line(), item("1", action="modify", about="p-1", speed=100))
    assert made.tasks == []
    assert [(s.component, s.service_id, s.task) for s in made.products[0].services] == [
        ("access", "s-1/access", ""),
        ("net", "s-1/net", ""),
    ]


def test_a_change_goes_to_the_services_it_concerns_and_carries_only_what_changes() -> None:
    made = plan(a_line(), item("1", action="modify", about="p-1", speed=500))
    assert told(made) == {"1/access": ("modify", []), "1/net": ("modify", ["1/access"])}
    access, net = made.tasks
    assert (access.characteristics, access.previous, access.service_id) == (
        {"speed": 500},
        {"speed": 100},
        "s-1/access",
    )
    assert net.results_to == {"ip": "address"}
    assert made.products[0].characteristics == {"speed": 500, "extra": False}
    assert access.why == "product specification line version 1 has it; speed changes from 100 to 500"


def test_what_a_product_keeps_from_before_is_part_of_what_it_is_to_have() -> None:
    has = a_line(speed=500)
    has["p-1"].characteristics.append(type(has["p-1"].characteristics[0])("address", "10.0.0.1"))
    made = plan(has, item("1", action="modify", about="p-1", extra=True))
    assert told(made) == {"1/extra": ("add", [])}
    assert made.products[0].characteristics == {"speed": 500, "extra": True, "address": "10.0.0.1"}


def test_a_value_that_goes_is_changed_to_nothing_and_back_from_it() -> None:
    maps = [From("colour", "colour")]
    shop = catalog(
        offering(
            "x",
            component("cfs", characteristics=maps),
            characteristics=[CharacteristicSpecification("colour")],
        )
    )
    has = inventory(product("p", "x", service("cfs", colour="red"), colour="red"))
    (task,) = plan(has, item("1", action="modify", about="p", colour=None), by=shop).tasks
    assert (task.characteristics, task.previous) == ({"colour": None}, {"colour": "red"})


def test_true_is_not_one() -> None:
    shop = catalog(offering("x", component("cfs", characteristics=[From("a", value=True)])))
    has = inventory(product("p", "x", service("cfs", a=1)))
    assert [t.characteristics for t in plan(has, item("1", action="modify", about="p"), by=shop).tasks] == [
        {"a": True}
    ]


def test_what_goes_waits_for_all_that_comes_and_goes_after_what_stood_on_it() -> None:
    shop = catalog(
        offering("old", component("base"), component("top", "base")),
        offering("new", component("fresh")),
    )
    has = carried_out(plan({}, item("1", "old"), by=shop), {})
    made = plan(has, item("1", "new", action="modify", about="p-1"), by=shop)
    assert told(made) == {
        "1/fresh": ("add", []),
        "1/top": ("delete", ["1/fresh"]),
        "1/base": ("delete", ["1/top", "1/fresh"]),
    }


def test_a_product_ends_in_the_reverse_of_how_it_came() -> None:
    made = plan(a_line(extra=True), item("1", action="delete", about="p-1"))
    assert told(made) == {
        "1/extra": ("delete", []),
        "1/net": ("delete", ["1/extra"]),
        "1/access": ("delete", ["1/net"]),
    }
    assert [(t.characteristics, t.previous) for t in made.tasks] == [
        ({}, {}),
        ({}, {"speed": 100}),
        ({}, {"speed": 100, "kind": "copper"}),
    ]
    assert (made.products[0].services, made.products[0].action) == ([], "delete")
    assert made.tasks[0].why == "product p-1 is ended"


def test_an_item_that_relied_on_another_is_taken_down_first() -> None:
    has = inventory(product("a", "line", service("x")), product("b", "line", service("y")))
    made = plan(
        has, item("1", action="delete", about="a", relies_on=["2"]), item("2", action="delete", about="b")
    )
    assert told(made) == {"1/x": ("delete", []), "2/y": ("delete", ["1/x"])}


def test_in_a_bundle_what_one_item_ends_waits_for_what_another_builds() -> None:
    has = inventory(product("a", "line", service("x")))
    made = plan(
        has,
        item("0", "pack", action="modify"),
        item("1", parent="0", action="delete", about="a"),
        item("2", "line", parent="0"),
    )
    assert told(made)["1/x"] == ("delete", ["2/access", "2/net"])


def test_a_product_that_does_not_change_gives_context_only() -> None:
    has = a_line()
    made = plan(
        has,
        item("0", "pack"),
        item("1", parent="0", action="noChange", about="p-1"),
        item("2", "add-on", parent="0"),
    )
    assert told(made) == {"2/add-on": ("add", [])}
    assert [(p.key, p.action, len(p.services)) for p in made.products] == [
        ("1", "noChange", 2),
        ("2", "add", 1),
    ]


def test_without_the_context_what_is_required_is_missing() -> None:
    with pytest.raises(HubError) as refused:
        plan(a_line(), item("2", "add-on"))
    assert [(r.code, r.path) for r in refused.value.reasons] == [
        (Code.REQUIREMENT_MISSING, "productOrderItem[2]")
    ]


def test_what_something_still_relies_on_cannot_be_taken_away() -> None:
    has = {**a_line(), **inventory(product("q", "add-on", service("add-on", "net")))}
    items = [item("0", "pack", action="modify"), item("1", parent="0", action="delete", about="p-1")]
    with pytest.raises(HubError) as refused:
        plan(has, *items, item("2", parent="0", action="noChange", about="q"))
    assert [(r.code, r.path, r.text) for r in refused.value.reasons] == [
        (Code.REQUIREMENT_MISSING, "productOrderItem[2]", "add-on relies on net, which the order takes away")
    ]
    with_it = plan(has, *items, item("2", parent="0", action="delete", about="q"))
    assert told(with_it)["1/net"] == ("delete", ["2/add-on"])


def test_policies_come_from_the_version_the_product_was_made_from_and_else_from_the_newest() -> None:
    kind = component("cfs", importance="optional", retry=RetryPolicy(5))
    shop = catalog(offering("x", kind), offering("x", component("cfs"), version="2"))
    for version, importance, attempts in (("1", "optional", 5), ("2", "mandatory", 1), ("", "mandatory", 1)):
        has = inventory(product("p", "x", service("cfs"), version=version))
        (task,) = plan(has, item("1", action="delete", about="p"), by=shop).tasks
        assert (task.importance, task.retry.attempts) == (importance, attempts)


def test_a_product_the_catalogue_has_forgotten_can_still_be_ended() -> None:
    has = inventory(product("p", "gone", service("cfs", a=1)))
    (task,) = plan(has, item("1", action="delete", about="p")).tasks
    assert (task.action, task.importance, task.previous) == ("delete", "mandatory", {"a": 1})


def test_a_plan_pins_what_is_sold_and_a_product_remembers_its_own_version() -> None:
    shop = catalog(offering("x", component("cfs")), offering("x", component("cfs"), version="2"))
    has = inventory(product("p", "x", service("cfs")))
    ended, sold = item("1", action="delete", about="p"), item("2", "x")
    assert plan(has, ended, by=shop).versions["productSpecification:x"] == "1"
    assert plan(has, ended, sold, by=shop).versions["productSpecification:x"] == "2"


def test_what_the_new_offering_does_not_know_is_not_taken_along() -> None:
    shop = catalog(
        offering("dsl", characteristics=[*SPEED, CharacteristicSpecification("profile")]),
        offering("fiber", characteristics=SPEED),
    )
    has = inventory(product("p", "dsl", speed=50, profile="vdsl"))
    made = plan(has, item("1", "fiber", action="modify", about="p"), by=shop)
    assert made.products[0].characteristics == {"speed": 50, "extra": False}
    assert (made.products[0].offering_id, made.products[0].specification_id) == ("fiber", "fiber")


def test_an_offering_the_product_keeps_is_changed_to_its_newest_version() -> None:
    shop = catalog(
        offering("x", component("cfs")),
        offering("x", component("cfs"), component("more", "cfs"), version="2"),
    )
    has = inventory(product("p", "x", service("cfs")))
    made = plan(has, item("1", action="modify", about="p"), by=shop)
    assert told(made) == {"1/more": ("add", [])}
    assert made.products[0].specification_version == "2"


def test_two_of_a_kind_keep_the_policies_they_were_built_by() -> None:
    shop = catalog(
        offering("x", component("cfs", importance="critical"), component("cfs", importance="optional"))
    )
    has = carried_out(plan({}, item("1", "x"), by=shop), {})
    made = plan(has, item("1", action="delete", about="p-1"), by=shop)
    assert {t.key: t.importance for t in made.tasks} == {"1/cfs": "critical", "1/cfs#2": "optional"}


def test_in_what_order_the_database_gives_back_what_is_stored_changes_nothing() -> None:
    has: dict[str, Any] = {"b": 1, "a": 2, "speed": 100, "kind": "copper"}
    hashes = {
        plan(
            {"p-1": product("p-1", "line", service("access", **dict(stored)), service("net", "access"))},
            item("1", action="modify", about="p-1", speed=200),
        ).hash
        for stored in (has.items(), reversed(has.items()))
    }
    assert len(hashes) == 1
