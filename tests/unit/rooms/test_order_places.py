"""Where a product is wanted: what SOM is told, what the inventory keeps, and what can no longer be moved."""

from typing import Any

import pytest

from core.inventory.store import PRODUCTS
from core.ordering.items import Item
from hub.kernel.errors import HubError
from hub.kernel.ids import derived_id
from hub.kernel.values import Place
from tests.unit.rooms.core_room import ORDER, Core
from tests.unit.rooms.making import item
from tests.unit.rooms.wires import ENTRIES, line

HOME = Place(id="home", role="installation address", name="Home", extension='{"floor":2}')
OFFICE = Place(id="office", role="Installation", postcode="1000")
BILLING = Place(id="bank", role="billing address")


@pytest.fixture
def shop(core: Core) -> Core:
    core.sell(*ENTRIES)
    return core


def at(ordered: Item, *places: Place) -> Item:
    assert ordered.product is not None
    ordered.product.places = list(places)
    return ordered


def pack(*places: Place, tv: Place | None = None) -> list[Item]:
    inside = [item("1", "wire", parent="0"), item("2", "tv", parent="0")]
    return [at(item("0", "pack"), *places), inside[0], at(inside[1], *([tv] if tv else []))]


def told(core: Core) -> list[tuple[str, str, list[Any], str]]:
    """Action and specification, ids of the places, and the product, of what SOM was asked for since this was called last."""
    asked = [i for _, body in core.asked for i in body.get("serviceOrderItem", ())]
    core.asked = []
    return [
        (
            i["action"],
            i["service"]["serviceSpecification"]["id"],
            [place["id"] for place in i["service"].get("place", ())],
            i["service"]["relatedEntity"][0]["id"],
        )
        for i in asked
    ]


def product_of(key: str, order: str = ORDER) -> str:
    return derived_id("product", order, key)


def test_som_is_told_where_a_service_is_wanted_and_which_product_it_belongs_to(shop: Core) -> None:
    shop.submit(at(line(10), BILLING, HOME))

    _, body = shop.asked[0]
    service = body["serviceOrderItem"][0]["service"]
    assert service["place"] == [{"id": "home", "role": "installation address", "name": "Home"}]
    assert service["relatedEntity"] == [
        {"id": product_of("1"), "role": "product", "@referredType": "Product"}
    ]


def test_a_place_that_is_called_something_else_counts_when_none_is_for_installing(shop: Core) -> None:
    shop.submit(at(line(10), Place(role="where it is used", postcode="1000"), Place(role="nowhere")))

    assert [places for _, _, places, _ in told(shop)] == [["1000"]]


def test_a_part_of_a_bundle_is_wanted_where_the_bundle_is_unless_it_says_otherwise(shop: Core) -> None:
    shop.submit(*pack(HOME, tv=OFFICE))
    shop.complete("1/access")

    assert sorted(told(shop)) == [
        ("add", "access", ["home"], product_of("1")),
        ("add", "net", ["home"], product_of("1")),
        ("add", "tv", ["office"], product_of("2")),
    ]


def test_each_of_a_quantity_has_a_product_of_its_own(shop: Core) -> None:
    shop.submit(at(item("1", "tv", quantity=2), HOME))

    assert [product for *_, product in told(shop)] == [product_of("1"), product_of("1:2")]


def test_a_product_keeps_its_place_and_is_changed_and_ended_there(shop: Core) -> None:
    shop.submit(at(line(10), HOME), order="before")
    shop.complete("1/access", "1/net", order="before")
    (built,) = shop.all(PRODUCTS)
    assert built.places == [HOME]
    told(shop)

    shop.submit(item("1", action="modify", about=built.id, speed=20), order="change")
    assert told(shop) == [("modify", "access", ["home"], built.id)]
    shop.complete("1/access", "1/net", order="change")
    told(shop)

    shop.submit(item("1", action="delete", about=built.id), order="end")
    assert told(shop) == [("delete", "net", ["home"], built.id)]
    assert shop.all(PRODUCTS)[0].places == [HOME]


def test_a_part_of_a_bundle_keeps_the_place_of_the_bundle(shop: Core) -> None:
    shop.submit(*pack(HOME))
    shop.complete("1/access", "1/net", "2/tv")

    assert {p.id: [place.id for place in p.places] for p in shop.all(PRODUCTS)} == {
        product_of("1"): ["home"],
        product_of("2"): ["home"],
    }


def test_undoing_is_asked_for_where_it_was_done(shop: Core) -> None:
    shop.submit(at(line(10), HOME))
    shop.complete("1/access")
    told(shop)
    shop.fail("1/net")

    assert told(shop) == [("delete", "access", ["home"], product_of("1"))]


def test_a_change_cannot_carry_a_product_to_another_place(shop: Core) -> None:
    shop.submit(at(line(10), HOME), order="before")
    shop.complete("1/access", "1/net", order="before")
    (built,) = shop.all(PRODUCTS)

    order = shop.submit(at(item("1", action="modify", about=built.id, speed=20), OFFICE))

    assert [(r.code, r.path) for r in order.reasons] == [
        ("attribute-invalid", "productOrderItem[1].product.place")
    ]


def test_an_order_that_has_not_begun_goes_where_its_revision_says(shop: Core) -> None:
    shop.submit(at(line(10), HOME), at(item("2", "tv", relies_on=["1"]), HOME))
    told(shop)
    shop.revise(at(line(10), HOME), at(item("2", "tv", relies_on=["1"]), OFFICE))
    shop.complete("1/access", "1/net")

    assert told(shop)[-1] == ("add", "tv", ["office"], product_of("2"))


def test_what_is_being_built_cannot_be_moved_by_a_revision(shop: Core) -> None:
    shop.submit(at(line(10), HOME))

    with pytest.raises(HubError, match="is being carried out where it was wanted first"):
        shop.revise(at(line(10), OFFICE))


def test_the_plan_of_an_order_for_elsewhere_has_another_hash(shop: Core) -> None:
    orders = [shop.submit(at(line(10), place), order=place.id) for place in (HOME, OFFICE)]

    assert len({order.plan.hash for order in orders if order.plan}) == len(orders)
