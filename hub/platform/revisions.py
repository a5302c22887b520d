"""The table of a room's catalogue: nothing in it is changed but which row counts.

Whatever happens to an entry (it is made, changed, taken away) is a further row; orders go on with the row they were
accepted with. A row holds the entry in TM Forum's words; an engine reads its own dataclasses out of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    func,
    select,
    text,
    true,
)

from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.versions import make_pin
from hub.platform.catalog_entry import BEGINNING, Codec, Entry
from hub.platform.database import Instant
from hub.platform.revising import write
from hub.platform.store import one_of
from hub.platform.tables import Document, Identifier, Serial, metadata


class Revisions:
    """The entries of one room. `codecs` are those of the kinds its engine reads; the others are only kept."""

    def __init__(self, table: str, kinds: Sequence[str], codecs: Mapping[str, Codec]) -> None:
        #: What its documents are, for `hub.platform.search`.
        self.kind = Entry
        self.kinds = tuple(kinds)
        self.codecs = dict(codecs)
        # Made beforehand, as those of `Store`.
        self._decoder = msgspec.json.Decoder(Entry)
        self.table = Table(
            table,
            metadata,
            Column("position", Serial, primary_key=True, autoincrement=True),
            Column("kind", String(40), nullable=False),
            Column("entry_id", Identifier, nullable=False),
            Column("version", String(40), nullable=False),
            # Of the entry, in whatever version.
            Column("revision", Integer, nullable=False),
            # What the entry says now, which is its last version; what its version says now; that it was taken away.
            Column("current", Boolean, nullable=False),
            Column("latest", Boolean, nullable=False),
            Column("deleted", Boolean, nullable=False),
            Column("name", Text, nullable=False),
            Column("lifecycle_status", Text, nullable=False),
            Column("last_update", Instant, nullable=False),
            Column("document", Document, nullable=False),
            UniqueConstraint("kind", "entry_id", "revision"),
            sqlite_autoincrement=True,
        )

    def alone(self, connection: Connection) -> None:
        """Until the transaction ends nobody else writes: what is judged by what there is stays true."""
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"LOCK TABLE {self.table.name} IN SHARE ROW EXCLUSIVE MODE"))

    def append(self, connection: Connection, entries: Sequence[Entry], at: datetime) -> list[Entry]:
        """Writes them as the newest revisions, in their order; returns them as they are now."""
        return write(connection, self.table, entries, at)

    def bury(self, connection: Connection, entry: Entry, at: datetime) -> None:
        """Takes an entry away, in all its versions."""
        write(connection, self.table, [entry], at, deleted=True)

    def load(self, connection: Connection, new: Iterable[Any], at: datetime = BEGINNING) -> int:
        """Adds versions, `Entry` or the engine's own; how many were new. A known one with other content is a `HubError`."""
        self.alone(connection)
        entries = [entry if isinstance(entry, Entry) else self.written(entry) for entry in new]
        known = {(entry.kind, entry.id, entry.version): entry for entry in self.latest(connection)}
        added = []
        for entry in entries:
            earlier = known.get((entry.kind, entry.id, entry.version))
            if earlier is None:
                added.append(entry)
            elif self._meaning(earlier) != self._meaning(entry):
                said = f"{entry.kind} {entry.id} version {entry.version} is there already and says something else"
                raise refuse(Kind.CONFLICT, Code.ENTRY_CHANGED, said, entry.kind)
        self.append(connection, added, at)
        return len(added)

    def written(self, model: Any) -> Entry:
        """The engine's own as an entry."""
        codec = next(codec for codec in self.codecs.values() if isinstance(model, codec.model))
        return codec.write(model)

    def revision(self, connection: Connection) -> int:
        """Grows with every row: two readings with the same revision are the same."""
        return connection.execute(select(func.max(self.table.c.position))).scalar() or 0

    def read(self, connection: Connection) -> list[Any]:
        """All that the engine reads, as it was ever said, the oldest first."""
        columns = self.table.c
        query = select(columns.kind, columns.latest, columns.document)
        query = query.where(columns.deleted == false(), one_of(connection, columns.kind, self.codecs))
        seen: set[tuple[str, str, str]] = set()
        found = []
        for kind, latest, document in connection.execute(query.order_by(columns.position)):
            entry = self._decoder.decode(document)
            key = (kind, entry.id, entry.version)
            pin = make_pin(entry.version, entry.revision, first=key not in seen)
            seen.add(key)
            found.append(replace(self.codecs[kind].read(entry), pin=pin, superseded=not latest))
        return found

    def find(self, connection: Connection, kind: str, identifier: str, version: str = "") -> Entry | None:
        """What a version says now; without one what the entry does. None when there is none."""
        columns = self.table.c
        which = (
            (columns.latest == true(), columns.version == version)
            if version
            else (columns.current == true(),)
        )
        found = self._select(connection, columns.kind == kind, columns.entry_id == identifier, *which)
        return found[0] if found else None

    def page(
        self,
        connection: Connection,
        conditions: Sequence[ColumnElement[bool]],
        order: Sequence[ColumnElement[Any]],
        offset: int,
        limit: int,
    ) -> tuple[list[Entry], int]:
        """One page of the rows that meet all conditions, and how many do in all."""
        columns = self.table.c
        counted = select(func.count()).select_from(self.table).where(*conditions)
        query = select(columns.document).where(*conditions)
        query = query.order_by(*order, columns.entry_id, columns.position).offset(offset).limit(limit)
        found = connection.execute(query).scalars()
        return [self._decoder.decode(document) for document in found], connection.execute(
            counted
        ).scalar_one()

    def listed(self, kind: str, *, all_versions: bool = False) -> list[ColumnElement[bool]]:
        """Conditions for what the entries of a kind, or each of their versions, say now."""
        columns = self.table.c
        return [columns.kind == kind, (columns.latest if all_versions else columns.current) == true()]

    def current(self, connection: Connection, kinds: Iterable[str] = ()) -> list[Entry]:
        """What the entries of these kinds, or of all, say now."""
        columns = self.table.c
        wanted = list(kinds)
        return self._select(
            connection,
            columns.current == true(),
            *([one_of(connection, columns.kind, wanted)] if wanted else []),
        )

    def latest(self, connection: Connection) -> list[Entry]:
        """What each version of each entry says now."""
        return self._select(connection, self.table.c.latest == true())

    def _select(self, connection: Connection, *conditions: Any) -> list[Entry]:
        query = select(self.table.c.document).where(*conditions).order_by(self.table.c.position)
        return [self._decoder.decode(document) for document in connection.execute(query).scalars()]

    def _meaning(self, entry: Entry) -> Any:
        """What the engine understands of it; of what it does not read, everything."""
        codec = self.codecs.get(entry.kind)
        return codec.read(entry) if codec else replace(entry, revision=0, last_update=BEGINNING)
