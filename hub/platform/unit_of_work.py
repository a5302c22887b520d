"""A step: one transaction over a batch of messages.

Inbox check, state, history and outgoing messages are written together or not at all. Handlers are plain
functions over aggregates that were loaded for the whole batch at once; they do no I/O of their own. Where it
is read from and written to is left to subclasses: a database, or the memory of a simulation.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Table

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Kind, refuse
from hub.platform import tables
from hub.platform.history import History
from hub.platform.message import Message, compose
from hub.platform.store import Store

# Where a word in the name of a class begins.
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")

A = TypeVar("A", bound=Aggregate)
T = TypeVar("T")
Need = tuple[Store[Any], str]


def nothing(_contract: Any) -> Iterable[Need]:
    """For handlers that need no aggregate."""
    return ()


def no_more(_step: "Step", _contract: Any) -> Iterable[Need]:
    """For handlers whose message names all they need."""
    return ()


def at_once(_contract: Any) -> int:
    """For messages that wait for no others: whatever is under way goes on."""
    return 0


@dataclass(frozen=True)
class Handler:
    """How one message type is handled: what its body is, what to load for it, what to do.

    `further` is what has to be loaded besides, as what was loaded by `needs` names it. `rank` says how long a message may wait when there is a backlog: 0 is at once, any other after all below it.
    """

    contract: type
    handle: Callable[["Step", Any], Any]
    needs: Callable[[Any], Iterable[Need]] = nothing
    rank: Callable[[Any], int] = at_once
    further: Callable[["Step", Any], Iterable[Need]] = no_more


@dataclass(frozen=True)
class Work:
    """A message to be handled in a step, its body already read."""

    message: Message
    contract: Any
    handler: Handler
    # Messages from the bus may come again; commands of a caller who waits for the answer do not.
    deduplicate: bool = True


@dataclass
class _Loaded:
    aggregates: dict[str, Any] = field(default_factory=dict)
    touched: dict[str, Any] = field(default_factory=dict)


_NOTHING = _Loaded()


class Step(ABC):
    """What a handler can do: get and add aggregates, send messages. Nothing is written before the batch ends."""

    def __init__(self, room: str, now: datetime) -> None:
        self.room = room
        self.now = now
        self.sent = 0
        self.wake_at: datetime | None = None
        self._message: Message | None = None
        # The version that the message at hand is about; 0 is any.
        self._if_version = 0
        self._stores: dict[Store[Any], _Loaded] = {}
        self._in_message: dict[tuple[Store[Any], str], Any] = {}
        self._catalogs: dict[Callable[[Connection], Any], Any] = {}
        self._outbox: list[Message] = []
        self._history = History(room, now)

    def get(self, store: Store[A], identifier: str, path: str = "id") -> A:
        """The aggregate, to be changed; an unknown id, which is under `path` for the caller, is a `HubError`."""
        found = self.find(store, identifier)
        if found is None:
            text = f"there is no {_CAPITAL.sub(' ', store.kind.__name__).lower()} {identifier}"
            raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, text, path)
        return found

    def find(self, store: Store[A], identifier: str) -> A | None:
        """Like `get`, but None when there is none.

        STALE for a message about a version that a message before it in the batch changes: versions are counted when
        the batch is written, so the handler could not see it.
        """
        found = self.look(store, identifier)
        if found is not None:
            before = identifier in self._stores[store].touched and (store, identifier) not in self._in_message
            if self._if_version and before:
                raise refuse(Kind.STALE, Code.VERSION_STALE, "somebody else changes it at the same time")
            self._stores[store].touched[identifier] = found
            self._in_message[store, identifier] = found
        return found

    def look(self, store: Store[A], identifier: str) -> A | None:
        """Only to read: the aggregate, which is not saved again, or None when there is none."""
        loaded = self._stores.setdefault(store, _Loaded())
        if identifier not in loaded.aggregates:
            self._load(store, [identifier])
        found: A | None = loaded.aggregates[identifier]
        return found

    def between(self, store: Store[A], column: str, after: str, through: str, limit: int = 0) -> list[A]:
        """Aggregates in the order of a look-up column, by id where that is the same: only to read.

        Those whose value is above `after` and at most `through` ('' for no end); the first `limit` of them, 0 for all.
        The column has to be an `Identifier`. Nobody is kept from changing them.
        """
        loaded = self._stores.get(store, _Loaded()).aggregates
        known = {i: a for i, a in loaded.items() if a is not None}
        found = {a.id: a for a in self._range(store, column, after, through, limit) if a.id not in loaded}
        # What this batch has changed counts as it is now.
        found.update(known)
        values = {i: a.id if column == "id" else store.columns(a)[column] for i, a in found.items()}
        inside = sorted((v, i) for i, v in values.items() if v > after and (not through or v <= through))
        return [found[i] for _, i in inside][: limit or None]

    def having(self, store: Store[A], column: str, value: str) -> list[A]:
        """Aggregates that are stored with `value` in this look-up column, by id: only to read."""
        ids = self._where(store, column, value)
        loaded = self._stores.setdefault(store, _Loaded()).aggregates
        if missing := [identifier for identifier in ids if identifier not in loaded]:
            self._load(store, missing)
        # What this batch has changed counts as it is now.
        there = (found for _, found in sorted(loaded.items()) if found is not None)
        return [found for found in there if store.columns(found)[column] == value]

    def current(self, catalog: Callable[[Connection], T]) -> T:
        """A catalogue as it is in this step, asked for once however many messages need it."""
        if catalog not in self._catalogs:
            self._catalogs[catalog] = self._read(catalog)
        found: T = self._catalogs[catalog]
        return found

    def remove(self, store: Store[Any], identifier: str) -> None:
        """Forgets an aggregate; what came before in the batch and changed it is forgotten too."""
        known = self.look(store, identifier) if store.rebuildable else None
        loaded = self._stores.setdefault(store, _Loaded())
        if known is not None and self._message is not None:
            self._history.gone(self._message, (store, identifier), known)
            self._in_message.pop((store, identifier), None)
        loaded.touched.pop(identifier, None)
        loaded.aggregates[identifier] = None
        self._erase(store, identifier)

    def remove_where(self, store: Store[Any], column: str, value: str) -> None:
        """Forgets all aggregates with `value` in this look-up column, those of this batch too."""
        for found in self.having(store, column, value):
            self.remove(store, found.id)

    def add(self, store: Store[A], aggregate: A) -> None:
        """A new aggregate; it belongs to the order of the message that makes it."""
        if self._message is not None and not aggregate.correlation:
            aggregate.correlation = self._message.correlation
        loaded = self._stores.setdefault(store, _Loaded())
        loaded.aggregates[aggregate.id] = loaded.touched[aggregate.id] = aggregate
        self._in_message[store, aggregate.id] = aggregate

    def on_behalf_of(self, aggregate: Aggregate) -> None:
        """The message at hand (a deadline) belongs to the order its aggregate belongs to."""
        if self._message is not None:
            self._message = msgspec.structs.replace(self._message, correlation=aggregate.correlation)

    def send(self, contract: msgspec.Struct, *, key: str, correlation: str = "") -> None:
        """Publishes `contract` when, and only when, the step commits.

        It belongs to the order the message at hand belongs to, unless `correlation` names another.
        """
        cause = self._message
        correlation = correlation or (cause.correlation if cause else key)
        self._outbox.append(compose(contract, key=key, correlation=correlation, cause=cause))

    def run(self, batch: Sequence[Work]) -> list[Any]:
        """Handles the batch and writes everything; what each handler returned, None for what was known."""
        ids = [w.message.id for w in batch if w.deduplicate]
        known = self._known(ids) if ids else set()
        self._preload([w for w in batch if w.message.id not in known])
        fresh: list[str] = []
        results: list[Any] = []
        for work in batch:
            if work.message.id in known:
                results.append(None)
                continue
            if work.deduplicate:
                known.add(work.message.id)
                fresh.append(work.message.id)
            self._message, self._in_message = work.message, {}
            self._if_version = getattr(work.contract, "if_version", 0)
            results.append(work.handler.handle(self, work.contract))
            self._note(self._message)
        self._write(fresh)
        return results

    def _preload(self, batch: Sequence[Work]) -> None:
        self._load_all(need for work in batch for need in work.handler.needs(work.contract))
        further = [work for work in batch if work.handler.further is not no_more]
        self._load_all(need for work in further for need in work.handler.further(self, work.contract))

    def _load_all(self, needs: Iterable[Need]) -> None:
        """What is not loaded yet, one query a table."""
        wanted: dict[Store[Any], set[str]] = {}
        for store, identifier in needs:
            if identifier not in self._stores.get(store, _NOTHING).aggregates:
                wanted.setdefault(store, set()).add(identifier)
        # Always in the same order of tables, as rows are locked: handlers, too, go from what leads to the others.
        for store in sorted(wanted, key=lambda s: (not s.leads, s.table.name)):
            self._load(store, sorted(wanted[store]))

    def _load(self, store: Store[Any], ids: list[str]) -> None:
        loaded = self._stores.setdefault(store, _Loaded())
        found = self._fetch(store, ids)
        for identifier in ids:
            loaded.aggregates.setdefault(identifier, found.get(identifier))

    def _note(self, message: Message) -> None:
        for key, aggregate in self._in_message.items():
            self._history.note(message, key, aggregate)

    def _write(self, fresh: Sequence[str]) -> None:
        if fresh:
            rows = [{"room": self.room, "message_id": m, "handled_at": self.now} for m in fresh]
            self._insert(tables.inbox, rows)
        for store, loaded in self._stores.items():
            changed = list(loaded.touched.values())
            if changed:
                self._save(store, changed)
                wakes = [a.wake_at for a in changed if a.wake_at is not None]
                self.wake_at = min([*wakes, *([self.wake_at] if self.wake_at else [])], default=None)
        if self._history.rows:
            self._insert(tables.history, self._history.rows)
        if self._outbox:
            rows = [{"room": self.room, "message": msgspec.json.encode(m).decode()} for m in self._outbox]
            self._insert(tables.outbox, rows)
            self.sent = len(self._outbox)

    # -- reading and writing --------------------------------------------------------------

    @abstractmethod
    def _read(self, catalog: Callable[[Connection], T]) -> T:
        """The catalogue as it is now."""

    @abstractmethod
    def _known(self, ids: list[str]) -> set[str]:
        """Those of these messages that the room has handled."""

    @abstractmethod
    def _fetch(self, store: Store[A], ids: list[str]) -> dict[str, A]:
        """Those that exist; nobody else changes them until the step ends."""

    @abstractmethod
    def _where(self, store: Store[Any], column: str, value: str) -> list[str]:
        """Ids of the aggregates stored with `value` in this look-up column."""

    @abstractmethod
    def _range(self, store: Store[A], column: str, after: str, through: str, limit: int) -> list[A]:
        """What is stored between two values of a look-up column; with a `limit` at least so many, if there are."""

    @abstractmethod
    def _save(self, store: Store[A], changed: list[A]) -> None:
        """Each one version up; a version somebody else has raised meanwhile is a `HubError`."""

    @abstractmethod
    def _erase(self, store: Store[Any], identifier: str) -> None:
        """Takes the aggregate's row away."""

    @abstractmethod
    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        """Adds rows, of which there is one at least, to a table of the platform."""
