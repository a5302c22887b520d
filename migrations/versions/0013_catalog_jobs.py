"""Jobs that import and export catalogues."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
IDENTIFIER = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
DUE = sa.text("wake_at IS NOT NULL")
TABLES = ("com_catalog_job", "som_catalog_job", "rom_catalog_job")


def upgrade() -> None:
    for name in TABLES:
        op.create_table(
            name,
            sa.Column("id", IDENTIFIER, primary_key=True),
            sa.Column("version", sa.Integer(), nullable=False),
            sa.Column("wake_at", INSTANT),
            sa.Column("document", DOCUMENT, nullable=False),
            sa.Index(f"ix_{name}_wake_at", "wake_at", postgresql_where=DUE, sqlite_where=DUE),
            sa.Column("kind", sa.String(20), nullable=False),
            sa.Column("state", sa.String(40), nullable=False),
            sa.Column("creation_date", INSTANT, nullable=False, index=True),
        )


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)
