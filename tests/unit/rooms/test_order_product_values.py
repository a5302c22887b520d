"""What services have answered, on the products they are of; also when they were changed or built again."""

from core.inventory.model import Product
from core.inventory.store import PRODUCTS
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import (
    BundledOffering,
    CharacteristicSpecification,
    Mapping,
    bundle,
    component,
    item,
    offering,
)

ADDRESSES = offering(
    "net",
    component("line"),
    component("ip", "line", quantity_from="count", results=[Mapping("address", "address")]),
    characteristics=[
        CharacteristicSpecification("count", "integer", default=2),
        CharacteristicSpecification("address"),
    ],
)


def only(core: Core) -> Product:
    (found,) = core.all(PRODUCTS)
    assert isinstance(found, Product)
    return found


def test_a_product_that_could_not_be_ended_has_what_was_allocated_anew(core: Core) -> None:
    core.sell(ADDRESSES)
    core.submit(item("1", "net"), order="before")
    core.complete("1/line", order="before")
    core.complete("1/ip", order="before", address="a")
    core.complete("1/ip#2", order="before", address="b")
    assert {c.name: c.value for c in only(core).characteristics} == {"count": 2, "address": ["a", "b"]}

    core.submit(item("1", action="delete", about=only(core).id))
    core.complete("1/ip", "1/ip#2")
    core.fail("1/line")
    core.complete("1/ip", address="a")
    core.complete("1/ip#2", address="c")

    assert (core.state(), only(core).status) == ("failed", "active")
    assert {c.name: c.value for c in only(core).characteristics} == {"count": 2, "address": ["a", "c"]}


def test_a_product_that_has_ended_and_is_built_again_has_not_ended(core: Core) -> None:
    core.sell(offering("base", component("base")), offering("top", component("top", "base")))
    core.sell(bundle("both", BundledOffering("base"), BundledOffering("top")))
    core.submit(
        item("0", "both"), item("1", "base", parent="0"), item("2", "top", parent="0"), order="before"
    )
    core.complete("1/base", "2/top", order="before")
    ids = {name: product.id for name, product in core.products().items()}

    core.submit(
        item("0", "both", action="delete"),
        *(item(i, parent="0", action="delete", about=ids[i]) for i in ("1", "2")),
    )
    core.complete("2/top")
    assert core.products()["2"].termination_date == core.now
    core.fail("1/base")
    core.complete("2/top")

    assert core.statuses() == {"1": "active", "2": "active"}
    assert core.products()["2"].termination_date is None
    assert core.codes() == ["network-refused", "rolled-back", "rolled-back"]


def test_a_service_changed_under_way_answers_once_for_its_product(core: Core) -> None:
    core.sell(
        offering(
            "wire",
            component("wire", characteristics=[Mapping("rate", "speed")], results=[Mapping("port", "port")]),
            characteristics=[
                CharacteristicSpecification("speed", "integer"),
                CharacteristicSpecification("port"),
            ],
        )
    )
    core.submit(item("1", "wire", speed=10))
    core.revise(item("1", "wire", speed=20))
    core.complete("1/wire", "1/wire~2", port="p")

    assert {c.name: c.value for c in core.products()["1"].characteristics} == {"speed": 20, "port": "p"}
