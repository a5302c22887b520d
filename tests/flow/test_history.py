"""An order's history is complete: it says what happened in every room, why, and is enough to build the order again."""

import msgspec
import pytest
from sqlalchemy import Connection, select

from core.ordering.rpc import timeline as order_timeline
from core.ordering.store import ORDERS
from hub.kernel.errors import Code, HubError, Kind
from hub.platform import timeline
from hub.platform.rebuild import rebuild
from hub.platform.rpc import call
from proto.com.v1 import product_order_pb2 as pb
from tests.flow.hub import Hub, fiber


async def test_the_timeline_tells_of_every_room_from_acceptance_to_the_end(shop: Hub) -> None:
    order = await shop.run(fiber())

    told = await order_timeline.read_timeline(shop.database, order.id)

    assert told.product_order_id == order.id
    assert {entry.room for entry in told.entry} == {"com", "som", "rom", "activation"}
    assert [(f.event, f.target) for f in told.entry[0].fact] == [("accept", "acknowledged")]
    states = [
        (fact.source, fact.target)
        for entry in told.entry
        if entry.aggregate_id == order.id
        for fact in entry.fact
        if fact.detail_json in {"", "{}"}
        or not {"item", "node"} & msgspec.json.decode(fact.detail_json).keys()
    ]
    assert [target for _, target in states][-1] == "completed"
    assert [source for source, _ in states][1:] == [target for _, target in states][:-1]


async def test_every_step_of_an_order_was_caused_by_a_message_that_was_published(shop: Hub) -> None:
    order = await shop.run(fiber())

    told = await order_timeline.read_timeline(shop.database, order.id)

    published = {message.id for message in shop.bus.published}
    deadlines_and_commands = {e.message_id for e in told.entry if not e.causation_id}
    causes = {entry.causation_id for entry in told.entry if entry.causation_id}
    assert causes <= published | deadlines_and_commands
    assert {e.message_id for e in told.entry} <= published | deadlines_and_commands


async def test_a_long_timeline_is_read_page_by_page(shop: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    order = await shop.run(fiber())
    whole = await order_timeline.read_timeline(shop.database, order.id)

    monkeypatch.setattr(timeline, "PAGE", 2)
    in_pages = await order_timeline.read_timeline(shop.database, order.id)

    assert len(whole.entry) > 20
    assert in_pages == whole


async def test_of_an_order_nobody_knows_nothing_is_told(shop: Hub) -> None:
    assert list((await order_timeline.read_timeline(shop.database, "nobody")).entry) == []


async def test_the_order_can_be_built_again_as_it_was_at_each_version(shop: Hub) -> None:
    order = await shop.run(fiber())

    def versions(connection: Connection) -> list[str]:
        return [rebuild(connection, "com", order.id, n + 1)["state"] for n in range(order.version)]

    def stored(connection: Connection) -> str:
        table = ORDERS.table
        text: str = connection.execute(select(table.c.document).where(table.c.id == order.id)).scalar_one()
        return text

    states = await shop.database.read(versions)
    assert states[0] == "acknowledged"
    assert states[-1] == "completed"
    assert await shop.database.read(lambda c: rebuild(c, "com", order.id)) == msgspec.json.decode(
        await shop.database.read(stored)
    )


async def test_a_caller_who_asks_about_an_order_nobody_knows_is_told_so(shop: Hub) -> None:
    with pytest.raises(HubError) as refused:
        await call(
            shop.stubs["orders"].GetProductOrderTimeline, pb.GetProductOrderTimelineRequest(id="nobody")
        )
    assert (refused.value.kind, refused.value.reasons[0].code) == (Kind.NOT_FOUND, Code.ID_UNKNOWN)
