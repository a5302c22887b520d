"""What holds after every step: orders and products are what their history makes of them."""

from typing import Any

import msgspec

from hub.kernel.delta import GONE, apply
from hub.simulation.log import Violation, short
from hub.simulation.step import MemoryStep


class Rebuilt:
    """Puts every aggregate together from its changes, beside the disk."""

    def __init__(self) -> None:
        self._documents: dict[str, Any] = {}

    def __call__(self, step: MemoryStep) -> None:
        for row in step.rows.get("hub_history", ()):
            if row["change"] is not None:
                change = msgspec.json.decode(row["change"])
                identifier = row["aggregate_id"]
                known = self._documents.get(identifier)
                self._documents[identifier] = None if change == GONE else apply(known, change)
        for store, identifier, stored in step.saved:
            if store.rebuildable and self._documents.get(identifier) != msgspec.json.decode(stored.document):
                raise Violation("the history makes what is stored", f"{store.table.name} {short(identifier)}")
