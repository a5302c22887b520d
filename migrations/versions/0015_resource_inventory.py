"""Resource orders and resources keep all that is said of them, level by level; resources that are of no pool."""

import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
IDENTIFIER = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")
POOLED = sa.text("pool_id <> ''")
PAGE = 1000
VALUE = "ix_rom_resource_pool_id_value"

Document = dict[str, Any]


def upgrade() -> None:
    op.drop_index(VALUE, "rom_resource")
    op.create_index(
        VALUE,
        "rom_resource",
        ["pool_id", "value"],
        unique=True,
        postgresql_where=POOLED,
        sqlite_where=POOLED,
    )
    convert("rom_resource", resource)
    convert("rom_resource_order", order)
    convert("rom_cancellation", cancellation)


def downgrade() -> None:
    """Records are gone."""
    op.execute("DELETE FROM rom_resource WHERE pool_id = ''")
    op.drop_index(VALUE, "rom_resource")
    op.create_index(VALUE, "rom_resource", ["pool_id", "value"], unique=True)
    convert("rom_resource", old_resource)
    convert("rom_resource_order", old_order)
    convert("rom_cancellation", old_cancellation)


def resource(before: Document) -> Document:
    made = said(before)
    allocated = made["state"] == "allocated"
    if allocated:
        made["start_operating_date"] = made["since"]
    usual = "reserved" if made["state"] == "reserved" else "available"
    locked = "suspended" if made.get("administrative_state") == "locked" else usual
    made["status"] = "alarm" if made.get("operational_state") == "disable" else locked
    made["usage_state"] = "busy" if allocated else "idle"
    return made


def order(before: Document) -> Document:
    items = []
    for item in before.get("items", []):
        about = {"id": item.pop("resource_id", ""), "value": item.pop("value", "")}
        about["service_id"] = item.pop("service_id", "")
        names = ("specification_id", "site", "characteristics")
        about |= said({name: item.pop(name) for name in names if name in item})
        items.append({**item, "resource": about})
    return {**before, "items": items}


def cancellation(before: Document) -> Document:
    order_id = before.pop("order_id")
    return {**before, "order": {"id": order_id}}


def old_cancellation(after: Document) -> Document:
    kept = {name: value for name, value in after.items() if name not in {"order", "extension"}}
    return {**kept, "order_id": after["order"]["id"]}


def said(before: Document) -> Document:
    """Ids become references, characteristics by name a list of them."""
    made = {n: v for n, v in before.items() if n not in {"specification_id", "site", "characteristics"}}
    made["specification"] = {"id": before["specification_id"]}
    if before.get("site"):
        made["place"] = {"id": before["site"]}
    made["characteristics"] = [{"name": n, "value": v} for n, v in before.get("characteristics", {}).items()]
    return made


def old_resource(after: Document) -> Document:
    new = {"start_operating_date", "extension", "usage_state", "status"}
    made = old_said({name: value for name, value in after.items() if name not in new})
    if made.get("administrative_state") == "shutdown":
        made["administrative_state"] = "locked"
    return made


def old_order(after: Document) -> Document:
    items = []
    for item in after.get("items", []):
        about = old_said(item.pop("resource", {}), item.pop("specification", None))
        names = ("specification_id", "site", "value", "service_id", "characteristics")
        old = {name: about[name] for name in names if name in about}
        kept = {name: value for name, value in item.items() if name not in {"extension", "quantity"}}
        items.append({**kept, "resource_id": about.get("id", ""), **old})
    kept = {name: value for name, value in after.items() if name not in {"start_date", "extension"}}
    return {**kept, "items": items}


def old_said(after: Document, otherwise: Document | None = None) -> Document:
    made = {n: v for n, v in after.items() if n not in {"specification", "place", "characteristics"}}
    made["specification_id"] = (after.get("specification") or otherwise or {}).get("id", "")
    made["site"] = (after.get("place") or {}).get("id", "")
    made["characteristics"] = {c["name"]: c.get("value") for c in after.get("characteristics", [])}
    return made


def convert(table: str, change: Callable[[Document], Document]) -> None:
    """Every document becomes what `change` makes of it, a page at a time."""
    connection = op.get_bind()
    rows = sa.table(table, sa.column("id", IDENTIFIER), sa.column("document", DOCUMENT))
    after = ""
    update = (
        rows.update()
        .where(rows.c.id == sa.bindparam("row"))
        .values(document=sa.bindparam("new", type_=DOCUMENT))
    )
    while True:
        query = sa.select(rows).where(rows.c.id > after).order_by(rows.c.id).limit(PAGE)
        page = connection.execute(query).all()
        if not page:
            return
        connection.execute(
            update,
            [{"row": row.id, "new": json.dumps(change(json.loads(row.document)))} for row in page],
        )
        after = page[-1].id
