"""What operators and customers decide about orders: fallout and cancellations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
DUE = sa.text("wake_at IS NOT NULL")


def upgrade() -> None:
    aggregates(
        "com_fallout",
        sa.Column("order_id", sa.String(120), nullable=False, index=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("raised_at", INSTANT, nullable=False),
        sa.Index(None, "state", "code"),
    )
    aggregates(
        "com_cancellation",
        sa.Column("order_id", sa.String(120), nullable=False, index=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("requested_at", INSTANT, nullable=False),
    )


def aggregates(name: str, *items: sa.Column[object] | sa.Index) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(120), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Index(f"ix_{name}_wake_at", "wake_at", postgresql_where=DUE, sqlite_where=DUE),
        *items,
    )


def downgrade() -> None:
    op.drop_table("com_cancellation")
    op.drop_table("com_fallout")
