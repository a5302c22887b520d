"""Product offering qualifications (TMF679): what could be ordered."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
IDENTIFIER = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
DUE = sa.text("wake_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "com_qualification",
        sa.Column("id", IDENTIFIER, primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Index("ix_com_qualification_wake_at", "wake_at", postgresql_where=DUE, sqlite_where=DUE),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("requested_at", INSTANT, nullable=False, index=True),
    )


def downgrade() -> None:
    op.drop_table("com_qualification")
