"""Product orders in their table, and which request made which order."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ForeignKey, String, Table

from core.ordering.model import ProductOrder
from hub.kernel.aggregate import Aggregate
from hub.platform.database import Instant
from hub.platform.store import Side, Store, lookup
from hub.platform.tables import aggregate_table, metadata

orders = aggregate_table(
    "com_product_order",
    Column("state", String(40), nullable=False, index=True),
    Column("external_id", String(255), nullable=False, index=True),
    Column("order_date", Instant, nullable=False, index=True),
)

parties = Table(
    "com_product_order_party",
    metadata,
    Column("order_id", String(120), ForeignKey("com_product_order.id"), primary_key=True),
    Column("party_id", String(255), primary_key=True, index=True),
)

submissions = aggregate_table("com_submission", Column("order_id", String(120), nullable=False, index=True))


@dataclass(kw_only=True)
class Submission(Aggregate):
    """A repeatable request: its id is derived from the idempotency key, `fingerprint` from its content."""

    fingerprint: str
    order_id: str


def _columns(order: ProductOrder) -> dict[str, Any]:
    return {"state": order.state, "external_id": lookup(order.external_id), "order_date": order.order_date}


def _parties(order: ProductOrder) -> list[dict[str, Any]]:
    return [{"order_id": order.id, "party_id": i} for i in dict.fromkeys(lookup(p.id) for p in order.parties)]


ORDERS = Store(orders, ProductOrder, _columns, sides=(Side(parties, _parties),), rebuildable=True)
SUBMISSIONS = Store(submissions, Submission, lambda s: {"order_id": s.order_id})
