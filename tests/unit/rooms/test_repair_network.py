"""Repairs of what the network has otherwise: afterwards both sides agree, or nothing has changed and it is said why."""

import pytest

from hub.kernel.errors import Code
from hub.messages.reconciliation import Between, Difference, Mismatch
from tests.unit.rooms.layers import ACCESS, BARE, built
from tests.unit.rooms.reconciling import Inventories, said
from tests.unit.rooms.repairs import ADOPT, DONE, RE_APPLY, only
from workers.activation.drivers.emulator.store import CONFIGURATIONS
from workers.som.store import SERVICES


@pytest.mark.parametrize("of", [ACCESS, BARE])
def test_what_the_network_has_lost_is_configured_again(inventories: Inventories, of: str) -> None:
    service = built(inventories, of)
    before = inventories.network()
    inventories.forget(service)
    assert said(inventories.repair(only(inventories), RE_APPLY)) == DONE
    assert inventories.network() == before
    inventories.check()
    assert inventories.mismatches() == []


def test_what_the_network_has_otherwise_is_configured_again(inventories: Inventories) -> None:
    service = built(inventories)
    inventories.reconfigure(service, bandwidth=7, level=None, more="x")
    found = only(inventories)
    assert found.upper == {"characteristics": {"bandwidth": 100, "level": "gold"}}
    assert found.lower == {"characteristics": {"bandwidth": 7, "more": "x"}, "sequence": 1}
    assert said(inventories.repair(found, RE_APPLY)) == DONE
    inventories.check()


def test_a_service_on_another_element_is_configured_on_its_own_again(inventories: Inventories) -> None:
    service = built(inventories, BARE)
    inventories.change(CONFIGURATIONS, service, element="elsewhere")
    assert only(inventories).lower["element"] == "elsewhere"
    assert said(inventories.repair(only(inventories), RE_APPLY)) == DONE
    assert inventories.mismatches() == []


def test_a_network_that_has_done_more_than_we_know_of_is_asked_with_a_higher_number(
    inventories: Inventories,
) -> None:
    service = built(inventories, BARE)
    inventories.reconfigure(service, bandwidth=7)
    inventories.change(CONFIGURATIONS, service, sequence=40)
    assert said(inventories.repair(only(inventories), RE_APPLY)) == DONE
    inventories.order("so-2", "modify", service, BARE, bandwidth=8)
    inventories.run()
    assert inventories.answers("so-2") == ["completed"]
    inventories.check()


def test_a_suspended_service_is_configured_as_that(inventories: Inventories) -> None:
    service = built(inventories, BARE)
    inventories.change(SERVICES, service, state="suspended")
    inventories.forget(service)
    found = only(inventories)
    assert found.upper["state"] == "inactive"
    inventories.ask_to_repair(found, RE_APPLY)
    inventories.run(until="ActivateService")
    assert inventories.asked("ActivateService")[-1]["state"] == "inactive"


def test_a_service_the_network_has_lost_can_be_ended_with_all_it_stood_on(inventories: Inventories) -> None:
    inventories.forget(built(inventories))
    assert said(inventories.repair(only(inventories), ADOPT)) == DONE
    assert inventories.service("so-1").state == "terminated"
    assert inventories.held() == {}
    inventories.check()


def test_a_service_can_become_what_the_network_has(inventories: Inventories) -> None:
    service = built(inventories, BARE)
    inventories.reconfigure(service, bandwidth=7, level=None, more="x")
    inventories.change(CONFIGURATIONS, service, element="elsewhere")
    assert said(inventories.repair(only(inventories), ADOPT)) == DONE
    has = inventories.service("so-1").characteristics
    assert has == {"bandwidth": 7, "level": None, "more": "x", "networkElement": "elsewhere"}
    assert inventories.mismatches() == []


def test_a_service_that_is_suspended_in_the_network_is_suspended_by_an_order_of_our_own(
    inventories: Inventories,
) -> None:
    service = built(inventories, BARE)
    found = Mismatch(
        id="m",
        between=Between.SERVICE_NETWORK,
        difference=Difference.DIFFERENT,
        subject_id=service,
        service_id=service,
        upper={"state": "active"},
        lower={"state": "inactive"},
    )
    inventories.ask_to_repair(found, ADOPT)
    inventories.run(until="CreateServiceOrder")
    (item,) = inventories.asked("CreateServiceOrder")[-1]["serviceOrderItem"]
    assert (item["action"], item["service"]["id"], item["service"]["state"]) == (
        "modify",
        service,
        "inactive",
    )


def test_what_rom_has_allocated_is_not_adopted_from_the_network(inventories: Inventories) -> None:
    service = built(inventories)
    inventories.reconfigure(service, vlan="4000")
    repaired = inventories.repair(only(inventories), ADOPT)
    assert said(repaired) == ("failed", [Code.INVENTORY_MISMATCH])
    assert "vlan" in repaired.error_message[0].reason
    assert inventories.service("so-1").characteristics["vlan"] == "100"


def test_what_nobody_has_ordered_goes_from_the_network(inventories: Inventories) -> None:
    ended = built(inventories)
    inventories.order("end", "delete", ended)
    inventories.run()
    inventories.configure(ended)
    inventories.configure("nobody's", sequence=9)
    for found in inventories.mismatches():
        assert found.difference == "extra"
        assert said(inventories.repair(found, RE_APPLY)) == DONE
    assert inventories.network() == {}
    inventories.check()


def test_a_service_nobody_knows_cannot_be_adopted(inventories: Inventories) -> None:
    inventories.configure("nobody's", "olt-7")
    repaired = inventories.repair(only(inventories), ADOPT)
    assert said(repaired) == ("failed", [Code.ID_UNKNOWN])
    assert "olt-7" in repaired.error_message[0].reason


def test_an_ended_service_that_is_still_there_stands_again_when_it_needs_nothing_else(
    inventories: Inventories,
) -> None:
    services = {of: built(inventories, of, f"so-{of}") for of in (ACCESS, BARE)}
    for of, service in services.items():
        inventories.order(f"end-{of}", "delete", service, of)
        inventories.run()
        inventories.configure(service, bandwidth=50)
    found = {m.service_id: m for m in inventories.mismatches()}
    assert said(inventories.repair(found[services[BARE]], ADOPT)) == DONE
    assert inventories.service(f"so-{BARE}").characteristics == {"bandwidth": 50}
    assert said(inventories.repair(found[services[ACCESS]], ADOPT)) == ("failed", [Code.STATE_FORBIDS])
    assert [m.service_id for m in inventories.mismatches()] == [services[ACCESS]]
