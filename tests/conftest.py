"""What every test may ask for."""

from tests.servers.fixtures import (
    amqp_url,
    fresh_amqp_url,
    fresh_postgres_url,
    given_servers,
    postgres_url,
)

__all__ = ["amqp_url", "fresh_amqp_url", "fresh_postgres_url", "given_servers", "postgres_url"]
