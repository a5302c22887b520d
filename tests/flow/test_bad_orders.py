"""Orders that cannot be carried out, wholly or in part."""

from datetime import timedelta
from typing import Any

import pytest

from core.ordering.machine import OrderState
from core.ordering.model import ProductOrder
from hub.kernel.errors import Code
from tests.flow.hub import Hub
from tests.flow.orders import example, fiber, home, unknown_offering
from tests.waiting import eventually

ACCESS, ADDRESS, ROUTER = "cfs-fiber-access", "cfs-static-ip", "cfs-managed-router"
# Which item of Business Fiber is which.
ITEM_OF = {ACCESS: "110", ADDRESS: "120", ROUTER: "130"}


def _states(order: ProductOrder) -> dict[str, str]:
    return {item.id: str(item.state) for item in order.items}


async def test_an_unknown_offering_is_rejected_with_its_reason_and_nothing_is_asked_of_anybody(
    shop: Hub,
) -> None:
    order = await shop.run(unknown_offering())

    assert order.state is OrderState.REJECTED
    assert [(r.code, r.path) for r in order.reasons] == [
        (Code.OFFERING_UNKNOWN, "productOrderItem[1].productOffering.id")
    ]
    assert _states(order) == {"1": "rejected"}
    assert shop.bodies("CreateServiceOrder") == []


@pytest.mark.parametrize(
    ("refusing", "state", "items"),
    [
        (ACCESS, "failed", {"100": "failed", "110": "failed", "120": "failed", "130": "failed"}),
        (ADDRESS, "failed", {"100": "failed", "110": "failed", "120": "failed", "130": "failed"}),
        # The bundle completes without its router.
        (ROUTER, "partial", {"100": "completed", "110": "completed", "120": "completed", "130": "failed"}),
    ],
)
async def test_a_refusing_network_gets_back_what_was_reserved_and_what_stands_is_undone_with_its_bundle(
    shop: Hub, refusing: str, state: str, items: dict[str, str]
) -> None:
    await shop.play({"serviceSpecificationId": refusing, "refuse": True})

    order = await shop.run(fiber())

    assert (str(order.state), _states(order)) == (state, items)
    assert order.reasons[0].code is Code.NETWORK_REFUSED
    assert order.reasons[0].path == f"productOrderItem[{ITEM_OF[refusing]}]"
    rolled_back = [i for i, s in items.items() if s == "failed" and i != ITEM_OF[refusing]]
    assert [(r.code, r.path) for r in order.reasons[1:]] == [
        (Code.ROLLED_BACK, f"productOrderItem[{item}]") for item in rolled_back
    ]
    begun = {i: s for i, s in items.items() if "100" < i <= ITEM_OF[refusing]}
    assert {i: str(p.status) for i, p in (await shop.products_of(order)).items()} == {
        i: "active" if s == "completed" else "aborted" for i, s in begun.items()
    }
    kept = {
        "110": {"gpon-port": 1, "vlan-id": 1, "management-address": 1},
        "120": {"public-address": 1},
    }
    assert await shop.pools() == {
        pool: 1 for item, pools in kept.items() if items[item] == "completed" for pool in pools
    }


async def test_a_failing_network_is_tried_again_after_longer_and_longer_pauses(shop: Hub) -> None:
    await shop.play({"serviceSpecificationId": ADDRESS, "failTimes": 3})
    order_id = (await shop.submit(fiber())).product_order.id

    for failures, pause in ((1, 1), (2, 2), (3, 4)):
        await eventually(lambda failures=failures: len(_answers(shop, "failed")) == failures)
        await shop.still()
        await shop.pass_time(timedelta(seconds=pause) - timedelta(milliseconds=1))
        await shop.still()
        assert len(_answers(shop, "failed")) == failures
        await shop.pass_time(timedelta(milliseconds=1))

    order = await shop.settled(order_id)
    assert order.state is OrderState.COMPLETED
    assert set((await shop.configurations()).values()) == {1}


async def test_a_network_that_keeps_failing_is_given_up_after_its_attempts(shop: Hub) -> None:
    await shop.play({"serviceSpecificationId": ADDRESS, "failTimes": 99})
    order_id = (await shop.submit(fiber())).product_order.id

    for failures in range(1, 5):
        await eventually(lambda failures=failures: len(_answers(shop, "failed")) == failures)
        await shop.still()
        await shop.pass_time(timedelta(minutes=1))

    order = await shop.settled(order_id)
    assert order.state is OrderState.FAILED
    assert order.reasons[0].code is Code.NETWORK_FAILED
    assert await shop.pools() == {}
    assert await shop.standing() == {}


