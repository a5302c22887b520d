"""Qualifications in their table."""

from sqlalchemy import Column, String

from hub.platform.database import Instant
from hub.platform.store import Store
from hub.platform.tables import aggregate_table
from workers.som.qualification.model import Qualification

qualifications = aggregate_table(
    "som_qualification",
    Column("state", String(40), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("requested_at", Instant, nullable=False, index=True),
)

QUALIFICATIONS = Store(
    qualifications,
    Qualification,
    lambda q: {"state": q.state, "kind": q.kind, "requested_at": q.requested_at},
)
