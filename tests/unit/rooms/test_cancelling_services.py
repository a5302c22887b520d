"""Taking service orders back: cancelled means that nothing of the order is left, whatever was on its way to whom."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from hub.kernel.errors import Code
from tests.unit.rooms.layers import ACCESS, BARE, Layers
from workers.activation.drivers.emulator.scenario import Rule

CANCELLED = ["pendingCancellation", "cancelled"]
LATER = timedelta(minutes=5)


@pytest.fixture
def service(layers: Layers) -> str:
    """One that stands already, for orders that change or end it."""
    layers.order("before", of=ACCESS, bandwidth=100)
    layers.run()
    return str(layers.service("before").id)


def nothing_left(layers: Layers) -> None:
    service = layers.service("so")
    assert (layers.network(), layers.held()) == ({}, {})
    assert service is None or (service.state, service.resources) == ("terminated", [])
    layers.check()


def as_before(layers: Layers) -> None:
    kept = layers.service("before")
    assert (kept.state, kept.service_order_id) == ("active", "before")
    assert kept.characteristics == {"bandwidth": 100, "vlan": "100", "port": "100"}
    layers.check()


def overtaking(layers: Layers, kind: str) -> None:
    """The order is cancelled while a message of this type is under way; that comes last."""
    layers.run(until=kind)
    late = layers.take(kind)
    layers.cancel("so")
    layers.run()
    layers.handle(late)
    layers.settle()


def too_late(layers: Layers, kind: str) -> None:
    """The order is cancelled while a message of this type is under way; that comes first."""
    layers.run(until=kind)
    layers.cancel("so")
    layers.settle()


@pytest.mark.parametrize("order_of_messages", [overtaking, too_late])
@pytest.mark.parametrize("of", [ACCESS, BARE])
@pytest.mark.parametrize(
    "kind",
    ["CreateResourceOrder", "ResourceOrderStateChangeEvent", "ActivateService", "MonitorStateChangeEvent"],
)
def test_of_a_build_that_is_cancelled_on_its_way_nothing_is_left(
    layers: Layers, kind: str, of: str, order_of_messages: Callable[[Layers, str], None]
) -> None:
    layers.order("so", of=of)
    if of == BARE and "Resource" in kind:
        kind = "ActivateService"
    order_of_messages(layers, kind)
    if layers.answers("so") == ["completed", "completed"]:
        # The network's answer was there before.
        assert (order_of_messages, kind) == (too_late, "MonitorStateChangeEvent")
        layers.check()
        return
    assert layers.answers("so") == CANCELLED
    assert layers.told[-1].error_message[0].code == Code.CANCELLED
    nothing_left(layers)


def test_the_network_that_has_acted_removes_it_again(layers: Layers) -> None:
    layers.order("so")
    overtaking(layers, "MonitorStateChangeEvent")
    assert [m["operation"] for m in layers.asked("ActivateService")] == [
        "configure",
        "withdraw",
        "deactivate",
    ]
    assert [m["activationKey"] for m in layers.asked("ActivateService")] == ["so/1", "so/1", "so/1/undo"]
    assert [m["sequence"] for m in layers.asked("ActivateService")] == [1, 1, 2]
    assert layers.writes() == 2
    assert layers.answers("so") == CANCELLED


def test_a_second_answer_to_what_was_asked_first_does_not_count_as_undone(layers: Layers) -> None:
    layers.play(Rule(answer_twice=True))
    layers.order("so")
    layers.run(until="MonitorStateChangeEvent")
    first, second = layers.take("MonitorStateChangeEvent"), layers.take("MonitorStateChangeEvent")
    layers.cancel("so")
    layers.run(until="ActivateService")
    layers.handle(first)
    assert layers.state("so") == "reverting"
    layers.handle(second)
    assert layers.state("so") == "reverting"
    layers.run()
    assert layers.answers("so") == CANCELLED
    nothing_left(layers)


def test_a_withdrawal_that_overtakes_the_request_keeps_the_network_from_acting(layers: Layers) -> None:
    layers.order("so")
    overtaking(layers, "ActivateService")
    assert layers.writes() == 0
    assert layers.answers("so") == CANCELLED
    nothing_left(layers)


def test_a_network_at_work_stops_when_it_is_told_to(layers: Layers) -> None:
    layers.play(Rule(delay_seconds=20))
    layers.order("so")
    layers.run()
    layers.cancel("so")
    layers.run()
    assert layers.answers("so") == CANCELLED
    layers.pass_time(timedelta(seconds=30))
    assert layers.writes() == 0
    nothing_left(layers)


def test_between_two_attempts_the_resources_go_back_at_once(layers: Layers) -> None:
    layers.play(Rule(fail_times=1))
    layers.order("so")
    layers.run()
    assert layers.state("so") == "retrying"
    layers.cancel("so")
    layers.settle()
    assert layers.answers("so") == CANCELLED
    assert len(layers.asked("ActivateService")) == 1
    nothing_left(layers)


def test_when_rom_has_nothing_to_give_there_is_nothing_to_give_back(layers: Layers) -> None:
    for number in range(101):
        layers.order(f"other-{number}")
    layers.run()
    layers.order("so")
    asked = len(layers.asked("CreateResourceOrder"))
    overtaking(layers, "ResourceOrderStateChangeEvent")
    assert layers.answers("so") == CANCELLED
    assert {
        item["action"] for m in layers.asked("CreateResourceOrder")[asked:] for item in m["orderItem"]
    } == {"add"}
    layers.check()


def test_a_change_that_has_not_been_made_is_not_made(layers: Layers, service: str) -> None:
    layers.order("so", "modify", service, bandwidth=500)
    overtaking(layers, "ActivateService")
    assert layers.answers("so") == CANCELLED
    assert layers.writes() == 1
    as_before(layers)


def test_a_change_that_has_been_made_is_made_back(layers: Layers, service: str) -> None:
    layers.order("so", "modify", service, bandwidth=500)
    overtaking(layers, "MonitorStateChangeEvent")
    assert layers.answers("so") == CANCELLED
    assert layers.writes() == 3
    as_before(layers)


def test_a_removal_that_has_not_been_made_is_not_made(layers: Layers, service: str) -> None:
    layers.order("so", "delete", service)
    overtaking(layers, "ActivateService")
    assert layers.answers("so") == CANCELLED
    as_before(layers)


@pytest.mark.parametrize("kind", ["MonitorStateChangeEvent", "CreateResourceOrder"])
def test_for_a_removal_that_has_been_made_it_is_too_late(layers: Layers, service: str, kind: str) -> None:
    layers.order("so", "delete", service)
    overtaking(layers, kind)
    assert layers.answers("so")[-1] == "completed"
    assert layers.service("before").state == "terminated"
    assert layers.told[-1].error_message == []
    layers.check()


def test_what_cannot_be_undone_stands_and_the_order_says_so(layers: Layers) -> None:
    layers.play(Rule(operation="deactivate", refuse=True))
    layers.order("so")
    overtaking(layers, "MonitorStateChangeEvent")
    assert layers.answers("so") == ["pendingCancellation", "completed"]
    (error,) = layers.told[-1].error_message
    assert error.reason.startswith("cannot be taken back")
    assert layers.service("so").state == "active"
    layers.check()


def test_undoing_is_tried_again_as_often_as_doing(layers: Layers) -> None:
    layers.play(Rule(operation="deactivate", fail_times=2))
    layers.order("so")
    overtaking(layers, "MonitorStateChangeEvent")
    assert layers.answers("so") == CANCELLED
    undoing = [m for m in layers.asked("ActivateService") if m["operation"] == "deactivate"]
    assert [m.get("attempt", 1) for m in undoing] == [1, 2, 3]
    nothing_left(layers)


def test_undoing_that_fails_too_often_leaves_what_stands(layers: Layers) -> None:
    layers.play(Rule(operation="deactivate", fail_times=3))
    layers.order("so")
    overtaking(layers, "MonitorStateChangeEvent")
    assert layers.answers("so") == ["pendingCancellation", "completed"]
    layers.check()


def test_an_order_that_is_already_being_given_up_fails_as_it_would(layers: Layers) -> None:
    layers.play(Rule(refuse=True))
    layers.order("so")
    layers.run(until="ActivateService")
    layers.handle(layers.take("ActivateService"))
    layers.handle(layers.take("MonitorStateChangeEvent"))
    assert layers.state("so") == "releasing"
    layers.cancel("so")
    layers.settle()
    assert layers.answers("so")[-1] == "failed"
    nothing_left(layers)


def test_what_is_being_withdrawn_from_a_silent_network_ends_as_that_says(layers: Layers) -> None:
    layers.order("so")
    layers.run(until="ActivateService")
    lost = [layers.take("ActivateService")]
    while layers.state("so") != "withdrawing":
        layers.pass_time(LATER)
        lost.append(layers.take("ActivateService"))
    layers.cancel("so")
    layers.run()
    layers.handle(lost[-1])
    layers.settle()
    assert layers.answers("so") == ["inProgress", "failed"]
    for late in lost:
        layers.handle(late)
    layers.run()
    assert layers.writes() == 0
    nothing_left(layers)


@pytest.mark.parametrize("rule", [Rule(), Rule(refuse=True)], ids=["completed", "failed"])
def test_an_order_that_has_ended_is_answered_with_how(layers: Layers, rule: Rule) -> None:
    layers.play(rule)
    layers.order("so")
    layers.run()
    layers.cancel("so")
    layers.run()
    assert layers.answers("so") == [layers.state("so")] * 2
    layers.check()


def test_an_order_that_is_cancelled_before_it_comes_is_never_carried_out(layers: Layers) -> None:
    layers.cancel("so")
    layers.order("so")
    layers.run()
    assert layers.answers("so") == ["cancelled", "cancelled"]
    assert layers.asked("CreateResourceOrder") == []
    nothing_left(layers)


def test_cancelling_twice_is_a_question(layers: Layers) -> None:
    layers.order("so")
    layers.run(until="ActivateService")
    layers.cancel("so")
    layers.cancel("so")
    layers.settle()
    layers.cancel("so")
    layers.run()
    assert layers.answers("so") == ["pendingCancellation", "pendingCancellation", "cancelled", "cancelled"]
    nothing_left(layers)


def test_a_service_is_free_for_others_when_the_order_on_it_was_cancelled(
    layers: Layers, service: str
) -> None:
    layers.order("so", "modify", service, bandwidth=500)
    overtaking(layers, "MonitorStateChangeEvent")
    layers.order("next", "modify", service, bandwidth=300)
    layers.run()
    assert layers.answers("next") == ["completed"]
    assert layers.network()[service]["bandwidth"] == 300
    layers.check()
