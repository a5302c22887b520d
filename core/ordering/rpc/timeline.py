"""An order's history for its callers: protobuf ↔ history, nothing else."""

from functools import partial

import msgspec

from hub.kernel.aggregate import Fact
from hub.messages import rpc
from hub.platform import timeline
from hub.platform.database import Database
from hub.platform.timeline import Entry
from proto.com.v1 import product_order_pb2 as pb


async def read_timeline(database: Database, order_id: str) -> pb.Timeline:
    """All that has happened to the order and because of it, the oldest first; empty for an order nobody knows."""
    found = pb.Timeline(product_order_id=order_id)
    after = 0
    while True:
        look = partial(timeline.read_page, correlation=order_id, after=after, limit=timeline.PAGE)
        page = await database.read(look)
        found.entry.extend(from_entry(entry) for entry in page)
        if len(page) < timeline.PAGE:
            return found
        after = page[-1].position


def from_entry(entry: Entry) -> pb.TimelineEntry:
    return pb.TimelineEntry(
        at=rpc.timestamp(entry.at),
        room=entry.room,
        aggregate_id=entry.aggregate_id,
        version=entry.version,
        message_id=entry.message_id,
        message_type=entry.message_type,
        causation_id=entry.causation,
        fact=[_fact(fact) for fact in entry.facts],
    )


def _fact(fact: Fact) -> pb.Fact:
    return pb.Fact(
        event=fact.event,
        source=fact.source,
        target=fact.target,
        rule=fact.rule,
        detail_json=msgspec.json.encode(fact.detail).decode() if fact.detail else "",
    )
