"""Orders that are cancelled, at each stage; and orders that wait for their date, where that is easy."""

from datetime import timedelta
from typing import Any

import pytest

from core.ordering.machine import OrderState
from hub.kernel.errors import Code, HubError, Kind
from tests.flow.hub import Hub
from tests.flow.orders import fiber, home
from tests.flow.people import add, cancel, cancellation, decided, order_of, reached
from tests.waiting import eventually

DAY = timedelta(days=1)
ACCESS, ADDRESS = "cfs-fiber-access", "cfs-static-ip"


def statuses(found: dict[str, Any]) -> dict[str, str]:
    return {item: str(product.status) for item, product in found.items()}


async def nothing_left(shop: Hub) -> None:
    await shop.still()
    assert await shop.standing() == {}
    assert await shop.pools() == {}


async def slow(shop: Hub, kind: str) -> None:
    """The network takes minutes for these."""
    await shop.play({"serviceSpecificationId": kind, "delaySeconds": 300})


async def test_before_it_begins_an_order_is_cancelled_straight(shop: Hub) -> None:
    later = (shop.clock.now() + DAY).isoformat()
    order_id = (await shop.submit({**fiber(), "requestedStartDate": later})).product_order.id
    await reached(shop, order_id, "decomposed")

    task = await cancel(shop, order_id)

    order = await shop.settled(order_id)
    assert (order.state, shop.bodies("CreateServiceOrder")) == (OrderState.CANCELLED, [])
    assert (await cancellation(shop, task.id)).state == "done"


async def test_an_order_begins_at_its_date(shop: Hub) -> None:
    later = (shop.clock.now() + DAY).isoformat()
    order_id = (await shop.submit({**home(), "requestedStartDate": later})).product_order.id
    await reached(shop, order_id, "decomposed")
    await shop.pass_time(DAY - timedelta(seconds=1))
    await shop.still()
    assert shop.bodies("CreateServiceOrder") == []
    await shop.pass_time(timedelta(seconds=1))
    assert (await shop.settled(order_id)).state is OrderState.COMPLETED


@pytest.mark.parametrize("stage", ["CreateServiceOrder", "CreateResourceOrder", "ActivateService"])
async def test_on_its_way_each_layer_undoes_its_own(shop: Hub, stage: str) -> None:
    # SOM, ROM or the network has not heard of it yet when the customer takes it back.
    shop.bus.keep = lambda message: message.type == stage
    order_id = (await shop.submit(home())).product_order.id
    await eventually(lambda: shop.bus.kept)
    await shop.still()

    task = await cancel(shop, order_id)
    await shop.still()
    await shop.bus.deliver(order=lambda _message: 0)
    for _ in range(4):
        await shop.still()
        await shop.pass_time(timedelta(minutes=5))

    order = await shop.settled(order_id)
    assert order.state is OrderState.CANCELLED
    assert (await cancellation(shop, task.id)).state == "done"
    assert statuses(await shop.products_of(order)) == {"1": "cancelled"}
    await nothing_left(shop)


async def test_what_stands_already_is_torn_down_in_reverse(shop: Hub) -> None:
    await slow(shop, ADDRESS)
    order_id = (await shop.submit(fiber())).product_order.id
    await eventually(lambda: len(shop.bodies("ActivateService")) == 2)
    await shop.still()

    task = await cancel(shop, order_id)
    for _ in range(6):
        await shop.still()
        await shop.pass_time(timedelta(minutes=2))

    order = await shop.settled(order_id)
    assert {str(i.state) for i in order.items} == {"cancelled"}
    assert order.state is OrderState.CANCELLED
    ended = await cancellation(shop, task.id)
    assert (ended.state, [r.code for r in ended.reasons]) == ("done", [Code.POINT_OF_NO_RETURN])
    await nothing_left(shop)


async def test_past_the_hard_point_of_no_return_it_is_refused_and_completes(shop: Hub) -> None:
    await slow(shop, "cfs-managed-router")
    order_id = (await shop.submit(fiber())).product_order.id
    await eventually(lambda: len(shop.bodies("ActivateService")) == 3)
    await shop.still()

    task = await cancel(shop, order_id)
    await decided(shop, task.id, "terminatedWithError")
    for _ in range(6):
        await shop.still()
        await shop.pass_time(timedelta(minutes=1))

    assert (await shop.settled(order_id)).state is OrderState.COMPLETED


async def test_a_completed_order_is_not_cancelled(shop: Hub) -> None:
    order = await shop.run(home())
    with pytest.raises(HubError) as refused:
        await cancel(shop, order.id)
    assert (refused.value.kind, refused.value.reasons[0].code) == (Kind.NOT_ALLOWED, Code.STATE_FORBIDS)


async def test_a_cancellation_and_the_end_race_and_exactly_one_wins(shop: Hub) -> None:
    for number in range(5):
        body = {**home(), "externalId": f"race-{number}"}
        order_id = (await shop.submit(body)).product_order.id
        try:
            task = await cancel(shop, order_id)
        except HubError:
            assert (await shop.settled(order_id)).state is OrderState.COMPLETED
            continue
        order = await shop.settled(order_id)
        await shop.still()
        ended = await cancellation(shop, task.id)
        assert (str(order.state), str(ended.state)) in {
            ("cancelled", "done"),
            ("completed", "terminatedWithError"),
        }


async def test_asking_twice_is_one_cancellation(shop: Hub) -> None:
    await slow(shop, "cfs-home-broadband")
    order_id = (await shop.submit(home())).product_order.id
    await eventually(lambda: shop.bodies("ActivateService"))
    first, second = await cancel(shop, order_id), await cancel(shop, order_id)
    assert first.id == second.id
    for _ in range(6):
        await shop.still()
        await shop.pass_time(timedelta(minutes=2))
    assert (await shop.settled(order_id)).state is OrderState.CANCELLED


async def test_one_item_is_cancelled_and_the_others_complete(shop: Hub) -> None:
    shop.bus.keep = lambda message: message.type == "ActivateService"
    body = order_of(add("home-broadband-500", "1"), add("home-dsl", "2"))
    order_id = (await shop.submit(body)).product_order.id
    await eventually(lambda: len(shop.bus.kept) == 2)

    await cancel(shop, order_id, "2")
    await shop.still()
    await shop.bus.deliver(order=lambda _message: 0)
    for _ in range(3):
        await shop.still()
        await shop.pass_time(timedelta(seconds=31))

    order = await shop.settled(order_id)
    assert (order.state, {i.id: str(i.state) for i in order.items}) == (
        OrderState.PARTIAL,
        {"1": "completed", "2": "cancelled"},
    )
    assert set(await shop.pools()) == {"gpon-port", "vlan-id"}
