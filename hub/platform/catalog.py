"""What may be written into the catalogue of a room, and what cannot. One class for all rooms."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from hub.kernel.errors import Code, HubError, Kind, Reason, refuse
from hub.kernel.ids import new_id
from hub.kernel.lifecycle import LEAVING, MAKING, may_become
from hub.platform.catalog_entry import Entry
from hub.platform.revisions import Revisions
from hub.platform.search import At, Search

#: Given what every version of every entry says: what judges one of them. The room's engine has to understand it.
Check = Callable[[Sequence[Entry]], Callable[[Entry], Iterable[Reason]]]
#: As many characters as a column of entries holds.
LONGEST = {"id": 120, "version": 40}


@dataclass(frozen=True, slots=True)
class Reference:
    """A member that names other entries, by `id` or as a plain text: `productSpecification`, `alternative`.

    With `needed` nothing can be built without them: they have to be there before the entry can be ordered. `among`
    says which of several the member is about.
    """

    member: str
    kind: str
    needed: bool = False
    among: Callable[[Any], bool] = lambda _: True

    def named(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """Where an entry names others, and whom."""
        value = entry.content.get(self.member)
        several = isinstance(value, list)
        for position, one in enumerate(value if isinstance(value, list) else [value]):
            identifier = one.get("id") if isinstance(one, dict) else one
            if isinstance(identifier, str) and identifier and self.among(one):
                place = f"{self.member}[{position}]" if several else self.member
                yield (f"{place}.id" if isinstance(one, dict) else place), identifier


def _nothing_else(_connection: Connection, _entry: Entry) -> None:
    """For rooms that keep nothing beside their entries."""


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """The table of a room's entries and what they have to meet; `defaults` is what content says that is silent.

    `stored` does, in the same transaction, what else has to be when an entry is written.
    """

    entries: Revisions
    check: Check
    references: Mapping[str, Sequence[Reference]] = field(default_factory=dict)
    defaults: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    stored: Callable[[Connection, Entry], None] = _nothing_else

    @cached_property
    def search(self) -> Search:
        """How entries are found by what they say."""
        return Search(self.entries, {"id": At(column=self.entries.table.c.entry_id)})

    def get(self, connection: Connection, kind: str, identifier: str, version: str = "") -> Entry:
        self.known(kind)
        found = self.entries.find(connection, kind, identifier, version)
        if found is None:
            text = f"there is no {kind} {identifier}" + (f" version {version}" if version else "")
            raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, text, "id")
        return found

    def create(self, connection: Connection, entry: Entry, at: datetime) -> Entry:
        self.entries.alone(connection)
        if entry.id and self.entries.find(connection, entry.kind, entry.id):
            raise refuse(Kind.CONFLICT, Code.ID_TAKEN, f"there is a {entry.kind} {entry.id} already", "id")
        return self.put(connection, [entry], at)[0]

    def update(self, connection: Connection, entry: Entry, at: datetime, if_revision: int = 0) -> Entry:
        self.entries.alone(connection)
        now = self.get(connection, entry.kind, entry.id)
        version = entry.version or now.version
        self._unchanged(self.entries.find(connection, entry.kind, entry.id, version) or now, if_revision)
        return self.put(connection, [replace(entry, version=version)], at)[0]

    def delete(
        self, connection: Connection, kind: str, identifier: str, at: datetime, if_revision: int = 0
    ) -> None:
        self.entries.alone(connection)
        entry = self.get(connection, kind, identifier)
        self._unchanged(entry, if_revision)
        relying = self._relying(connection, kind, identifier)
        if relying:
            text = f"{kind} {identifier} is named by {', '.join(relying)}"
            raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "id")
        self.entries.bury(connection, entry, at)

    def _relying(self, connection: Connection, kind: str, identifier: str) -> list[str]:
        """Who names an entry; an older version may be what is on the market, and that needs what it is built of."""
        current = {_key(entry) for entry in self.entries.current(connection)}
        return [
            f"{other.kind} {other.id}" + ("" if _key(other) in current else f" version {other.version}")
            for other in self.entries.latest(connection)
            if other.lifecycle_status not in LEAVING and (other.kind, other.id) != (kind, identifier)
            if any(
                (k, i) == (kind, identifier) and (needed or _key(other) in current)
                for _, k, i, needed in self._named(other)
            )
        ]

    def put(self, connection: Connection, new: Sequence[Entry], at: datetime) -> list[Entry]:
        """Writes entries, known or not, all or none of them: each is judged beside what the others will say.

        One that says what is there already is left as it is.
        """
        self.entries.alone(connection)
        known = {_key(entry): entry for entry in self.entries.latest(connection)}
        wanted = [self._complete(entry) for entry in new]
        named = {_key(entry) for entry in wanted}
        there = [entry for key, entry in known.items() if key not in named] + wanted
        ids, judge = {(entry.kind, entry.id) for entry in there}, self.check(there)
        reasons = [
            reason
            for entry in wanted
            for reason in (*_shape(entry), *self._missing(entry, ids), *judge(entry))
        ]
        if reasons:
            raise HubError(Kind.INVALID, *reasons)
        for entry in wanted:
            _lifecycle(known.get(_key(entry)), entry)
        changed = [e for e in wanted if not ((said := known.get(_key(e))) and said.same_as(e))]
        written = {_key(entry): entry for entry in self.entries.append(connection, changed, at)}
        for entry in written.values():
            self.stored(connection, entry)
        return [written.get(_key(entry)) or known[_key(entry)] for entry in wanted]

    def _complete(self, entry: Entry) -> Entry:
        self.known(entry.kind)
        content = {**self.defaults.get(entry.kind, {}), **entry.content}
        return replace(
            entry,
            id=entry.id or new_id(),
            version=entry.version or "1",
            lifecycle_status=entry.lifecycle_status or "Active",
            content=content,
        )

    def _missing(self, entry: Entry, ids: Collection[tuple[str, str]]) -> Iterator[Reason]:
        """What it cannot be sold without."""
        if entry.lifecycle_status not in MAKING | LEAVING:
            for place, kind, identifier, needed in self._named(entry):
                if needed and (kind, identifier) not in ids:
                    yield Reason(Code.ATTRIBUTE_INVALID, f"there is no {kind} {identifier}", place)

    def _named(self, entry: Entry) -> Iterator[tuple[str, str, str, bool]]:
        for reference in self.references.get(entry.kind, ()):
            for place, identifier in reference.named(entry):
                yield place, reference.kind, identifier, reference.needed

    def known(self, kind: str) -> None:
        """A kind that is not of this room is a `HubError`."""
        if kind not in self.entries.kinds:
            text = f"{kind!r} is not one of {', '.join(self.entries.kinds)}"
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "kind")

    @staticmethod
    def _unchanged(entry: Entry, if_revision: int) -> None:
        if if_revision not in {0, entry.revision}:
            text = f"{entry.kind} {entry.id} is at revision {entry.revision}, not {if_revision}"
            raise refuse(Kind.STALE, Code.VERSION_STALE, text, "revision")


def _key(entry: Entry) -> tuple[str, str, str]:
    return entry.kind, entry.id, entry.version


def _shape(entry: Entry) -> Iterator[Reason]:
    for name, longest in LONGEST.items():
        text = getattr(entry, name)
        if not 1 <= len(text) <= longest or not text.isprintable():
            yield Reason(Code.ATTRIBUTE_INVALID, f"has 1 to {longest} printable characters", name)
    if entry.valid_from and entry.valid_to and entry.valid_from >= entry.valid_to:
        yield Reason(Code.ATTRIBUTE_INVALID, "ends before it begins", "validFor")


def _lifecycle(before: Entry | None, entry: Entry) -> None:
    if before is not None and not may_become(before.lifecycle_status, entry.lifecycle_status):
        text = (
            f"version {entry.version} of {entry.kind} {entry.id} is {before.lifecycle_status} and stays so; "
            f"allowed is {before.lifecycle_status}, or another version"
        )
        raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "lifecycleStatus")
