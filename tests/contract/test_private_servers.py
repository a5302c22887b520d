"""The servers that are started privately are real ones, stand beside others, and leave nothing."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import aio_pika
import asyncpg
import pytest

from tests.servers import postgres, rabbitmq, urls
from tests.servers.choose import Kind, Running, start_private
from tests.servers.machine import Machine
from tests.servers.vhosts import Vhosts, why_closed


def private(kind: Kind) -> Running:
    return start_private(kind, Machine(), "a private one is wanted")


def left_in(folder: Path) -> list[str]:
    """Files in a folder, and processes that were told of it or stand in it."""
    left = [str(path) for path in folder.rglob("*")]
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
            if str(folder).encode() in told or (process / "cwd").readlink().is_relative_to(folder):
                left.append(told.replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue  # it ended while we looked
    return left


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a private server puts its folder in this test. Open to all: the server may run as another user."""
    with tempfile.TemporaryDirectory(prefix="hub-private-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        monkeypatch.setattr("tempfile.tempdir", made)
        yield folder


async def test_a_private_postgresql_serves_and_ends_without_leftovers(temporary: Path) -> None:
    server = private(postgres.KIND)
    try:
        assert left_in(temporary) != []
        database = postgres.create_database(server.url)
        connection = await asyncpg.connect(database)
        assert await connection.fetchval("SELECT current_database()") == database.rpartition("/")[2]
        postgres.drop_database(server.url, database)
        await connection.close()
    finally:
        server.stop()

    assert postgres.why_not(server.url) is not None
    assert left_in(temporary) == []


async def test_a_private_rabbitmq_serves_and_ends_without_leftovers(temporary: Path) -> None:
    server = private(rabbitmq.KIND)
    try:
        assert left_in(temporary) != []
        vhosts = Vhosts(server.url, server.environment[urls.CTL_VARIABLE])
        connection = await aio_pika.connect(vhosts.take())
        async with connection, connection.channel() as channel:
            queue = await channel.declare_queue("q", durable=True, arguments={"x-queue-type": "quorum"})
            await channel.default_exchange.publish(aio_pika.Message(b"hello"), routing_key="q")
            message = await queue.get(timeout=10)
            assert message.body == b"hello"
            await message.ack()
    finally:
        server.stop()

    assert why_closed(server.url) is not None
    assert left_in(temporary) == []
