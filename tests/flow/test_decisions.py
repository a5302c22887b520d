"""What operators and others decide about orders under way: answers, repairs, holds; and what customers change."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from core.ordering.machine import OrderState
from core.ordering.rpc import fallout as rpc_fallout
from hub.kernel.errors import Code, HubError, Kind
from hub.platform.message import Message
from tests.flow.hub import Hub
from tests.flow.orders import fiber
from tests.flow.people import (
    add,
    answer,
    fallout_of,
    operate,
    order_of,
    reached,
    resolve,
    resolve_all,
    revise,
)
from tests.waiting import eventually

DAY = timedelta(days=1)
ACCESS, ADDRESS = "cfs-fiber-access", "cfs-static-ip"


def statuses(found: dict[str, Any]) -> dict[str, str]:
    return {item: str(product.status) for item, product in found.items()}


def voice() -> dict[str, Any]:
    """A home bundle with a telephone number that comes over from elsewhere."""
    return {
        "id": "1",
        "action": "add",
        "productOffering": {"id": "home-bundle"},
        "productOrderItem": [
            add("home-broadband-500", "2"),
            add("home-voice", "3", portedNumber="442079460001"),
        ],
    }


async def test_what_is_critical_takes_all_of_the_order_with_it(shop: Hub) -> None:
    await shop.play({"serviceSpecificationId": ACCESS, "refuse": True})
    lines = order_of(add("ethernet-line", "1"), add("home-dsl", "2"))
    order_id = (await shop.submit(lines)).product_order.id
    await reached(shop, order_id, "pending")

    await answer(shop, order_id, "1", "site-survey")

    order = await shop.settled(order_id)
    assert order.state is OrderState.FAILED
    found = statuses(await shop.products_of(order))
    assert found["2"] == "aborted"
    # The visit was made: that stays, and is said.
    assert found["1"] == "pendingTerminate"
    assert await shop.pools() == {}


async def test_no_to_a_question_rejects_the_order(shop: Hub) -> None:
    order_id = (await shop.submit(order_of(add("ethernet-line", "1")))).product_order.id
    await reached(shop, order_id, "pending")
    await answer(shop, order_id, "1", "site-survey", yes=False)
    order = await shop.settled(order_id)
    assert (order.state, [r.code for r in order.reasons]) == (OrderState.REJECTED, [Code.CONDITION_UNMET])


async def test_one_decision_is_carried_out_for_all_that_is_open_with_one_code(
    shop: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when it is more than a page; what it does not fit is told, with why."""
    monkeypatch.setattr(rpc_fallout, "PAGE_MAXIMUM", 1)
    await shop.play({"serviceSpecificationId": "cfs-voice", "refuse": True})
    ids = [(await shop.submit(order_of(voice()))).product_order.id for _ in range(3)]
    for order_id in ids:
        await reached(shop, order_id, "held")
    await shop.play()

    unfit = await resolve_all(shop, "network-refused", "sing")
    assert (list(unfit.resolved), [n.reason.path for n in unfit.not_resolved]) == ([], ["action"] * 3)
    elsewhere = await resolve_all(shop, "pool-exhausted", "retry")
    assert (len(elsewhere.resolved), len(elsewhere.not_resolved)) == (0, 0)
    done = await resolve_all(shop, "network-refused", "retry")

    assert {f.product_order_id for f in done.resolved} == set(ids)
    assert [f.by for f in done.resolved] == ["Kim"] * 3
    for order_id in ids:
        assert (await shop.settled(order_id)).state is OrderState.COMPLETED


@pytest.fixture
async def fallen(shop: Hub) -> str:
    """A home bundle whose telephone number does not come over: an operator has to decide."""
    await shop.play({"serviceSpecificationId": "cfs-voice", "refuse": True})
    order_id = (await shop.submit(order_of(voice()))).product_order.id
    await reached(shop, order_id, "held")
    await shop.play()
    return order_id


