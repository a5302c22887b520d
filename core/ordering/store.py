"""Product orders in their table, which request made which order, their fallout and their cancellations."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, String, Table

from core.ordering.cancellation import Cancellation
from core.ordering.fallout import Fallout
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

fallouts = aggregate_table(
    "com_fallout",
    Column("order_id", String(120), nullable=False, index=True),
    Column("state", String(40), nullable=False),
    Column("code", String(60), nullable=False),
    Column("raised_at", Instant, nullable=False),
    Index(None, "state", "code"),
)

cancellations = aggregate_table(
    "com_cancellation",
    Column("order_id", String(120), nullable=False, index=True),
    Column("state", String(40), nullable=False),
    Column("requested_at", Instant, nullable=False),
)


@dataclass(kw_only=True)
class Submission(Aggregate):
    """A repeatable request: its id is derived from the idempotency key, `fingerprint` from its content."""

    fingerprint: str
    order_id: str


def _columns(order: ProductOrder) -> dict[str, Any]:
    return {"state": order.state, "external_id": lookup(order.external_id), "order_date": order.order_date}


def _parties(order: ProductOrder) -> list[dict[str, Any]]:
    return [{"order_id": order.id, "party_id": i} for i in dict.fromkeys(lookup(p.id) for p in order.parties)]


ORDERS = Store(orders, ProductOrder, _columns, sides=(Side(parties, _parties),), leads=True, rebuildable=True)
SUBMISSIONS = Store(submissions, Submission, lambda s: {"order_id": s.order_id})
FALLOUT = Store(
    fallouts,
    Fallout,
    lambda f: {"order_id": f.order_id, "state": f.state, "code": f.reason.code, "raised_at": f.raised_at},
    rebuildable=True,
)
CANCELLATIONS = Store(
    cancellations,
    Cancellation,
    lambda c: {"order_id": c.order_id, "state": c.state, "requested_at": c.requested_at},
    rebuildable=True,
)
