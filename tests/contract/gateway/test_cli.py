"""`hub plan`, `hub order` and `hub fallout` against the gateway, as an operator types them."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from click.testing import CliRunner, Result

from hub.cli import main
from hub.compose.web import Web
from hub.kernel.errors import Code, HubError, Kind, Reason, refuse
from hub.platform.settings import Settings
from proto.com.v1 import fallout_pb2
from proto.com.v1 import product_order_pb2 as pb
from proto.shared.v1 import common_pb2, history_pb2

pytestmark = pytest.mark.asyncio(loop_scope="session")

Hub = Callable[..., Awaitable[Result]]
WHO = ("--by", "ida", "--why", 'it is "needed"; really')


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def url(core_target: str) -> AsyncIterator[str]:
    settings = Settings(http_port=0, validate_responses=True)
    async with Web(settings, {"com": core_target}) as web:
        yield web.url


@pytest.fixture
def hub(url: str, fake_orders: Any, fake_fallout: Any, fake_reconciliation: Any) -> Hub:
    """Runs a command in a thread of its own: the gateway it asks runs in this one."""

    async def run(*arguments: str, stdin: str | None = None) -> Result:
        environment = {"HUB_HTTP_URL": url, "HUB_LOG_LEVEL": "error"}
        runner = CliRunner(env=environment)
        return await asyncio.to_thread(runner.invoke, main, arguments, input=stdin)

    return run


@pytest.fixture
def file(tmp_path: Path, order: Any) -> str:
    """An order in a file."""
    path = tmp_path / "order.json"
    path.write_text(json.dumps(order(externalId="A-1")))
    return str(path)


@pytest_asyncio.fixture(loop_scope="session")
async def kept(hub: Hub, file: str, fake_orders: Any) -> Any:
    """The order the core has, submitted by the command line."""
    done = await hub("order", "submit", file)
    assert (done.exit_code, done.stdout) == (0, "order-1\n"), done.stderr
    return fake_orders.kept["order-1"]


def plan(mbps: int) -> pb.Plan:
    value = common_pb2.Characteristic(name="bandwidth", value_json=str(mbps))
    node = pb.PlanNode(
        key="1/cfs-fiber",
        id="so",
        item_id="1",
        action=pb.ITEM_ACTION_ADD,
        state=pb.PLAN_NODE_STATE_WAITING,
        characteristic=[value],
        why="a rule",
    )
    return pb.Plan(hash=f"hash-{mbps}", node=[node])


async def test_a_plan_is_shown_the_same_every_time_and_kept_and_compared(
    hub: Hub, file: str, fake_orders: Any, tmp_path: Path
) -> None:
    fake_orders.plan = plan(100)
    shown = await hub("plan", file)
    assert shown.exit_code == 0, shown.stderr
    assert "1/cfs-fiber: add\n  set bandwidth = 100\n  why: a rule\n" in shown.stdout
    assert (await hub("plan", file)).stdout_bytes == shown.stdout_bytes
    saved = await hub("plan", "--json", file)
    assert '"so"' not in saved.stdout
    old = tmp_path / "old.json"
    old.write_text(saved.stdout)

    same = await hub("plan", file, "--diff", str(old))
    assert (same.exit_code, same.stdout) == (0, "")
    fake_orders.plan = plan(1000)
    other = await hub("plan", file, "--diff", str(old))
    assert other.exit_code == 1
    assert other.stdout.startswith(f"--- {old}\n+++ {file}\n")
    assert "-  set bandwidth = 100\n+  set bandwidth = 1000\n" in other.stdout
    # A second order is planned, and so the same.
    assert (await hub("plan", file, "--diff", file)).exit_code == 0
    assert fake_orders.kept == {}


async def test_why_an_order_would_be_rejected_is_told_a_line_each(
    hub: Hub, file: str, fake_orders: Any
) -> None:
    reasons = [Reason(Code.OFFERING_UNKNOWN, "in no catalogue", "a"), Reason(Code.PRODUCT_BUSY, "is busy")]
    fake_orders.trouble = HubError(Kind.INVALID, *reasons)
    refused = await hub("plan", file)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "error: a: in no catalogue\nerror: is busy\n"


async def test_what_is_no_json_is_told_by_the_hub(hub: Hub, file: str) -> None:
    for arguments in (("plan", "-"), ("plan", file, "--diff", "-"), ("order", "submit", "-")):
        done = await hub(*arguments, stdin="{")
        assert done.exit_code == 2
        assert done.stderr.startswith("error: the body is not JSON")


async def test_an_order_is_shown_with_all_there_is_to_know(
    hub: Hub, kept: Any, fake_orders: Any, fake_fallout: Any
) -> None:
    fake_fallout.add("network-failed")
    fake_fallout.add("network-failed", order_id="order-2")
    kept.state = pb.PRODUCT_ORDER_STATE_PENDING
    kept.open_question.add(item_id="1", name="survey", text="Is there a duct?")
    kept.cancellability.verdict = pb.Cancellability.VERDICT_FLAGGED
    kept.cancellability.reason.add(code="point-of-no-return-passed", text="the line is built")
    fake_orders.plan = plan(100)
    fact = history_pb2.Fact(event="ask", source="validated", target="pending", rule="hasQuestion")
    fake_orders.history = [
        history_pb2.HistoryEntry(
            room="com", aggregate_id="order-1", fact=[fact], at=kept.order_date, position=1
        )
    ]
    shown = await hub("order", "show", "order-1")
    assert shown.exit_code == 0, shown.stderr
    for text in (
        "plan         hash-100",
        "waits for    item 1: survey: Is there a duct?",
        "decide       fallout-1: network-failed (retry, fail-item)",
        "cancelling   possible, but: the line is built",
        "product order A-1",
        "service order cfs-fiber  ",
        "2026-11-20 10:00:00.123  com  order  ask: validated → pending  [hasQuestion]",
    ):
        assert text in shown.stdout
    assert "fallout-2" not in shown.stdout


async def test_a_question_is_answered(hub: Hub, kept: Any, fake_orders: Any) -> None:
    kept.open_question.add(item_id="1", name="survey")
    done = await hub("order", "answer", "order-1", "1", "survey", "--no", "--set", "m=140", *WHO)
    assert done.exit_code == 0, done.stderr
    request = fake_orders.requests[-1]
    assert (request.item_id, request.question, request.accepted) == ("1", "survey", False)
    assert [(c.name, c.value_json) for c in request.characteristic] == [("m", "140")]
    again = await hub("order", "answer", "order-1", "1", "survey", "--yes", *WHO)
    assert (again.exit_code, again.stderr) == (2, "error: question: nobody asks that\n")


async def test_an_order_is_held_released_and_cancelled(hub: Hub, kept: Any, fake_orders: Any) -> None:
    held = await hub("order", "hold", "order-1", *WHO)
    assert (held.exit_code, held.stdout) == (0, "held\n")
    assert (kept.hold.by, kept.hold.why) == ("ida", WHO[3])
    released = await hub("order", "release", "order-1", *WHO)
    assert (released.exit_code, released.stdout) == (0, "inProgress\n")
    task = await hub("order", "cancel", "order-1", "--item", "1", "--item", "2")
    assert (task.exit_code, task.stdout) == (0, "task-1\n")
    assert list(fake_orders.requests[-1].item_id) == ["1", "2"]
    assert (await hub("order", "cancel", "order-1")).stdout == "task-1\n"
    kept.state = pb.PRODUCT_ORDER_STATE_COMPLETED
    assert (await hub("order", "cancel", "order-1")).exit_code == 2


async def test_who_decides_is_the_user_unless_somebody_else_is_named(
    hub: Hub, kept: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "jo")
    assert (await hub("order", "hold", "order-1", "--why", "x")).exit_code == 0
    assert kept.hold.by == "jo"


async def test_an_order_is_amended_by_a_merge_patch(hub: Hub, kept: Any, fake_orders: Any) -> None:
    done = await hub("order", "amend", "order-1", "-", stdin='{"priority": "0"}')
    assert (done.exit_code, done.stdout, kept.priority) == (0, "acknowledged\n", "0")
    wrong = await hub("order", "amend", "order-1", "-", stdin='{"state": "cancelled"}')
    assert wrong.exit_code == 2
    assert "cancelProductOrder" in wrong.stderr
    fake_orders.forbidden = refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, "allowed now: nothing")
    late = await hub("order", "amend", "order-1", "-", stdin='{"priority": "1"}')
    assert (late.exit_code, late.stderr) == (2, "error: allowed now: nothing\n")


async def test_an_order_is_watched_through_all_that_is_no_end(
    hub: Hub, kept: Any, fake_orders: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = [
        pb.PRODUCT_ORDER_STATE_HELD,
        pb.PRODUCT_ORDER_STATE_PENDING,
        pb.PRODUCT_ORDER_STATE_PARTIALLY_COMPLETED,
        pb.PRODUCT_ORDER_STATE_COMPENSATING,
        pb.PRODUCT_ORDER_STATE_ASSESSING_CANCELLATION,
        pb.PRODUCT_ORDER_STATE_CANCELLING,
        pb.PRODUCT_ORDER_STATE_CANCELLED,
    ]
    ahead = iter([states[0], *states])
    fake_orders.before_get = lambda: setattr(kept, "state", next(ahead))
    done = await hub("order", "watch", "order-1")
    assert done.exit_code == 1, done.stderr
    seen = [line.split()[5] for line in done.stdout.splitlines() if "product order" in line]
    assert seen == [
        "held",
        "pending",
        "partiallyCompleted",
        "compensating",
        "assessingCancellation",
        "cancelling",
        "cancelled",
    ]


@pytest.mark.parametrize("identifier", ["unheard", "a/b", "it's", '"', "..", "a?b#c", "ü", " "])
async def test_an_id_that_is_none_is_told_whatever_it_looks_like(hub: Hub, identifier: str) -> None:
    for command in (("order", "show"), ("order", "watch"), ("fallout", "show")):
        done = await hub(*command, identifier)
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr.startswith("error: ")
        assert "Traceback" not in done.stderr
        assert "KeyError" not in done.stderr


async def test_fallout_is_listed_shown_and_decided_once(hub: Hub, fake_fallout: Any) -> None:
    assert (await hub("fallout", "list")).stdout == "There is none that is open.\n"
    fake_fallout.add("network-failed")
    fake_fallout.add("network-refused", order_id="order-2").state = fallout_pb2.FALLOUT_STATE_RESOLVED
    listed = await hub("fallout", "list")
    assert listed.stdout == (
        "fallout-1  open  network-failed\n"
        "  why      the network said no\n"
        "  order    order-1, item 1\n"
        "  node     1/cfs-fiber-access\n"
        "  since    2026-11-20T10:00:00.123Z\n"
        "  try      retry, fail-item\n"
    )
    by_order = await hub("fallout", "list", "--state", "all", "--order", "order-2")
    assert by_order.stdout.startswith("fallout-2  resolved")
    assert (
        await hub("fallout", "list", "--code", "pool-exhausted")
    ).stdout == "There is none that is open.\n"
    assert "known    attempts = 3" in (await hub("fallout", "show", "fallout-1")).stdout

    decide = ("fallout", "resolve", "fallout-1", "force-complete", "--set", "vlan=7", *WHO)
    decided = await hub(*decide)
    assert decided.exit_code == 0, decided.stderr
    assert "  decided  force-complete by ida\n" in decided.stdout
    (request,) = fake_fallout.requests
    assert [(c.name, c.value_json) for c in request.characteristic] == [("vlan", "7")]
    again = await hub(*decide)
    assert again.exit_code == 2
    assert "nothing is allowed now" in again.stderr


async def test_one_decision_settles_a_code_and_names_what_it_does_not_fit(
    hub: Hub, fake_fallout: Any
) -> None:
    fake_fallout.add("network-failed")
    fake_fallout.add("network-failed", "fail-item")
    done = await hub("fallout", "resolve", "--code", "network-failed", "retry", *WHO)
    assert (done.exit_code, done.stdout) == (1, "fallout-1\n")
    assert done.stderr == "fallout-2: action: does not fit\n1 decided, 1 not\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("fallout", "resolve", "fallout-1", "explode", *WHO), "action: has to be one of"),
        (("fallout", "resolve", "--code", "oops", "retry", *WHO), "code: has to be one of"),
        (("fallout", "resolve", "retry", *WHO), "give an ID and an ACTION"),
        (("fallout", "resolve", "--code", "network-failed", "fallout-1", "retry", *WHO), "give an ID"),
        (("fallout", "resolve", "fallout-1", "retry", "--by", "ida"), "Missing option '--why'"),
        (("fallout", "resolve", "fallout-1", "retry", "--by", " ", "--why", "x"), "by: has to match"),
        (("fallout", "resolve", "--code", "c", "retry", "--set", "a=1", *WHO), "--set is for one ID"),
        (("fallout", "list", "--code", "oops"), "code: has to be one of"),
        (("order", "answer", "order-1", "1", "survey", *WHO), "say --yes or --no"),
        (("order", "hold", "order-1", "--by", "ida"), "Missing option '--why'"),
        (("order", "cancel", "order-1", "--item", ""), "itemId[0]: has to have 1 or more characters"),
        (("plan", "nothing.json"), "No such file"),
        (("plan", "-", "--json", "--diff", "-"), "--json and --diff"),
    ],
)
async def test_what_is_typed_wrong_is_told_and_decides_nothing(
    hub: Hub, fake_fallout: Any, fake_orders: Any, arguments: tuple[str, ...], said: str
) -> None:
    fake_fallout.add("network-failed")
    done = await hub(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert (fake_fallout.requests, fake_orders.requests) == ([], [])