@pytest.mark.parametrize(
    ("action", "state", "items"),
    [
        ("retry", "completed", {"1": "completed", "2": "completed", "3": "completed"}),
        ("force-complete", "completed", {"1": "completed", "2": "completed", "3": "completed"}),
        ("fail-item", "partial", {"1": "completed", "2": "completed", "3": "failed"}),
        ("fail-order", "failed", {"1": "failed", "2": "failed", "3": "failed"}),
        ("cancel", "cancelled", {"1": "cancelled", "2": "cancelled", "3": "cancelled"}),
    ],
)
async def test_each_way_out_of_fallout_has_its_one_effect(
    shop: Hub, fallen: str, action: str, state: str, items: dict[str, str]
) -> None:
    (fallout,) = await fallout_of(shop, fallen)
    assert (fallout.reason.code, fallout.item_id) == (Code.NETWORK_REFUSED, "3")
    shop.done_by_hand = action == "force-complete"

    await resolve(shop, fallout.id, action)

    order = await shop.settled(fallen)
    assert (str(order.state), {i.id: str(i.state) for i in order.items}) == (state, items)
    with pytest.raises(HubError) as refused:
        await resolve(shop, fallout.id, action)
    assert (refused.value.kind, refused.value.reasons[0].code) == (Kind.NOT_ALLOWED, Code.STATE_FORBIDS)
    left = {s for s, standing in items.items() if standing == "completed"}
    assert ("gpon-port" in await shop.pools()) is ("2" in left)


async def test_what_cannot_be_removed_is_fallout_until_somebody_says_that_it_stays(shop: Hub) -> None:
    await shop.play(
        {"serviceSpecificationId": ADDRESS, "refuse": True},
        {"serviceSpecificationId": ACCESS, "operation": "deactivate", "refuse": True},
    )
    order_id = (await shop.submit(fiber())).product_order.id
    await reached(shop, order_id, "held")
    (fallout,) = await fallout_of(shop, order_id)
    assert fallout.reason.code == Code.COMPENSATION_FAILED

    await resolve(shop, fallout.id, "fail-item")

    order = await shop.settled(order_id)
    assert (order.state, statuses(await shop.products_of(order))["110"]) == (
        OrderState.FAILED,
        "pendingTerminate",
    )
    assert len(await shop.standing()) == 1


async def test_nothing_new_begins_while_an_operator_holds_it(shop: Hub) -> None:
    shop.bus.keep = lambda message: message.type == "ActivateService"
    order_id = (await shop.submit(fiber())).product_order.id
    await eventually(lambda: shop.bus.kept)

    await operate(shop, "Hold", order_id)
    await shop.bus.deliver(order=lambda _message: 0)
    order = await reached(shop, order_id, "held")
    assert {n.key: str(n.state) for n in order.nodes}["110/cfs-fiber-access"] == "completed"
    assert len(shop.bodies("CreateServiceOrder")) == 1

    await operate(shop, "Release", order_id)
    assert (await shop.settled(order_id)).state is OrderState.COMPLETED


def _of_internet(message: Message) -> bool:
    body = msgspec.json.decode(message.body)
    return message.type == "ActivateService" and body["serviceSpecification"]["id"] == "cfs-internet"


async def test_a_change_under_way_is_carried_out_as_a_difference(shop: Hub) -> None:
    shop.bus.keep = _of_internet
    body = order_of(add("home-dsl", "1", bandwidth=20), add("home-broadband-100", "2"))
    order_id = (await shop.submit(body)).product_order.id
    await eventually(lambda: shop.bus.kept)
    await shop.still()

    await revise(shop, order_id, order_of(add("home-dsl", "1", bandwidth=90), add("home-broadband-500", "3")))
    await shop.still()
    await shop.bus.deliver(order=lambda _message: 0)
    for _ in range(3):
        await shop.still()
        await shop.pass_time(timedelta(seconds=31))

    order = await shop.settled(order_id)
    assert (order.state, {i.id: str(i.state) for i in order.items}) == (
        OrderState.COMPLETED,
        {"1": "completed", "2": "cancelled", "3": "completed"},
    )
    assert [[i.id for i in r.items_before] for r in order.revisions] == [["1", "2"]]
    found = await shop.products_of(order)
    assert statuses(found) == {"1": "active", "2": "cancelled", "3": "active"}
    # DSL access and Internet; Home broadband and its line.
    assert sorted(c["bandwidth"] for c in (await shop.standing()).values()) == [90, 90, 500, 500]
