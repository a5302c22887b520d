"""What is written once and read often: entries that are versioned and never changed, and a memory of what they say."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakKeyDictionary

import msgspec
from sqlalchemy import Column, Connection, Engine, String, Table, UniqueConstraint, func, select

from hub.platform.bulk import insert_all
from hub.platform.tables import Document, Serial, metadata

T = TypeVar("T")


class Entries:
    """The entries of one room. Each kind is a dataclass with `id` and `version`."""

    def __init__(self, table: str, kinds: Mapping[str, type]) -> None:
        self._kinds = dict(kinds)
        # Made beforehand, as those of `Store`.
        self._decoders: dict[str, msgspec.json.Decoder[Any]] = {
            name: msgspec.json.Decoder(kind) for name, kind in kinds.items()
        }
        self.table = Table(
            table,
            metadata,
            Column("position", Serial, primary_key=True, autoincrement=True),
            Column("kind", String(40), nullable=False),
            Column("entry_id", String(120), nullable=False),
            Column("version", String(40), nullable=False),
            Column("document", Document, nullable=False),
            UniqueConstraint("kind", "entry_id", "version"),
            sqlite_autoincrement=True,
        )

    def load(self, connection: Connection, new: Sequence[Any]) -> None:
        """Adds entries; each version is there once."""
        rows = [
            {
                "kind": next(name for name, cls in self._kinds.items() if isinstance(entry, cls)),
                "entry_id": entry.id,
                "version": entry.version,
                "document": msgspec.json.encode(entry).decode(),
            }
            for entry in new
        ]
        insert_all(connection, self.table, rows)

    def revision(self, connection: Connection) -> int:
        """Grows with every entry: two readings with the same revision are the same."""
        return connection.execute(select(func.max(self.table.c.position))).scalar() or 0

    def read(self, connection: Connection) -> list[Any]:
        """All entries, the oldest first."""
        query = select(self.table.c.kind, self.table.c.document).order_by(self.table.c.position)
        return [self._decoders[kind].decode(doc) for kind, doc in connection.execute(query)]


class Source(Protocol):
    """A table that only grows: `revision` is another one when there is more to `read`."""

    def revision(self, connection: Connection) -> int: ...

    def read(self, connection: Connection) -> list[Any]: ...


class Current(Generic[T]):
    """A catalogue in memory; asks the database whether there is a newer one, and reads it only then."""

    def __init__(self, entries: Source, build: Callable[[Sequence[Any]], T]) -> None:
        self.entries = entries
        self.build = build
        # One a database: what another one holds under the same revision is something else.
        self._known: WeakKeyDictionary[Engine, tuple[int, T]] = WeakKeyDictionary()

    def __call__(self, connection: Connection) -> T:
        revision = self.entries.revision(connection)
        known = self._known.get(connection.engine)
        if known is None or known[0] != revision:
            known = revision, self.build(self.entries.read(connection))
            self._known[connection.engine] = known
        return known[1]
