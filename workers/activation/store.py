"""Activations and the network's configuration in their tables."""

from sqlalchemy import Column, String

from hub.platform.store import Store
from hub.platform.tables import aggregate_table
from workers.activation.model import Activation, Configuration

activations = aggregate_table(
    "act_activation",
    Column("state", String(40), nullable=False, index=True),
    Column("service_id", String(120), nullable=False, index=True),
)

configurations = aggregate_table(
    "act_configuration", Column("element", String(120), nullable=False, index=True)
)

ACTIVATIONS = Store(activations, Activation, lambda a: {"state": a.state, "service_id": a.service_id})
CONFIGURATIONS = Store(configurations, Configuration, lambda c: {"element": c.element})
