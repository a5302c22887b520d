"""A deadline that has come, as work for a step."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from hub.platform.message import compose
from hub.platform.store import Store
from hub.platform.unit_of_work import Handler, Need, Step, Work

#: What is to be done with an aggregate whose deadline has come.
OnDeadline = Callable[[Step, Any], None]


class Wake(msgspec.Struct, frozen=True):
    """An aggregate's `wake_at` has come."""

    table: str
    id: str


class Deadlines:
    """The deadlines of a room."""

    def __init__(self, deadlines: Mapping[Store[Any], OnDeadline]) -> None:
        self._by_table = {store.table.name: (store, act) for store, act in deadlines.items()}
        self._handler = Handler(Wake, self._handle, self._needs)

    def work(self, store: Store[Any], identifier: str) -> Work:
        """Looks whether the aggregate's time has really come, and acts if so."""
        # The library's names are a kind of text of its own, which JSON does not know.
        wake = Wake(str(store.table.name), identifier)
        message = compose(wake, key=identifier, correlation="")
        return Work(message, wake, self._handler, deduplicate=False)

    def _needs(self, wake: Wake) -> list[Need]:
        return [(self._by_table[wake.table][0], wake.id)]

    def _handle(self, step: Step, wake: Wake) -> None:
        store, act = self._by_table[wake.table]
        aggregate = step.look(store, wake.id)
        # Another process, or a message in this very batch, may have moved it on already.
        if aggregate is not None and aggregate.wake_at is not None and aggregate.wake_at <= step.now:
            step.on_behalf_of(aggregate)
            act(step, step.get(store, wake.id))
