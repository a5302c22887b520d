"""Loading the resource catalogue, and the pools behind it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from hub.kernel.errors import Code, Kind, refuse
from workers.rom.catalog import ENTRIES
from workers.rom.pools import Pool, Pools
from workers.rom.store import POOLS


def load_catalog(connection: Connection, entries: Sequence[Any], pools: Sequence[Pool]) -> int:
    """Adds what is new; how much that was. A known pool keeps its allocations, and must be the same otherwise."""
    every = select(POOLS.table.c.id)
    wanted = {*connection.execute(every).scalars(), *(pool.specification_id for pool in pools)}
    known = POOLS.load(connection, wanted, lock=True)
    by_id = {pool.id: pool for of in known.values() for pool in of.pools}
    changed: dict[str, Pools] = {}
    added = 0
    for pool in pools:
        earlier = by_id.get(pool.id)
        if earlier is not None:
            _compare(earlier, pool)
            continue
        of = changed.get(pool.specification_id) or known.get(pool.specification_id)
        changed[pool.specification_id] = of or Pools(id=pool.specification_id)
        changed[pool.specification_id].add(pool)
        by_id[pool.id] = pool
        added += 1
    if changed:
        POOLS.save(connection, list(changed.values()))
    return ENTRIES.load(connection, entries) + added


def _compare(known: Pool, pool: Pool) -> None:
    """What was handed out was handed out of the pool as it was."""
    for name in ("specification_id", "supply", "sites"):
        if getattr(known, name) != getattr(pool, name):
            text = f"pool {pool.id} is there already with another {name.removesuffix('_id')}"
            raise refuse(Kind.CONFLICT, Code.ENTRY_CHANGED, text, "resourcePool")
