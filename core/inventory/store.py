"""Products in their table, findable by party, offering and order."""

from typing import Any

from sqlalchemy import Column, ForeignKey, String, Table

from core.inventory.model import Product
from hub.platform.database import Instant
from hub.platform.store import Side, Store, lookup
from hub.platform.tables import aggregate_table, metadata

products = aggregate_table(
    "com_product",
    Column("status", String(40), nullable=False, index=True),
    Column("name", String(255), nullable=False, index=True),
    Column("offering_id", String(120), nullable=False, index=True),
    Column("order_id", String(120), nullable=False, index=True),
    Column("order_date", Instant, nullable=False, index=True),
)

parties = Table(
    "com_product_party",
    metadata,
    Column("product_id", String(120), ForeignKey("com_product.id"), primary_key=True),
    Column("party_id", String(255), primary_key=True, index=True),
)


def _columns(product: Product) -> dict[str, Any]:
    return {
        "status": product.status,
        "name": lookup(product.name),
        "offering_id": product.offering.id if product.offering else "",
        "order_id": product.last_order_id,
        "order_date": product.order_date,
    }


def _parties(product: Product) -> list[dict[str, Any]]:
    return [
        {"product_id": product.id, "party_id": i}
        for i in dict.fromkeys(lookup(p.id) for p in product.parties)
    ]


PRODUCTS = Store(
    products, Product, _columns, sides=(Side(parties, _parties, changes=True),), rebuildable=True
)
