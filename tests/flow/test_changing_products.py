"""Orders about products a customer has: changed, moved to another technology, ended."""

from collections.abc import Mapping
from typing import Any

import pytest

from core.inventory.model import Product
from core.inventory.store import PRODUCTS
from core.ordering.machine import OrderState
from tests.flow.hub import Hub
from tests.flow.people import add, change, order_of


async def has(shop: Hub, item: Mapping[str, Any]) -> Product:
    """The customer gets this first."""
    order = await shop.run(order_of(item))
    assert order.state is OrderState.COMPLETED
    return (await shop.products_of(order))[item["id"]]


async def product(shop: Hub, identifier: str) -> Product:
    found: dict[str, Product] = await shop.database.read(lambda c: PRODUCTS.load(c, [identifier]))
    return found[identifier]


def values(of: Product) -> dict[str, Any]:
    return {c.name: c.value for c in of.characteristics}


def asked(shop: Hub, since: int) -> list[tuple[str, str]]:
    """Action and specification of the service orders of COM behind the first `since`."""
    items = [body["serviceOrderItem"][0] for body in shop.bodies("CreateServiceOrder")[since:]]
    return [(i["action"], i["service"]["serviceSpecification"]["id"]) for i in items]


async def test_a_speed_change_only_reconfigures_what_is_there(shop: Hub) -> None:
    before = await has(shop, add("home-fiber", bandwidth=300))
    written = await shop.configurations()

    order = await shop.run(order_of(change(before.id, "modify", bandwidth=900)))

    assert order.state is OrderState.COMPLETED
    after = await product(shop, before.id)
    assert values(after) == {**values(before), "bandwidth": 900}
    assert asked(shop, 2) == [("modify", "cfs-fiber-access"), ("modify", "cfs-internet")]
    assert [s.service_id for s in after.services] == [s.service_id for s in before.services]
    assert {c["bandwidth"] for c in (await shop.standing()).values()} == {900}
    assert await shop.configurations() == {service: times + 1 for service, times in written.items()}


async def test_an_option_is_added_beside_what_stays_and_taken_away_again(shop: Hub) -> None:
    before = await has(shop, add("home-fiber"))
    for telephone, action in ((True, "add"), (False, "delete")):
        since = len(shop.bodies("CreateServiceOrder"))
        order = await shop.run(order_of(change(before.id, "modify", telephone=telephone)))
        assert order.state is OrderState.COMPLETED
        assert asked(shop, since) == [(action, "cfs-voice")]
        assert ("telephone-number" in await shop.pools()) is telephone


async def test_a_move_to_another_technology_builds_the_new_before_it_takes_down_the_old(shop: Hub) -> None:
    before = await has(shop, add("home-dsl"))
    since = len(shop.bodies("CreateServiceOrder"))

    move = {**change(before.id, "modify"), "productOffering": {"id": "home-fiber"}}
    order = await shop.run(order_of(move))

    assert order.state is OrderState.COMPLETED
    assert asked(shop, since) == [
        ("add", "cfs-fiber-access"),
        ("modify", "cfs-internet"),
        ("delete", "cfs-dsl-access"),
    ]
    after = await product(shop, before.id)
    assert after.offering
    assert (after.offering.id, after.status) == ("home-fiber", "active")
    assert sorted(s.specification_id for s in after.services) == ["cfs-fiber-access", "cfs-internet"]
    assert "dsl-port" not in await shop.pools()


async def test_a_move_that_fails_leaves_the_customer_what_he_has(shop: Hub) -> None:
    before = await has(shop, add("home-dsl"))
    standing, pools = await shop.standing(), await shop.pools()
    await shop.play({"serviceSpecificationId": "cfs-internet", "refuse": True})

    move = {**change(before.id, "modify"), "productOffering": {"id": "home-fiber"}}
    order = await shop.run(order_of(move))

    assert order.state is OrderState.FAILED
    assert await shop.standing() == standing
    assert await shop.pools() == pools
    after = await product(shop, before.id)
    assert (after.status, values(after), after.services) == ("active", values(before), before.services)
    assert after.offering
    assert after.offering.id == "home-dsl"


async def test_a_product_that_is_ended_gives_everything_back(shop: Hub) -> None:
    before = await has(shop, add("home-fiber", telephone=True))
    since = len(shop.bodies("CreateServiceOrder"))

    order = await shop.run(order_of(change(before.id, "delete")))

    assert order.state is OrderState.COMPLETED
    assert asked(shop, since) == [
        ("delete", "cfs-voice"),
        ("delete", "cfs-internet"),
        ("delete", "cfs-fiber-access"),
    ]
    after = await product(shop, before.id)
    assert (after.status, after.services, after.termination_date) == ("terminated", [], shop.clock.now())
    assert (await shop.standing(), await shop.pools()) == ({}, {})


async def test_an_ended_product_is_not_changed_any_more(shop: Hub) -> None:
    before = await has(shop, add("home-fiber"))
    await shop.run(order_of(change(before.id, "delete")))
    order = await shop.run(order_of(change(before.id, "modify", bandwidth=900)))
    assert (order.state, [r.code for r in order.reasons]) == (OrderState.REJECTED, ["product-state-forbids"])


@pytest.mark.parametrize("quantity", [1, 3])
async def test_a_quantity_is_as_many_products_each_with_services_of_its_own(shop: Hub, quantity: int) -> None:
    order = await shop.run(order_of(add("home-broadband-500", quantity=quantity)))

    assert order.state is OrderState.COMPLETED
    made, _ = await shop.database.read(lambda c: PRODUCTS.page(c, [], [], 0, 100))
    assert [str(p.status) for p in made] == ["active"] * quantity
    assert len({values(p)["vlan"] for p in made}) == quantity
    assert await shop.pools() == {"gpon-port": quantity, "vlan-id": quantity}


async def test_two_orders_about_one_product_are_carried_out_one_after_the_other(shop: Hub) -> None:
    before = await has(shop, add("home-fiber", bandwidth=100))
    bodies = [order_of(change(before.id, "modify", bandwidth=b)) for b in (200, 300, 400)]

    submitted = [(await shop.submit(body)).product_order.id for body in bodies]
    ended = [await shop.settled(identifier) for identifier in submitted]

    assert {order.state for order in ended} == {OrderState.COMPLETED}
    after = await product(shop, before.id)
    assert {s.characteristics["bandwidth"] for s in after.services} == {values(after)["bandwidth"]}
    assert {c["bandwidth"] for c in (await shop.standing()).values()} == {values(after)["bandwidth"]}
