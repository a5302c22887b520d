"""Product offering qualifications in their table."""

from sqlalchemy import Column, String

from core.qualification.model import Qualification
from hub.platform.database import Instant
from hub.platform.store import Store
from hub.platform.tables import aggregate_table

qualifications = aggregate_table(
    "com_qualification",
    Column("state", String(40), nullable=False),
    Column("requested_at", Instant, nullable=False, index=True),
)

QUALIFICATIONS = Store(
    qualifications, Qualification, lambda q: {"state": q.state, "requested_at": q.requested_at}
)
