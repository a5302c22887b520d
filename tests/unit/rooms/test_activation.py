"""The emulated network: what each rule of a scenario makes an activation do."""

from datetime import datetime, timedelta

import pytest

from hub.kernel.errors import Code, HubError
from tests.unit.rooms.making import NOW
from workers.activation.machine import ActivationState
from workers.activation.model import Activation, Configuration
from workers.activation.scenario import PLAIN, Rule, Scenario

S = ActivationState


def begun(rule: Rule = PLAIN) -> Activation:
    made = Activation(id="key", service_id="s", specification_id="x", rule=rule)
    made.begin(NOW)
    return made


def wakes(made: Activation) -> datetime | None:
    return made.wake_at


def test_without_a_rule_it_is_done_at_once_and_acts_once() -> None:
    made = begun()
    assert made.wake_at == NOW
    assert made.finish(NOW)
    assert (str(made.state), made.applications, made.completion_date) == ("done", 1, NOW)
    assert wakes(made) is None


def test_a_delay_is_when_it_is_looked_at_again() -> None:
    assert begun(Rule(delay_seconds=90)).wake_at == NOW + timedelta(seconds=90)


def test_an_element_that_takes_longer_than_the_table_allows_has_failed() -> None:
    made = begun(Rule(delay_seconds=3600))
    assert made.wake_at == NOW + timedelta(minutes=10)
    assert not made.finish(NOW + timedelta(minutes=10))
    assert made.state is S.FAILED


def test_it_fails_as_often_as_the_rule_says_and_then_acts_once() -> None:
    made = begun(Rule(fail_times=2))
    for attempt in (1, 2):
        assert not made.finish(NOW)
        assert made.state is S.FAILED
        assert made.reason
        assert made.reason.code is Code.NETWORK_FAILED
        made.try_again(attempt + 1, NOW)
    assert made.finish(NOW)
    assert (made.state, made.attempt, made.applications, made.reason) == (S.DONE, 3, 1, None)


def test_failures_come_before_a_refusal() -> None:
    made = begun(Rule(fail_times=1, refuse=True))
    made.finish(NOW)
    made.try_again(2, NOW)
    assert not made.finish(NOW)
    assert (made.state, made.applications) == (S.REFUSED, 0)
    assert made.reason
    assert made.reason.code is Code.NETWORK_REFUSED


def test_a_failed_attempt_nobody_repeats_is_abandoned_after_a_day() -> None:
    made = begun(Rule(fail_times=1))
    made.finish(NOW)
    assert made.wake_at == NOW + timedelta(days=1)
    made.abandon(NOW + timedelta(days=1))
    assert made.state is S.REFUSED
    assert wakes(made) is None
    assert made.reason
    assert made.reason.code is Code.NETWORK_FAILED


def test_what_was_taken_back_does_not_act_any_more() -> None:
    made = begun(Rule(delay_seconds=90))
    made.abandon(NOW)
    assert (made.state, made.wake_at, made.applications) == (S.REFUSED, None, 0)
    with pytest.raises(HubError, match="state-forbids"):
        made.finish(NOW)


@pytest.mark.parametrize("state", [S.DONE, S.REFUSED])
def test_what_has_ended_is_moved_by_nothing(state: S) -> None:
    made = begun()
    made.state = state
    for move in (lambda: made.finish(NOW), lambda: made.try_again(2, NOW), lambda: made.abandon(NOW)):
        with pytest.raises(HubError, match="nothing, it is settled"):
            move()


def test_the_first_rule_that_fits_is_played_and_one_without_a_specification_fits_all() -> None:
    scenario = Scenario("1", rules=[Rule("a", refuse=True), Rule(silent=True), Rule("b", fail_times=1)])
    assert scenario.rule_for("a", "configure").refuse
    assert scenario.rule_for("b", "configure").silent
    assert Scenario("2").rule_for("a", "configure") == PLAIN


def test_a_rule_for_one_operation_is_not_played_for_another() -> None:
    scenario = Scenario("1", rules=[Rule("a", refuse=True, operation="deactivate")])
    assert scenario.rule_for("a", "deactivate").refuse
    assert scenario.rule_for("a", "configure") == PLAIN
    assert scenario.rule_for("b", "deactivate") == PLAIN


def test_what_is_older_than_the_last_thing_done_for_a_service_is_refused_and_does_not_act() -> None:
    late = Activation(id="key", service_id="s", specification_id="x", sequence=2)
    late.begin(NOW)
    assert not late.finish(NOW, newest=3)
    assert (late.state, late.applications) == (S.REFUSED, 0)
    assert late.reason
    assert "has change 3 already, this one is change 2" in late.reason.text


def test_an_element_counts_how_often_it_was_written_to_and_keeps_the_number_of_the_last_change() -> None:
    element = Configuration(id="s")
    element.apply("olt", {"vlan": "1"}, 1)
    element.apply("olt", {"vlan": "2"}, 3)
    assert (element.applications, element.characteristics, element.sequence) == (2, {"vlan": "2"}, 3)
    element.remove(5)
    assert (element.element, element.characteristics, element.applications) == ("", {}, 3)
    assert element.sequence == 5
