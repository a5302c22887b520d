"""The catalogue that comes with the hub: it can be loaded, and what it is made to show it shows."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from google.protobuf.json_format import ParseDict
from yaml import safe_load

from core.catalog.check import mistakes
from core.catalog.model import Catalog
from core.catalog.rpc import entries
from core.inventory.model import Product
from core.ordering.items import Item
from core.ordering.planning.decompose import decompose
from core.ordering.planning.judge import reasons_against
from core.ordering.planning.plan import Plan
from proto.com.v1.catalog_pb2 import LoadProductCatalogRequest
from tests.unit.rooms.making import NOW, carried_out, item, order

EXAMPLES = Path(__file__).parents[3] / "examples" / "catalog"


@pytest.fixture(scope="module")
def shop() -> Catalog:
    content = safe_load((EXAMPLES / "product-catalog.yaml").read_text())
    del content["layer"]
    loaded = entries(ParseDict(content, LoadProductCatalogRequest()))
    assert mistakes(loaded) == []
    return Catalog(loaded)


def test_every_service_that_is_needed_is_one_the_service_catalogue_has(shop: Catalog) -> None:
    known = {
        s["id"] for s in safe_load((EXAMPLES / "service-catalog.yaml").read_text())["serviceSpecification"]
    }
    content = safe_load((EXAMPLES / "product-catalog.yaml").read_text())
    needed = [c for s in content["productSpecification"] for c in s["serviceComponent"]]
    assert {c["serviceSpecificationId"] for c in needed} <= known
    for entry in content["productOffering"]:
        assert shop.offering(entry["id"])
        if "productSpecificationId" in entry:
            assert shop.specification(entry["productSpecificationId"])
        assert all(shop.offering(b["id"]) for b in entry.get("bundledProductOffering", []))


def plan(shop: Catalog, has: Mapping[str, Product], *items: Item) -> Plan:
    """The plan of an order nothing speaks against."""
    assert reasons_against(order(*items), shop, has, NOW) == []
    return decompose(items, shop, has)


def told(made: Plan) -> dict[str, tuple[str, list[str]]]:
    return {task.key: (task.action, task.requires) for task in made.tasks}


def test_a_speed_upgrade_configures_the_service_anew_and_does_nothing_else(shop: Catalog) -> None:
    has = carried_out(plan(shop, {}, item("1", "home-broadband-100")), {})
    made = plan(shop, has, item("1", "home-broadband-500", action="modify", about="p-1"))

    (task,) = made.tasks
    assert (task.key, task.action, task.service_id) == (
        "1/cfs-home-broadband",
        "modify",
        "s-1/cfs-home-broadband",
    )
    assert (task.characteristics, task.previous) == ({"bandwidth": 500}, {"bandwidth": 100})
    assert made.products[0].offering_id == "home-broadband-500"


def test_from_dsl_to_fiber_the_new_is_built_the_customer_moved_and_the_old_taken_down(shop: Catalog) -> None:
    has = carried_out(plan(shop, {}, item("1", "home-dsl")), {})
    made = plan(shop, has, item("1", "home-fiber", action="modify", about="p-1", bandwidth=500))

    assert told(made) == {
        "1/cfs-fiber-access": ("add", []),
        "1/cfs-internet": ("modify", ["1/cfs-fiber-access"]),
        "1/cfs-dsl-access": ("delete", ["1/cfs-fiber-access", "1/cfs-internet"]),
    }
    moved = made.tasks[1]
    assert moved.characteristics == {"access": "fiber", "bandwidth": 500}
    assert moved.previous == {"access": "dsl", "bandwidth": 50}
    assert made.tasks[2].previous == {"bandwidth": 50}


def test_television_comes_beside_broadband_and_leaves_it_alone(shop: Catalog) -> None:
    has = carried_out(
        plan(shop, {}, item("1", "home-bundle"), item("2", "home-broadband-500", parent="1")), {}
    )
    made = plan(
        shop,
        has,
        item("1", "home-bundle", action="modify"),
        item("2", parent="1", action="noChange", about="p-2"),
        item("3", "home-tv", parent="1", package="sports"),
    )

    assert told(made) == {"3/cfs-tv": ("add", [])}
    assert made.optional_items == ["3"]


def test_business_fiber_goes_on_without_its_router_and_ends_in_reverse(shop: Catalog) -> None:
    parts = {"110": "fiber-access-1g", "120": "static-ip", "130": "managed-router"}
    items = [item("100", "business-fiber"), *(item(i, o, parent="100") for i, o in parts.items())]
    built = plan(shop, {}, *items)
    assert told(built) == {
        "110/cfs-fiber-access": ("add", []),
        "120/cfs-static-ip": ("add", ["110/cfs-fiber-access"]),
        "130/cfs-managed-router": ("add", ["120/cfs-static-ip"]),
    }
    assert built.optional_items == ["130"]
    assert [t.point_of_no_return for t in built.tasks] == ["soft", "none", "hard"]

    ended = plan(
        shop,
        carried_out(built, {}),
        item("100", "business-fiber", action="delete"),
        *(item(i, parent="100", action="delete", about=f"p-{i}") for i in parts),
    )
    assert told(ended) == {
        "110/cfs-fiber-access": ("delete", ["120/cfs-static-ip"]),
        "120/cfs-static-ip": ("delete", ["130/cfs-managed-router"]),
        "130/cfs-managed-router": ("delete", []),
    }
    assert [t.point_of_no_return for t in ended.tasks] == ["soft", "none", "hard"]


def test_platinum_is_measured_on_site_before_the_line_is_built(shop: Catalog) -> None:
    made = plan(shop, {}, item("1", "fiber-access-1g", serviceLevel="platinum"))
    assert told(made) == {
        "1/cfs-field-visit": ("add", []),
        "1/cfs-fiber-access": ("add", ["1/cfs-field-visit"]),
    }
    assert made.tasks[0].compensation == "none"


def test_addresses_come_one_by_one_and_fewer_take_the_last_ones_back(shop: Catalog) -> None:
    first = plan(
        shop,
        {},
        item("1", "business-ethernet"),
        item("2", "ethernet-line", parent="1"),
        item("3", "static-address-block", parent="1", addresses=3),
    )
    assert [t.key for t in first.tasks[2:]] == ["3/cfs-static-ip", "3/cfs-static-ip#2", "3/cfs-static-ip#3"]
    assert first.tasks[1].importance == "critical"

    fewer = plan(
        shop,
        carried_out(first, {}),
        item("3", action="modify", about="p-3", addresses=1),
    )
    assert told(fewer) == {"3/cfs-static-ip#3": ("delete", []), "3/cfs-static-ip#2": ("delete", [])}


def test_who_has_what_is_no_longer_sold_may_change_it_and_nobody_else_gets_it(shop: Catalog) -> None:
    has = carried_out(plan(shop, {}, item("1", "home-dsl")), {})
    assert has["p-1"].offering is not None
    has["p-1"].offering.id = "home-dsl-summer"
    (task, _) = plan(shop, has, item("1", action="modify", about="p-1", bandwidth=100)).tasks
    assert task.characteristics == {"bandwidth": 100}

    (reason,) = reasons_against(order(item("1", "home-dsl-summer")), shop, {}, NOW)
    assert reason.text == "offering home-dsl-summer was sold until 2025-09-01T00:00:00+00:00"
