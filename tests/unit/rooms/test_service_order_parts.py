"""Services that stand on others, through all layers: built from the bottom, ended from the top, all or nothing."""

from typing import Any

import pytest

from hub.kernel.errors import Code
from tests.unit.rooms.layers import HOME, LAMP, LINE, ROUTER, Layers, built, result
from workers.activation.drivers.emulator.scenario import Rule
from workers.som.store import SERVICES


def asked(layers: Layers, since: int = 0) -> list[tuple[str, str]]:
    """Operation and specification of what the network was asked for, in its order."""
    return [
        (m["operation"], m["serviceSpecification"]["id"]) for m in layers.asked("ActivateService")[since:]
    ]


def states(layers: Layers) -> dict[str, str]:
    """Specification → the state of its service."""
    return {s.specification_id: str(s.state) for s in layers.all(SERVICES)}


def home(layers: Layers) -> Any:
    """One that stands."""
    return layers.service("so-1") if built(layers, HOME) else None


def test_what_stands_under_others_is_built_first_and_neighbours_after_those_they_require(
    layers: Layers,
) -> None:
    built(layers, HOME)
    order = asked(layers)
    assert sorted(of for _, of in order) == sorted([HOME, LAMP, LINE, ROUTER])
    assert order.index(("configure", LINE)) < order.index(("configure", ROUTER))
    assert order[-1] == ("configure", HOME)
    layers.check()


def test_characteristics_go_down_and_results_come_up(layers: Layers) -> None:
    service = home(layers)
    by_specification = {s.specification_id: s for s in layers.all(SERVICES)}
    assert by_specification[LINE].characteristics == {"rate": 100, "vlan": "100", "port": "100"}
    assert by_specification[ROUTER].characteristics == {"mode": "bridge"}
    assert service.characteristics == {"bandwidth": 100, "level": "gold", "accessVlan": "100"}
    assert result(layers.told[-1]) == service.characteristics
    assert {s.name: s.service_id for s in service.services} == {
        "line": by_specification[LINE].id,
        "router": by_specification[ROUTER].id,
        "lamp": by_specification[LAMP].id,
    }


def test_a_change_reaches_only_what_it_changes(layers: Layers) -> None:
    service = home(layers)
    before = len(asked(layers))
    layers.order("so-2", "modify", service.id, HOME, bandwidth=500)
    layers.run()
    assert asked(layers, before) == [("configure", LINE), ("configure", HOME)]
    line = next(s for s in layers.all(SERVICES) if s.specification_id == LINE)
    assert line.characteristics == {"rate": 500, "vlan": "100", "port": "100"}
    assert layers.answers("so-2") == ["completed"]
    layers.check()


def test_a_service_is_ended_from_the_top_and_nothing_of_it_is_left(layers: Layers) -> None:
    service = home(layers)
    before = len(asked(layers))
    layers.order("so-2", "delete", service.id, HOME)
    layers.run()
    removed = asked(layers, before)
    assert removed[0] == ("deactivate", HOME)
    assert removed.index(("deactivate", ROUTER)) < removed.index(("deactivate", LINE))
    assert set(states(layers).values()) == {"terminated"}
    assert (layers.network(), layers.held()) == ({}, {})
    layers.check()


@pytest.mark.parametrize("of", [LINE, ROUTER, LAMP, HOME])
def test_when_one_cannot_be_built_none_is_left_and_the_order_says_which(layers: Layers, of: str) -> None:
    layers.play(Rule(of, refuse=True, operation="configure"))
    layers.order("so", of=HOME, bandwidth=100)
    layers.settle()
    assert layers.answers("so") == ["failed"]
    assert [e.code for e in layers.told[-1].error_message] == [Code.NETWORK_REFUSED]
    assert set(states(layers).values()) == {"terminated"}
    assert (layers.network(), layers.held()) == ({}, {})
    layers.check()


def test_what_was_built_is_undone_in_reverse(layers: Layers) -> None:
    layers.play(Rule(HOME, refuse=True, operation="configure"))
    layers.order("so", of=HOME)
    layers.settle()
    undone = [of for operation, of in asked(layers) if operation == "deactivate"]
    assert sorted(undone) == [LAMP, LINE, ROUTER]
    assert undone.index(ROUTER) < undone.index(LINE)


