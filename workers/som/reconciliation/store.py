"""Walks and repairs in their tables."""

from sqlalchemy import Column, String

from hub.platform.store import Store
from hub.platform.tables import aggregate_table
from workers.som.reconciliation.model import ServiceReconciliation, ServiceRepair

reconciliations = aggregate_table("som_reconciliation", Column("state", String(40), nullable=False))
repairs = aggregate_table("som_repair", Column("state", String(40), nullable=False))

RECONCILIATIONS = Store(reconciliations, ServiceReconciliation, lambda r: {"state": r.state})
REPAIRS = Store(repairs, ServiceRepair, lambda r: {"state": r.state})
