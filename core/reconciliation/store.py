"""Reconciliations, mismatches and the schedule in their tables."""

from typing import Any

from sqlalchemy import Column, String

from core.reconciliation.mismatch import Mismatch
from core.reconciliation.model import Reconciliation, Schedule
from hub.platform.database import Instant
from hub.platform.store import Store
from hub.platform.tables import Identifier, aggregate_table

reconciliations = aggregate_table(
    "com_reconciliation",
    Column("state", String(40), nullable=False, index=True),
    Column("started_at", Instant, nullable=False, index=True),
)

mismatches = aggregate_table(
    "com_mismatch",
    Column("state", String(40), nullable=False, index=True),
    # Which two disagree; `between` is a word of SQL.
    Column("inventories", String(40), nullable=False),
    Column("difference", String(40), nullable=False),
    Column("service_id", String(120), nullable=False, index=True),
    Column("product_id", Identifier, nullable=False, index=True),
    Column("reconciliation_id", String(120), nullable=False, index=True),
    Column("found_at", Instant, nullable=False),
    # What it is between for as long as it stands, else ''.
    Column("standing", Identifier, nullable=False, index=True),
)

schedules = aggregate_table("com_reconciliation_schedule")

# As much of somebody else's id as a column holds; the whole of it is in the document.
LONGEST = 120

#: There is one schedule.
SCHEDULE_ID = "schedule"


def _columns(mismatch: Mismatch) -> dict[str, Any]:
    return {
        "state": mismatch.state,
        "inventories": mismatch.between,
        "difference": mismatch.difference,
        "service_id": mismatch.service_id[:LONGEST],
        "product_id": mismatch.product_id[:LONGEST],
        "reconciliation_id": mismatch.reconciliation_id,
        "found_at": mismatch.found_at,
        "standing": mismatch.between if mismatch.standing else "",
    }


RECONCILIATIONS = Store(
    reconciliations, Reconciliation, lambda r: {"state": r.state, "started_at": r.started_at}
)
MISMATCHES = Store(mismatches, Mismatch, _columns, rebuildable=True)
SCHEDULES = Store(schedules, Schedule, lambda _: {})
