"""How a row of a catalogue takes the place of those before it; its columns are those of `hub.platform.revisions`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, func, select, true, update

from hub.platform.bulk import insert_all
from hub.platform.catalog_entry import Entry
from hub.platform.store import one_of

# Kind and id.
_Key = tuple[str, str]


def write(
    connection: Connection, table: Table, entries: Sequence[Entry], at: datetime, *, deleted: bool = False
) -> list[Entry]:
    """Adds a row for each entry, in their order; returns them as they are now."""
    revisions, standing = _known(connection, table, entries)
    # Those of an entry together: an import has as many as it likes.
    rows: dict[_Key, list[dict[str, Any]]] = {}
    written = []
    for entry in entries:
        key = (entry.kind, entry.id)
        own = rows.setdefault(key, [])
        versions = standing.setdefault(key, [])
        # The version that came last is what the entry says, whichever is changed after it.
        current = entry.version not in versions or entry.version == versions[-1]
        if versions:
            gone = versions if deleted else [entry.version]
            _step_back(connection, table, own, entry, gone, current=current or deleted)
        standing[key] = [] if deleted else list(dict.fromkeys([*versions, entry.version]))
        revisions[key] = revisions.get(key, 0) + 1
        now = replace(entry, revision=revisions[key], last_update=at)
        written.append(now)
        own.append(
            {
                "kind": now.kind,
                "entry_id": now.id,
                "version": now.version,
                "revision": now.revision,
                "current": current and not deleted,
                "latest": not deleted,
                "deleted": deleted,
                "name": now.name,
                "lifecycle_status": now.lifecycle_status,
                "last_update": at,
                "document": msgspec.json.encode(now).decode(),
            }
        )
    insert_all(connection, table, [row for own in rows.values() for row in own])
    return written


def _known(
    connection: Connection, table: Table, entries: Sequence[Entry]
) -> tuple[dict[_Key, int], dict[_Key, list[str]]]:
    """Of entries: how many revisions there are, and which versions stand, the current one last."""
    columns = table.c
    named = one_of(connection, columns.entry_id, {entry.id for entry in entries})
    counted = select(columns.kind, columns.entry_id, func.max(columns.revision)).where(named)
    counted = counted.group_by(columns.kind, columns.entry_id)
    revisions = {(kind, identifier): top for kind, identifier, top in connection.execute(counted)}
    query = select(columns.kind, columns.entry_id, columns.version).where(named, columns.latest == true())
    standing: dict[_Key, list[str]] = {}
    for kind, identifier, version in connection.execute(query.order_by(columns.current, columns.position)):
        standing.setdefault((kind, identifier), []).append(version)
    return revisions, standing


def _step_back(
    connection: Connection,
    table: Table,
    rows: Sequence[dict[str, Any]],
    entry: Entry,
    versions: Sequence[str],
    *,
    current: bool,
) -> None:
    """These versions say something else now, and the entry, too, when it is `current`: the rows before do not count.

    `rows` are those of the entry that are about to be written.
    """
    columns = table.c
    own = update(table).where(columns.kind == entry.kind, columns.entry_id == entry.id)
    if current:
        connection.execute(own.where(columns.current == true()).values(current=False))
    of_versions = one_of(connection, columns.version, versions)
    connection.execute(own.where(columns.latest == true(), of_versions).values(latest=False))
    for row in rows:
        row["current"] &= not current
        row["latest"] &= row["version"] not in versions
