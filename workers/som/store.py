"""Service orders, services and requests for cancellation in their tables."""

from sqlalchemy import Column, String

from hub.platform.database import Instant
from hub.platform.store import Store
from hub.platform.tables import Identifier, aggregate_table
from workers.som.cancellation import Cancellation
from workers.som.inventory import Service
from workers.som.model import ServiceOrder

service_orders = aggregate_table(
    "som_service_order",
    Column("state", String(40), nullable=False, index=True),
    Column("external_id", String(120), nullable=False, index=True),
    Column("order_date", Instant, nullable=False),
)

services = aggregate_table(
    "som_service",
    Column("state", String(40), nullable=False),
    Column("product_order_id", String(120), nullable=False, index=True),
    Column("product_id", Identifier, nullable=False, index=True),
    Column("specification_id", String(120), nullable=False, index=True),
)

cancellations = aggregate_table(
    "som_cancellation",
    Column("order_id", String(120), nullable=False, index=True),
    Column("state", String(40), nullable=False),
    Column("requested_at", Instant, nullable=False),
)

SERVICE_ORDERS = Store(
    service_orders,
    ServiceOrder,
    lambda o: {"state": o.state, "external_id": o.external_id, "order_date": o.order_date},
    leads=True,
)
SERVICES = Store(
    services,
    Service,
    lambda s: {
        "state": s.state,
        "product_order_id": s.product_order_id,
        "product_id": s.product_id,
        "specification_id": s.specification_id,
    },
)
CANCELLATIONS = Store(
    cancellations,
    Cancellation,
    lambda c: {"order_id": c.order_id, "state": c.state, "requested_at": c.requested_at},
)
