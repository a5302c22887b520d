"""An element manager that is slow, silent, late or repeats itself."""

import itertools
from collections.abc import Iterator
from datetime import timedelta

import pytest

from hub.messages.activation import Outcome
from hub.messages.elements import ElementConfigured
from tests.unit.rooms.counting import counted
from tests.unit.rooms.making import NOW
from tests.unit.rooms.network import Network
from workers.activation.store import ACTIVATIONS


@pytest.fixture
def network() -> Iterator[Network]:
    network = Network("forward")
    network.manager.silent = True
    yield network
    network.close()


def answer(network: Network, key: str, outcome: str, attempt: int = 1) -> str:
    network.put(ElementConfigured(activation_key=key, attempt=attempt, outcome=Outcome(outcome)))
    return network.state(key)


def test_who_is_silent_is_asked_again_under_the_same_key_after_growing_pauses(network: Network) -> None:
    network.ask("k", speed=10, networkElement="olt-7")
    asked_at = [NOW]
    while network.state("k") == "configuring":
        network.pass_time(timedelta(seconds=1))
        asked_at += [network.now] * (len(network.manager.asked) - len(asked_at))

    pauses = [(b - a).seconds for a, b in itertools.pairwise(asked_at)]
    assert pauses == [5, 5, 10, 20, 40, 80, 160, 280]
    assert sum(pauses) == 600
    assert {(c.activation_key, c.attempt, c.sequence) for c in network.manager.asked} == {("k", 1, 1)}
    assert {c.network_element for c in network.manager.asked} == {"olt-7"}
    assert (network.state("k"), network.code("k")) == ("failed", "network-silent")


def test_an_answer_that_comes_after_the_limit_still_counts(network: Network) -> None:
    network.ask("k")
    network.pass_time(timedelta(minutes=10))
    assert network.state("k") == "failed"

    assert answer(network, "k", "done") == "done"
    assert network.told() == [("k", 1, "failed"), ("k", 1, "done")]
    assert network.all(ACTIVATIONS)["k"].wake_at is None


def test_a_refusal_that_comes_after_the_limit_is_one(network: Network) -> None:
    network.ask("k")
    network.pass_time(timedelta(minutes=10))

    assert answer(network, "k", "refused") == "refused"


def test_a_failure_of_an_earlier_attempt_changes_nothing(network: Network) -> None:
    network.ask("k")
    answer(network, "k", "failed")
    network.ask("k", attempt=2)

    assert answer(network, "k", "failed", attempt=1) == "configuring"
    assert answer(network, "k", "failed", attempt=2) == "failed"
    assert answer(network, "k", "failed", attempt=2) == "failed"
    assert network.told() == [("k", 1, "failed"), ("k", 2, "failed")]


def test_answers_that_come_again_or_contradict_change_nothing(network: Network) -> None:
    network.ask("k")
    answer(network, "k", "done")

    assert answer(network, "k", "done") == "done"
    assert answer(network, "k", "refused") == "done"
    assert network.told() == [("k", 1, "done")]
    assert network.all(ACTIVATIONS)["k"].applications == 1


def test_what_had_acted_before_it_was_withdrawn_is_done(network: Network) -> None:
    network.ask("k", speed=10)
    network.ask("k", "withdraw")
    assert network.state("k") == "configuring"

    assert answer(network, "k", "done") == "done"
    assert network.service().values == {"speed": 10}


def test_a_withdrawal_nobody_answers_is_said_to_nobody_and_asked_for_again(network: Network) -> None:
    network.ask("k")
    answer(network, "k", "failed")
    network.ask("k", "withdraw")
    assert network.state("k") == "configuring"
    told = network.told()
    network.pass_time(timedelta(minutes=11))

    assert (network.state("k"), network.told()) == ("failed", told)
    network.manager.silent = False
    assert network.ask("k", "withdraw") == "refused"
    assert network.told()[-1] == ("k", 1, "refused")


def test_a_withdrawal_that_is_never_answered_is_given_up_after_a_day(network: Network) -> None:
    network.ask("k")
    network.ask("k", "withdraw")
    network.pass_time(timedelta(minutes=10))
    network.pass_time(timedelta(days=1))

    assert network.state("k") == "refused"


def test_a_late_answer_does_not_hide_what_was_done_after_it(network: Network) -> None:
    network.ask("old", sequence=1, speed=1)
    network.ask("new", sequence=2, speed=2)
    answer(network, "new", "done")
    answer(network, "old", "done")

    assert (network.service().values, network.service().applied) == ({"speed": 2}, 2)
    assert network.service().open == []


def test_an_answer_about_what_nobody_asked_for_is_dropped(network: Network) -> None:
    network.put(ElementConfigured(activation_key="strange", outcome=Outcome.DONE))

    assert (network.told(), network.all(ACTIVATIONS)) == ([], {})


def test_the_answers_of_many_cost_as_many_queries_as_that_of_one(network: Network) -> None:
    costs = []
    for number in (1, 4):
        keys = [f"k-{number}-{each}" for each in range(number)]
        for key in keys:
            network.ask(key, service=f"s-{key}")
        answers = [ElementConfigured(activation_key=key, outcome=Outcome.DONE) for key in keys]
        with counted() as found:
            network.together(*answers)
        costs.append(sum(statement.startswith("SELECT") for statement in found))
        assert {network.state(key) for key in keys} == {"done"}
    assert costs[0] == costs[1]
