"""What a database holds, whole."""

from sqlalchemy import Connection, select

from hub.platform.store import A, Store


def stored(connection: Connection, store: Store[A]) -> list[A]:
    """Every aggregate of a kind."""
    return store.decode(connection.execute(select(store.table.c.document, store.table.c.version)))
