"""`hub plan`: the same order on the same catalogue gives the same bytes, whatever database is under it."""

import asyncio

from click.testing import CliRunner, Result

from hub.cli import main
from hub.compose.web import Web
from hub.platform.files import shipped
from hub.platform.settings import Settings
from tests.flow.hub import Hub
from tests.flow.orders import fiber

ORDERS = shipped("examples") / "orders"
ORDER, KEPT = ORDERS / "business-fiber.json", ORDERS / "business-fiber.plan.json"


async def _plan(shop: Hub, *arguments: str) -> Result:
    """In a thread of its own: the gateway it asks runs in this one."""
    async with Web(Settings(http_port=0, validate_responses=True), {"com": shop.units["com"].target}) as web:
        runner = CliRunner(env={"HUB_HTTP_URL": web.url, "HUB_LOG_LEVEL": "error"})
        return await asyncio.to_thread(runner.invoke, main, ["plan", str(ORDER), *arguments])


async def test_twice_the_same_bytes_and_on_every_database_those_that_are_kept(shop: Hub) -> None:
    plans = [await _plan(shop, "--json") for _ in range(2)]

    assert [plan.exit_code for plan in plans] == [0, 0], plans[0].stderr
    assert {plan.stdout_bytes for plan in plans} == {KEPT.read_bytes()}


async def test_the_plan_that_is_shown_is_the_plan_that_runs(shop: Hub) -> None:
    shown = await _plan(shop)
    order = await shop.run(fiber())

    assert order.plan is not None
    assert shown.stdout.startswith(f"plan {order.plan.hash}\n")


async def test_a_plan_that_was_kept_can_be_compared_with(shop: Hub) -> None:
    same = await _plan(shop, "--diff", str(KEPT))

    assert (same.exit_code, same.stdout) == (0, ""), same.stderr
