"""The tables of the platform, and the columns every aggregate table has. Created by `migrations/`, only by them."""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from hub.platform.database import Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

#: JSON text that the stores encode and decode themselves.
Document = JSON().with_variant(JSONB(), "postgresql")
#: Counts up; SQLite only does so for its own INTEGER.
Serial = BigInteger().with_variant(Integer(), "sqlite")

#: An id of ours: compared by its bytes in every database, so that a range of them is the same everywhere.
Identifier = String(120).with_variant(String(120, collation="C"), "postgresql")

#: What each room has handled: a message is handled once a room, however often it is delivered.
inbox = Table(
    "hub_inbox",
    metadata,
    Column("room", String(20), nullable=False),
    Column("message_id", String(64), nullable=False),
    Column("handled_at", Instant, nullable=False),
    # The id first: a batch is looked up by its many ids, which an index behind the room would search one by one.
    PrimaryKeyConstraint("message_id", "room"),
)

#: What still has to be published, oldest first; a row goes when the bus has taken responsibility for it.
outbox = Table(
    "hub_outbox",
    metadata,
    Column("position", Serial, primary_key=True, autoincrement=True),
    Column("room", String(20), nullable=False),
    Column("message", Text, nullable=False),
    Index(None, "room", "position"),
    sqlite_autoincrement=True,
)

#: What happened to each aggregate, and the message it happened by; append-only. `change` is what it did to the
#: document of one that can be rebuilt: on one row of each version, null on all others.
history = Table(
    "hub_history",
    metadata,
    Column("position", Serial, primary_key=True, autoincrement=True),
    Column("room", String(20), nullable=False),
    Column("aggregate_id", String(120), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("message_id", String(64), nullable=False),
    Column("message_type", String(80), nullable=False),
    Column("correlation", String(64), nullable=False),
    Column("causation", String(64), nullable=False),
    Column("facts", Document, nullable=False),
    Column("change", Document),
    Index(None, "room", "aggregate_id", "position"),
    Index(None, "correlation", "position"),
    sqlite_autoincrement=True,
)

#: Messages no attempt could handle, kept with the reason (the in-process bus; RabbitMQ has queues for them).
parked = Table(
    "hub_parked",
    metadata,
    Column("message_id", String(64), nullable=False),
    Column("queue", String(120), nullable=False),
    Column("message", Text, nullable=False),
    Column("reason", Document, nullable=False),
    Column("parked_at", Instant, nullable=False),
    PrimaryKeyConstraint("queue", "message_id"),
)


_DUE = text("wake_at IS NOT NULL")


def aggregate_table(name: str, *columns: Column[Any] | Index) -> Table:
    """A table of aggregates: the document, its guard, its alarm clock, and what it is looked up by."""
    return Table(
        name,
        metadata,
        Column("id", Identifier, primary_key=True),
        Column("version", Integer, nullable=False),
        Column("wake_at", Instant),
        Column("document", Document, nullable=False),
        # Most aggregates are settled and wait for nothing: they are not in the index.
        Index(f"ix_{name}_wake_at", "wake_at", postgresql_where=_DUE, sqlite_where=_DUE),
        *columns,
    )
