"""When an order will be done, and who hears of it when that is too late."""

from datetime import UTC, datetime, timedelta

import pytest

from core.catalog.components import RetryPolicy
from core.catalog.model import Question
from core.ordering.commands import UpdateProductOrder
from hub.kernel.errors import Code
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import NOW, component, item, offering

MINUTE = timedelta(minutes=1)


@pytest.fixture
def timed(core: Core) -> Core:
    core.sell(
        offering(
            "x",
            component("a", expected_seconds=60, retry=RetryPolicy(3, 120)),
            component("b", "a", expected_seconds=120),
            component("c", "a", expected_seconds=30),
        )
    )
    return core


def forecast(core: Core) -> datetime | None:
    return core.order().expected_completion_date


def test_it_is_the_longest_way_through_what_is_left(timed: Core) -> None:
    timed.submit(item("1", "x"))
    assert forecast(timed) == NOW + 3 * MINUTE
    timed.pass_time(30 * timedelta(seconds=1))
    timed.complete("1/a")
    assert forecast(timed) == timed.now + 2 * MINUTE
    timed.complete("1/b")
    assert forecast(timed) == timed.now + timedelta(seconds=30)


def test_of_what_is_planned_for_later_it_begins_then(timed: Core) -> None:
    timed.submit(item("1", "x"), requested_start_date=NOW + timedelta(days=1))
    assert forecast(timed) == NOW + timedelta(days=1) + 3 * MINUTE


def test_nobody_forecasts_what_the_catalogue_does_not_say(core: Core) -> None:
    core.submit(item("1", "access"))
    assert forecast(core) is None


def test_a_failed_attempt_puts_it_behind_and_that_is_said_once(timed: Core) -> None:
    requested = NOW + 4 * MINUTE
    timed.submit(item("1", "x"), requested_completion_date=requested)
    assert timed.alarms == []
    timed.fail("1/a", Code.NETWORK_FAILED)
    # Two minutes until the next attempt, and three for the rest.
    assert forecast(timed) == NOW + 5 * MINUTE
    (entry,) = timed.order().jeopardies
    assert (entry.raised_at, entry.forecast, entry.requested) == (NOW, NOW + 5 * MINUTE, requested)
    assert entry.cleared_at is None
    timed.say("1/a", "inProgress")
    assert len(timed.alarms) == 1
    told = timed.alarms[0]["event"]["productOrder"]
    assert told["id"] == "o"
    assert told["expectedCompletionDate"] == "2026-01-01T00:05:00Z"
    assert told["requestedCompletionDate"] == "2026-01-01T00:04:00Z"


def test_silence_alone_puts_it_behind_when_its_date_has_passed(timed: Core) -> None:
    timed.submit(item("1", "x"), requested_completion_date=NOW + 3 * MINUTE)
    assert timed.alarms == []
    timed.pass_time(3 * MINUTE + timedelta(seconds=1))
    assert len(timed.alarms) == 1


@pytest.mark.parametrize("why", ["pending", "held"])
def test_what_has_not_begun_is_behind_when_its_date_has_passed_and_goes_on_waiting(
    core: Core, why: str
) -> None:
    questions = [Question("site", "Is there space?", 3600)] if why == "pending" else []
    core.sell(offering("lift", component("lift"), questions=questions))
    date = NOW + 10 * MINUTE
    later = NOW + 60 * MINUTE if why == "held" else None
    core.submit(item("1", "lift"), requested_completion_date=date, requested_start_date=later)
    if why == "held":
        core.hold()
    core.pass_time(11 * MINUTE)
    assert ([j.requested for j in core.order().jeopardies], len(core.alarms)) == ([date], 1)
    assert core.state() == why
    core.pass_time(60 * MINUTE)
    assert core.state() == "held"


def test_it_is_in_time_again_when_the_date_moves_or_the_rest_is_quick(timed: Core) -> None:
    timed.submit(item("1", "x"), requested_completion_date=NOW + 2 * MINUTE)
    assert len(timed.alarms) == 1
    timed.complete("1/a", "1/b")
    (entry,) = timed.order().jeopardies
    assert entry.cleared_at == NOW


def test_a_later_date_clears_it_and_an_earlier_one_raises_it_again(timed: Core) -> None:
    timed.submit(item("1", "x"), requested_completion_date=NOW + 2 * MINUTE)
    for minutes, alarms in ((9, 1), (1, 2)):
        timed.do(UpdateProductOrder(id="o", requested_completion_date=NOW + minutes * MINUTE))
        assert len(timed.alarms) == alarms
    assert [e.cleared_at for e in timed.order().jeopardies] == [NOW, None]


LAST = datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)


def test_a_date_after_which_there_is_no_other_is_one_like_any_other(timed: Core) -> None:
    timed.submit(item("1", "x"), requested_start_date=LAST, order="never")
    assert (timed.state("never"), timed.order("never").expected_completion_date) == ("decomposed", LAST)
    timed.submit(item("1", "x"), requested_completion_date=LAST)
    timed.complete("1/a", "1/b", "1/c")
    assert (timed.state(), timed.alarms) == ("completed", [])
