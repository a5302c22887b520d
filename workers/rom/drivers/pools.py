"""Values from our own pools: first fit, in the order of the pools' ids the lowest value that is free."""

from collections.abc import Iterable

from hub.kernel.errors import Code
from hub.platform.unit_of_work import Need, Step
from workers.rom.drivers.source import Refusal, Taken, Wanted
from workers.rom.store import POOLS


class PoolSource:
    def needs(self, specification_id: str) -> Iterable[Need]:
        return [(POOLS, specification_id)]

    def look(self, step: Step, wanted: Wanted) -> int:
        found = step.look(POOLS, wanted.specification_id)
        return sum(pool.available for pool in found.serving(wanted.site)) if found else 0

    def take(self, step: Step, wanted: Wanted) -> Taken | Refusal:
        found = step.find(POOLS, wanted.specification_id)
        serving = found.serving(wanted.site) if found else []
        if wanted.value:
            serving = [pool for pool in serving if pool.names(wanted.value)]
        for pool in serving:
            value = pool.take(wanted.value)
            if value is not None:
                return Taken(pool.id, value)
        return _refusal(wanted, sum(pool.capacity for pool in serving), [pool.id for pool in serving])

    def fits(self, step: Step, wanted: Wanted, taken: Taken) -> bool:
        found = step.look(POOLS, wanted.specification_id)
        pool = found.pool(taken.pool_id) if found else None
        return pool is not None and pool.serves(wanted.site) and wanted.value in {"", taken.value}

    def give_back(self, step: Step, specification_id: str, taken: Taken) -> None:
        pool = step.get(POOLS, specification_id).pool(taken.pool_id)
        if pool is None:
            raise ValueError(f"{specification_id} has no pool {taken.pool_id}")
        pool.give_back(taken.value)


def _refusal(wanted: Wanted, capacity: int, names: list[str]) -> Refusal:
    """Why none of the pools that could have it has it."""
    where = f" at {wanted.site}" if wanted.site else ""
    if wanted.value and not names:
        text = f"no pool of {wanted.specification_id}{where} has the value {wanted.value}"
        return Refusal(Code.ATTRIBUTE_INVALID, text)
    if wanted.value:
        return Refusal(Code.RESOURCE_TAKEN, f"{wanted.value} of {' and '.join(names)} is not free")
    if not names:
        return Refusal(Code.POOL_EXHAUSTED, f"there is no pool of {wanted.specification_id}{where}")
    return Refusal(Code.POOL_EXHAUSTED, f"all {capacity} of {' and '.join(names)} are allocated")
