"""SOM compares its services with the network and the resources, and repairs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
IDENTIFIER = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")
DUE = sa.text("wake_at IS NOT NULL")


def upgrade() -> None:
    aggregates("som_reconciliation")
    aggregates("som_repair")


def aggregates(name: str) -> None:
    op.create_table(
        name,
        sa.Column("id", IDENTIFIER, primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Index(f"ix_{name}_wake_at", "wake_at", postgresql_where=DUE, sqlite_where=DUE),
        sa.Column("state", sa.String(40), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("som_repair")
    op.drop_table("som_reconciliation")
