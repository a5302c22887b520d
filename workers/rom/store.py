"""Resource orders, pools and resources in their tables. No value of a pool can be in the inventory twice."""

from sqlalchemy import Column, Index, String

from hub.platform.database import Instant
from hub.platform.entries import Entries
from hub.platform.store import Store
from hub.platform.tables import aggregate_table
from workers.rom.model import Resource, ResourceOrder, ResourceSpecification
from workers.rom.pools import Pool

ENTRIES = Entries("rom_catalog_entry", {"resourceSpecification": ResourceSpecification})

resource_orders = aggregate_table(
    "rom_resource_order",
    Column("state", String(40), nullable=False, index=True),
    Column("external_id", String(120), nullable=False, index=True),
    Column("order_date", Instant, nullable=False),
)

pools = aggregate_table("rom_pool", Column("name", String(120), nullable=False))

resources = aggregate_table(
    "rom_resource",
    Column("pool_id", String(120), nullable=False),
    Column("value", String(255), nullable=False),
    Column("service_order_id", String(120), nullable=False, index=True),
    Index(None, "pool_id", "value", unique=True),
)

RESOURCE_ORDERS = Store(
    resource_orders,
    ResourceOrder,
    lambda o: {"state": o.state, "external_id": o.external_id, "order_date": o.order_date},
)
POOLS = Store(pools, Pool, lambda p: {"name": p.name})
RESOURCES = Store(
    resources,
    Resource,
    lambda r: {"pool_id": r.specification_id, "value": r.value, "service_order_id": r.service_order_id},
)
