"""Qualifications (TMF645): what could be had, and what is held for whom wants it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
IDENTIFIER = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
DUE = sa.text("wake_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "som_qualification",
        sa.Column("id", IDENTIFIER, primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Index("ix_som_qualification_wake_at", "wake_at", postgresql_where=DUE, sqlite_where=DUE),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("requested_at", INSTANT, nullable=False, index=True),
    )


def downgrade() -> None:
    op.drop_table("som_qualification")
