"""The core as one room: its parts are about the same products, and the same orders."""

from core.ordering import direct
from core.ordering import handlers as ordering
from core.qualification import handlers as qualification
from core.reconciliation import handlers as reconciliation
from hub.platform.runner import Room


def room() -> Room:
    """Where two parts know a message, the later one decides what is whose."""
    parts = (ordering, reconciliation, qualification)
    return Room(
        "com",
        {name: handler for part in (*parts, direct) for name, handler in part.HANDLERS.items()},
        {store: on for part in parts for store, on in part.DEADLINES.items()},
    )
