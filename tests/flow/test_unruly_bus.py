"""Every message twice, and out of order: the end is the same."""

import pytest

from core.ordering.machine import OrderState
from tests.flow.hub import Hub
from tests.flow.orders import fiber, home, unknown_offering


@pytest.fixture(params=range(4))
def unruly_seed(request: pytest.FixtureRequest) -> int:
    return int(request.param)


async def test_whatever_comes_twice_or_late_the_orders_end_as_they_would(shop: Hub) -> None:
    await shop.play(
        {"serviceSpecificationId": "cfs-managed-router", "answerTwice": True},
        {"serviceSpecificationId": "cfs-home-broadband", "refuse": True},
    )
    bodies = [fiber(1), home(), unknown_offering(), fiber(2)]

    submitted = [(await shop.submit(body)).product_order.id for body in bodies]
    ended = [await shop.settled(identifier) for identifier in submitted]

    assert [order.state for order in ended] == [
        OrderState.COMPLETED,
        OrderState.FAILED,
        OrderState.REJECTED,
        OrderState.COMPLETED,
    ]
    await shop.still()
    assert sorted((await shop.configurations()).values()) == [1] * 6
    assert await shop.pools() == dict.fromkeys(
        ("gpon-port", "vlan-id", "management-address", "public-address", "router-r200"), 2
    )
    for order in ended:
        made = [str(p.status) for p in (await shop.products_of(order)).values()]
        assert made == {"completed": ["active"] * 3, "failed": ["aborted"], "rejected": []}[order.state]
