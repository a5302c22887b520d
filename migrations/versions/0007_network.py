"""Activations by service order, and the services they have made."""

import json
import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
IDENTIFIER = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")
DUE = sa.text("wake_at IS NOT NULL")
UNDO = re.compile(r"/undo$")
COLUMN = "service_order_id"


def upgrade() -> None:
    with op.batch_alter_table("act_activation") as table:
        table.add_column(sa.Column(COLUMN, IDENTIFIER, nullable=False, server_default=""))
    op.create_table(
        "act_service",
        sa.Column("id", IDENTIFIER, primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("specification_id", sa.String(120), nullable=False, index=True),
        sa.Index("ix_act_service_wake_at", "wake_at", postgresql_where=DUE, sqlite_where=DUE),
    )
    _fill()
    with op.batch_alter_table("act_activation") as table:
        table.alter_column(COLUMN, server_default=None, existing_type=IDENTIFIER, existing_nullable=False)
    op.create_index("ix_act_activation_service_order_id", "act_activation", [COLUMN])


def downgrade() -> None:
    op.drop_table("act_service")
    op.drop_index("ix_act_activation_service_order_id", "act_activation")
    with op.batch_alter_table("act_activation") as table:
        table.drop_column(COLUMN)


def _fill() -> None:
    """What was done before shows in the new column, the documents, and the services it has made."""
    connection = op.get_bind()
    activations = sa.table("act_activation", sa.column("id"), sa.column("document"), sa.column(COLUMN))
    made: dict[str, dict[str, Any]] = {}
    for identifier, document in _documents(connection, activations):
        order = UNDO.sub("", identifier)
        changed = {**document, COLUMN: order}
        connection.execute(
            activations.update()
            .where(activations.c.id == identifier)
            .values(document=sa.cast(json.dumps(changed), DOCUMENT) if _postgres() else json.dumps(changed))
            .values({COLUMN: order})
        )
        _note(made.setdefault(document["service_id"], _unknown(document)), document)
    services = sa.table(
        "act_service",
        *(sa.column(name) for name in ("id", "version", "document", "state", "specification_id")),
    )
    for service in made.values():
        row = {
            "id": service["id"],
            "version": 1,
            "document": sa.cast(json.dumps(service), DOCUMENT) if _postgres() else json.dumps(service),
            "state": service["state"],
            "specification_id": service["specification_id"],
        }
        connection.execute(services.insert().values(row))


def _postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _documents(
    connection: sa.Connection, activations: sa.TableClause
) -> Iterator[tuple[str, dict[str, Any]]]:
    rows = connection.execute(sa.select(activations.c.id, activations.c.document)).all()
    for identifier, document in rows:
        yield identifier, json.loads(document) if isinstance(document, (str, bytes)) else document


def _unknown(document: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": document["service_id"],
        "correlation": document.get("correlation", ""),
        "specification_id": document["specification_id"],
        "state": "",
        "characteristics": {},
        "sequence": 0,
        "applied": 0,
        "open": [],
    }


def _note(service: dict[str, Any], document: dict[str, Any]) -> None:
    """An activation of the service: what was done with the highest sequence stands."""
    sequence = document.get("sequence", 1)
    service["sequence"] = max(service["sequence"], sequence)
    if document["state"] == "configuring":
        service["open"].append(document["id"])
    if document["state"] == "done" and sequence >= service["applied"]:
        gone = document.get("operation") == "deactivate"
        service["applied"] = sequence
        service["specification_id"] = document["specification_id"]
        service["changed_at"] = document.get("completion_date")
        service["state"] = "terminated" if gone else "active"
        service["characteristics"] = {} if gone else document.get("characteristics", {})
