"""Loading the resource catalogue: specifications, and the pools behind them."""

from collections.abc import Sequence

from sqlalchemy import Connection

from hub.kernel.errors import Code, Kind, refuse
from workers.rom.model import ResourceSpecification
from workers.rom.pools import Pool
from workers.rom.store import ENTRIES, POOLS


def load_catalog(
    connection: Connection, specifications: Sequence[ResourceSpecification], supplies: Sequence[Pool]
) -> int:
    """Adds what is new; how much that was. A known pool keeps its allocations and must have the same supply."""
    known = POOLS.load(connection, [p.id for p in supplies], lock=True)
    for pool in supplies:
        if pool.id in known and known[pool.id].supply != pool.supply:
            text = f"pool {pool.name} is there already with another supply"
            raise refuse(Kind.CONFLICT, Code.ENTRY_CHANGED, text, "resourcePool")
    new = [pool for pool in supplies if pool.id not in known]
    if new:
        POOLS.save(connection, new)
    return ENTRIES.load(connection, specifications) + len(new)
