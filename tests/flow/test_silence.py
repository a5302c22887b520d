"""Messages that come late or never: nobody acts on what somebody else has given up."""

from datetime import timedelta

import msgspec

from core.ordering.machine import OrderState
from hub.kernel.errors import Code
from hub.platform.message import Message
from tests.flow.hub import Hub
from tests.flow.orders import home
from tests.flow.people import fallout_of, resolve
from tests.waiting import eventually

HALF_MINUTE = timedelta(seconds=30)


async def _given_up(shop: Hub, kind: str, step: timedelta) -> str:
    """A Home Broadband whose messages of one kind nobody gets, until SOM has asked often enough."""
    shop.bus.keep = lambda message: message.type == kind
    order_id = (await shop.submit(home())).product_order.id
    await eventually(lambda: shop.bus.kept)
    for _ in range(4):
        await shop.still()
        await shop.pass_time(step)
    await shop.still()
    return order_id


def _taken_back(message: Message) -> bool:
    return bool(msgspec.json.decode(message.body)["state"] == "terminated")


async def test_a_network_that_was_away_and_then_acts_in_order_completes_the_order(shop: Hub) -> None:
    order_id = await _given_up(shop, "ActivateService", HALF_MINUTE)
    assert _taken_back(shop.bus.kept[-1][1])

    await shop.bus.deliver(order=lambda _message: 0)

    order = await shop.settled(order_id)
    assert order.state is OrderState.COMPLETED
    assert order.reasons == []
    # The line, and the service on it.
    assert list((await shop.configurations()).values()) == [1, 1]


async def test_what_was_taken_back_before_the_network_heard_of_it_never_acts(shop: Hub) -> None:
    order_id = await _given_up(shop, "ActivateService", HALF_MINUTE)

    await shop.bus.deliver(order=lambda message: not _taken_back(message))

    order = await shop.settled(order_id)
    assert order.state is OrderState.FAILED
    assert [r.code for r in order.reasons] == [Code.NETWORK_SILENT]
    await shop.still()
    assert await shop.configurations() == {}
    assert await shop.pools() == {}


async def test_resources_stay_reserved_until_the_network_has_said_that_it_will_not_act(shop: Hub) -> None:
    order_id = await _given_up(shop, "ActivateService", HALF_MINUTE)

    for _ in range(20):
        await shop.pass_time(timedelta(minutes=1))
        await shop.still()

    assert (await shop.order(order_id)).state is OrderState.IN_PROGRESS
    assert await shop.pools() == {"gpon-port": 1, "vlan-id": 1}
    await shop.bus.deliver(order=lambda message: not _taken_back(message))
    assert (await shop.settled(order_id)).state is OrderState.FAILED


async def test_what_rom_allocates_after_it_was_given_up_goes_back(shop: Hub) -> None:
    order_id = await _given_up(shop, "CreateResourceOrder", timedelta(minutes=1))

    def release_first(message: Message) -> bool:
        return bool(msgspec.json.decode(message.body)["orderItem"][0]["action"] == "add")

    await shop.bus.deliver(order=release_first)

    order = await shop.settled(order_id)
    assert order.state is OrderState.FAILED
    assert [r.code for r in order.reasons] == [Code.TIME_LIMIT_PASSED]
    await eventually(lambda: _empty(shop))


async def _empty(shop: Hub) -> bool:
    await shop.still()
    return await shop.pools() == {}


async def _silent_som(shop: Hub) -> str:
    """A Home Broadband SOM never hears of, until an operator has to decide."""
    shop.bus.keep = lambda message: message.type == "CreateServiceOrder"
    order_id = (await shop.submit(home())).product_order.id
    await eventually(lambda: shop.bus.kept)
    for _ in range(4):
        await shop.still()
        await shop.pass_time(timedelta(minutes=10))
    await shop.still()
    assert (await shop.order(order_id)).state is OrderState.HELD
    assert len(shop.bodies("CreateServiceOrder")) == 4
    return order_id


async def test_a_silent_som_is_asked_three_times_and_then_given_up_by_an_operator(shop: Hub) -> None:
    order_id = await _silent_som(shop)
    (fallout,) = await fallout_of(shop, order_id)
    assert fallout.reason.code == Code.OUTCOME_UNKNOWN

    await resolve(shop, fallout.id, "fail-item")

    order = await shop.settled(order_id)
    assert order.state is OrderState.FAILED
    # What SOM hears of only now it has been told not to do.
    await shop.bus.deliver(order=lambda _message: 0)
    await shop.still()
    assert await shop.standing() == {}
    assert await shop.pools() == {}
    assert {i: str(p.status) for i, p in (await shop.products_of(order)).items()} == {"1": "aborted"}


async def test_a_silent_som_that_hears_of_it_after_all_carries_it_out_once(shop: Hub) -> None:
    order_id = await _silent_som(shop)

    await shop.bus.deliver(order=lambda _message: 0)

    assert (await shop.settled(order_id)).state is OrderState.COMPLETED
    assert list((await shop.configurations()).values()) == [1, 1]
    assert [f.state for f in await fallout_of(shop, order_id)] == ["cleared"]
