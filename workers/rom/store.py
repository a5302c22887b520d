"""ROM's tables. No value of a pool can be in the inventory twice."""

from sqlalchemy import Column, Index, String, text

from hub.platform.database import Instant
from hub.platform.store import Store, lookup
from hub.platform.tables import Identifier, aggregate_table
from workers.rom.cancellation import Cancellation
from workers.rom.model import ResourceOrder
from workers.rom.pools import Pools
from workers.rom.reservation import Reservation
from workers.rom.resource import Resource

# Of a text of somebody else a column to find it by holds the beginning.
_WIDTH = 120
_POOLED = text("pool_id <> ''")

resource_orders = aggregate_table(
    "rom_resource_order",
    Column("state", String(40), nullable=False, index=True),
    Column("external_id", String(120), nullable=False, index=True),
    Column("order_date", Instant, nullable=False),
)

cancellations = aggregate_table(
    "rom_cancellation",
    Column("order_id", String(120), nullable=False, index=True),
    Column("state", String(40), nullable=False),
    Column("requested_at", Instant, nullable=False),
)

reservations = aggregate_table(
    "rom_reservation",
    Column("state", String(40), nullable=False, index=True),
    Column("external_id", String(120), nullable=False, index=True),
    Column("requested_at", Instant, nullable=False),
)

#: The pools of a resource specification, whose id they have together.
pools = aggregate_table("rom_pool")

# What few values of a column tell apart is not worth an index that every allocation has to keep.
resources = aggregate_table(
    "rom_resource",
    Column("pool_id", String(120), nullable=False),
    Column("value", String(255), nullable=False),
    Column("specification_id", String(120), nullable=False),
    Column("resource_order_id", String(120), nullable=False, index=True),
    Column("service_order_id", String(120), nullable=False, index=True),
    Column("service_id", Identifier, nullable=False, index=True),
    Column("site", String(120), nullable=False),
    Column("state", String(40), nullable=False),
    Column("status", String(40), nullable=False),
    Column("usage_state", String(40), nullable=False),
    # Records are of no pool.
    Index(None, "pool_id", "value", unique=True, postgresql_where=_POOLED, sqlite_where=_POOLED),
)

RESOURCE_ORDERS = Store(
    resource_orders,
    ResourceOrder,
    lambda o: {"state": o.state, "external_id": o.external_id[:_WIDTH], "order_date": o.order_date},
)
CANCELLATIONS = Store(
    cancellations,
    Cancellation,
    lambda c: {"order_id": c.order_id, "state": c.state, "requested_at": c.requested_at},
)
# Locked before the pools, as an order that uses one, and its end, both need both.
RESERVATIONS = Store(
    reservations,
    Reservation,
    lambda r: {"state": r.state, "external_id": r.external_id[:_WIDTH], "requested_at": r.requested_at},
    leads=True,
)
POOLS = Store(pools, Pools, lambda _: {})
RESOURCES = Store(
    resources,
    Resource,
    lambda r: {
        "pool_id": r.pool_id,
        "value": lookup(r.value),
        "specification_id": r.specification_id[:_WIDTH],
        "resource_order_id": r.resource_order_id,
        "service_order_id": r.service_order_id,
        "service_id": r.service_id[:_WIDTH],
        "site": r.site[:_WIDTH],
        "state": r.state,
        "status": r.status,
        "usage_state": r.usage_state,
    },
)