@pytest.mark.parametrize("of", [LINE, ROUTER, HOME])
def test_when_a_change_fails_somewhere_nothing_has_changed_anywhere(layers: Layers, of: str) -> None:
    service = home(layers)
    before = {s.id: s.characteristics for s in layers.all(SERVICES)}
    layers.play(Rule(of, refuse=True, operation="configure"))
    layers.order("so-2", "modify", service.id, HOME, bandwidth=500)
    layers.settle()
    touched = of != ROUTER
    assert layers.answers("so-2") == ["failed" if touched else "completed"]
    if touched:
        assert {s.id: s.characteristics for s in layers.all(SERVICES)} == before
    layers.check()


@pytest.mark.parametrize("of", [LINE, ROUTER, LAMP])
def test_when_something_below_cannot_be_ended_all_that_was_removed_is_put_back(
    layers: Layers, of: str
) -> None:
    service = home(layers)
    network, held = layers.network(), layers.held()
    layers.play(Rule(of, refuse=True, operation="deactivate"))
    layers.order("so-2", "delete", service.id, HOME)
    layers.settle()
    assert layers.answers("so-2") == ["failed"]
    assert set(states(layers).values()) == {"active"}
    assert (layers.network(), layers.held()) == (network, held)
    layers.check()


def test_what_the_network_will_not_undo_stands_with_all_it_stands_on_and_says_so(layers: Layers) -> None:
    layers.play(
        Rule(HOME, refuse=True, operation="configure"), Rule(ROUTER, refuse=True, operation="deactivate")
    )
    layers.order("so", of=HOME)
    layers.settle()
    assert layers.answers("so") == ["failed"]
    assert states(layers) == {HOME: "terminated", LAMP: "terminated", ROUTER: "active", LINE: "active"}
    parts = [layers.part("so", number) for number in (1, 2, 3, 4)]
    reasons = {part.specification_id: part.reason.text for part in parts}
    assert reasons[ROUTER].startswith("cannot be taken back")
    assert reasons[LINE] == f"stays, as {ROUTER} could not be taken back"
    layers.check()


def test_a_service_that_stands_under_another_cannot_be_ordered_by_itself(layers: Layers) -> None:
    layers.order("so", of=LINE)
    layers.run()
    assert layers.answers("so") == ["rejected"]
    assert layers.told[-1].error_message[0].code == Code.ACTION_UNSUPPORTED
    assert layers.all(SERVICES) == []


def test_a_service_that_stands_under_another_can_be_configured_again_by_itself(layers: Layers) -> None:
    """So that what the network has lost can be put right."""
    service = home(layers)
    line = next(s.service_id for s in service.services if s.name == "line")
    before = len(asked(layers))
    layers.order("repair", "modify", line, LINE)
    layers.run()
    assert layers.answers("repair") == ["completed"]
    assert asked(layers, before) == [("configure", LINE)]
    layers.check()


def test_one_that_another_stands_on_is_not_ended_by_itself(layers: Layers) -> None:
    service = home(layers)
    line = next(s.service_id for s in service.services if s.name == "line")
    layers.order("alone", "delete", line, LINE)
    layers.run()
    assert layers.answers("alone") == ["rejected"]
    assert service.id in layers.told[-1].error_message[0].reason
    assert set(states(layers).values()) == {"active"}


def test_one_that_was_left_behind_is_ended_by_itself(layers: Layers) -> None:
    layers.play(
        Rule(HOME, refuse=True, operation="configure"), Rule(LINE, refuse=True, operation="deactivate")
    )
    layers.order("so", of=HOME)
    layers.settle()
    line = next(s.id for s in layers.all(SERVICES) if s.specification_id == LINE)
    layers.play()
    layers.order("clean up", "delete", line, LINE)
    layers.settle()
    assert layers.answers("clean up") == ["completed"]
    assert set(states(layers).values()) == {"terminated"}
    layers.check()


def test_one_that_is_worked_on_below_is_not_changed_above(layers: Layers) -> None:
    service = home(layers)
    line = next(s.service_id for s in service.services if s.name == "line")
    layers.order("repair", "modify", line, LINE)
    layers.run(until="ActivateService")
    layers.order("so-2", "delete", service.id, HOME)
    layers.handle(layers.take("CreateServiceOrder"))
    assert layers.answers("so-2") == ["rejected"]
    assert "repair" in layers.told[-1].error_message[0].reason
    layers.settle()
    layers.check()


def test_resources_are_asked_for_by_service_and_no_two_parts_have_the_same_names(layers: Layers) -> None:
    service = home(layers)
    line = next(s.service_id for s in service.services if s.name == "line")
    (order,) = layers.asked("CreateResourceOrder")
    assert [(i["id"], i["resource"]["serviceId"]) for i in order["orderItem"]] == [
        ("2.vlan", line),
        ("2.port", line),
    ]
    assert order["externalId"] == "so-1"
