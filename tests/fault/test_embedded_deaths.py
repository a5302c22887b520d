"""The hub in one process dies again and again in the middle of its work; on the same file every order still completes once."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

import pytest

from core.ordering.machine import OrderState
from hub.kernel.clock import ManualClock
from tests.flow import invariants
from tests.flow.buses import Watched
from tests.flow.hub import Hub, embedded_parts, opened
from tests.flow.orders import example, fiber
from tests.waiting import eventually

ORDERS = 20
# Messages a life sees before it ends, at most; all orders together need some 370.
LIFE = 30
POOLS = ("gpon-port", "vlan-id", "management-address", "public-address", "router-r200")


@pytest.mark.parametrize("seed", range(3))
async def test_every_order_completes_once_however_often_the_process_dies(tmp_path: Path, seed: int) -> None:
    random, clock, path = Random(seed), ManualClock(), tmp_path / "hub.db"
    orders: list[str] = []
    lives = 0

    async def start(hub: Hub) -> None:
        if not orders:
            await hub.load(
                *(example(f"catalog/{name}-catalog.yaml") for name in ("product", "service", "resource"))
            )
            await hub.play({"serviceSpecificationId": "cfs-static-ip", "answerTwice": True})
            orders.extend([(await hub.submit(fiber(n))).product_order.id for n in range(ORDERS)])

    async def all_done(hub: Hub) -> bool:
        return all([(await hub.order(identifier)).settled for identifier in orders])

    done = False
    while not done:
        lives += 1
        async with opened(*await embedded_parts(path, clock, Watched), clock, dies=True) as hub:
            await start(hub)
            end = len(hub.bus.published) + random.randint(0, LIFE)
            await eventually(lambda hub=hub, end=end: _over(hub, end, all_done))
            done = await all_done(hub)

    assert lives > 3
    async with opened(*await embedded_parts(path, clock, Watched), clock) as hub:
        assert {(await hub.order(identifier)).state for identifier in orders} == {OrderState.COMPLETED}
        await invariants.check(hub)
        applications = list((await hub.configurations()).values())
        assert applications == [1] * (3 * ORDERS)
        assert await hub.pools() == dict.fromkeys(POOLS, ORDERS)
        for identifier in orders:
            assert len(await hub.products_of(await hub.order(identifier))) == 3


async def _over(hub: Hub, end: int, all_done: Callable[[Hub], Awaitable[bool]]) -> bool:
    """Whether this life has seen enough."""
    return len(hub.bus.published) >= end or await all_done(hub)
