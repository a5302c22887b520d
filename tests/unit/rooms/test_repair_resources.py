"""Repairs of what ROM or the product inventory has otherwise: afterwards both sides agree, or it is said why not."""

import pytest

from hub.kernel.errors import Code
from hub.messages.base import values
from hub.messages.reconciliation import Difference, Repair
from tests.unit.rooms.layers import BARE, PAPER, PORT, VLAN, built
from tests.unit.rooms.reconciling import Inventories, said
from tests.unit.rooms.repairs import ADOPT, DONE, RE_APPLY, about, only, other_value
from workers.activation.drivers.emulator.scenario import Rule
from workers.rom.store import RESOURCES


def test_a_value_rom_has_lost_is_taken_again(inventories: Inventories) -> None:
    service = built(inventories)
    inventories.give_back(VLAN, inventories.resource(service, "vlan").resource_id)
    found = only(inventories)
    assert (found.upper, found.lower) == ({"name": "vlan", "value": "100"}, {})
    assert said(inventories.repair(found, RE_APPLY)) == DONE
    last = inventories.asked("CreateResourceOrder")[-1]["orderItem"][0]["resource"]
    assert (last["value"], last["serviceId"]) == ("100", service)
    inventories.check()
    assert inventories.mismatches() == []


def test_a_service_can_do_without_what_rom_has_lost(inventories: Inventories) -> None:
    service = built(inventories)
    inventories.give_back(VLAN, inventories.resource(service, "vlan").resource_id)
    assert said(inventories.repair(only(inventories), ADOPT)) == DONE
    assert inventories.resource(service, "vlan") is None
    assert "vlan" not in inventories.network()[service]
    inventories.check()
    assert inventories.mismatches() == []


def test_the_value_a_service_has_is_taken_before_the_other_one_is_given_back(
    inventories: Inventories,
) -> None:
    service = other_value(inventories)
    (found,) = [m for m in inventories.mismatches() if m.service_id == service]
    assert (found.difference, found.upper["value"], found.lower) == ("different", "100", {"value": "101"})
    inventories.give_back(
        VLAN,
        next(r.id for r in inventories.all(RESOURCES) if r.value == "100" and r.specification_id == VLAN),
    )
    assert said(inventories.repair(found, RE_APPLY)) == DONE
    inventories.check()
    assert inventories.mismatches() == []


def test_a_service_takes_the_value_rom_has(inventories: Inventories) -> None:
    service = other_value(inventories)
    (found,) = [m for m in inventories.mismatches() if m.service_id == service]
    assert said(inventories.repair(found, ADOPT)) == DONE
    assert inventories.resource(service, "vlan").value == "101"
    assert inventories.network()[service]["vlan"] == "101"
    assert [m for m in inventories.mismatches() if m.service_id == service] == []


@pytest.mark.parametrize("order", ["so-1", "nobody's"])
def test_a_leaked_resource_is_given_back(inventories: Inventories, order: str) -> None:
    built(inventories)
    inventories.allocate(PORT, order)
    found = only(inventories)
    assert (found.difference, found.lower["value"]) == ("extra", "101")
    assert said(inventories.repair(found, RE_APPLY)) == DONE
    inventories.check()


def test_a_resource_goes_to_the_service_it_is_held_for_when_that_has_a_use_for_it(
    inventories: Inventories,
) -> None:
    service = built(inventories)
    inventories.give_back(VLAN, inventories.resource(service, "vlan").resource_id)
    inventories.repair(only(inventories), ADOPT)
    inventories.allocate(VLAN, "so-1", "other")
    assert said(inventories.repair(only(inventories), ADOPT)) == DONE
    assert inventories.network()[service]["vlan"] == inventories.resource(service, "vlan").value == "100"
    inventories.check()
    inventories.allocate(VLAN, "so-1", "one more")
    assert said(inventories.repair(only(inventories), ADOPT)) == ("failed", [Code.STATE_FORBIDS])


