"""Aggregates put together again from the history alone."""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from hub.kernel.delta import GONE, apply
from hub.kernel.errors import Code, Kind, refuse
from hub.platform import tables
from hub.platform.store import Store, one_of

PAGE = 200


def rebuild(
    connection: Connection, room: str, aggregate_id: str, version: int | None = None
) -> dict[str, Any]:
    """The document of an aggregate as it was in `version`, or as it is now.

    An aggregate that was removed, and a version that was never saved, is a `HubError`. Of an id that was used
    again after it had been removed a version is that of the latest one that had it.
    """
    found: dict[str, Any] | None = None
    for reached, document in _versions(connection, room, [aggregate_id]).get(aggregate_id, ()):
        if version in {None, reached}:
            found = document
    if found is None:
        which = f" in version {version}" if version is not None else ""
        text = f"the history knows no {aggregate_id}{which}"
        raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, text, "id")
    return found


def strays(connection: Connection, room: str, store: Store[Any]) -> list[str]:
    """Ids of all aggregates of a store that are not what the history makes of them."""
    table = store.table
    found: list[str] = []
    after = ""
    while True:
        query = select(table.c.id, table.c.version, table.c.document)
        query = query.where(table.c.id > after).order_by(table.c.id).limit(PAGE)
        rows = connection.execute(query).all()
        told = _versions(connection, room, [row[0] for row in rows])
        for identifier, version, document in rows:
            if told.get(identifier, [])[-1:] != [(version, msgspec.json.decode(document))]:
                found.append(identifier)
        if len(rows) < PAGE:
            return found
        after = rows[-1][0]


def _versions(
    connection: Connection, room: str, ids: Iterable[str]
) -> dict[str, list[tuple[int, dict[str, Any] | None]]]:
    """Each version of each aggregate with its document, in the order they were saved; None when it was removed."""
    table = tables.history
    query = select(table.c.aggregate_id, table.c.version, table.c.change).where(
        table.c.room == room, one_of(connection, table.c.aggregate_id, ids), table.c.change.is_not(None)
    )
    found: dict[str, list[tuple[int, dict[str, Any] | None]]] = {}
    for identifier, version, text in connection.execute(query.order_by(table.c.position)):
        change = msgspec.json.decode(text)
        earlier = found.setdefault(identifier, [])
        before = earlier[-1][1] if earlier else None
        earlier.append((version, None if change == GONE else apply(before, change)))
    return found
