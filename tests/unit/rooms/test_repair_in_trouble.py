"""Repairs when answers are late, wanting or twice, and services are worked on: done once, or given up with a reason."""

from datetime import timedelta

import pytest

from hub.kernel.errors import Code
from hub.messages.reconciliation import Between, Difference, Mismatch
from tests.unit.rooms.layers import PORT, VLAN, built
from tests.unit.rooms.reconciling import Inventories, copy, said
from tests.unit.rooms.repairs import ADOPT, DONE, RE_APPLY, about, only, other_value
from workers.activation.drivers.emulator.scenario import Rule
from workers.rom.store import RESOURCES
from workers.som.reconciliation.model import repair_id
from workers.som.reconciliation.store import REPAIRS
from workers.som.store import SERVICES


@pytest.mark.parametrize(
    "rule", [Rule(fail_times=2), Rule(silent=True), Rule(delay_seconds=100), Rule(answer_twice=True)]
)
@pytest.mark.parametrize("extra", [False, True])
def test_a_difficult_network_is_repaired_once_all_the_same(
    inventories: Inventories, rule: Rule, extra: bool
) -> None:
    service = built(inventories)
    if extra:
        inventories.order("end", "delete", service)
        inventories.run()
        inventories.configure(service)
    else:
        inventories.forget(service)
    writes, found = inventories.writes(), only(inventories)
    inventories.play(rule)
    inventories.ask_to_repair(found, RE_APPLY)
    for _ in range(5):
        inventories.run()
        inventories.pass_time(timedelta(minutes=2))
    assert said(inventories.repaired()) == DONE
    assert inventories.writes() == writes + 1
    inventories.check()


def test_a_network_that_fails_too_often_or_refuses_fails_the_repair_and_lets_go(
    inventories: Inventories,
) -> None:
    inventories.forget(built(inventories))
    found = only(inventories)
    inventories.play(Rule(fail_times=9))
    inventories.ask_to_repair(found, RE_APPLY)
    for _ in range(5):
        inventories.run()
        inventories.pass_time(timedelta(minutes=2))
    assert said(inventories.repaired()) == ("failed", [Code.NETWORK_FAILED])
    inventories.play(Rule(refuse=True))
    assert said(inventories.repair(found, RE_APPLY, 2)) == ("failed", [Code.NETWORK_REFUSED])
    inventories.play()
    assert said(inventories.repair(found, RE_APPLY, 3)) == DONE
    inventories.check()


@pytest.mark.parametrize("lost", ["CreateResourceOrder", "ResourceOrderStateChangeEvent"])
def test_rom_that_is_silent_is_asked_again(inventories: Inventories, lost: str) -> None:
    service = built(inventories)
    inventories.give_back(VLAN, inventories.resource(service, "vlan").resource_id)
    inventories.ask_to_repair(only(inventories), RE_APPLY)
    inventories.run(until=lost)
    slow = inventories.take(lost)
    inventories.pass_time(timedelta(minutes=1))
    inventories.run()
    assert said(inventories.repaired()) == DONE
    inventories.handle(copy(slow, "slow"))
    inventories.run()
    inventories.check()


def test_a_repair_whose_own_order_was_lost_orders_again_and_sees_how_it_ends(
    inventories: Inventories,
) -> None:
    service = built(inventories)
    inventories.ask_to_repair(about(service, Difference.EXTRA), RE_APPLY)
    inventories.run(until="CreateServiceOrder")
    inventories.take("CreateServiceOrder")
    inventories.pass_time(timedelta(minutes=1))
    inventories.run()
    assert said(inventories.repaired()) == DONE
    inventories.check()


def test_the_same_attempt_again_is_answered_and_done_once(inventories: Inventories) -> None:
    service = built(inventories)
    inventories.forget(service)
    found = only(inventories)
    inventories.play(Rule(delay_seconds=10))
    inventories.ask_to_repair(found, RE_APPLY)
    inventories.ask_to_repair(found, RE_APPLY)
    inventories.run()
    assert inventories.repaired().state == "inProgress"
    inventories.pass_time(timedelta(seconds=10))
    inventories.run()
    assert said(inventories.repaired()) == DONE
    writes = inventories.writes()
    assert said(inventories.repair(found, RE_APPLY)) == DONE
    assert inventories.writes() == writes


def test_an_attempt_that_comes_after_its_successor_is_not_made(inventories: Inventories) -> None:
    inventories.forget(built(inventories))
    found = only(inventories)
    assert said(inventories.repair(found, RE_APPLY, 2)) == DONE
    assert said(inventories.repair(found, ADOPT, 1)) == ("failed", [Code.STATE_FORBIDS])
    inventories.check()


def test_nothing_is_adopted_for_a_service_that_has_changed_since(inventories: Inventories) -> None:
    service = built(inventories)
    inventories.reconfigure(service, bandwidth=7)
    found = only(inventories)
    inventories.order("so-2", "modify", service, bandwidth=200)
    inventories.run()
    assert said(inventories.repair(found, ADOPT)) == ("failed", [Code.STATE_FORBIDS])
    inventories.check()


