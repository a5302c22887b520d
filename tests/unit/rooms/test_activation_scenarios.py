"""The emulated network plays what its scenario says, and the same each time."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from hub.compose.catalog import LAYERS, files
from hub.compose.documents import read_document
from hub.messages.activation import Operation
from hub.platform.files import shipped
from tests.unit.rooms.making import NOW
from tests.unit.rooms.network import Network
from workers.activation.drivers.driver import Command
from workers.activation.drivers.emulator.scenario import PLAIN, Rule, Scenario, mistakes
from workers.activation.rpc_mapping import to_rule
from workers.activation.store import ACTIVATIONS, SERVICES


def command(key: str = "k", operation: str = "configure", of: str = "x", **characteristics: Any) -> Command:
    return Command(
        key=key,
        service_id="s",
        specification_id=of,
        operation=Operation(operation),
        state="active",
        sequence=1,
        attempt=1,
        since=NOW,
        characteristics=characteristics,
    )


def fits(rule: Rule, element: str = "e", **what: Any) -> bool:
    return rule.fits(command(**what), element)


def test_the_first_rule_that_fits_is_played_and_one_that_names_nothing_fits_all() -> None:
    scenario = Scenario("1", rules=[Rule("a", refuse=True), Rule(silent=True), Rule("b", fail_times=1)])
    assert scenario.rule_for(command(of="a"), "e").refuse
    assert scenario.rule_for(command(of="b"), "e").silent
    assert Scenario("2").rule_for(command(of="a"), "e") == PLAIN


def test_a_rule_fits_by_specification_operation_element_and_characteristic_together() -> None:
    rule = Rule("a", operation="deactivate", element="olt", characteristic="speed", one_of=[10, "fast"])
    fitting: dict[str, Any] = {"of": "a", "operation": "deactivate", "element": "olt", "speed": 10}

    assert fits(rule, **fitting)
    assert fits(rule, **{**fitting, "speed": "fast"})
    for other in ({"of": "b"}, {"operation": "configure"}, {"element": "e"}, {"speed": 20}):
        assert not fits(rule, **{**fitting, **other}), other


def test_a_characteristic_without_values_fits_whatever_it_is_but_has_to_be_there() -> None:
    assert fits(Rule(characteristic="speed"), speed=None)
    assert not fits(Rule(characteristic="speed"), size=1)


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_a_rate_is_about_the_part_it_says_and_hits_the_same_keys_each_time(rate: float) -> None:
    keys = [f"order-{n}" for n in range(1000)]
    hit = [key for key in keys if fits(Rule(rate=rate, seed="7"), key=key)]

    assert abs(len(hit) - 1000 * rate) < 50
    assert hit == [key for key in keys if fits(Rule(rate=rate, seed="7"), key=key)]
    assert hit != [key for key in keys if fits(Rule(rate=rate, seed="8"), key=key)]


def test_which_keys_a_rate_hits_is_the_same_on_every_machine() -> None:
    hit = [n for n in range(20) if fits(Rule(rate=0.3, seed="7"), key=f"order-{n}")]

    assert hit == [0, 1, 2, 3, 4, 9, 10, 16, 18]


def test_all_or_nothing_is_a_rate_too() -> None:
    keys = [f"order-{n}" for n in range(1000)]
    assert all(fits(Rule(rate=1.0), key=key) for key in keys)
    assert not any(fits(Rule(rate=0.0), key=key) for key in keys)


def test_a_delay_between_bounds_is_spread_over_them_and_the_same_for_the_same_key() -> None:
    rule = Rule(delay_seconds=2, delay_to_seconds=10, seed="7")
    delays = [rule.delay(f"order-{n}") for n in range(1000)]

    assert 2 <= min(delays) < 2.5
    assert 9.5 < max(delays) <= 10
    assert abs(sum(delays) / 1000 - 6) < 0.3
    assert delays == [rule.delay(f"order-{n}") for n in range(1000)]
    assert Rule(delay_seconds=2).delay("k") == 2


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        (Rule(operation="explode"), "rule[1].operation"),
        (Rule(operation="withdraw"), "rule[1].operation"),
        (Rule(rate=1.5), "rule[1].rate"),
        (Rule(rate=-0.1), "rule[1].rate"),
        (Rule(rate=float("nan")), "rule[1].rate"),
        (Rule(delay_seconds=-1), "rule[1].delaySeconds"),
        (Rule(delay_seconds=float("inf")), "rule[1].delaySeconds"),
        (Rule(delay_seconds=5, delay_to_seconds=3), "rule[1].delayToSeconds"),
        (Rule(one_of=[1]), "rule[1].oneOf"),
    ],
)
def test_a_mistake_is_told_with_its_place(rule: Rule, place: str) -> None:
    assert [reason.path for reason in mistakes([Rule(), rule])] == [place]


def test_a_rule_without_mistakes_has_none() -> None:
    rule = Rule(
        "a", 1.0, 2, operation="configure", characteristic="c", one_of=[1], rate=0.5, delay_to_seconds=2
    )
    assert mistakes([rule, PLAIN]) == []


@pytest.mark.parametrize("path", files([shipped("examples") / "scenarios"]), ids=lambda path: path.stem)
def test_the_scenarios_of_the_examples_are_without_mistakes(path: Path) -> None:
    request: Any = read_document(path, LAYERS).request
    rules = [to_rule(rule) for rule in request.rule]

    assert mistakes(rules) == []
    assert path.stem == "normal" or rules


# -- effects ----------------------------------------------------------------------------


@pytest.fixture
def network() -> Iterator[Network]:
    network = Network()
    yield network
    network.close()


def test_a_slow_element_acts_when_its_time_has_come_and_not_before(network: Network) -> None:
    network.play(Rule(delay_seconds=90))
    network.ask("k")
    network.pass_time(timedelta(seconds=89))
    assert (network.state("k"), network.told()) == ("configuring", [])
    assert network.ask("k") == "configuring"
    assert network.told() == [("k", 1, "")]

    network.pass_time(timedelta(seconds=1))
    assert (network.state("k"), network.writes()) == ("done", 1)


def test_a_silent_one_acts_and_says_so_only_when_it_is_asked(network: Network) -> None:
    network.play(Rule(silent=True))
    network.ask("k")
    assert (network.writes(), network.told()) == (1, [])

    network.ask("k")
    assert (network.writes(), network.told()) == (1, [("k", 1, "done")])


def test_one_that_answers_twice_acts_once(network: Network) -> None:
    network.play(Rule(answer_twice=True))
    network.ask("k")
    assert (network.writes(), network.told()) == (1, [("k", 1, "done")] * 2)


def test_failures_come_before_a_refusal(network: Network) -> None:
    network.play(Rule(fail_times=1, refuse=True))
    assert network.ask("k") == "failed"
    assert network.ask("k", attempt=2) == "refused"
    assert network.writes() == 0


def test_what_goes_is_in_trouble_on_the_element_it_is_on_though_nobody_names_it(network: Network) -> None:
    network.ask("a", networkElement="olt-7")
    network.play(Rule(element="olt-7", operation="deactivate", refuse=True))
    assert network.ask("b", "deactivate", sequence=2) == "refused"
    network.play(Rule(element="olt-8", operation="deactivate", refuse=True))
    assert network.ask("c", "deactivate", sequence=3) == "done"


def test_however_long_each_change_takes_the_newest_stands_in_the_end(network: Network) -> None:
    """Every order in which four changes can come, each to a service of its own, the newest of every other ends it."""
    network.play(Rule(delay_to_seconds=300, seed="7"))
    orders = list(permutations((1, 2, 3, 4)))
    for turn in range(4):
        for number, order in enumerate(orders):
            sequence, service = order[turn], f"s{number:02}"
            ends = sequence == 4 and number % 2
            operation = "deactivate" if ends else "configure"
            network.ask(
                f"{service}/{sequence}", operation, service=service, sequence=sequence, speed=sequence
            )
        network.pass_time(timedelta(seconds=60))
    for _ in range(5):
        network.pass_time(timedelta(seconds=60))

    stand = {f"s{number:02}": ("active", {"speed": 4}) for number in range(0, len(orders), 2)}
    assert network.held() == stand
    activations = network.all(ACTIVATIONS).values()
    assert {str(a.state) for a in activations} == {"done", "refused"}
    assert network.writes() == sum(a.applications for a in activations)
    assert {s.applied for s in network.all(SERVICES).values()} == {4}
    assert [s.id for s in network.all(SERVICES).values() if s.open] == []
