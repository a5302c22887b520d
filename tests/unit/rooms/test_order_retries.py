"""Attempts after transient failures, silence, and what becomes of it."""

from datetime import timedelta

import pytest

from core.catalog.components import RetryPolicy
from core.ordering.node import pause
from hub.kernel.errors import TRANSIENT, Code
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import NOW, component, item, offering
from tests.unit.rooms.office import office

LIMIT = timedelta(minutes=10)
POLICY = RetryPolicy(attempts=3, back_off_seconds=10)


@pytest.fixture
def trying(core: Core) -> Core:
    """With an order of a service that may be tried three times."""
    core.sell(offering("x", component("x", retry=POLICY, compensation="")))
    core.submit(item("1", "x"))
    return core


def test_a_transient_failure_is_tried_again_by_an_order_of_its_own_after_a_pause_that_doubles(
    trying: Core,
) -> None:
    ids = []
    for seconds in (10, 20):
        ids.append(trying.node("1/x").service_order_id)
        trying.take_told()
        trying.fail("1/x", Code.NETWORK_FAILED)
        assert trying.nodes() == {"1/x": "retrying"}
        trying.pass_time(timedelta(seconds=seconds, milliseconds=-1))
        assert trying.take_told() == []
        trying.pass_time(timedelta(milliseconds=1))
        assert trying.take_told() == [("add", "x")]
    ids.append(trying.node("1/x").service_order_id)
    assert len(set(ids)) == 3
    trying.fail("1/x", Code.NETWORK_FAILED)
    assert (trying.state(), trying.nodes(), trying.codes()) == (
        "failed",
        {"1/x": "failed"},
        [Code.NETWORK_FAILED],
    )


def test_an_attempt_that_works_completes_the_order_as_if_nothing_had_been(trying: Core) -> None:
    trying.fail("1/x", Code.TIME_LIMIT_PASSED)
    trying.pass_time(timedelta(seconds=10))
    order = trying.complete("1/x")
    assert (order.state, order.reasons, order.nodes[0].reason) == ("completed", [], None)


@pytest.mark.parametrize(
    "code", [c for c in Code if c in TRANSIENT] + [Code.NETWORK_REFUSED, Code.POOL_EXHAUSTED]
)
def test_only_what_may_be_otherwise_next_time_is_tried_again(trying: Core, code: Code) -> None:
    trying.fail("1/x", code)
    assert trying.nodes() == {"1/x": "retrying" if code in TRANSIENT else "failed"}


def test_the_pause_varies_by_the_jitter_and_is_the_same_whenever_it_is_asked() -> None:
    policy = RetryPolicy(attempts=9, back_off_seconds=100, jitter=0.2)
    pauses = [pause(policy, f"order-{n}", 1) for n in range(200)]
    assert pauses == [pause(policy, f"order-{n}", 1) for n in range(200)]
    assert min(pauses) >= timedelta(seconds=80)
    assert max(pauses) <= timedelta(seconds=120)
    assert len(set(pauses)) > 150
    assert pause(policy, "o", 2) > pause(policy, "o", 1)


@pytest.mark.parametrize("attempt", [30, 1000])
def test_no_pause_is_longer_than_an_hour(attempt: int) -> None:
    assert pause(POLICY, "o", attempt) == timedelta(hours=1)


def test_a_pause_of_something_that_is_not_wanted_any_more_ends_at_once(trying: Core) -> None:
    trying.fail("1/x", Code.NETWORK_FAILED)
    trying.cancel()
    assert (trying.state(), trying.nodes()) == ("cancelled", {"1/x": "failed"})


def test_undoing_is_tried_again_like_doing(core: Core) -> None:
    core.sell(offering("x", component("x", retry=POLICY), component("y", "x")))
    core.submit(item("1", "x"))
    core.complete("1/x")
    core.fail("1/y")
    core.take_told()
    core.fail("1/x", Code.NETWORK_FAILED)
    assert core.nodes()["1/x"] == "undoRetrying"
    core.pass_time(timedelta(seconds=10))
    assert core.take_told() == [("delete", "x")]
    core.complete("1/x")
    assert (core.state(), core.nodes()["1/x"]) == ("failed", "undone")


