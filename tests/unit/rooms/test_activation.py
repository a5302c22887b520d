"""An activation and its service, and what an element is configured with, each by itself."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from hub.kernel.errors import HubError
from hub.messages.activation import Operation, service_order_of
from tests.unit.rooms.making import NOW
from workers.activation.drivers.driver import done, failed, refused
from workers.activation.drivers.emulator.configuration import Configuration
from workers.activation.machine import ActivationState
from workers.activation.model import Activation
from workers.activation.service import Service

S = ActivationState


def begun(**what: object) -> Activation:
    made = Activation(id="key", service_id="s", specification_id="x", **what)  # type: ignore[arg-type]
    made.begin(Service(id="s"), NOW)
    return made


def test_what_is_done_acts_once_and_waits_for_nothing() -> None:
    made = begun()
    made.wait(NOW + timedelta(seconds=5), NOW)
    made.answered(done(), NOW)
    assert (str(made.state), made.applications, made.completion_date) == ("done", 1, NOW)
    assert (made.wake_at, made.reason) == (None, None)


def test_it_is_looked_after_when_the_network_says_and_at_the_limit_at_the_latest() -> None:
    made = begun()
    assert made.wait(NOW + timedelta(seconds=90), NOW)
    assert made.wake_at == NOW + timedelta(seconds=90)
    assert made.wait(NOW + timedelta(hours=1), NOW)
    assert made.wake_at == NOW + timedelta(minutes=10)
    assert not made.wait(NOW + timedelta(hours=1), NOW + timedelta(minutes=10))


def test_a_failed_attempt_may_be_repeated_for_a_day() -> None:
    made = begun()
    made.answered(failed("key", "no"), NOW)
    assert (made.state, made.wake_at) == (S.FAILED, NOW + timedelta(days=1))
    assert made.can_try(2)
    assert not made.can_try(1)
    made.try_again(2, NOW)
    assert (made.state, made.attempt) == (S.CONFIGURING, 2)


def test_a_failed_attempt_that_was_taken_back_is_not_repeated() -> None:
    made = begun()
    made.answered(failed("key", "no"), NOW)
    made.withdraw(1, NOW)
    assert not made.can_try(2)
    assert made.command().operation is Operation.WITHDRAW


@pytest.mark.parametrize("state", [S.DONE, S.REFUSED])
def test_what_has_ended_is_moved_by_nothing(state: S) -> None:
    made = begun()
    made.state = state
    moves: tuple[Callable[[], None], ...] = (
        lambda: made.answered(done(), NOW),
        lambda: made.answered(refused("key", "no"), NOW),
        lambda: made.try_again(2, NOW),
        lambda: made.abandon(NOW),
    )
    for move in moves:
        with pytest.raises(HubError, match="nothing, it is settled"):
            move()


def test_a_service_is_what_the_newest_activation_has_made_it() -> None:
    service = Service(id="s")
    for sequence, state, outcome in (
        (2, "active", done()),
        (1, "inactive", done()),
        (3, "inactive", refused("k", "")),
    ):
        made = begun(sequence=sequence, wanted_state=state, characteristics={"n": sequence})
        service.begin(made)
        made.answered(outcome, NOW)
        service.end(made, NOW)
    assert (service.state, service.values, service.applied) == ("active", {"n": 2}, 2)
    assert (service.sequence, service.open) == (3, [])


def test_whether_a_service_is_created_is_known_when_it_is_asked_for() -> None:
    assert begun().creates
    made = Activation(id="key", service_id="s", specification_id="x")
    made.begin(Service(id="s", state="inactive"), NOW)
    assert not made.creates
    assert not begun(operation="deactivate").creates


@pytest.mark.parametrize(
    ("key", "order"),
    [("order/12", "order"), ("order/12/undo", "order"), ("a/b/3", "a/b"), ("of a repair", "")],
)
def test_a_key_says_of_which_service_order_it_is(key: str, order: str) -> None:
    assert service_order_of(key) == order


def test_an_element_counts_what_activation_writes_and_keeps_the_number_of_the_last_change() -> None:
    element = Configuration(id="s")
    element.apply("olt", "active", {"vlan": "1"}, sequence=1, key="a", now=NOW)
    element.apply("olt", "inactive", {"vlan": "2"}, sequence=3, key="b", now=NOW)
    assert (element.applications, element.characteristics, element.sequence) == (2, {"vlan": "2"}, 3)
    assert (element.state, element.key) == ("inactive", "b")
    element.remove(sequence=5, key="c", now=NOW)
    assert (element.element, element.characteristics, element.applications) == ("", {}, 3)
    assert element.sequence == 5