def test_a_repair_waits_until_the_order_at_work_has_ended(inventories: Inventories) -> None:
    service = built(inventories)
    inventories.forget(service)
    found = only(inventories)
    inventories.play(Rule(delay_seconds=90))
    inventories.order("so-2", "modify", service, bandwidth=200)
    inventories.run()
    inventories.ask_to_repair(found, RE_APPLY)
    inventories.run()
    assert [r.state for r in inventories.all(REPAIRS)] == ["waiting"]
    inventories.play()
    for _ in range(6):
        inventories.pass_time(timedelta(minutes=1))
        inventories.run()
    assert inventories.answers("so-2") == ["completed"]
    assert said(inventories.repaired()) == DONE
    inventories.check()


def test_a_service_that_is_always_worked_on_is_not_waited_for_for_ever(inventories: Inventories) -> None:
    service = built(inventories)
    inventories.forget(service)
    found = only(inventories)
    inventories.change(SERVICES, service, open_order_id="somebody")
    inventories.ask_to_repair(found, RE_APPLY)
    for _ in range(20):
        inventories.run()
        inventories.pass_time(timedelta(minutes=5))
    assert said(inventories.repaired()) == ("failed", [Code.STATE_FORBIDS])
    assert inventories.network() == {}


def test_an_order_waits_for_nobody_while_a_repair_has_the_service_it_is_rejected(
    inventories: Inventories,
) -> None:
    service = built(inventories)
    inventories.forget(service)
    found = only(inventories)
    inventories.play(Rule(delay_seconds=10))
    inventories.ask_to_repair(found, RE_APPLY)
    inventories.run()
    inventories.order("so-2", "delete", service)
    inventories.run()
    assert inventories.answers("so-2") == ["rejected"]
    inventories.pass_time(timedelta(seconds=10))
    inventories.run()
    inventories.check()


def test_what_an_order_at_work_has_taken_is_not_given_back(inventories: Inventories) -> None:
    inventories.play(Rule(delay_seconds=90))
    inventories.order("so-1")
    inventories.run()
    taken = inventories.all(RESOURCES)[0]
    leak = Mismatch(
        id="m",
        between=Between.SERVICE_RESOURCE,
        difference=Difference.EXTRA,
        subject_id=taken.id,
        specification_id=taken.specification_id,
        lower={"value": taken.value, "serviceOrder": "so-1"},
    )
    inventories.ask_to_repair(leak, RE_APPLY)
    inventories.run()
    assert [r.state for r in inventories.all(REPAIRS)] == ["waiting"]
    assert inventories.held() == {VLAN: 1, PORT: 1}


def test_an_answer_to_an_earlier_attempt_at_the_network_says_nothing_about_this_one(
    inventories: Inventories,
) -> None:
    inventories.forget(built(inventories))
    found = only(inventories)
    inventories.play(Rule(fail_times=1, answer_twice=True))
    inventories.ask_to_repair(found, RE_APPLY)
    inventories.run(until="MonitorStateChangeEvent")
    late = [inventories.take("MonitorStateChangeEvent") for _ in range(2)]
    inventories.handle(late[0])
    inventories.pass_time(timedelta(seconds=1))
    inventories.handle(late[1])
    (repair,) = inventories.all(REPAIRS)
    assert (repair.state, repair.activations) == ("activating", 2)
    inventories.run()
    assert said(inventories.repaired()) == DONE


def test_that_a_value_was_taken_is_heard_once_while_the_other_one_goes_back(inventories: Inventories) -> None:
    service = other_value(inventories)
    (found,) = [m for m in inventories.mismatches() if m.service_id == service]
    inventories.give_back(VLAN, inventories.allocated(VLAN, "100"))
    inventories.ask_to_repair(found, RE_APPLY)
    inventories.run(until="ResourceOrderStateChangeEvent")
    answer = inventories.take("ResourceOrderStateChangeEvent")
    inventories.handle(answer)
    inventories.handle(copy(answer, "again"))
    assert [r.state for r in inventories.all(REPAIRS)] == ["releasing"]
    inventories.run()
    assert said(inventories.repaired()) == DONE
    inventories.check()


def test_late_answers_to_a_repair_change_nothing(inventories: Inventories) -> None:
    inventories.forget(built(inventories))
    found = only(inventories)
    inventories.repair(found, RE_APPLY)
    heard = len(inventories.heard)
    identifier = repair_id(found.id, 1)
    for number, message in enumerate(list(inventories.sent)):
        if identifier.encode() in bytes(message.body) and message.type == "MonitorStateChangeEvent":
            inventories.handle(copy(message, f"late-{number}"))
    assert len(inventories.heard) == heard
    inventories.check()
