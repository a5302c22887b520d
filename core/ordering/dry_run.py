"""The plan an order would get now; the same functions as for a real one, and nothing is stored."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from core.catalog.store import current_catalog
from core.inventory.store import PRODUCTS
from core.ordering.model import ProductOrder
from core.ordering.planning.decompose import decompose
from core.ordering.planning.judge import reasons_against
from core.ordering.planning.plan import Plan
from hub.kernel.errors import HubError, Kind


def dry_run(connection: Connection, order: ProductOrder, now: datetime) -> Plan:
    """An order that would be rejected is a `HubError` with all reasons."""
    asked = replace(order, order_date=now)
    catalog = current_catalog(connection)
    found = PRODUCTS.load(connection, asked.product_ids) if asked.product_ids else {}
    reasons = reasons_against(asked, catalog, found, now)
    if reasons:
        raise HubError(Kind.INVALID, *reasons)
    return decompose(asked.items, catalog, found)
