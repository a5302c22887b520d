"""The tables of the platform and of the rooms.

Names of keys and indexes follow the naming convention of the one metadata, `hub.platform.tables`.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.schema import SchemaItem

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DUE = sa.text("wake_at IS NOT NULL")

# In the order in which they can be created; what refers to another comes after it.
TABLES = (
    *("hub_inbox", "hub_outbox", "hub_history", "hub_parked"),
    *("com_catalog_entry", "com_product_order", "com_product_order_party", "com_submission"),
    *("com_product", "com_product_party"),
    *("som_catalog_entry", "som_service_order", "som_service"),
    *("rom_catalog_entry", "rom_resource_order", "rom_pool", "rom_resource"),
    *("act_scenario", "act_activation", "act_configuration"),
)


def text(name: str, length: int, *, index: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False, index=index)


def instant(name: str, *, index: bool = False) -> sa.Column[object]:
    return sa.Column(name, INSTANT, nullable=False, index=index)


def document(name: str) -> sa.Column[object]:
    return sa.Column(name, DOCUMENT, nullable=False)


def counted(name: str, *items: SchemaItem) -> None:
    """A table whose rows are numbered as they come."""
    position = sa.Column("position", SERIAL, primary_key=True, autoincrement=True)
    op.create_table(name, position, *items, sqlite_autoincrement=True)


def aggregates(name: str, *items: SchemaItem) -> None:
    """A table of aggregates: the document, its guard, its alarm clock, and what it is looked up by."""
    op.create_table(
        name,
        sa.Column("id", sa.String(120), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT),
        document("document"),
        sa.Index(f"ix_{name}_wake_at", "wake_at", postgresql_where=DUE, sqlite_where=DUE),
        *items,
    )


def entries(name: str) -> None:
    """A table of catalogue entries, each version once."""
    key = ("kind", "entry_id", "version")
    columns = (text("kind", 40), text("entry_id", 120), text("version", 40), document("document"))
    counted(name, *columns, sa.UniqueConstraint(*key))


def parties(name: str, owner: str, owners: str) -> None:
    """Which parties an aggregate names, to find it by them."""
    op.create_table(
        name,
        sa.Column(owner, sa.String(120), sa.ForeignKey(f"{owners}.id"), primary_key=True),
        sa.Column("party_id", sa.String(255), primary_key=True, index=True),
    )


def platform() -> None:
    op.create_table(
        "hub_inbox",
        *(text("room", 20), text("message_id", 64), instant("handled_at")),
        sa.PrimaryKeyConstraint("message_id", "room"),
    )
    counted(
        "hub_outbox",
        *(text("room", 20), sa.Column("message", sa.Text(), nullable=False)),
        sa.Index(None, "room", "position"),
    )
    counted(
        "hub_history",
        *(text("room", 20), text("aggregate_id", 120), sa.Column("version", sa.Integer(), nullable=False)),
        *(instant("at"), text("message_id", 64), text("message_type", 80)),
        *(text("correlation", 64), text("causation", 64), document("facts")),
        sa.Index(None, "room", "aggregate_id", "position"),
        sa.Index(None, "correlation", "position"),
    )
    op.create_table(
        "hub_parked",
        *(text("message_id", 64), text("queue", 120), sa.Column("message", sa.Text(), nullable=False)),
        *(document("reason"), instant("parked_at")),
        sa.PrimaryKeyConstraint("queue", "message_id"),
    )


def core() -> None:
    entries("com_catalog_entry")
    aggregates(
        "com_product_order",
        *(text("state", 40, index=True), text("external_id", 255, index=True)),
        instant("order_date", index=True),
    )
    parties("com_product_order_party", "order_id", "com_product_order")
    aggregates("com_submission", text("order_id", 120, index=True))
    aggregates(
        "com_product",
        *(
            text("status", 40, index=True),
            text("name", 255, index=True),
            text("offering_id", 120, index=True),
        ),
        *(text("order_id", 120, index=True), instant("order_date", index=True)),
    )
    parties("com_product_party", "product_id", "com_product")


def workers() -> None:
    entries("som_catalog_entry")
    for orders in ("som_service_order", "rom_resource_order"):
        columns = (text("state", 40, index=True), text("external_id", 120, index=True))
        aggregates(orders, *columns, instant("order_date"))
    aggregates("som_service", text("state", 40), text("product_order_id", 120, index=True))
    entries("rom_catalog_entry")
    aggregates("rom_pool", text("name", 120))
    aggregates(
        "rom_resource",
        *(text("pool_id", 120), text("value", 255), text("service_order_id", 120, index=True)),
        sa.Index(None, "pool_id", "value", unique=True),
    )
    entries("act_scenario")
    aggregates("act_activation", text("state", 40, index=True), text("service_id", 120, index=True))
    aggregates("act_configuration", text("element", 120, index=True))


def upgrade() -> None:
    platform()
    core()
    workers()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
