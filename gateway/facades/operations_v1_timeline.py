"""The timeline of operations v1: what every room knows of an order, in one row."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import grpc
from starlette.responses import Response

from gateway.facades import operations_v1_mapping as mapping
from gateway.http import Handler, Request, json_response
from hub.kernel.errors import Code, HubError, Kind, refuse
from hub.platform.rpc import call
from proto.shared.v1 import history_pb2 as pb
from proto.shared.v1 import history_pb2_grpc

#: The core's room: who has no order there has no timeline.
CORE = "com"
PAGE = 1000
# The others are asked beside it, and not waited for longer than this.
PATIENCE_SECONDS = 2.0
_AWAY = frozenset({Kind.UNAVAILABLE, Kind.TIMEOUT})


class TimelineDesk:
    """The operation on the timeline; a part of the facade `operations_v1`. `rooms`: name → channel."""

    def __init__(self, rooms: Mapping[str, grpc.aio.Channel], deadline: float) -> None:
        self._rooms = {name: history_pb2_grpc.HistoryServiceStub(channel) for name, channel in rooms.items()}
        self._deadline = deadline
        self.operations: dict[str, Handler] = {"retrieveOrderTimeline": self.retrieve}

    async def retrieve(self, request: Request) -> Response:
        """A room that is away is named: what happened there is missing, and no more."""
        order_id = request.path_params["id"]
        found = await asyncio.gather(*(self._entries(room, order_id) for room in self._rooms))
        histories = dict(zip(self._rooms, found, strict=True))
        if not histories[CORE]:  # one that was deleted has still a history
            raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, f"there is no product order {order_id}", "id")
        entries = list(merged([known for known in found if known is not None]))
        missing = [room for room, known in histories.items() if known is None]
        return json_response(mapping.from_timeline(order_id, entries, missing))

    async def _entries(self, room: str, order_id: str) -> list[pb.HistoryEntry] | None:
        """All a room has of an order; None when it is away."""
        deadline = self._deadline if room == CORE else min(self._deadline, PATIENCE_SECONDS)
        found: list[pb.HistoryEntry] = []
        more = True
        while more:
            after = found[-1].position if found else 0
            asked = pb.ListEntriesRequest(correlation_id=order_id, after=after, limit=PAGE)
            try:
                answer = await call(self._rooms[room].ListEntries, asked, deadline=deadline)
            except HubError as error:
                if room == CORE or error.kind not in _AWAY:
                    raise
                return None
            found += answer.entry
            more = len(answer.entry) == PAGE
        return found


def merged(histories: Sequence[Sequence[pb.HistoryEntry]]) -> Iterator[pb.HistoryEntry]:
    """Entries of several rooms by time, each room's in its own order, and none before the one whose message caused it.

    Clocks differ from machine to machine; what caused what does not.
    """
    left = [list(reversed(history)) for history in histories if history]
    to_come = Counter(entry.message_id for history in histories for entry in history)
    done: set[str] = set()
    while left:
        free = [h for h in left if h[-1].causation_id in done or not to_come[h[-1].causation_id]]
        # A room that is away may have had the one that is waited for.
        history = min(free or left, key=_when)
        entry = history.pop()
        to_come[entry.message_id] -= 1
        done.add(entry.message_id)
        left = [h for h in left if h]
        yield entry


def _when(history: Sequence[pb.HistoryEntry]) -> tuple[int, int, int]:
    at = history[-1].at
    # In one database the positions of all rooms are of one row.
    return at.seconds, at.nanos, history[-1].position
