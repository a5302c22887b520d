"""The history a room has written: of everything that belongs to one order, or of one aggregate."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from hub.kernel.aggregate import Fact
from hub.platform import tables

PAGE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one message did to one aggregate; `causation` is the message that caused it, '' for none.

    `position` counts up from the oldest on, with gaps.
    """

    position: int
    at: datetime
    room: str
    aggregate_id: str
    version: int
    message_id: str
    message_type: str
    causation: str
    facts: list[Fact]


_COLUMNS = tuple(
    tables.history.c[name]
    for name in (
        "position",
        "at",
        "room",
        "aggregate_id",
        "version",
        "message_id",
        "message_type",
        "causation",
        "facts",
    )
)

# Made beforehand, as those of `Store`.
_FACTS = msgspec.json.Decoder(list[Fact])


def read_page(  # noqa: PLR0917 (called with names)
    connection: Connection,
    room: str,
    correlation: str = "",
    aggregate_id: str = "",
    after: int = 0,
    limit: int = PAGE,
) -> list[Entry]:
    """The oldest `limit` entries behind position `after`, of an order, an aggregate, or both; fewer when these are the last."""
    table = tables.history
    query = select(*_COLUMNS).where(table.c.room == room, table.c.position > after)
    for column, wanted in ((table.c.correlation, correlation), (table.c.aggregate_id, aggregate_id)):
        query = query.where(column == wanted) if wanted else query
    rows = connection.execute(query.order_by(table.c.position).limit(limit)).mappings()
    return [Entry(**{**row, "facts": _FACTS.decode(row["facts"])}) for row in rows]
