"""The tables of the platform and of the rooms"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


INSTANT = sa.DateTime(timezone=True)
DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "act_activation",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT, nullable=True),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("service_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act_activation")),
    )
    with op.batch_alter_table("act_activation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_act_activation_service_id"), ["service_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_act_activation_state"), ["state"], unique=False)
        batch_op.create_index(
            "ix_act_activation_wake_at",
            ["wake_at"],
            unique=False,
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )

    op.create_table(
        "act_configuration",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT, nullable=True),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("element", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act_configuration")),
    )
    with op.batch_alter_table("act_configuration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_act_configuration_element"), ["element"], unique=False)
        batch_op.create_index(
            "ix_act_configuration_wake_at",
            ["wake_at"],
            unique=False,
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )

    op.create_table(
        "act_scenario",
        sa.Column("position", SERIAL, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("entry_id", sa.String(length=120), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_act_scenario")),
        sa.UniqueConstraint(
            "kind", "entry_id", "version", name=op.f("uq_act_scenario_kind_entry_id_version")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "com_catalog_entry",
        sa.Column("position", SERIAL, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("entry_id", sa.String(length=120), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_com_catalog_entry")),
        sa.UniqueConstraint(
            "kind", "entry_id", "version", name=op.f("uq_com_catalog_entry_kind_entry_id_version")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "com_product",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT, nullable=True),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("offering_id", sa.String(length=120), nullable=False),
        sa.Column("order_id", sa.String(length=64), nullable=False),
        sa.Column("order_date", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_com_product")),
    )
    with op.batch_alter_table("com_product", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_com_product_offering_id"), ["offering_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_com_product_order_date"), ["order_date"], unique=False)
        batch_op.create_index(batch_op.f("ix_com_product_order_id"), ["order_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_com_product_status"), ["status"], unique=False)
        batch_op.create_index(
            "ix_com_product_wake_at",
            ["wake_at"],
            unique=False,
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )

    op.create_table(
        "com_product_order",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT, nullable=True),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("external_id", sa.String(length=255), nullable=False),
        sa.Column("order_date", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_com_product_order")),
    )
    with op.batch_alter_table("com_product_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_com_product_order_external_id"), ["external_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_com_product_order_order_date"), ["order_date"], unique=False)
        batch_op.create_index(batch_op.f("ix_com_product_order_state"), ["state"], unique=False)
        batch_op.create_index(
            "ix_com_product_order_wake_at",
            ["wake_at"],
            unique=False,
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )

    op.create_table(
        "com_submission",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT, nullable=True),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("order_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_com_submission")),
    )
    with op.batch_alter_table("com_submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_com_submission_order_id"), ["order_id"], unique=False)
        batch_op.create_index(
            "ix_com_submission_wake_at",
            ["wake_at"],
            unique=False,
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )

    op.create_table(
        "hub_history",
        sa.Column("position", SERIAL, autoincrement=True, nullable=False),
        sa.Column("room", sa.String(length=20), nullable=False),
        sa.Column("aggregate_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("message_type", sa.String(length=80), nullable=False),
        sa.Column("correlation", sa.String(length=64), nullable=False),
        sa.Column("causation", sa.String(length=64), nullable=False),
        sa.Column("facts", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_hub_history")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("hub_history", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hub_history_correlation_position"), ["correlation", "position"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_hub_history_room_aggregate_id_position"),
            ["room", "aggregate_id", "position"],
            unique=False,
        )

    op.create_table(
        "hub_inbox",
        sa.Column("room", sa.String(length=20), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("handled_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("room", "message_id", name=op.f("pk_hub_inbox")),
    )
    op.create_table(
        "hub_outbox",
        sa.Column("position", SERIAL, autoincrement=True, nullable=False),
        sa.Column("room", sa.String(length=20), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_hub_outbox")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("hub_outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hub_outbox_room_position"), ["room", "position"], unique=False)

    op.create_table(
        "hub_parked",
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("queue", sa.String(length=120), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("reason", DOCUMENT, nullable=False),
        sa.Column("parked_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("queue", "message_id", name=op.f("pk_hub_parked")),
    )
    op.create_table(
        "rom_catalog_entry",
        sa.Column("position", SERIAL, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("entry_id", sa.String(length=120), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_rom_catalog_entry")),
        sa.UniqueConstraint(
            "kind", "entry_id", "version", name=op.f("uq_rom_catalog_entry_kind_entry_id_version")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "rom_pool",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT, nullable=True),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rom_pool")),
    )
    with op.batch_alter_table("rom_pool", schema=None) as batch_op:
        batch_op.create_index(
            "ix_rom_pool_wake_at",
            ["wake_at"],
            unique=False,
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )

    op.create_table(
        "rom_resource",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT, nullable=True),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("pool_id", sa.String(length=120), nullable=False),
        sa.Column("value", sa.String(length=255), nullable=False),
        sa.Column("service_order_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rom_resource")),
    )
    with op.batch_alter_table("rom_resource", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rom_resource_pool_id_value"), ["pool_id", "value"], unique=True)
        batch_op.create_index(
            batch_op.f("ix_rom_resource_service_order_id"), ["service_order_id"], unique=False
        )
        batch_op.create_index(
            "ix_rom_resource_wake_at",
            ["wake_at"],
            unique=False,
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )

    op.create_table(
        "rom_resource_order",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT, nullable=True),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("external_id", sa.String(length=64), nullable=False),
        sa.Column("order_date", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rom_resource_order")),
    )
    with op.batch_alter_table("rom_resource_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rom_resource_order_external_id"), ["external_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rom_resource_order_state"), ["state"], unique=False)
        batch_op.create_index(
            "ix_rom_resource_order_wake_at",
            ["wake_at"],
            unique=False,
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )

    op.create_table(
        "som_catalog_entry",
        sa.Column("position", SERIAL, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("entry_id", sa.String(length=120), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_som_catalog_entry")),
        sa.UniqueConstraint(
            "kind", "entry_id", "version", name=op.f("uq_som_catalog_entry_kind_entry_id_version")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "som_service",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT, nullable=True),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("product_order_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_som_service")),
    )
    with op.batch_alter_table("som_service", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_som_service_product_order_id"), ["product_order_id"], unique=False
        )
        batch_op.create_index(
            "ix_som_service_wake_at",
            ["wake_at"],
            unique=False,
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )

    op.create_table(
        "som_service_order",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT, nullable=True),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("external_id", sa.String(length=64), nullable=False),
        sa.Column("order_date", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_som_service_order")),
    )
    with op.batch_alter_table("som_service_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_som_service_order_external_id"), ["external_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_som_service_order_state"), ["state"], unique=False)
        batch_op.create_index(
            "ix_som_service_order_wake_at",
            ["wake_at"],
            unique=False,
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )

    op.create_table(
        "com_product_order_party",
        sa.Column("order_id", sa.String(length=64), nullable=False),
        sa.Column("party_id", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["com_product_order.id"], name=op.f("fk_com_product_order_party_order_id")
        ),
        sa.PrimaryKeyConstraint("order_id", "party_id", name=op.f("pk_com_product_order_party")),
    )
    with op.batch_alter_table("com_product_order_party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_com_product_order_party_party_id"), ["party_id"], unique=False)

    op.create_table(
        "com_product_party",
        sa.Column("product_id", sa.String(length=64), nullable=False),
        sa.Column("party_id", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["com_product.id"], name=op.f("fk_com_product_party_product_id")
        ),
        sa.PrimaryKeyConstraint("product_id", "party_id", name=op.f("pk_com_product_party")),
    )
    with op.batch_alter_table("com_product_party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_com_product_party_party_id"), ["party_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("com_product_party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_com_product_party_party_id"))

    op.drop_table("com_product_party")
    with op.batch_alter_table("com_product_order_party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_com_product_order_party_party_id"))

    op.drop_table("com_product_order_party")
    with op.batch_alter_table("som_service_order", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_som_service_order_wake_at",
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_som_service_order_state"))
        batch_op.drop_index(batch_op.f("ix_som_service_order_external_id"))

    op.drop_table("som_service_order")
    with op.batch_alter_table("som_service", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_som_service_wake_at",
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_som_service_product_order_id"))

    op.drop_table("som_service")
    op.drop_table("som_catalog_entry")
    with op.batch_alter_table("rom_resource_order", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_rom_resource_order_wake_at",
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_rom_resource_order_state"))
        batch_op.drop_index(batch_op.f("ix_rom_resource_order_external_id"))

    op.drop_table("rom_resource_order")
    with op.batch_alter_table("rom_resource", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_rom_resource_wake_at",
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_rom_resource_service_order_id"))
        batch_op.drop_index(batch_op.f("ix_rom_resource_pool_id_value"))

    op.drop_table("rom_resource")
    with op.batch_alter_table("rom_pool", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_rom_pool_wake_at",
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )

    op.drop_table("rom_pool")
    op.drop_table("rom_catalog_entry")
    op.drop_table("hub_parked")
    with op.batch_alter_table("hub_outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hub_outbox_room_position"))

    op.drop_table("hub_outbox")
    op.drop_table("hub_inbox")
    with op.batch_alter_table("hub_history", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hub_history_room_aggregate_id_position"))
        batch_op.drop_index(batch_op.f("ix_hub_history_correlation_position"))

    op.drop_table("hub_history")
    with op.batch_alter_table("com_submission", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_com_submission_wake_at",
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_com_submission_order_id"))

    op.drop_table("com_submission")
    with op.batch_alter_table("com_product_order", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_com_product_order_wake_at",
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_com_product_order_state"))
        batch_op.drop_index(batch_op.f("ix_com_product_order_order_date"))
        batch_op.drop_index(batch_op.f("ix_com_product_order_external_id"))

    op.drop_table("com_product_order")
    with op.batch_alter_table("com_product", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_com_product_wake_at",
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_com_product_status"))
        batch_op.drop_index(batch_op.f("ix_com_product_order_id"))
        batch_op.drop_index(batch_op.f("ix_com_product_order_date"))
        batch_op.drop_index(batch_op.f("ix_com_product_offering_id"))

    op.drop_table("com_product")
    op.drop_table("com_catalog_entry")
    op.drop_table("act_scenario")
    with op.batch_alter_table("act_configuration", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_act_configuration_wake_at",
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_act_configuration_element"))

    op.drop_table("act_configuration")
    with op.batch_alter_table("act_activation", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_act_activation_wake_at",
            postgresql_where=sa.text("wake_at IS NOT NULL"),
            sqlite_where=sa.text("wake_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_act_activation_state"))
        batch_op.drop_index(batch_op.f("ix_act_activation_service_id"))

    op.drop_table("act_activation")
