"""Filling the room with what there is: its pools."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from hub.kernel.errors import Code, Kind, refuse
from workers.rom.pools import Pool, Pools
from workers.rom.store import POOLS


def load_pools(connection: Connection, pools: Sequence[Pool]) -> int:
    """Adds what is new; how many pools that were. A known one keeps its allocations, and must be the same or larger."""
    if not pools:
        return 0
    every = select(POOLS.table.c.id)
    wanted = {*connection.execute(every).scalars(), *(pool.specification_id for pool in pools)}
    known = POOLS.load(connection, wanted, lock=True)
    by_id = {pool.id: pool for of in known.values() for pool in of.pools}
    changed: dict[str, Pools] = {}
    added = 0
    for pool in pools:
        of = changed.get(pool.specification_id) or known.get(pool.specification_id)
        of = of or Pools(id=pool.specification_id)
        earlier = by_id.get(pool.id)
        if earlier is None:
            of.add(pool)
            by_id[pool.id] = pool
            added += 1
        elif not _extended(earlier, pool):
            continue
        changed[pool.specification_id] = of
    if changed:
        POOLS.save(connection, list(changed.values()))
    return added


def _extended(known: Pool, pool: Pool) -> bool:
    """Whether a known pool has more now. What was handed out was handed out of the pool as it was."""
    for name in ("specification_id", "sites"):
        if getattr(known, name) != getattr(pool, name):
            raise _another(pool, name.removesuffix("_id"))
    if known.supply == pool.supply:
        return False
    if not known.extend(pool.supply):
        raise _another(pool, "supply")
    return True


def _another(pool: Pool, what: str) -> Exception:
    text = f"pool {pool.id} is there already with another {what}"
    return refuse(Kind.CONFLICT, Code.ENTRY_CHANGED, text, "resourcePool")
