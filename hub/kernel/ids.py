"""Identifiers: random ones for what is new, derived ones (UUIDv5, RFC 9562) for what must come out the same again."""

import contextlib
import itertools
import os
import random
import time
import uuid
from collections.abc import Iterator
from contextvars import ContextVar

_NAMESPACE = uuid.UUID("6f1d3a54-9a0e-5b7c-8f43-6d0f2f6f7a10")


# Who makes new ids instead of chance and the clock, for those who need to see the same ids again.
_SEEDED: ContextVar[Iterator[str] | None] = ContextVar("ids", default=None)


def new_id() -> str:
    """A new UUIDv7 (RFC 9562): random, but later ones sort behind earlier ones, so that indexes grow at one end."""
    seeded = _SEEDED.get()
    if seeded is not None:
        return next(seeded)
    return _uuid7(time.time_ns() // 1_000_000, int.from_bytes(os.urandom(10)))


@contextlib.contextmanager
def seeded_ids(seed: str) -> Iterator[None]:
    """Within, new ids are the same ones each time, in the same order."""
    noise = random.Random(seed)  # noqa: S311 (no secrets are made of ids)
    token = _SEEDED.set(_uuid7(number, noise.getrandbits(80)) for number in itertools.count())
    try:
        yield
    finally:
        _SEEDED.reset(token)


def _uuid7(milliseconds: int, noise: int) -> str:
    number = milliseconds << 80 | 0x7 << 76 | (noise >> 68) << 64 | 0b10 << 62 | noise & (1 << 62) - 1
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def derived_id(*parts: str) -> str:
    """The same parts give the same UUID on every machine; no two lists of parts give the same one."""
    # Each part behind its length: a separator could be in a part itself.
    return str(uuid.uuid5(_NAMESPACE, "".join(f"{len(part)}:{part}" for part in parts)))


def fraction(*parts: str) -> float:
    """A number from 0 to 1 that looks random and is the same for the same parts on every machine."""
    return uuid.UUID(derived_id(*parts)).time_low / 0xFFFFFFFF
