"""Submitting: what a caller may repeat, and what it gets to hear."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import Connection

from core.ordering.commands import SubmitProductOrder, Submitted
from core.ordering.handlers import HANDLERS
from core.ordering.machine import OrderState
from core.ordering.rpc.mapping import to_order
from gateway.facades.tmf622_v4_mapping import to_command
from hub.kernel.errors import Code, HubError, Kind
from hub.platform.database_step import DatabaseStep
from hub.platform.message import compose
from hub.platform.rpc import call
from hub.platform.unit_of_work import Work
from proto.com.v1 import product_order_pb2 as pb
from proto.shared.v1 import query_pb2
from tests.flow.hub import Hub, fiber, home


async def test_the_same_request_again_is_answered_with_the_same_order(shop: Hub) -> None:
    first = await shop.submit(home(), key="k")
    again = await shop.submit(home(), key="k")

    assert again.product_order.id == first.product_order.id
    assert (first.replayed, again.replayed) == (False, True)
    await shop.settled(first.product_order.id)
    assert len(shop.bodies("CreateServiceOrder")) == 1


async def test_the_key_of_one_order_is_refused_for_another(shop: Hub) -> None:
    first = await shop.submit(home(), key="k")

    with pytest.raises(HubError) as refused:
        await shop.submit(fiber(), key="k")

    assert (refused.value.kind, refused.value.reasons[0].code) == (Kind.CONFLICT, Code.KEY_REUSED)
    await shop.settled(first.product_order.id)


async def test_requests_with_one_key_that_come_at_once_make_one_order(shop: Hub) -> None:
    answers = await asyncio.gather(*(shop.submit(home(), key="k") for _ in range(8)))

    assert len({answer.product_order.id for answer in answers}) == 1
    assert sorted(answer.replayed for answer in answers) == [False] + [True] * 7
    await shop.settled(answers[0].product_order.id)
    assert await shop.pools() == {"gpon-port": 1, "vlan-id": 1}


def _command(key: str) -> SubmitProductOrder:
    return SubmitProductOrder(to_order(to_command(home(), "").product_order), key, fingerprint="other")


async def test_a_request_that_is_refused_does_not_hurt_those_that_came_with_it(shop: Hub) -> None:
    runner = shop.units["com"].runner
    taken = await shop.submit(home(), key="k")
    commands = [_command(key) for key in ("a", "k", "b")]

    # Asked for in one go, so handled in one transaction at first.
    tasks = [runner.execute(command, correlation=command.order.id) for command in commands]
    first, refused, last = await asyncio.gather(*tasks, return_exceptions=True)

    assert isinstance(refused, HubError)
    assert refused.kind is Kind.CONFLICT
    answered = [answer.order.id for answer in (first, last) if isinstance(answer, Submitted)]
    assert len(answered) == 2
    for order_id in (*answered, taken.product_order.id):
        assert (await shop.settled(order_id)).state is OrderState.COMPLETED


async def test_a_request_whose_transaction_fails_can_be_run_again_as_it_is(hub: Hub) -> None:
    command = _command("k")
    order_id = command.order.id
    message = compose(command, key=order_id, correlation=order_id)

    def step(connection: Connection) -> None:
        work = Work(message, command, HANDLERS["SubmitProductOrder"], deduplicate=False)
        DatabaseStep(connection, "com", hub.clock.now()).run([work])

    def failing(connection: Connection) -> None:
        step(connection)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        await hub.database.write(failing)
    await hub.database.write(step)

    assert (await hub.settled(order_id)).version > 0


async def test_without_a_key_every_request_is_an_order_of_its_own(shop: Hub) -> None:
    answers = [await shop.submit(home()) for _ in range(2)]

    ended = [await shop.settled(answer.product_order.id) for answer in answers]
    assert [order.state for order in ended] == [OrderState.COMPLETED] * 2
    assert ended[0].id != ended[1].id


@pytest.mark.parametrize("length", [255, 1000])
async def test_names_may_be_longer_than_columns_and_are_found_by(shop: Hub, length: int) -> None:
    long = "x" * length
    body: dict[str, Any] = {**home(), "externalId": long, "relatedParty": [{"id": long, "name": "Kim"}]}
    body["productOrderItem"][0]["product"] = {"name": long}

    order = await shop.run(body)

    assert order.state is OrderState.COMPLETED
    (product,) = (await shop.products_of(order)).values()
    assert product.name == long
    named = [
        query_pb2.Condition(path=path.split("."), operator=query_pb2.OPERATOR_EQ, value=[long])
        for path in ("external_id", "related_party.id")
    ]
    request = pb.ListProductOrdersRequest(
        query=query_pb2.Query(all=[query_pb2.AnyOf(condition=[c]) for c in named])
    )
    found = await call(shop.stubs["orders"].ListProductOrders, request)
    assert [o.id for o in found.product_order] == [order.id]


async def test_a_deleted_order_leaves_what_it_made_and_its_late_messages_hurt_nobody(shop: Hub) -> None:
    await shop.play({"answerTwice": True})
    order = await shop.run(home())
    await call(shop.stubs["orders"].DeleteProductOrder, pb.DeleteProductOrderRequest(id=order.id))

    for message in [
        m for m in shop.bus.published if m.type in {"ProcessProductOrder", "ServiceOrderStateChangeEvent"}
    ]:
        again = message.__class__(
            **{f: getattr(message, f) for f in message.__struct_fields__} | {"id": f"again-{message.id}"}
        )
        await shop.bus.publish([(0, again)], lambda _positions: None)
    await shop.still()

    assert len(await shop.products_of(order)) == 1
