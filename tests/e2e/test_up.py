"""`hub up` as a program: it completes orders, and what it was doing when it was stopped or killed."""

import asyncio
import json
import signal
import time
from pathlib import Path

import httpx
import pytest

from hub.compose.client import Client
from hub.platform.rpc import call
from proto.activation.v1.activation_pb2 import ListConfigurationsRequest
from proto.shared.v1.common_pb2 import Page
from tests.e2e.program import PATIENCE_SECONDS, ROOT, Up, up
from tests.waiting import eventually

ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder"
EXAMPLE = json.loads((ROOT / "examples" / "orders" / "business-fiber.json").read_text())
MANY = 20
# Each order is a fiber access, an address and a router.
SERVICES = 3
# No order can be through before it is stopped: its three services are activated one after the other.
ACTIVATION_SECONDS = 1.0
QUICK_SECONDS = 10.0


async def order(client: httpx.AsyncClient, external_id: str) -> str:
    answer = await client.post(ORDERS, json={**EXAMPLE, "externalId": external_id})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def order_many(url: str) -> set[str]:
    async with httpx.AsyncClient(base_url=url) as client:
        return set(await asyncio.gather(*(order(client, f"many-{number}") for number in range(MANY))))


async def completed(client: httpx.AsyncClient) -> set[str]:
    answer = await client.get(ORDERS, params={"state": "completed", "fields": "id", "limit": "100"})
    return {found["id"] for found in answer.json()}


async def applications(hub: Up) -> list[int]:
    """How often each service was configured in the network."""
    async with Client(hub.targets) as client:
        asked = ListConfigurationsRequest(page=Page(limit=10 * MANY))
        answer = await call(client.activation.ListConfigurations, asked)
    return [configuration.applications for configuration in answer.configuration]


async def test_an_order_completes(tmp_path: Path) -> None:
    async with up(tmp_path / "hub.db", "--demo") as hub, httpx.AsyncClient(base_url=hub.url) as client:
        identifier = await order(client, "one")

        async def settled() -> bool:
            return identifier in await completed(client)

        await eventually(settled)
        assert "order watch" in hub.output


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 0), (signal.SIGKILL, -signal.SIGKILL)])
async def test_what_was_begun_is_finished_after_a_restart_and_nothing_is_done_twice(
    number: signal.Signals, status: int, tmp_path: Path
) -> None:
    scenario = tmp_path / "scenario.yaml"
    scenario.write_text(f"layer: scenario\nrule: [{{delaySeconds: {ACTIVATION_SECONDS}}}]\n")
    async with up(tmp_path / "hub.db", "--demo", HUB_SCENARIO=str(scenario)) as first:
        ordered = await order_many(first.url)
        began = time.monotonic()
        assert await first.end(number) == status
        assert time.monotonic() - began < QUICK_SECONDS

    async with up(tmp_path / "hub.db") as second, httpx.AsyncClient(base_url=second.url) as client:
        assert await completed(client) == set()

        async def all_completed() -> bool:
            return await completed(client) == ordered

        await eventually(all_completed, PATIENCE_SECONDS)
        assert await applications(second) == [1] * (MANY * SERVICES)
        assert await second.end(signal.SIGTERM) == 0


async def test_a_port_in_use_is_one_line(tmp_path: Path) -> None:
    async with up(tmp_path / "hub.db") as first:
        port = first.url.rsplit(":", 1)[1]
        with pytest.raises(AssertionError, match="error: HUB_HTTP_PORT: cannot listen on"):
            async with up(tmp_path / "other.db", HUB_HTTP_PORT=port):
                pass


async def test_a_database_belongs_to_one_hub(tmp_path: Path) -> None:
    async with up(tmp_path / "hub.db"):
        with pytest.raises(AssertionError, match="error: HUB_DATABASE_URL: another hub works on"):
            async with up(tmp_path / "hub.db"):
                pass
