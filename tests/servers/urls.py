"""One server's address in the forms its clients want."""

from urllib.parse import quote, urlsplit

POSTGRES_VARIABLE = "HUB_TEST_POSTGRES_URL"
POSTGRES_USUAL = "postgresql://postgres@127.0.0.1:5432/postgres"
AMQP_VARIABLE = "HUB_TEST_AMQP_URL"
# How `rabbitmqctl` is called for that broker: a container's may be `docker exec -i rabbit rabbitmqctl`.
CTL_VARIABLE = "HUB_TEST_RABBITMQCTL"
CTL_USUAL = "rabbitmqctl"
AMQP_USUAL = "amqp://guest:guest@127.0.0.1:5672/"


def plain(postgres_url: str) -> str:
    """As libpq and asyncpg read it, from either form."""
    return postgres_url.replace("postgresql+asyncpg://", "postgresql://", 1)


def sqlalchemy(postgres_url: str) -> str:
    return plain(postgres_url).replace("postgresql://", "postgresql+asyncpg://", 1)


def with_path(url: str, name: str) -> str:
    """The same server, with another database or virtual host."""
    return urlsplit(url)._replace(path="/" + quote(name, safe="")).geturl()


def user(url: str) -> str:
    return urlsplit(url).username or "guest"


def place(url: str) -> str:
    """Where, without the password: for people to read."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}"