def test_a_service_outside_the_network_takes_over_without_asking_it(inventories: Inventories) -> None:
    service = built(inventories, PAPER)
    inventories.give_back(VLAN, inventories.resource(service, "vlan").resource_id)
    assert said(inventories.repair(only(inventories), ADOPT)) == DONE
    assert inventories.asked("ActivateService") == []
    assert inventories.mismatches() == []


def test_a_leak_of_nobody_is_nobodys_to_adopt(inventories: Inventories) -> None:
    inventories.allocate(VLAN)
    assert said(inventories.repair(only(inventories), ADOPT)) == ("failed", [Code.ID_UNKNOWN])


def test_a_service_a_product_misses_is_built_again(inventories: Inventories) -> None:
    service = built(inventories)
    inventories.order("end", "delete", service)
    inventories.run()
    missing = about(service, Difference.MISSING)
    repaired = inventories.repair(missing, RE_APPLY, service_characteristic=values({"bandwidth": 9}))
    assert said(repaired) == DONE
    assert inventories.service("so-1").state == "active"
    assert inventories.network()[service]["bandwidth"] == 9
    inventories.check()


def test_a_service_no_product_wants_ends(inventories: Inventories) -> None:
    service = built(inventories)
    assert said(inventories.repair(about(service, Difference.EXTRA), RE_APPLY)) == DONE
    assert inventories.service("so-1").state == "terminated"
    inventories.check()


def test_a_service_becomes_what_the_product_wants(inventories: Inventories) -> None:
    service = built(inventories, BARE)
    different = about(service, Difference.DIFFERENT)
    wanted = values({"bandwidth": 9})
    assert (
        said(inventories.repair(different, RE_APPLY, state="active", service_characteristic=wanted)) == DONE
    )
    assert inventories.service("so-1").characteristics["bandwidth"] == 9
    inventories.check()


@pytest.mark.parametrize("action", ["add", "modify"])
def test_a_service_a_product_has_suspended_is_ordered_to_be_inactive(
    inventories: Inventories, action: str
) -> None:
    service = built(inventories)
    difference = Difference.DIFFERENT
    if action == "add":
        difference = Difference.MISSING
        inventories.order("end", "delete", service)
        inventories.run()
    inventories.ask_to_repair(about(service, difference), RE_APPLY, state="inactive")
    inventories.run(until="CreateServiceOrder")
    asked = inventories.asked("CreateServiceOrder")[-1]
    (item,) = asked["serviceOrderItem"]
    assert (item["action"], item["service"]["id"], item["service"]["state"]) == (action, service, "inactive")
    assert item["service"]["relatedEntity"] == [{"id": "p", "@referredType": "Product"}]


@pytest.mark.parametrize(
    ("difference", "repair", "code"),
    [
        (Difference.MISSING, RE_APPLY, Code.ID_UNKNOWN),
        (Difference.DIFFERENT, RE_APPLY, Code.ID_UNKNOWN),
        (Difference.MISSING, ADOPT, Code.ACTION_UNSUPPORTED),
    ],
)
def test_what_som_cannot_do_for_a_product_is_refused(
    inventories: Inventories, difference: Difference, repair: Repair, code: Code
) -> None:
    assert said(inventories.repair(about("nobody's", difference), repair)) == ("failed", [code])


@pytest.mark.parametrize("difference", [Difference.MISSING, Difference.EXTRA])
def test_what_is_right_by_now_is_done(inventories: Inventories, difference: Difference) -> None:
    service = built(inventories)
    if difference is Difference.EXTRA:
        inventories.order("end", "delete", service)
        inventories.run()
    assert said(inventories.repair(about(service, difference), RE_APPLY)) == DONE
    inventories.check()


def test_an_order_of_our_own_that_fails_fails_the_repair_with_its_reason(inventories: Inventories) -> None:
    service = built(inventories)
    inventories.play(Rule(refuse=True))
    repaired = inventories.repair(about(service, Difference.EXTRA), RE_APPLY)
    assert said(repaired) == ("failed", [Code.NETWORK_REFUSED])
    inventories.check()
