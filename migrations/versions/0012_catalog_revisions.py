"""Catalogue entries become revisions in TM Forum's words; what was loaded is the first revision of its version.

Going back there is no place for what was written since: the catalogues are empty then, and have to be loaded again.
"""

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.catalog_contents import content

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
IDENTIFIER = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("com_catalog_entry", "som_catalog_entry", "rom_catalog_entry")


def upgrade() -> None:
    for table in TABLES:
        old = sa.table(table, *map(sa.column, ("kind", "document", "position")))
        query = sa.select(old.c.kind, sa.cast(old.c.document, sa.Text)).order_by(old.c.position)
        before = [(kind, json.loads(document)) for kind, document in op.get_bind().execute(query)]
        op.drop_table(table)
        made = revisions(table)
        if before:
            op.bulk_insert(made, rows(before))


def revisions(table: str) -> sa.Table:
    return op.create_table(
        table,
        sa.Column("position", SERIAL, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("entry_id", IDENTIFIER, nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("latest", sa.Boolean(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lifecycle_status", sa.Text(), nullable=False),
        sa.Column("last_update", INSTANT, nullable=False),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.UniqueConstraint("kind", "entry_id", "revision"),
        sqlite_autoincrement=True,
    )


def rows(before: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    now = datetime.now(UTC).replace(microsecond=0)
    found: list[dict[str, Any]] = []
    newest: dict[tuple[str, str], dict[str, Any]] = {}
    for kind, old in before:
        earlier = newest.get((kind, old["id"]))
        number = 1
        if earlier is not None:
            earlier["current"], number = False, earlier["revision"] + 1
        entry = {
            "kind": kind,
            "id": old["id"],
            "version": old["version"],
            "revision": number,
            "name": old["name"],
            "description": old.get("description", ""),
            "lifecycle_status": old["lifecycle_status"],
            "valid_from": old.get("valid_from"),
            "valid_to": old.get("valid_to"),
            "last_update": now.isoformat().replace("+00:00", "Z"),
            "content": content(kind, old),
        }
        row = {name: entry[name] for name in ("kind", "version", "revision", "name", "lifecycle_status")}
        row |= {"entry_id": old["id"], "current": True, "latest": True, "deleted": False}
        row |= {"last_update": now, "document": json.dumps(entry)}
        newest[kind, old["id"]] = row
        found.append(row)
    return found


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
        op.create_table(
            table,
            sa.Column("position", SERIAL, primary_key=True, autoincrement=True),
            sa.Column("kind", sa.String(40), nullable=False),
            sa.Column("entry_id", sa.String(120), nullable=False),
            sa.Column("version", sa.String(40), nullable=False),
            sa.Column("document", DOCUMENT, nullable=False),
            sa.UniqueConstraint("kind", "entry_id", "version"),
            sqlite_autoincrement=True,
        )
