"""The jobs of a room in their table."""

from typing import Any

from sqlalchemy import Column, String

from hub.platform.database import Instant
from hub.platform.jobs.model import Job
from hub.platform.store import Store
from hub.platform.tables import aggregate_table


def job_store(table: str) -> Store[Job]:
    """A room's own: rooms do not share tables."""
    made = aggregate_table(
        table,
        Column("kind", String(20), nullable=False),
        Column("state", String(40), nullable=False),
        Column("creation_date", Instant, nullable=False, index=True),
    )
    return Store(made, Job, _columns)


def _columns(job: Job) -> dict[str, Any]:
    return {"kind": job.kind, "state": job.state, "creation_date": job.creation_date}
