"""Reconciliations, the mismatches they find, and when the next one begins."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
IDENTIFIER = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
DUE = sa.text("wake_at IS NOT NULL")


def upgrade() -> None:
    aggregates(
        "com_reconciliation",
        sa.Column("state", sa.String(40), nullable=False, index=True),
        sa.Column("started_at", INSTANT, nullable=False, index=True),
    )
    aggregates(
        "com_mismatch",
        sa.Column("state", sa.String(40), nullable=False, index=True),
        sa.Column("inventories", sa.String(40), nullable=False),
        sa.Column("difference", sa.String(40), nullable=False),
        sa.Column("service_id", sa.String(120), nullable=False, index=True),
        sa.Column("product_id", IDENTIFIER, nullable=False, index=True),
        sa.Column("reconciliation_id", sa.String(120), nullable=False, index=True),
        sa.Column("found_at", INSTANT, nullable=False),
        sa.Column("standing", IDENTIFIER, nullable=False, index=True),
    )
    aggregates("com_reconciliation_schedule")


def aggregates(name: str, *items: sa.Column[object] | sa.Index) -> None:
    op.create_table(
        name,
        sa.Column("id", IDENTIFIER, primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Index(f"ix_{name}_wake_at", "wake_at", postgresql_where=DUE, sqlite_where=DUE),
        *items,
    )


def downgrade() -> None:
    for table in ("com_reconciliation_schedule", "com_mismatch", "com_reconciliation"):
        op.drop_table(table)
