"""A SQLite file belongs to one process: two would both relay its outbox, each to rooms of its own."""

import fcntl
from collections.abc import Callable
from pathlib import Path

from hub.kernel.errors import Code, Kind, refuse


def own(database: str | None) -> Callable[[], None]:
    """Takes the file for this process, until what is returned is called, or the process ends in whatever way."""
    if not database or database == ":memory:":
        return lambda: None
    path = Path(database)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.with_name(f"{path.name}-lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        text = f"another hub works on {database}"
        raise refuse(Kind.UNAVAILABLE, Code.SERVICE_UNAVAILABLE, text, "HUB_DATABASE_URL") from error
    return lock.close
