"""Processes die without warning; orders do not."""

import os

import pytest

from hub.compose.cluster import Cluster
from hub.compose.schema import migrate_url
from tests.fault import kills

# HUB_TEST_KILL_ORDERS=200 for the long run.
ORDERS = int(os.environ.get("HUB_TEST_KILL_ORDERS", "40"))
KILLS = max(8, ORDERS // 8)


@pytest.mark.timeout(600)
async def test_every_order_completes_once_while_a_process_is_killed_every_second(
    fresh_postgres_url: str, fresh_amqp_url: str
) -> None:
    """Every order ends completed, each service is activated once, no allocation is double or lost, queues end empty."""
    await migrate_url(fresh_postgres_url)
    seed = int(os.environ.get("HUB_TEST_SEED", "7"))
    settings = {
        "HUB_DATABASE_URL": fresh_postgres_url,
        "HUB_AMQP_URL": fresh_amqp_url,
        "HUB_LOG_LEVEL": "warning",
    }
    async with Cluster(settings) as cluster:
        await kills.load(cluster)

        ids, victims = await kills.run_orders(cluster, ORDERS, KILLS, seed)

        assert len(victims) >= KILLS
        await kills.check(cluster, ids)
        await kills.check_empty(cluster)
        assert set((await cluster.stop()).values()) == {0}
