"""`hub bench` measures both compositions."""

import asyncio
import os
import sys


async def bench(*arguments: str, **settings: str) -> str:
    """What it prints; it has to end well."""
    process = await asyncio.create_subprocess_exec(
        *(
            sys.executable,
            "-m",
            "hub.cli",
            "bench",
            "cascade",
            "--orders",
            "3",
            "--in-flight",
            "2",
            *arguments,
        ),
        env={**os.environ, "COLUMNS": "100", **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    return out.decode()


async def test_the_distributed_run_says_what_each_part_and_each_server_costs(
    fresh_postgres_url: str, fresh_amqp_url: str
) -> None:
    shown = await bench(HUB_DATABASE_URL=fresh_postgres_url, HUB_AMQP_URL=fresh_amqp_url)

    assert "3 of 3" in shown
    for part in ("com", "som", "rom", "activation", "gateway", "PostgreSQL", "RabbitMQ", "in all"):
        assert f"CPU ms an order, {part}" in shown


async def test_the_embedded_run_needs_no_server() -> None:
    shown = await bench("--embedded")

    assert "3 of 3" in shown
    assert "messages an order" in shown
