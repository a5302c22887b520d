"""What is said of services is kept as it was said: items of service orders hold their service, parties and entities are our own."""

import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
PAGE = 1000
PLACE = ("id", "role", "name", "postcode")

Document = dict[str, Any]


def upgrade() -> None:
    rewrite("som_service_order", order)
    rewrite("som_service", service)


def downgrade() -> None:
    """What an earlier version cannot hold of an order is left out."""
    rewrite("som_service_order", old_order)
    rewrite("som_service", old_service)


def order(document: Document) -> Document:
    items = [item(each) for each in document.get("items", [])]
    return document | {"items": items, "parties": renamed(document.get("parties", []))}


def item(old: Document) -> Document:
    characteristics = [{"name": n, "value": v} for n, v in old.get("characteristics", {}).items()]
    wanted = {
        "id": old.get("service_id", ""),
        "state": old.get("presence") or "",
        "specification": {"id": old.get("specification_id", "")},
        "characteristics": characteristics,
        "places": old.get("places", []),
        "related": renamed(old.get("related", [])),
    }
    relationships = [
        {"relationship_type": "reliesOn", "order_item": {"item_id": i}} for i in old.get("relies_on", [])
    ]
    return {"id": old["id"], "action": old["action"], "service": wanted, "relationships": relationships}


def service(document: Document) -> Document:
    own = {n: v for n, v in document.items() if n not in {"specification_id", "specification_version"}}
    pin = document.get("specification_version", "")
    specification = {"id": document["specification_id"], "version": pin.partition("@")[0]}
    return own | {"specification": specification, "pin": pin, "related": renamed(document.get("related", []))}


def old_order(document: Document) -> Document:
    items = [old_item(each) for each in document.get("items", [])]
    return document | {"items": items, "parties": old_renamed(document.get("parties", []))}


def old_item(new: Document) -> Document:
    wanted = new["service"]
    return {
        "id": new["id"],
        "action": new["action"],
        "specification_id": wanted["specification"]["id"],
        "service_id": wanted["id"],
        "characteristics": {c["name"]: c["value"] for c in wanted["characteristics"]},
        "presence": wanted["state"] if wanted["state"] in {"active", "inactive"} else None,
        "places": [{n: v for n, v in place.items() if n in PLACE} for place in wanted["places"]],
        "related": old_renamed(wanted["related"]),
        "relies_on": [
            r["order_item"]["item_id"] for r in new["relationships"] if r["relationship_type"] == "reliesOn"
        ],
    }


def old_service(document: Document) -> Document:
    specification = document["specification"]
    said = {"specification_id": specification["id"], "specification_version": document.get("pin", "")}
    return document | said | {"related": old_renamed(document.get("related", []))}


def renamed(those: list[Document]) -> list[Document]:
    return [{n.replace("@referredType", "referred_type"): v for n, v in each.items()} for each in those]


def old_renamed(those: list[Document]) -> list[Document]:
    names = {"id": "id", "role": "role", "name": "name", "referred_type": "@referredType"}
    return [{names[n]: v for n, v in each.items() if n in names} for each in those]


def rewrite(name: str, change: Callable[[Document], Document]) -> None:
    """Every document of a table, some at a time."""
    connection = op.get_bind()
    table = sa.table(name, sa.column("id", sa.String), sa.column("document", DOCUMENT))
    after = ""
    while True:
        query = sa.select(table).where(table.c.id > after).order_by(table.c.id).limit(PAGE)
        page = connection.execute(query).all()
        if not page:
            return
        for identifier, written in page:
            changed = change(json.loads(written))
            connection.execute(
                table.update().where(table.c.id == identifier).values(document=json.dumps(changed))
            )
        after = page[-1][0]
