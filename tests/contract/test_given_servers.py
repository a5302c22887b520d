"""What the fixtures give: databases and virtual hosts that are empty, usable, and nobody else's."""

import aio_pika
import asyncpg
import pytest

from tests.servers import urls

TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"


@pytest.mark.parametrize("turn", [1, 2])
async def test_each_test_finds_its_database_empty(fresh_postgres_url: str, turn: int) -> None:
    connection = await asyncpg.connect(urls.plain(fresh_postgres_url))

    assert await connection.fetchval(TABLES) == 0

    await connection.execute("CREATE TABLE mine (id integer)")
    await connection.close()


@pytest.mark.parametrize("turn", [1, 2])
async def test_each_test_finds_its_virtual_host_empty(fresh_amqp_url: str, turn: int) -> None:
    connection = await aio_pika.connect(fresh_amqp_url)

    async with connection, connection.channel() as channel:
        with pytest.raises(aio_pika.exceptions.ChannelClosed, match="NOT_FOUND"):
            await channel.declare_queue("mine", passive=True)
    connection = await aio_pika.connect(fresh_amqp_url)
    async with connection, connection.channel() as channel:
        await channel.declare_queue("mine", durable=True)


def test_what_is_shared_by_the_run_is_another_than_what_a_test_has_alone(
    postgres_url: str, fresh_postgres_url: str, amqp_url: str, fresh_amqp_url: str
) -> None:
    assert postgres_url.startswith("postgresql+asyncpg://")
    assert postgres_url != fresh_postgres_url
    assert amqp_url != fresh_amqp_url