async def test_a_silent_network_is_asked_again_and_has_acted_once(shop: Hub) -> None:
    await shop.play({"serviceSpecificationId": ACCESS, "silent": True})
    order_id = (await shop.submit(fiber())).product_order.id
    await eventually(shop.configurations)
    await shop.still()

    await shop.pass_time(timedelta(seconds=30))

    assert (await shop.settled(order_id)).state is OrderState.COMPLETED
    assert set((await shop.configurations()).values()) == {1}
    (access,) = [a for a in (await shop.activations()).values() if a.service_specification_id == ACCESS]
    assert access.requests == 2


async def test_a_network_that_answers_twice_has_one_effect(shop: Hub) -> None:
    await shop.play({"answerTwice": True})

    order = await shop.run(fiber())

    assert order.state is OrderState.COMPLETED
    assert len(_answers(shop, "done")) == 6
    assert len(shop.bodies("ServiceOrderStateChangeEvent")) == 3
    assert set((await shop.configurations()).values()) == {1}


async def test_a_slow_network_is_waited_for_as_long_as_it_says_that_it_is_at_work(shop: Hub) -> None:
    await shop.play({"serviceSpecificationId": ACCESS, "delaySeconds": 300})
    order_id = (await shop.submit(fiber())).product_order.id
    await eventually(shop.activations)

    for _ in range(10):
        await shop.still()
        await shop.pass_time(timedelta(seconds=30))

    assert (await shop.settled(order_id)).state is OrderState.COMPLETED
    assert set((await shop.configurations()).values()) == {1}


async def test_an_order_that_takes_hours_is_not_given_up_while_everybody_answers(shop: Hub) -> None:
    await shop.play({"serviceSpecificationId": ACCESS, "failTimes": 4})
    await _slow_to_retry(shop, minutes=30)
    order_id = (await shop.submit(home())).product_order.id
    await eventually(shop.activations)

    for _ in range(60):
        await shop.still()
        await shop.pass_time(timedelta(minutes=5))

    assert (await shop.settled(order_id)).state is OrderState.COMPLETED


async def test_an_exhausted_pool_fails_the_order_and_takes_nothing(hub: Hub) -> None:
    await hub.load(*(example(f"catalog/{name}-catalog.yaml") for name in ("product", "service")))
    await hub.load(_resources(vlans=1))

    first = await hub.run(home())
    second = await hub.run(home())

    assert first.state is OrderState.COMPLETED
    assert second.state is OrderState.FAILED
    assert [r.code for r in second.reasons] == [Code.POOL_EXHAUSTED]
    assert {i: str(p.status) for i, p in (await hub.products_of(second)).items()} == {"1": "aborted"}
    assert await hub.pools() == {"gpon-port": 1, "vlan-id": 1}


async def test_a_service_nobody_specified_fails_the_order_with_that_reason(hub: Hub) -> None:
    await hub.load(*(example(f"catalog/{name}-catalog.yaml") for name in ("product", "resource")))

    order = await hub.run(home())

    assert order.state is OrderState.FAILED
    assert [r.code for r in order.reasons] == [Code.SPECIFICATION_UNKNOWN]


async def test_a_resource_without_a_pool_fails_the_order_with_that_reason(hub: Hub) -> None:
    await hub.load(*(example(f"catalog/{name}-catalog.yaml") for name in ("product", "service")))

    order = await hub.run(home())

    assert order.state is OrderState.FAILED
    assert [r.code for r in order.reasons] == [Code.SPECIFICATION_UNKNOWN]


def _answers(hub: Hub, outcome: str) -> list[Any]:
    """What the network has answered so far."""
    monitors = [body["event"]["monitor"] for body in hub.bodies("MonitorStateChangeEvent")]
    return [m for m in monitors if m.get("response", {}).get("outcome") == outcome]


def _resources(vlans: int) -> dict[str, Any]:
    catalog: dict[str, Any] = example("catalog/resource-catalog.yaml")
    for pool in catalog["resourcePool"]:
        if pool["resourceSpecificationId"] == "vlan-id":
            pool["numberRange"] = {"first": 1000, "last": 999 + vlans}
    return catalog


async def _slow_to_retry(hub: Hub, minutes: int) -> None:
    catalog = example("catalog/service-catalog.yaml")
    home_broadband = next(s for s in catalog["serviceSpecification"] if s["id"] == "cfs-home-broadband")
    home_broadband["version"] = "2"
    home_broadband["activation"]["backOffSeconds"] = minutes * 60
    await hub.load({**catalog, "serviceSpecification": [home_broadband]})
