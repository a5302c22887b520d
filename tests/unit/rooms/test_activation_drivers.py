"""What a driver promises, held by the emulated network and by the one that forwards to an element manager."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from tests.unit.rooms.network import Network
from workers.activation.drivers.emulator.emulator import Emulator
from workers.activation.drivers.emulator.scenario import Rule
from workers.activation.store import ACTIVATIONS, SERVICES

MOMENT = timedelta(seconds=1)
LONG = timedelta(days=2)


class Made:
    """A network behind a driver, and the same troubles for both."""

    def __init__(self, driver: str) -> None:
        self.network = Network(driver)

    def silent(self) -> None:
        """It says nothing any more."""
        self.network.play(Rule(delay_seconds=1e6))
        self.network.manager.silent = True

    def speaks(self) -> None:
        self.network.play()
        self.network.manager.silent = False

    def fails(self, times: int) -> None:
        self.network.play(Rule(fail_times=times))
        self.network.manager.failures = times

    def refuses(self) -> None:
        self.network.play(Rule(refuse=True))
        self.network.manager.refuses = True


@pytest.fixture(params=["emulator", "forward"])
def made(request: pytest.FixtureRequest) -> Iterator[Made]:
    made = Made(request.param)
    yield made
    made.network.close()


@pytest.fixture
def network(made: Made) -> Network:
    return made.network


def test_a_service_is_configured_once_however_often_it_is_asked_for(network: Network) -> None:
    for _ in range(3):
        network.ask("k", speed=10)

    assert network.state("k") == "done"
    assert (network.writes(), network.held()) == (1, {"s": ("active", {"speed": 10})})
    assert network.told() == [("k", 1, "done")] * 3


def test_a_key_asks_again_for_the_same_whatever_else_it_says(network: Network) -> None:
    network.ask("k", speed=10)
    network.ask("k", speed=20, attempt=2)

    assert (network.writes(), network.held()) == (1, {"s": ("active", {"speed": 10})})


def test_it_is_suspended_and_resumed_with_what_it_is_configured_with(network: Network) -> None:
    network.ask("a", speed=10)
    network.ask("b", sequence=2, state="inactive", speed=10)
    assert network.held() == {"s": ("inactive", {"speed": 10})}
    assert network.service().state == "inactive"

    network.ask("c", sequence=3, state="active", speed=10)
    assert network.held() == {"s": ("active", {"speed": 10})}


STEPS = [("a", "configure", 1, {"speed": 1}), ("b", "configure", 2, {"speed": 2}), ("c", "deactivate", 3, {})]


@pytest.mark.parametrize("order", list(permutations(STEPS)), ids=lambda o: "".join(s[0] for s in o))
@pytest.mark.parametrize("last", [2, 3])
def test_in_whatever_order_changes_come_the_newest_stands_and_no_older_one_after_it(
    network: Network, order: tuple[tuple[str, str, int, Any], ...], last: int
) -> None:
    highest = 0
    for key, operation, sequence, characteristics in order:
        if sequence > last:
            continue
        state = network.ask(key, operation, sequence=sequence, **characteristics)
        assert state == ("done" if sequence > highest else "refused")
        highest = max(highest, sequence)

    stands = {} if last == 3 else {"s": ("active", {"speed": 2})}
    assert network.held() == stands
    assert (network.service().state, network.service().applied) == (
        "terminated" if last == 3 else "active",
        last,
    )


def test_what_fails_is_tried_again_under_its_key_and_done_once(made: Made, network: Network) -> None:
    made.fails(2)
    for attempt, state in ((1, "failed"), (1, "failed"), (2, "failed"), (3, "done")):
        assert network.ask("k", attempt=attempt, speed=10) == state

    assert network.told() == [("k", 1, "failed"), ("k", 1, "failed"), ("k", 2, "failed"), ("k", 3, "done")]
    assert (network.writes(), network.code("k")) == (1, "")


def test_what_is_refused_is_refused_for_good(made: Made, network: Network) -> None:
    made.refuses()
    assert network.ask("k") == "refused"
    made.speaks()
    assert network.ask("k", attempt=2) == "refused"
    assert (network.code("k"), network.writes(), network.held()) == ("network-refused", 0, {})


def test_what_is_withdrawn_before_it_has_acted_never_acts(made: Made, network: Network) -> None:
    made.silent()
    assert network.ask("k") == "configuring"
    made.speaks()

    assert network.ask("k", "withdraw") == "refused"

    network.pass_time(LONG)
    assert network.ask("k") == "refused"
    assert (network.writes(), network.held(), network.service().open) == (0, {}, [])


def test_what_is_withdrawn_after_a_failure_is_not_tried_again(made: Made, network: Network) -> None:
    made.fails(1)
    network.ask("k")

    assert network.ask("k", "withdraw") == "refused"
    assert network.ask("k", attempt=2) == "refused"
    assert network.writes() == 0


def test_what_has_acted_says_so_when_it_is_withdrawn(network: Network) -> None:
    network.ask("k", speed=10)

    assert network.ask("k", "withdraw") == "done"
    assert network.told()[-1] == ("k", 1, "done")
    assert network.held() == {"s": ("active", {"speed": 10})}


def test_what_is_withdrawn_before_it_came_never_acts(network: Network) -> None:
    assert network.ask("k", "withdraw") == "refused"
    assert network.ask("k", speed=10) == "refused"
    assert (network.writes(), network.held()) == (0, {})


def test_a_network_that_says_nothing_has_failed_after_ten_minutes(made: Made, network: Network) -> None:
    made.silent()
    network.ask("k", speed=10)
    network.pass_time(timedelta(minutes=9))
    assert network.state("k") == "configuring"

    for _ in range(3):
        network.pass_time(timedelta(minutes=1))

    assert (network.state("k"), network.code("k")) == ("failed", "network-silent")
    assert network.told() == [("k", 1, "failed")]
    made.speaks()
    assert network.ask("k", attempt=2, speed=10) == "done"
    assert network.writes() == 1


def test_a_failed_attempt_nobody_repeats_for_a_day_is_taken_back(made: Made, network: Network) -> None:
    made.fails(1)
    network.ask("k")
    network.pass_time(timedelta(days=1))

    assert network.state("k") == "refused"
    assert network.ask("k", attempt=2) == "refused"
    assert network.writes() == 0


def test_a_range_is_reported_with_what_is_worked_on(made: Made, network: Network) -> None:
    for service in ("a", "b", "c"):
        network.ask(f"k-{service}", service=service, speed=1)
    network.ask("k-gone", "deactivate", service="c", sequence=2)
    made.silent()
    network.ask("k-busy", service="b", sequence=2, speed=2)

    found = network.report(after="a", through="c")

    assert [(c.service_id, c.state, c.busy) for c in found.configuration] == [("b", "active", True)]
    assert (found.reconciliation_id, found.after, found.through) == ("r", "a", "c")
    assert [c.service_id for c in network.report().configuration] == ["a", "b"]
    assert [c.busy for c in network.report(through="a").configuration] == [False]


def test_the_tables_of_activation_are_the_same_whatever_is_behind_it() -> None:
    found = []
    for driver in ("emulator", "forward"):
        made = Made(driver)
        network = made.network
        made.fails(1)
        network.ask("a", speed=1)
        network.ask("a", attempt=2, speed=1)
        made.fails(0)
        network.ask("b", sequence=2, state="inactive", speed=2)
        network.ask("c", "deactivate", sequence=3)
        made.refuses()
        network.ask("d", service="t")
        network.ask("e", "withdraw", service="u")
        activations = {
            key: (str(a.state), a.attempt, a.requests, a.applications, a.operation, network.code(key))
            for key, a in network.all(ACTIVATIONS).items()
        }
        services = {
            key: (s.state, s.sequence, s.applied, s.open, s.values)
            for key, s in network.all(SERVICES).items()
        }
        found.append((activations, services, network.told()))
        network.close()

    assert found[0] == found[1]


def test_the_emulated_network_itself_acts_once_for_a_key() -> None:
    """Activation does not ask again what is done; whoever did would be told so."""
    emulator = Network("emulator")
    emulator.ask("k", speed=10)

    assert [emulator.asked_of(Emulator(), "k").outcome for _ in range(2)] == ["done", "done"]
    assert emulator.writes() == 1
    emulator.close()
