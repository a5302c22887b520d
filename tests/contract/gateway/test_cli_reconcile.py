"""`hub reconcile` against the gateway, as an operator types it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib import import_module
from typing import Any

import pytest
import pytest_asyncio
from click.testing import CliRunner, Result

from hub.cli import main
from hub.compose.web import Web
from hub.platform.settings import Settings
from proto.com.v1 import reconciliation_pb2 as pb
from tests.contract.gateway.fake_reconciliation import reason

pytestmark = pytest.mark.asyncio(loop_scope="session")

Hub = Callable[..., Awaitable[Result]]
WHO = ("--by", "ida", "--why", "the element was reset")
RUNNING, COMPLETED = pb.RECONCILIATION_STATE_RUNNING, pb.RECONCILIATION_STATE_COMPLETED


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def url(core_target: str) -> AsyncIterator[str]:
    async with Web(Settings(http_port=0, validate_responses=True), {"com": core_target}) as web:
        yield web.url


@pytest.fixture
def hub(url: str, fake_reconciliation: Any, fake_fallout: Any, monkeypatch: pytest.MonkeyPatch) -> Hub:
    """Runs a command in a thread of its own: the gateway it asks runs in this one."""
    monkeypatch.setattr(import_module("hub.cli.reconcile"), "PAUSE_SECONDS", 0.001)

    async def run(*arguments: str) -> Result:
        runner = CliRunner(env={"HUB_HTTP_URL": url, "HUB_LOG_LEVEL": "error"})
        return await asyncio.to_thread(runner.invoke, main, arguments)

    return run


async def test_where_all_agree_the_exit_code_is_0(hub: Hub, fake_reconciliation: Any) -> None:
    fake_reconciliation.states = [RUNNING, COMPLETED]
    done = await hub("reconcile", "--by", "ida")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == (
        "running: 0 products compared so far, services under way, found nothing\n"
        "completed: 7 products compared, 9 services compared, found nothing\n"
        "All agree.\n"
    )


async def test_what_does_not_agree_is_told_with_both_sides_and_since_when(
    hub: Hub, fake_reconciliation: Any
) -> None:
    fake_reconciliation.states = [COMPLETED]
    fake_reconciliation.add()
    fake_reconciliation.add(
        "HELD", between="service-resource", subject_id="resource-1", fallout_id="fallout-1", attempt=3,
        repair="adopt", reason=reason("pool-exhausted", "no port is free"), upper_json="{}",
        lower_json='{"value": "1203"}',
    )  # fmt: skip
    done = await hub("reconcile", "--by", "ida")
    assert done.exit_code == 1
    assert (
        done.stdout
        == """\
mismatch-1  open  service-network different
  service       service-1
  of            cfs-fiber-access
  product       product-1
  service says  bandwidth=1000
  network says  nothing
  since         2026-11-20T10:00:00.123Z
mismatch-2  held  service-resource different
  about         resource-1
  service       service-1
  of            cfs-fiber-access
  product       product-1
  service says  nothing
  resource says value "1203"
  since         2026-11-20T10:00:00.123Z
  repair        adopt, attempt 3
  failed        no port is free
  fallout       fallout-1
"""
    )
    assert done.stderr.endswith("2 open\n")


async def test_what_is_repaired_is_waited_for_and_then_all_agree(hub: Hub, fake_reconciliation: Any) -> None:
    fake_reconciliation.states = [COMPLETED]
    fake_reconciliation.add("REPAIRING")
    done = await hub("reconcile", "--by", "ida", "--repair", "re-apply", "--repair", "service-resource=adopt")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("mismatch-1  repaired  ")
    assert "1 being put right\n" in done.stderr
    (request,) = fake_reconciliation.requests
    assert dict(request.policy) == {
        "product-service": "re-apply",
        "service-network": "re-apply",
        "service-resource": "adopt",
    }


async def test_one_that_fails_says_why(hub: Hub, fake_reconciliation: Any) -> None:
    fake_reconciliation.states = [pb.RECONCILIATION_STATE_FAILED]
    fake_reconciliation.reasons = [reason("answer-overdue", "SOM is silent")]
    done = await hub("reconcile", "--by", "ida")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, "error: SOM is silent")


async def test_without_waiting_its_id_is_told_and_it_is_listed(hub: Hub, fake_reconciliation: Any) -> None:
    started = await hub("reconcile", "--by", "ida", "--no-wait")
    assert (started.exit_code, started.stdout) == (0, "run-1\n")
    listed = await hub("reconcile", "runs")
    assert listed.stdout == "run-1  2026-11-20T10:00:00.123Z  running  by ida  found nothing\n"


@pytest.mark.parametrize("policy", ["explode", "service-network=explode", "network-service=adopt", "=adopt"])
async def test_a_policy_that_makes_no_sense_is_told_before_anything_begins(
    hub: Hub, fake_reconciliation: Any, policy: str
) -> None:
    done = await hub("reconcile", "--repair", policy)
    assert (done.exit_code, fake_reconciliation.requests) == (2, [])


async def test_what_is_not_settled_is_listed(hub: Hub, fake_reconciliation: Any) -> None:
    assert (await hub("reconcile", "list")).stdout == "There is none.\n"
    fake_reconciliation.add()
    fake_reconciliation.add("GONE", product_id="product-2")
    listed = await hub("reconcile", "list")
    assert ("mismatch-1" in listed.stdout, "mismatch-2" in listed.stdout) == (True, False)
    other = await hub("reconcile", "list", "--state", "all", "--product", "product-2")
    assert ("mismatch-1" in other.stdout, "mismatch-2" in other.stdout) == (False, True)
    shown = await hub("reconcile", "show", "mismatch-2")
    assert shown.stdout.startswith("mismatch-2  gone  service-network different\n")


async def test_one_is_decided(hub: Hub, fake_reconciliation: Any) -> None:
    fake_reconciliation.add()
    done = await hub("reconcile", "repair", "mismatch-1", "adopt", *WHO)
    assert done.exit_code == 0, done.stderr
    assert "  repair        adopt, attempt 1\n  by            ida\n" in done.stdout
    again = await hub("reconcile", "repair", "mismatch-1", "adopt", *WHO)
    assert (again.exit_code, again.stdout) == (2, "")


async def test_the_schedule_is_shown_and_set(hub: Hub, fake_reconciliation: Any) -> None:
    assert (await hub("reconcile", "schedule")).stdout == "off\n"
    done = await hub("reconcile", "schedule", "--every", "3600", "--repair", "service-network=adopt", *WHO)
    assert done.stdout == "every 3600 s: service-network adopt; next at 2026-11-20T10:00:00.123Z\n"
    assert (await hub("reconcile", "schedule", "--every", "0", *WHO)).stdout == "off\n"
    assert (await hub("reconcile", "schedule", "--repair", "adopt")).exit_code == 2


async def test_fallout_about_a_mismatch_is_listed_with_it(hub: Hub, fake_fallout: Any) -> None:
    entry = fake_fallout.add("inventory-mismatch", "re-apply", order_id="")
    entry.mismatch_id, entry.item_id, entry.node_key = "mismatch-1", "", ""
    listed = await hub("fallout", "list")
    assert listed.exit_code == 0, listed.stderr
    assert "  mismatch mismatch-1\n" in listed.stdout
    assert "  order " not in listed.stdout
