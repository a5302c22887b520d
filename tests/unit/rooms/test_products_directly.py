"""Products that no order has made: written down, changed and taken away, and as good as any for orders and reconciliation."""

from dataclasses import replace
from typing import Any

import pytest

from core.inventory.commands import CreateProduct, DeleteProduct, UpdateProduct
from core.inventory.model import Product, ProductStatus
from core.inventory.store import PRODUCTS, parties
from hub.kernel.errors import Code, HubError, Kind
from hub.kernel.values import Characteristic, Party, Ref
from hub.messages.base import values
from hub.messages.reconciliation import ReportedService
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import component, item, offering
from tests.unit.rooms.som_inventory import Som

TUNE = Ref("s-tune", extension='{"serviceSpecification":{"id":"tune"}}')
SCREEN = Ref(
    "s-screen", href="https://som.example/s-screen", extension='{"serviceSpecification":{"id":"screen"}}'
)


def written(**more: Any) -> Product:
    """A television that came from another system."""
    members: dict[str, Any] = {
        "id": "p",
        "status": ProductStatus.ACTIVE,
        "name": "TV",
        "order_date": None,
        "offering": Ref("tv"),
        "specification": Ref("tv"),
        "characteristics": [Characteristic("speed", 100)],
    }
    return Product(**{**members, **more})


def create(core: Core, *services: Ref, **more: Any) -> Product:
    product = written(**{"order_date": core.now, **more})
    core.do(CreateProduct(product, list(services)))
    return stored(core)


def change(core: Core, *services: Ref, if_version: int = 0, **members: Any) -> Product:
    core.do(UpdateProduct(replace(stored(core), **members), list(services), if_version))
    return stored(core)


def stored(core: Core) -> Product:
    found: dict[str, Product] = core.read(lambda c: PRODUCTS.load(c, ["p"]))
    return found["p"]


def shown(product: Product) -> dict[str, str]:
    """Which service each part of it is."""
    return {s.component: s.service_id for s in product.services}


def refusal(core: Core, command: Any) -> HubError:
    with pytest.raises(HubError) as refused:
        core.do(command)
    return refused.value


def test_a_product_is_written_down_as_it_is_and_nothing_is_asked_for(som: Som) -> None:
    product = create(som.core, status=ProductStatus.SUSPENDED, extension='{"isBundle":false}')

    assert (product.status, product.name, product.extension) == ("suspended", "TV", '{"isBundle":false}')
    assert som.core.asked == []


@pytest.mark.parametrize(
    ("services", "placed"),
    [
        pytest.param((SCREEN, TUNE), {"screen": "s-screen", "tune": "s-tune"}, id="by their specifications"),
        pytest.param((Ref("a"), Ref("b")), {"tune": "a", "screen": "b"}, id="by the catalogue's order"),
        pytest.param((Ref("a"),), {"a": "a"}, id="too few to be placed"),
        pytest.param((TUNE,), {"tune": "s-tune"}, id="one of two, named"),
    ],
)
def test_services_that_are_named_are_placed_by_the_catalogue(
    som: Som, services: tuple[Ref, ...], placed: dict[str, str]
) -> None:
    product = create(som.core, *services)

    assert shown(product) == placed
    assert [s.ref for s in product.services] == list(services)


def test_an_order_changes_and_ends_what_another_system_has_made(som: Som) -> None:
    core = som.core
    create(core, TUNE, SCREEN)

    core.submit(item("1", about="p", action="modify", speed=50))
    assert core.take_told() == [("modify", "tune")]
    core.complete("1/tune")
    assert {c.name: c.value for c in stored(core).characteristics} == {"speed": 50}

    core.submit(item("1", about="p", action="delete"), order="end")
    assert core.take_told() == [("delete", "screen")]
    core.complete("1/screen", "1/tune", order="end")
    assert (stored(core).status, stored(core).services) == ("terminated", [])


def test_a_service_of_which_nobody_knows_what_it_is_is_kept_and_no_order_goes_near_it(core: Core) -> None:
    create(core, Ref("a"), offering=None, specification=None)
    assert core.submit(item("1", about="p", action="delete")).state == "rejected"
    assert core.codes() == [Code.SPECIFICATION_UNKNOWN]

    change(core)
    change(core, Ref("a", extension='{"serviceSpecification":{"id":"old"}}'))
    assert core.submit(item("1", about="p", action="delete"), order="again").state == "inProgress"
    assert core.told() == [("delete", "old")]


