"""A service order's own decisions: retries and their pauses, what is released when, and what silence means."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hub.kernel.errors import Code, HubError, Reason
from tests.unit.rooms.making import NOW
from workers.som.catalog import ActivationPolicy, ResourceComponent, ServiceSpecification
from workers.som.machine import PUBLISHED, ServiceOrderState
from workers.som.model import ServiceOrder
from workers.som.sending import asked

S = ServiceOrderState
NO = Reason(Code.NETWORK_REFUSED, "no")
LATER = Reason(Code.NETWORK_FAILED, "later")
POLICY = ActivationPolicy(attempts=4, back_off_seconds=2)


def specified(*, resources: bool = True, policy: ActivationPolicy | None = POLICY) -> ServiceSpecification:
    needed = [ResourceComponent("vlan", "vlan-id")] if resources else []
    return ServiceSpecification("x", "3", "x", resources=needed, activation=policy)


def ordered() -> ServiceOrder:
    return ServiceOrder(
        id="so",
        external_id="o",
        item_id="1",
        action="add",
        service_id="s",
        specification_id="x",
        order_date=NOW,
    )


def begun(**how: Any) -> ServiceOrder:
    made = ordered()
    made.begin(specified(**how), NOW)
    return made


def activating(**how: Any) -> ServiceOrder:
    made = begun(**how)
    if made.state is S.RESERVING:
        made.resources_reserved({"vlan": ("r", "1000")}, NOW)
    assert made.state is S.ACTIVATING
    return made


def test_it_reserves_then_activates_then_completes() -> None:
    made = begun()
    assert (made.state, made.wake_at) == (S.RESERVING, NOW + timedelta(minutes=1))
    made.resources_reserved({"vlan": ("r", "1000")}, NOW)
    assert (made.state, made.attempts, made.effective()) == (S.ACTIVATING, 1, {"vlan": "1000"})
    made.activated(NOW)
    assert (made.state, made.wake_at, made.completion_date) == (S.COMPLETED, None, NOW)


def test_without_resources_it_activates_and_without_activation_it_completes() -> None:
    assert begun(resources=False).state is S.ACTIVATING
    assert begun(resources=False, policy=None).state is S.COMPLETED
    made = begun(policy=None)
    made.resources_reserved({"vlan": ("r", "1")}, NOW)
    assert made.state is S.COMPLETED


def test_a_specification_nobody_knows_is_a_rejection() -> None:
    made = ordered()
    made.begin(None, NOW)
    assert (made.state, made.wake_at, made.completion_date) == (S.REJECTED, None, NOW)
    assert made.reason
    assert made.reason.code is Code.SPECIFICATION_UNKNOWN


def test_pauses_between_attempts_double_up_to_the_limit_of_the_table() -> None:
    made = activating(policy=ActivationPolicy(attempts=12, back_off_seconds=2))
    pauses = []
    for _ in range(11):
        made.activation_failed(LATER, NOW)
        assert made.wake_at
        pauses.append((made.wake_at - NOW).total_seconds())
        made.overdue(NOW)
        assert made.state is S.ACTIVATING
    assert pauses == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]


def test_after_its_attempts_a_failure_is_final_and_what_was_reserved_goes_back() -> None:
    made = activating()
    for _ in range(3):
        made.activation_failed(LATER, NOW)
        made.overdue(NOW)
    made.activation_failed(LATER, NOW)
    assert (made.state, made.attempts, made.reason) == (S.RELEASING, 4, LATER)
    made.resources_released(NOW)
    assert (made.state, made.reason, made.completion_date) == (S.FAILED, LATER, NOW)


def test_a_refusal_releases_what_was_reserved_and_nothing_when_nothing_was() -> None:
    made = activating()
    made.activation_refused(NO, NOW)
    assert (made.state, made.reason) == (S.RELEASING, NO)
    assert made.release_order_id
    bare = activating(resources=False)
    bare.activation_refused(NO, NOW)
    assert (bare.state, bare.release_order_id, bare.completion_date) == (S.FAILED, "", NOW)


def test_when_rom_refuses_nothing_is_released_as_nothing_was_taken() -> None:
    made = begun()
    made.resources_refused(NO, NOW)
    assert (made.state, made.reason, made.release_order_id, made.wake_at) == (S.FAILED, NO, "", None)


@pytest.mark.parametrize(
    ("make", "then", "code"),
    [(begun, S.RELEASING, Code.TIME_LIMIT_PASSED), (activating, S.WITHDRAWING, Code.NETWORK_SILENT)],
)
def test_silence_is_asked_about_three_times_before_it_is_given_up(make: Any, then: S, code: Code) -> None:
    made = make()
    state = made.state
    for times in (1, 2, 3):
        made.overdue(NOW)
        assert (made.state, made.questions, made.reason) == (state, times, None)
    made.overdue(NOW)
    assert made.state is then
    assert made.reason.code is code
    assert "asked 4 times" in made.reason.text


def test_a_withdrawn_activation_is_asked_about_until_the_network_says_what_became_of_it() -> None:
    made = activating()
    for _ in range(20):
        made.overdue(NOW)
    assert (made.state, made.wake_at) == (S.WITHDRAWING, NOW + timedelta(minutes=5))
    made.activation_refused(NO, NOW)
    assert made.state is S.RELEASING
    assert made.reason
    assert made.reason.code is Code.NETWORK_SILENT


def test_a_withdrawn_activation_that_has_acted_completes_without_a_reason() -> None:
    made = activating()
    for _ in range(4):
        made.overdue(NOW)
    made.activated(NOW)
    assert (made.state, made.reason) == (S.COMPLETED, None)


def test_each_attempt_may_be_silent_as_long_as_the_first() -> None:
    made = activating()
    made.overdue(NOW)
    made.overdue(NOW)
    made.activation_failed(LATER, NOW)
    made.overdue(NOW)
    assert (made.attempts, made.questions) == (2, 0)


def test_a_network_that_says_it_is_at_work_is_not_silent() -> None:
    made = activating(policy=ActivationPolicy(answer_within_seconds=7))
    assert made.wake_at == NOW + timedelta(seconds=7)
    made.overdue(NOW)
    made.activation_at_work(NOW + timedelta(seconds=7))
    assert (made.questions, made.wake_at) == (0, NOW + timedelta(seconds=14))


def test_the_activation_key_is_the_same_for_every_attempt() -> None:
    made = activating()
    first = asked(made)
    made.activation_failed(LATER, NOW)
    made.overdue(NOW)
    assert [first, asked(made)] == [("so", 1), ("so", 2)]


@pytest.mark.parametrize("state", [S.REJECTED, S.COMPLETED, S.FAILED])
def test_a_settled_order_is_moved_by_nothing(state: S) -> None:
    made = activating()
    made.state = state
    moves: list[Callable[[], object]] = [
        lambda: made.activated(NOW),
        lambda: made.activation_failed(LATER, NOW),
        lambda: made.activation_refused(NO, NOW),
        lambda: made.resources_released(NOW),
        lambda: made.resources_reserved({}, NOW),
        lambda: made.overdue(NOW),
    ]
    for move in moves:
        with pytest.raises(HubError, match="nothing, it is settled"):
            move()
    assert made.state is state


def test_every_state_has_a_name_in_tmf641() -> None:
    assert PUBLISHED.keys() == set(S)
