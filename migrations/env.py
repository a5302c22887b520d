"""How Alembic runs a migration: on the connection it was given, in one transaction."""

from alembic import context

from hub.compose.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
