"""What a step writes into the history: who did what to which aggregate, and what its document became by it.

Of aggregates that can be rebuilt each version that is saved, and their end, leaves the change to the document before
(`hub.kernel.delta`) on one row: the last of this version. `hub.platform.rebuild` puts them together again.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from hub.kernel.aggregate import Aggregate, Fact
from hub.kernel.delta import GONE, diff
from hub.platform.message import Message
from hub.platform.store import Store

Key = tuple[Store[Any], str]


class History:
    """Collects the rows of one batch."""

    def __init__(self, room: str, now: datetime) -> None:
        self._room = room
        self._now = now
        self.rows: list[dict[str, Any]] = []
        # For each aggregate the row its change goes to; one that nothing was recorded of is not among `rows` yet.
        self._last: dict[Key, dict[str, Any]] = {}
        self._silent: set[Key] = set()

    def note(self, message: Message, key: Key, aggregate: Aggregate) -> None:
        """What the message has done to the aggregate."""
        facts = aggregate.take_facts()
        if not facts and (key in self._last or not key[0].rebuildable):
            return
        row = self._row(message, aggregate, facts)
        if facts:
            self.rows.append(row)
            self._silent.discard(key)
        else:
            self._silent.add(key)
        self._last[key] = row

    def gone(self, message: Message, key: Key, aggregate: Aggregate) -> None:
        """The message has removed the aggregate."""
        row = self._row(message, aggregate, aggregate.take_facts())
        row["change"] = _encoded(GONE)
        self.rows.append(row)
        self._last.pop(key, None)
        self._silent.discard(key)

    def saved(self, store: Store[Any], before: Mapping[str, str], after: Mapping[str, str]) -> None:
        """The documents of a rebuildable store that were written, by id, and what they were when they were loaded."""
        for identifier, document in after.items():
            key = (store, identifier)
            row = self._last[key]
            if key in self._silent:
                self.rows.append(row)
            old = before.get(identifier)
            row["change"] = (
                f"[{document}]"
                if old is None
                else _encoded(diff(msgspec.json.decode(old), msgspec.json.decode(document)))
            )

    def _row(self, message: Message, aggregate: Aggregate, facts: list[Fact]) -> dict[str, Any]:
        return {
            "room": self._room,
            "aggregate_id": aggregate.id,
            "version": aggregate.version + 1,
            "at": self._now,
            "message_id": message.id,
            "message_type": message.type,
            "correlation": message.correlation,
            "causation": message.causation,
            "facts": _encoded(facts),
            "change": None,
        }


def _encoded(value: Any) -> str:
    return msgspec.json.encode(value).decode()
