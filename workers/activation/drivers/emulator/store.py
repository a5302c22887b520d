"""The emulated network's configuration in its table."""

from sqlalchemy import Column, String

from hub.platform.store import Store
from hub.platform.tables import aggregate_table
from workers.activation.drivers.emulator.configuration import Configuration

LONGEST_NAME = 120

configurations = aggregate_table(
    "act_configuration", Column("element", String(LONGEST_NAME), nullable=False, index=True)
)

CONFIGURATIONS = Store(configurations, Configuration, lambda c: {"element": c.element[:LONGEST_NAME]})
