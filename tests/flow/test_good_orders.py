"""Orders that go well."""

from core.ordering.machine import OrderState
from tests.flow.hub import Hub, fiber, home


async def test_business_fiber_completes_with_what_was_allocated_on_its_products(shop: Hub) -> None:
    order = await shop.run(fiber())

    assert order.state is OrderState.COMPLETED
    assert {item.id: item.state for item in order.items} == dict.fromkeys(
        ("100", "110", "120", "130"), "completed"
    )
    products = await shop.products_of(order)
    assert {item: {c.name: c.value for c in p.characteristics} for item, p in products.items()} == {
        "110": {
            "bandwidth": 1000,
            "serviceLevel": "gold",
            "port": "olt-01/1",
            "vlan": "1000",
            "managementAddress": "10.64.0.1",
        },
        "120": {"publicAddress": "198.18.0.1"},
        "130": {"model": "R200", "serialNumber": "R200-1"},
    }
    assert {p.status for p in products.values()} == {"active"}
    assert set((await shop.configurations()).values()) == {1}


async def test_home_broadband_completes(shop: Hub) -> None:
    order = await shop.run(home())

    assert order.state is OrderState.COMPLETED
    (product,) = (await shop.products_of(order)).values()
    assert {c.name: c.value for c in product.characteristics} == {"port": "olt-01/1", "vlan": "1000"}
