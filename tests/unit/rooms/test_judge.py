"""Judging: each thing that can be wrong with an order has its code and says where, and all are said at once."""

from datetime import timedelta
from typing import Any

import pytest

from core.catalog.model import Catalog, ProductOffering
from core.ordering.items import Item
from core.ordering.model import ProductOrder
from core.ordering.planning.judge import reasons_against
from hub.kernel.errors import Code
from tests.unit.rooms.making import (
    NOW,
    BundledOffering,
    CharacteristicSpecification,
    bundle,
    catalog,
    item,
    offering,
    order,
)

SPEED = CharacteristicSpecification("speed", "integer", minimum=10, maximum=100)
COLOUR = CharacteristicSpecification("colour", "string", mandatory=True, allowed=["red", "blue"])
MODEL = CharacteristicSpecification("model", "string", mandatory=True, default="R1")

SHOP = catalog(
    offering("line"),
    offering("old", status="Retired"),
    offering("box", characteristics=[SPEED, COLOUR, MODEL]),
    bundle("pack", BundledOffering("line"), BundledOffering("box", 0, 2)),
    [ProductOffering("ghost", "1", "ghost", product_specification_id="nowhere")],
)


def judged(*items: Item, by: Catalog = SHOP) -> list[tuple[Code, str]]:
    return [(reason.code, reason.path) for reason in reasons_against(order(*items), by, {}, NOW)]


def test_a_good_order_has_nothing_against_it() -> None:
    assert (
        judged(item("1", "pack"), item("2", "line", parent="1"), item("3", "box", parent="1", colour="red"))
        == []
    )


@pytest.mark.parametrize(
    ("items", "code", "path"),
    [
        ([], Code.ATTRIBUTE_INVALID, "productOrderItem"),
        ([item("1", "line"), item("1", "line")], Code.ITEM_ID_REPEATED, "productOrderItem[1]"),
        (
            [item("1", "line", "1")],
            Code.ITEM_RELATIONSHIP_BROKEN,
            "productOrderItem[1].productOrderItemRelationship",
        ),
        ([item("1", "line", action="upgrade")], Code.ACTION_UNSUPPORTED, "productOrderItem[1].action"),
        ([item("1", "line", quantity=-1)], Code.ATTRIBUTE_INVALID, "productOrderItem[1].quantity"),
        ([item("1", "line", quantity=1001)], Code.ATTRIBUTE_INVALID, "productOrderItem[1].quantity"),
        (
            [item("1", "pack", quantity=2), item("2", "line", parent="1")],
            Code.ATTRIBUTE_INVALID,
            "productOrderItem[1].quantity",
        ),
        (
            [item("1", "pack"), item("2", "line", parent="1", quantity=2)],
            Code.BUNDLE_CARDINALITY,
            "productOrderItem[1].productOrderItem",
        ),
        (
            [item("1", "line", relies_on=["9"])],
            Code.ITEM_RELATIONSHIP_BROKEN,
            "productOrderItem[1].productOrderItemRelationship",
        ),
        (
            [item("1", "line", relies_on=["1"])],
            Code.ITEM_RELATIONSHIP_BROKEN,
            "productOrderItem[1].productOrderItemRelationship",
        ),
        ([item("1")], Code.OFFERING_MISSING, "productOrderItem[1].productOffering"),
        ([item("1", "nothing")], Code.OFFERING_UNKNOWN, "productOrderItem[1].productOffering.id"),
        ([item("1", "old")], Code.OFFERING_NOT_SELLABLE, "productOrderItem[1].productOffering.id"),
        ([item("1", "ghost")], Code.SPECIFICATION_UNKNOWN, "productOrderItem[1].productOffering.id"),
        ([item("1", "pack")], Code.BUNDLE_CARDINALITY, "productOrderItem[1].productOrderItem"),
        (
            [item("1", "pack"), item("2", "line", parent="1"), item("3", "line", parent="1")],
            Code.BUNDLE_CARDINALITY,
            "productOrderItem[1].productOrderItem",
        ),
        (
            [item("1", "pack", "2", "3"), item("2", "line"), item("3", "pack", "4"), item("4", "line")],
            Code.BUNDLE_CARDINALITY,
            "productOrderItem[1].productOrderItem",
        ),
        (
            [item("1", "box")],
            Code.CHARACTERISTIC_MISSING,
            "productOrderItem[1].product.productCharacteristic[colour]",
        ),
        (
            [item("1", "line", smell="good")],
            Code.CHARACTERISTIC_UNKNOWN,
            "productOrderItem[1].product.productCharacteristic[smell]",
        ),
    ],
)
def test_one_thing_wrong_is_one_reason_that_says_where(items: list[Item], code: Code, path: str) -> None:
    assert judged(*items) == [(code, path)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("speed", 9),
        ("speed", 101),
        ("speed", 10.5),
        ("speed", "10"),
        ("speed", True),
        ("colour", "green"),
        ("model", 7),
        ("model", None),
    ],
)
def test_a_value_outside_what_its_specification_allows_is_out_of_range(name: str, value: Any) -> None:
    chosen = {"colour": "red", name: value}
    assert judged(item("1", "box", **chosen)) == [
        (Code.CHARACTERISTIC_OUT_OF_RANGE, f"productOrderItem[1].product.productCharacteristic[{name}]")
    ]


