"""Names of databases and virtual hosts that are ours to throw away, with the time they were made at."""

import re
import secrets
import time

PREFIX = "hub_test_"
STALE_SECONDS = 24 * 60 * 60
_NAME = re.compile(rf"{PREFIX}(\d+)_[0-9a-f]+")


def throwaway() -> str:
    return f"{PREFIX}{int(time.time())}_{secrets.token_hex(4)}"


def is_stale(name: str, now: float) -> bool:
    """Made by a run so long ago that it cannot be going on: it was killed before it could tidy up."""
    made = _NAME.fullmatch(name)
    return made is not None and now - int(made[1]) > STALE_SECONDS