def test_silence_is_asked_about_three_times_and_then_an_operator_has_to_decide(core: Core) -> None:
    core.submit(item("1", "access"))
    first = core.node("1/access").service_order_id
    for asked in (1, 2, 3):
        core.take_told()
        assert core.order().wake_at == core.now + LIMIT
        core.pass_time(LIMIT)
        assert core.take_told() == [("add", "access")]
        assert core.node("1/access").questions == asked
    core.pass_time(LIMIT)
    assert core.take_told() == []
    assert (core.state(), core.items(), core.nodes()) == ("held", {"1": "held"}, {"1/access": "held"})
    fallout = core.open_fallout()
    assert (fallout.reason.code, fallout.item_id, fallout.node) == (Code.OUTCOME_UNKNOWN, "1", "1/access")
    assert fallout.context["serviceOrder"] == first
    assert core.order().wake_at is None


def _silent(core: Core) -> None:
    core.submit(item("1", "access"))
    for _ in range(4):
        core.pass_time(LIMIT)
    core.take_told()


def test_success_that_comes_after_all_is_taken_and_clears_the_fallout(core: Core) -> None:
    _silent(core)
    core.complete("1/access")
    assert (core.state(), core.statuses()) == ("completed", {"1": "active"})
    (fallout,) = core.fallout()
    assert (fallout.state, fallout.by) == ("cleared", "")


def test_failure_that_comes_after_all_is_at_least_known_and_stays_an_operators_case(core: Core) -> None:
    _silent(core)
    core.fail("1/access")
    assert core.nodes() == {"1/access": "held"}
    assert not core.node("1/access").outcome_unknown
    core.resolve("fail-item")
    assert (core.state(), core.take_told()) == ("failed", [])


def test_a_retry_after_silence_asks_under_the_same_id_so_that_it_is_never_done_twice(core: Core) -> None:
    _silent(core)
    before = core.node("1/access").service_order_id
    core.resolve("retry")
    assert core.take_told() == [("add", "access")]
    assert core.node("1/access").service_order_id == before
    core.complete("1/access")
    assert core.state() == "completed"


def test_a_retry_after_a_failure_that_is_known_is_an_order_of_its_own(core: Core) -> None:
    _silent(core)
    before = core.node("1/access").service_order_id
    core.fail("1/access")
    core.resolve("retry")
    assert core.node("1/access").service_order_id != before


def test_what_is_given_up_without_knowing_is_taken_back(core: Core) -> None:
    _silent(core)
    core.resolve("fail-item")
    assert core.take_told() == [("cancel", "1/access")]
    assert core.nodes() == {"1/access": "cancelling"}
    core.cancelled("1/access")
    assert (core.state(), core.statuses()) == ("failed", {"1": "aborted"})


def test_silence_about_taking_back_ends_with_an_operator_too(core: Core) -> None:
    office(core, "access", "phone")
    core.fail("access/access")
    for _ in range(4):
        core.pass_time(LIMIT)
    assert core.nodes()["phone/phone"] == "undoHeld"
    assert core.open_fallout().actions == ["retry", "force-complete", "fail-item"]
    core.take_told()
    core.resolve("retry")
    assert core.take_told() == [("cancel", "phone/phone")]
    core.cancelled("phone/phone")
    assert core.state() == "failed"


def test_an_answer_that_it_is_at_work_is_no_silence(core: Core) -> None:
    core.submit(item("1", "access"))
    core.pass_time(LIMIT)
    core.say("1/access", "inProgress")
    assert core.node("1/access").questions == 0
    assert core.order().wake_at == core.now + LIMIT


def test_only_what_is_overdue_is_asked_for(core: Core) -> None:
    office(core)
    core.pass_time(timedelta(minutes=5))
    core.complete("access/access")
    core.take_told()
    assert core.order().wake_at == NOW + LIMIT
    core.pass_time(timedelta(minutes=5))
    assert core.take_told() == [("add", "phone")]
    assert core.order().wake_at == NOW + timedelta(minutes=15)


def test_no_pause_is_longer_than_an_hour_however_long_the_catalogue_would_have_it() -> None:
    assert pause(RetryPolicy(attempts=2, back_off_seconds=1e300), "o", 1) == timedelta(hours=1)