@pytest.mark.parametrize("value", [10, 100, 10.0])
def test_bounds_are_allowed_themselves(value: float) -> None:
    assert judged(item("1", "box", colour="blue", speed=value)) == []


def test_bundles_that_contain_each_other_are_refused_as_they_would_wait_for_ever() -> None:
    found = judged(item("1", "line", "2"), item("2", "line", "1"))
    assert {code for code, _ in found} == {Code.ITEM_RELATIONSHIP_BROKEN}


def test_all_reasons_are_told_at_once_in_the_order_of_the_items() -> None:
    found = judged(
        item("1", "old"),
        item("2", "nothing"),
        item("3", "box", speed=1, smell="x"),
        item("3", "line", action="delete"),
        item("4", "line", action="upgrade"),
    )
    assert [code for code, _ in found] == [
        Code.ITEM_ID_REPEATED,
        Code.OFFERING_NOT_SELLABLE,
        Code.OFFERING_UNKNOWN,
        Code.CHARACTERISTIC_OUT_OF_RANGE,
        Code.CHARACTERISTIC_UNKNOWN,
        Code.CHARACTERISTIC_MISSING,
        Code.PRODUCT_MISSING,
        Code.ACTION_UNSUPPORTED,
    ]


def test_the_newest_version_of_an_offering_is_the_one_that_is_judged_by() -> None:
    newer = catalog(offering("line", status="Retired"), offering("line", version="2"))
    assert judged(item("1", "line"), by=newer) == []


def test_judging_changes_nothing() -> None:
    made: ProductOrder = order(item("1", "box"))
    before = repr(made)
    reasons_against(made, SHOP, {}, NOW)
    assert repr(made) == before


# -- offerings and their time -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (-1, 1, None),
        (0, None, None),
        (None, None, None),
        (1, None, "offering line is sold from 2026-01-02T00:00:00+00:00 on"),
        (None, 0, "offering line was sold until 2026-01-01T00:00:00+00:00"),
    ],
)
def test_an_offering_is_sold_from_its_first_moment_to_before_its_last(
    first: int | None, last: int | None, text: str | None
) -> None:
    days = [None if day is None else NOW + timedelta(days=day) for day in (first, last)]
    shop = catalog(
        [ProductOffering("line", "1", "line", valid_from=days[0], valid_to=days[1])],
    )
    found = reasons_against(order(item("1", "line")), shop, {}, NOW)
    assert [(r.code, r.text) for r in found] == ([(Code.OFFERING_NOT_SELLABLE, text)] if text else [])


def test_items_that_rely_on_each_other_are_refused_also_by_what_is_in_them() -> None:
    apart = [item("1", "pack", "2"), item("2", "line"), item("3", "line", relies_on=["1"])]
    assert judged(*apart) == []
    within = [item("1", "pack", "2"), item("2", "line", relies_on=["3"]), apart[2]]
    assert judged(*within) == [
        (Code.ITEM_RELATIONSHIP_BROKEN, f"productOrderItem[{i}].productOrderItemRelationship") for i in "23"
    ]
