"""Cancellations that are asked for ahead of their date."""

from datetime import timedelta

import pytest

from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import NOW, component, item, offering

TOMORROW = NOW + timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def shop(core: Core) -> Core:
    core.sell(offering("easy", component("easy")))
    return core


def test_a_cancellation_with_a_date_waits_for_it(shop: Core) -> None:
    shop.submit(item("1", "easy"))
    task = shop.cancel(requested_cancellation_date=NOW + timedelta(minutes=5))
    assert (shop.state(), task.state) == ("inProgress", "acknowledged")
    shop.pass_time(timedelta(minutes=5))
    assert (shop.state(), shop.cancellation(task.id).state) == ("cancelling", "inProgress")


def test_a_cancellation_with_a_date_is_brought_forward_when_an_earlier_one_is_asked_for(shop: Core) -> None:
    shop.submit(item("1", "easy"))
    task = shop.cancel(requested_cancellation_date=TOMORROW)
    later = shop.cancel(requested_cancellation_date=TOMORROW + timedelta(days=1))
    assert (later.id, later.requested_cancellation_date) == (task.id, TOMORROW)
    sooner = shop.cancel(requested_cancellation_date=NOW + MINUTE)
    assert (sooner.id, sooner.wake_at, shop.state()) == (task.id, NOW + MINUTE, "inProgress")
    now = shop.cancel()
    assert (now.id, now.state, shop.state()) == (task.id, "inProgress", "cancelling")


def test_a_cancellation_with_a_date_ends_with_an_order_that_completes_before(shop: Core) -> None:
    shop.submit(item("1", "easy"))
    task = shop.cancel(requested_cancellation_date=TOMORROW)
    shop.complete("1/easy")
    ended = shop.cancellation(task.id)
    assert (shop.state(), ended.state, ended.wake_at) == ("completed", "terminatedWithError", None)
