"""Service orders of several parts: their services are found by product and specification, their cancellations are tasks."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
DUE = sa.text("wake_at IS NOT NULL")
IDENTIFIER = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("som_service") as table:
        table.add_column(sa.Column("product_id", IDENTIFIER, nullable=False, server_default=""))
        table.add_column(sa.Column("specification_id", sa.String(120), nullable=False, server_default=""))
    # What is there has said so in its document only. Which product it belongs to nobody has told SOM.
    postgres = op.get_bind().dialect.name == "postgresql"
    said = "document->>'specification_id'" if postgres else "json_extract(document, '$.specification_id')"
    op.execute(f"UPDATE som_service SET specification_id = {said}")  # noqa: S608 (nothing of it comes from outside)
    with op.batch_alter_table("som_service") as table:
        table.alter_column("product_id", server_default=None)
        table.alter_column("specification_id", server_default=None)
        table.create_index("ix_som_service_product_id", ["product_id"])
        table.create_index("ix_som_service_specification_id", ["specification_id"])
    op.create_table(
        "som_cancellation",
        sa.Column("id", IDENTIFIER, primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Index("ix_som_cancellation_wake_at", "wake_at", postgresql_where=DUE, sqlite_where=DUE),
        sa.Column("order_id", sa.String(120), nullable=False, index=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("requested_at", INSTANT, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("som_cancellation")
    with op.batch_alter_table("som_service") as table:
        table.drop_index("ix_som_service_specification_id")
        table.drop_index("ix_som_service_product_id")
        table.drop_column("specification_id")
        table.drop_column("product_id")
