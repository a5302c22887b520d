"""shared.v1.HistoryService: what happened in a room, for those who may ask it. The same for all rooms."""

from functools import partial
from typing import Any

import grpc
import msgspec

from hub.kernel.aggregate import Fact
from hub.kernel.errors import Code, Kind, refuse
from hub.messages import rpc
from hub.platform import timeline
from hub.platform.database import Database
from hub.platform.timeline import Entry
from proto.shared.v1 import history_pb2 as pb
from proto.shared.v1 import history_pb2_grpc


class HistoryService(history_pb2_grpc.HistoryServiceServicer):
    def __init__(self, room: str, database: Database) -> None:
        self._room = room
        self._database = database

    async def ListEntries(
        self, request: pb.ListEntriesRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> pb.ListEntriesResponse:
        if not (request.correlation_id or request.aggregate_id):
            text = "of which order, or which aggregate?"
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "correlation_id")
        look = partial(
            timeline.read_page,
            room=self._room,
            correlation=request.correlation_id,
            aggregate_id=request.aggregate_id,
            after=request.after,
            limit=min(request.limit or timeline.PAGE, timeline.PAGE),
        )
        found = await self._database.read(look)
        return pb.ListEntriesResponse(entry=[from_entry(entry) for entry in found])


def from_entry(entry: Entry) -> pb.HistoryEntry:
    return pb.HistoryEntry(
        position=entry.position,
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
