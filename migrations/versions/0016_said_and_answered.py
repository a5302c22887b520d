"""Since when a service was asked for, and how a qualification was answered: to look them up by."""

import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
WORST_LAST = ("qualified", "alternate", "unqualified")


def upgrade() -> None:
    _rewrite("act_service", _service)
    _rewrite("som_qualification", _qualification)
    services = sa.table("act_service", sa.column("id"), sa.column("state"), sa.column("document"))
    for identifier, document in _documents("act_service"):
        # One that is only being made is there as well.
        if not document["state"] and document["open"]:
            op.execute(services.update().where(services.c.id == identifier).values(state="designed"))


def downgrade() -> None:
    op.execute("UPDATE act_service SET state = '' WHERE state = 'designed'")


def _service(service: dict[str, Any]) -> None:
    """Since the first date that is known of it; its specification and characteristics as callers say them."""
    service["created_at"] = service.get("changed_at")
    service["specification"] = {"id": service.pop("specification_id", "")}
    values = service.pop("characteristics", {})
    service["characteristics"] = [{"name": name, "value": value} for name, value in values.items()]


def _qualification(qualification: dict[str, Any]) -> None:
    """What was asked for stands under the service it was said of; how each item was answered stands with it."""
    search = qualification.get("search")
    for item in qualification["items"]:
        wanted = item["wanted"]
        item["service"] = _said(item, wanted["specification_id"])
        item["service"]["service_specification"] |= {
            "version": wanted.get("specification_version", ""),
            "name": wanted.get("name", ""),
        }
    if search is not None:
        search["service"] = _said(search, search.pop("specification_id", ""))
        category = search.pop("category", "")
        search["category"] = {"id": category} if category else None
    if qualification["state"] == "done":
        _answer(qualification)


def _said(of: dict[str, Any], specification_id: str) -> dict[str, Any]:
    return {
        "service_specification": {"id": specification_id},
        "places": of.pop("places", []),
        "characteristics": of.pop("characteristics", []),
    }


def _answer(qualification: dict[str, Any]) -> None:
    for item in qualification["items"]:
        standing = any(_qualified(each) for each in item.get("alternatives", ()))
        item["answer"] = WORST_LAST[0 if _qualified(item["wanted"]) else 1 if standing else 2]
    if qualification.get("search") is None:
        answers = [item["answer"] for item in qualification["items"]]
        qualification["answer"] = max(answers, key=WORST_LAST.index, default=None)


def _qualified(proposal: dict[str, Any]) -> bool:
    return not proposal.get("open") and proposal.get("reason") is None


def _rewrite(name: str, change: Callable[[dict[str, Any]], None]) -> None:
    table = sa.table(name, sa.column("id"), sa.column("document"))
    postgresql = op.get_bind().dialect.name == "postgresql"
    for identifier, document in _documents(name):
        change(document)
        text = json.dumps(document)
        value = sa.cast(text, DOCUMENT) if postgresql else text
        op.execute(table.update().where(table.c.id == identifier).values(document=value))


def _documents(name: str) -> list[tuple[str, dict[str, Any]]]:
    table = sa.table(name, sa.column("id"), sa.column("document"))
    rows = op.get_bind().execute(sa.select(table.c.id, table.c.document)).all()
    return [(row[0], json.loads(row[1]) if isinstance(row[1], (str, bytes)) else row[1]) for row in rows]
