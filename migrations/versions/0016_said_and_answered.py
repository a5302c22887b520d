"""Since when a service was asked for, and how a qualification was answered: to look them up by."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
PAGE = 1000
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
    """What an earlier version cannot hold is left out."""
    _rewrite("act_service", _old_service)
    _rewrite("som_qualification", _old_qualification)
    services = sa.table("act_service", sa.column("id"), sa.column("state"), sa.column("document"))
    for identifier, document in _documents("act_service"):
        if not document["state"]:
            op.execute(services.update().where(services.c.id == identifier).values(state=""))


def _service(service: dict[str, Any]) -> None:
    """Since the first date that is known of it; its specification and characteristics as callers say them."""
    service["created_at"] = service.get("changed_at")
    service["specification"] = {"id": service.pop("specification_id", "")}
    values = service.pop("characteristics", {})
    service["characteristics"] = [{"name": name, "value": value} for name, value in values.items()]


def _old_service(service: dict[str, Any]) -> None:
    service.pop("created_at", None)
    service["specification_id"] = service.pop("specification")["id"]
    service["characteristics"] = {c["name"]: c.get("value") for c in service["characteristics"]}


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


def _old_qualification(qualification: dict[str, Any]) -> None:
    qualification.pop("answer", None)
    if qualification.get("reservation") == "used":
        qualification["reservation"] = "expired"
    for item in qualification["items"]:
        item.pop("answer", None)
        _old_said(item)
    search = qualification.get("search")
    if search is not None:
        search["category"] = (search.get("category") or {}).get("id", "")
        search["specification_id"] = _old_said(search)


def _old_said(of: dict[str, Any]) -> str:
    """Of which specification it was said."""
    service = of.pop("service")
    of |= {name: service.get(name, []) for name in ("places", "characteristics")}
    return str(service["service_specification"]["id"])


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


def _documents(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every document of a table, some at a time."""
    table = sa.table(name, sa.column("id"), sa.column("document"))
    after = ""
    while True:
        query = sa.select(table.c.id, table.c.document).where(table.c.id > after)
        rows = op.get_bind().execute(query.order_by(table.c.id).limit(PAGE)).all()
        if not rows:
            return
        for identifier, document in rows:
            yield identifier, json.loads(document) if isinstance(document, (str, bytes)) else document
        after = rows[-1][0]