@pytest.mark.parametrize(
    ("before", "after", "possible"),
    [
        ("created", "suspended", "active, pendingActive"),
        ("active", "created", "pendingTerminate, suspended, terminated"),
        ("terminated", "active", "nothing, it is settled"),
    ],
)
def test_a_status_follows_the_published_machine_and_a_refusal_says_what_is_possible(
    core: Core, before: str, after: str, possible: str
) -> None:
    product = create(core, status=ProductStatus(before))

    refused = refusal(core, UpdateProduct(replace(product, status=ProductStatus(after)), []))

    assert (refused.kind, refused.reasons[0].code) == (Kind.NOT_ALLOWED, Code.STATE_FORBIDS)
    assert refused.reasons[0].path == "status"
    assert refused.reasons[0].text.endswith(f"possible: {possible}")


def test_a_product_that_is_ended_has_a_day_of_its_end(core: Core) -> None:
    create(core)

    assert change(core, status=ProductStatus.TERMINATED).termination_date == core.now


@pytest.mark.parametrize("after", ["suspended", "terminated"])
def test_a_status_its_services_do_not_bear_out_is_refused(som: Som, after: str) -> None:
    product = create(som.core, TUNE, SCREEN)

    refused = refusal(som.core, UpdateProduct(replace(product, status=ProductStatus(after)), [TUNE, SCREEN]))

    assert (refused.kind, refused.reasons[0].path) == (Kind.NOT_ALLOWED, "status")


def test_attributes_become_what_is_said_and_the_services_stay_what_they_are(som: Som) -> None:
    core = som.core
    before = create(core, TUNE, SCREEN, parties=[Party("jo")])

    after = change(core, SCREEN, TUNE, name="Old TV", parties=[Party("al")], characteristics=[])

    assert (after.name, after.characteristics) == ("Old TV", [])
    assert sorted(after.services, key=str) == sorted(before.services, key=str)
    found = core.read(lambda c: c.execute(parties.select()).all())
    assert [tuple(row) for row in found] == [("p", "al")]


def test_a_service_that_is_not_named_any_more_is_not_the_products(som: Som) -> None:
    create(som.core, TUNE, SCREEN)

    assert shown(change(som.core, TUNE)) == {"tune": "s-tune"}


def test_who_knows_another_version_changes_and_deletes_nothing(core: Core) -> None:
    product = create(core)

    for command in (UpdateProduct(product, [], product.version + 1), DeleteProduct("p", product.version + 1)):
        assert refusal(core, command).kind is Kind.STALE
    assert stored(core) == product


def test_while_an_order_has_it_nobody_else_changes_it(som: Som) -> None:
    core = som.core
    product = create(core, TUNE, SCREEN)
    core.submit(item("1", about="p", action="modify", speed=50))

    for command in (UpdateProduct(product, [TUNE, SCREEN]), DeleteProduct("p")):
        refused = refusal(core, command)
        assert (refused.kind, refused.reasons[0].code) == (Kind.NOT_ALLOWED, Code.PRODUCT_BUSY)
    core.complete("1/tune")
    core.do(UpdateProduct(replace(stored(core), name="mine again"), [TUNE, SCREEN]))


def test_what_an_order_is_still_making_is_the_orders(core: Core) -> None:
    core.sell(offering("pair", component("one"), component("two", "one", importance="optional")))
    core.submit(item("1", "pair"), item("2", "pair"))
    core.complete("1/one", "1/two")
    (made,) = core.all(PRODUCTS)

    assert refusal(core, DeleteProduct(made.id)).reasons[0].code is Code.PRODUCT_BUSY


def test_a_product_on_services_is_not_deleted_and_one_without_is_gone(som: Som) -> None:
    create(som.core, TUNE, SCREEN)
    refused = refusal(som.core, DeleteProduct("p"))
    assert (refused.kind, refused.reasons[0].path) == (Kind.NOT_ALLOWED, "realizingService")

    change(som.core)
    som.core.do(DeleteProduct("p"))

    assert som.core.all(PRODUCTS) == []


def test_reconciliation_agrees_when_som_has_the_services_and_says_so_when_it_has_not(som: Som) -> None:
    product = create(som.core, TUNE, SCREEN)
    for service in product.services:
        som.services[service.service_id] = ReportedService(
            id=service.service_id,
            product_id="p",
            specification_id=service.specification_id,
            state="active",
            service_characteristic=values(service.characteristics),
        )
    som.reconcile("first")
    assert som.mismatches() == []

    som.lose("s-screen")
    som.reconcile("second")
    assert som.one().subject_id == "s-screen"
