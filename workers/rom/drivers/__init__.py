"""Where values come from: the pools of our own, or for a specification a system that somebody registers here.

An address management system, say, is an object with the methods of `Source`, put into `SOURCES` by whoever composes the
process. What it is asked happens within a step, so it may not wait for anybody: it hands out of what it has fetched
before. Resources, orders and reservations stay ours.
"""

from workers.rom.drivers.pools import PoolSource
from workers.rom.drivers.source import Refusal, Source, Taken, Wanted

__all__ = ["SOURCES", "Refusal", "Source", "Taken", "Wanted", "source_of"]

#: By resource specification, those that are not supplied by our own pools.
SOURCES: dict[str, Source] = {}

_POOLS: Source = PoolSource()


def source_of(specification_id: str) -> Source:
    return SOURCES.get(specification_id, _POOLS)
