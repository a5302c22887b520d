"""Ids are compared by their bytes, so that a range of them means the same in every database."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = (
    *("com_product_order", "com_submission", "com_product", "com_fallout", "com_cancellation"),
    *("som_service_order", "som_service", "rom_resource_order", "rom_pool", "rom_resource"),
    *("act_activation", "act_configuration"),
)


def upgrade() -> None:
    _alter(' COLLATE "C"')


def downgrade() -> None:
    _alter("")


def _alter(collation: str) -> None:
    # SQLite does so anyway.
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ALTER COLUMN id TYPE VARCHAR(120){collation}")
