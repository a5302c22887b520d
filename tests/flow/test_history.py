"""An order's history is complete: it says what happened in every room, why, and is enough to build the order again."""

from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, select

from core.ordering.store import ORDERS
from gateway.facades import operations_v1_timeline
from hub.cli.operator import Operator
from hub.compose.web import Web
from hub.kernel.errors import Code, HubError, Kind
from hub.platform.rebuild import rebuild
from hub.platform.rpc import call, open_channel
from hub.platform.settings import Settings
from proto.shared.v1.history_pb2 import ListEntriesRequest
from proto.shared.v1.history_pb2_grpc import HistoryServiceStub
from tests.flow.hub import Hub
from tests.flow.orders import fiber

NOBODY = "127.0.0.1:1"


async def timeline(shop: Hub, order_id: str, **elsewhere: str) -> Any:
    """What operators are told; some rooms may be `elsewhere`."""
    targets = {name: unit.target for name, unit in shop.units.items()}
    settings = Settings(http_port=0, validate_responses=True)
    async with Web(settings, {**targets, **elsewhere}) as web, Operator(web.url) as operator:
        return await operator.timeline(order_id)


async def test_the_timeline_tells_of_every_room_from_acceptance_to_the_end(shop: Hub) -> None:
    order = await shop.run(fiber())

    told = await timeline(shop, order.id)

    assert told["productOrderId"] == order.id
    assert "missing" not in told
    assert {entry["room"] for entry in told["entry"]} == {"com", "som", "rom", "activation"}
    assert [(f["event"], f["target"]) for f in told["entry"][0]["fact"]] == [("accept", "acknowledged")]
    states = [
        (fact.get("source"), fact.get("target"))
        for entry in told["entry"]
        if entry["aggregateId"] == order.id
        for fact in entry["fact"]
        if not {"item", "node"} & fact.get("detail", {}).keys()
    ]
    assert [target for _, target in states][-1] == "completed"
    assert [source for source, _ in states][1:] == [target for _, target in states][:-1]


async def test_every_step_of_an_order_was_caused_by_a_message_that_was_published_and_comes_behind_its_cause(
    shop: Hub,
) -> None:
    order = await shop.run(fiber())

    entries = (await timeline(shop, order.id))["entry"]

    published = {message.id for message in shop.bus.published}
    deadlines_and_commands = {e["messageId"] for e in entries if not e.get("causationId")}
    causes = {e["causationId"] for e in entries if e.get("causationId")}
    assert causes <= published | deadlines_and_commands
    ids = [e["messageId"] for e in entries]
    assert set(ids) <= published | deadlines_and_commands
    late = [e for n, e in enumerate(entries) if e.get("causationId") in set(ids) - set(ids[:n])]
    assert late == []


async def test_a_long_timeline_is_read_page_by_page(shop: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    order = await shop.run(fiber())
    whole = await timeline(shop, order.id)

    monkeypatch.setattr(operations_v1_timeline, "PAGE", 2)
    in_pages = await timeline(shop, order.id)

    assert len(whole["entry"]) > 20
    assert in_pages == whole


async def test_a_room_that_is_away_is_named_and_the_others_tell_what_they_know(
    shop: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await shop.run(fiber())
    monkeypatch.setattr(operations_v1_timeline, "PATIENCE_SECONDS", 0.2)

    told = await timeline(shop, order.id, rom=NOBODY)

    assert told["missing"] == ["rom"]
    assert {entry["room"] for entry in told["entry"]} == {"com", "som", "activation"}


async def test_a_room_tells_the_history_of_what_is_its_own(shop: Hub) -> None:
    order = await shop.run(fiber())
    service_order = order.nodes[0].service_order_id

    async with open_channel(shop.units["som"].target) as channel:
        answer = await call(
            HistoryServiceStub(channel).ListEntries, ListEntriesRequest(aggregate_id=service_order)
        )
        with pytest.raises(HubError) as refused:
            await call(HistoryServiceStub(channel).ListEntries, ListEntriesRequest())

    assert {(e.room, e.aggregate_id) for e in answer.entry} == {("som", service_order)}
    assert answer.entry[-1].fact[-1].target == "completed"
    assert refused.value.kind is Kind.INVALID


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


async def test_an_operator_who_asks_about_an_order_nobody_knows_is_told_so(shop: Hub) -> None:
    with pytest.raises(HubError) as refused:
        await timeline(shop, "nobody")
    assert refused.value.reasons[0].code == Code.ID_UNKNOWN
