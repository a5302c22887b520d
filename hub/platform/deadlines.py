"""A deadline that has come, as work for a step."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from hub.platform.message import compose
from hub.platform.store import Store
from hub.platform.unit_of_work import Handler, Need, Step, Work, no_more


@dataclass(frozen=True)
class OnDeadline:
    """What is to be done with an aggregate whose deadline has come; `further` is what has to be loaded besides it."""

    act: Callable[[Step, Any], None]
    further: Callable[[Step, Any], Iterable[Need]] = no_more


class Wake(msgspec.Struct, frozen=True):
    """An aggregate's `wake_at` has come."""

    table: str
    id: str


class Deadlines:
    """The deadlines of a room."""

    def __init__(self, deadlines: Mapping[Store[Any], OnDeadline]) -> None:
        self._by_table = {store.table.name: (store, on) for store, on in deadlines.items()}
        self._handler = Handler(Wake, self._handle, self._needs, further=self._further)

    def work(self, store: Store[Any], identifier: str) -> Work:
        """Looks whether the aggregate's time has really come, and acts if so."""
        # The library's names are a kind of text of its own, which JSON does not know.
        wake = Wake(str(store.table.name), identifier)
        message = compose(wake, key=identifier, correlation="")
        return Work(message, wake, self._handler, deduplicate=False)

    def _needs(self, wake: Wake) -> list[Need]:
        return [(self._by_table[wake.table][0], wake.id)]

    def _further(self, step: Step, wake: Wake) -> Iterable[Need]:
        aggregate = self._due(step, wake)
        return () if aggregate is None else self._by_table[wake.table][1].further(step, aggregate)

    def _handle(self, step: Step, wake: Wake) -> None:
        aggregate = self._due(step, wake)
        if aggregate is not None:
            store, on = self._by_table[wake.table]
            step.on_behalf_of(aggregate)
            on.act(step, step.get(store, wake.id))

    def _due(self, step: Step, wake: Wake) -> Any:
        """The aggregate, None when another process, or a message in this very batch, has moved it on already."""
        aggregate = step.look(self._by_table[wake.table][0], wake.id)
        due = aggregate is not None and aggregate.wake_at is not None and aggregate.wake_at <= step.now
        return aggregate if due else None
