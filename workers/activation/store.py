"""Activations, and the services they have made, in their tables."""

from sqlalchemy import Column, String

from hub.platform.store import Store
from hub.platform.tables import Identifier, aggregate_table
from workers.activation.model import Activation
from workers.activation.service import Service

activations = aggregate_table(
    "act_activation",
    Column("state", String(40), nullable=False, index=True),
    Column("service_id", String(120), nullable=False, index=True),
    Column("service_order_id", Identifier, nullable=False, index=True),
)

services = aggregate_table(
    "act_service",
    Column("state", String(40), nullable=False),
    Column("specification_id", String(120), nullable=False, index=True),
)

ACTIVATIONS = Store(
    activations,
    Activation,
    lambda a: {"state": a.state, "service_id": a.service_id, "service_order_id": a.service_order_id},
)
SERVICES = Store(
    services, Service, lambda s: {"state": s.shown_state, "specification_id": s.specification.id}
)
