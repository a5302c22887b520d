"""Judging what an order says about products that are there already, and about bundles of what is there and what is new."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from core.inventory.model import Product, ProductStatus
from core.ordering.items import Item
from core.ordering.planning.judge import reasons_against
from hub.kernel.errors import Code
from hub.kernel.values import Party
from tests.unit.rooms.making import (
    NOW,
    BundledOffering,
    CharacteristicSpecification,
    bundle,
    catalog,
    inventory,
    item,
    offering,
    order,
    product,
)

SPEED = CharacteristicSpecification("speed", "integer", minimum=10, maximum=100)
COLOUR = CharacteristicSpecification("colour", "string", mandatory=True, allowed=["red", "blue"])
SHOP = catalog(
    offering("line"),
    offering("old", status="Retired"),
    offering("box", characteristics=[SPEED, COLOUR]),
    bundle("pack", BundledOffering("line"), BundledOffering("box", 0, 2)),
)

OLD = product("old", "old", parties=["kim", "acme"])
LINE = product("line", "line", parties=["kim"])
BOX = product("box", "box", parties=["kim"], colour="red", speed=50, smell="good")
HAS = inventory(OLD, LINE, BOX)


def judged_by(
    *items: Item, has: Mapping[str, Product] = HAS, parties: tuple[Party, ...] = (Party("kim"),)
) -> list[tuple[Code, str]]:
    made = order(*items)
    made.parties = list(parties)
    return [(reason.code, reason.path) for reason in reasons_against(made, SHOP, has, NOW)]


ABOUT = "productOrderItem[1].product.id"


@pytest.mark.parametrize("action", ["modify", "delete", "noChange"])
def test_what_is_said_of_a_product_has_to_be_true_whatever_is_to_be_done_with_it(action: str) -> None:
    assert judged_by(item("1", action=action, about="line")) == []
    assert judged_by(item("1", action=action)) == [(Code.PRODUCT_MISSING, ABOUT)]
    assert judged_by(item("1", action=action, about="other")) == [(Code.PRODUCT_UNKNOWN, ABOUT)]
    assert judged_by(item("1", action=action, about="line", quantity=2)) == [
        (Code.ATTRIBUTE_INVALID, "productOrderItem[1].quantity")
    ]
    assert judged_by(item("1", action=action, about="line"), item("2", action="modify", about="line")) == [
        (Code.ATTRIBUTE_INVALID, ABOUT),
        (Code.ATTRIBUTE_INVALID, "productOrderItem[2].product.id"),
    ]


@pytest.mark.parametrize("action", ["modify", "delete", "noChange"])
@pytest.mark.parametrize("status", ProductStatus)
def test_only_what_stands_can_be_changed_ended_or_counted_on(action: str, status: ProductStatus) -> None:
    has = inventory(product("line", "line", parties=["kim"], status=status))
    stands = status in {ProductStatus.ACTIVE, ProductStatus.PENDING_ACTIVE, ProductStatus.SUSPENDED}
    expected = [] if stands else [(Code.PRODUCT_STATE_FORBIDS, ABOUT)]
    assert judged_by(item("1", action=action, about="line"), has=has) == expected


@pytest.mark.parametrize(
    ("parties", "theirs"),
    [
        ([Party("kim")], True),
        ([Party("jo"), Party("kim")], True),
        ([Party("jo"), Party("kim", role="customer")], True),
        ([Party("jo", role="customer"), Party("kim")], False),
        ([Party("jo")], False),
        ([], False),
    ],
)
def test_a_product_is_the_customers_when_they_are_among_its_parties(
    parties: list[Party], *, theirs: bool
) -> None:
    expected = [] if theirs else [(Code.PRODUCT_OF_ANOTHER, ABOUT)]
    assert judged_by(item("1", action="modify", about="line"), parties=tuple(parties)) == expected


def test_what_belongs_to_nobody_is_theirs_who_order_for_nobody() -> None:
    has = inventory(product("line", "line"))
    assert judged_by(item("1", action="delete", about="line"), has=has, parties=()) == []
    assert judged_by(item("1", action="delete", about="line"), has=has) == [(Code.PRODUCT_OF_ANOTHER, ABOUT)]


def test_of_what_others_have_nothing_is_told() -> None:
    has = inventory(product("box", "old", parties=["jo"], status=ProductStatus.TERMINATED, colour="secret"))
    made = order(
        item("1", "box", action="modify", about="box"), item("2", "box", action="delete", about="box")
    )
    made.parties = [Party("kim")]
    texts = {reason.text for reason in reasons_against(made, SHOP, has, NOW)}
    assert texts == {"product box is not one of this customer", "2 items are about product box"}


def test_a_commercial_bundle_is_in_no_inventory_and_needs_no_product() -> None:
    for action in ("modify", "delete", "noChange"):
        assert judged_by(item("1", "pack", action=action)) == []


def test_what_is_not_sold_any_more_may_be_changed_by_who_has_it_but_nobody_changes_to_it() -> None:
    assert judged_by(item("1", action="modify", about="old")) == []
    assert judged_by(item("1", "old", action="modify", about="old")) == []
    assert judged_by(item("1", "old", action="modify", about="line")) == [
        (Code.OFFERING_NOT_SELLABLE, "productOrderItem[1].productOffering.id")
    ]


@pytest.mark.parametrize("action", ["delete", "noChange"])
def test_what_is_not_changed_is_not_called_something_else(action: str) -> None:
    assert judged_by(item("1", "line", action=action, about="line")) == []
    assert judged_by(item("1", "box", action=action, about="line")) == [
        (Code.ATTRIBUTE_INVALID, "productOrderItem[1].productOffering.id")
    ]


def test_a_change_is_judged_by_all_the_product_has_then() -> None:
    where = "productOrderItem[1].product.productCharacteristic"
    assert judged_by(item("1", action="modify", about="box", speed=60)) == []
    assert judged_by(item("1", action="modify", about="box", speed=101, smell="bad")) == [
        (Code.CHARACTERISTIC_OUT_OF_RANGE, f"{where}[speed]"),
        (Code.CHARACTERISTIC_UNKNOWN, f"{where}[smell]"),
    ]
    # What it has from before counts when it becomes something else.
    fast = inventory(product("fast", "line", parties=["kim"], speed=500))
    assert judged_by(item("1", "box", action="modify", about="fast"), has=fast) == [
        (Code.CHARACTERISTIC_OUT_OF_RANGE, f"{where}[speed]"),
        (Code.CHARACTERISTIC_MISSING, f"{where}[colour]"),
    ]


# -- bundles of what is there and what is new -------------------------------------------------------


def test_of_a_bundle_that_is_there_an_order_may_show_a_part_but_not_too_much_and_no_stranger() -> None:
    where = (Code.BUNDLE_CARDINALITY, "productOrderItem[1].productOrderItem")
    for action in ("modify", "noChange"):
        top = item("1", "pack", action=action)
        assert judged_by(top, item("2", "box", parent="1", colour="red")) == []
        two_lines = [item("2", "line", parent="1"), item("3", parent="1", action="noChange", about="line")]
        assert judged_by(top, *two_lines) == [where]
        assert judged_by(top, item("2", parent="1", action="noChange", about="old")) == [where]


def test_what_is_deleted_does_not_count_in_its_bundle() -> None:
    top = item("1", "pack", action="modify")
    swap = [item("2", parent="1", action="delete", about="line"), item("3", "line", parent="1")]
    assert judged_by(top, *swap) == []


@pytest.mark.parametrize(
    ("bundle_action", "member"),
    [
        ("add", item("2", action="delete", about="line", parent="1")),
        ("delete", item("2", "line", parent="1")),
    ],
)
def test_a_bundle_does_not_come_with_what_goes_nor_go_with_what_comes(
    bundle_action: str, member: Item
) -> None:
    found = judged_by(item("1", "pack", action=bundle_action), member)
    assert (Code.ACTION_UNSUPPORTED, "productOrderItem[2].action") in found


@pytest.mark.parametrize(
    ("status", "added", "changed", "ended"),
    [
        ("Active", True, True, True),
        ("Launched", True, True, True),
        ("In test", False, True, True),
        ("Retired", False, True, True),
        ("Obsolete", False, False, True),
        ("Rejected", False, False, True),
    ],
)
@pytest.mark.parametrize("of", ["offering", "specification"])
def test_what_can_be_done_depends_on_the_lifecycle_of_what_is_sold(
    of: str, status: str, *, added: bool, changed: bool, ended: bool
) -> None:
    sold, specification = offering("line", status=status if of == "offering" else "Active")
    if of == "specification":
        specification = replace(specification, lifecycle_status=status)
    shop = catalog([sold, specification])

    def allowed(action: str, **more: Any) -> bool:
        made = order(item("1", "line", action=action, **more))
        made.parties = [Party("kim")]
        reasons = reasons_against(made, shop, HAS, NOW)
        assert {reason.code for reason in reasons} <= {Code.OFFERING_NOT_SELLABLE}
        return not reasons

    assert (allowed("add"), allowed("modify", about="line"), allowed("delete", about="line")) == (
        added,
        changed,
        ended,
    )
