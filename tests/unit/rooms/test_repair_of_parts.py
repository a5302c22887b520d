"""Repairs of services that stand on others, and of suspended ones: through real orders of our own."""

import pytest

from hub.messages.base import RelatedEntity, SpecificationRef, values
from hub.messages.reconciliation import Difference, Repair, ReportServices
from hub.messages.som import CreateServiceOrder, Service, ServiceOrderItem
from tests.unit.rooms.layers import BARE, POLICY, VLAN, built
from tests.unit.rooms.reconciling import Inventories, said
from tests.unit.rooms.repairs import ADOPT, DONE, RE_APPLY, about, only
from workers.activation.drivers.emulator.store import CONFIGURATIONS
from workers.som.catalog import Facing, Mapping, ResourceComponent, ServiceComponent, ServiceSpecification
from workers.som.store import SERVICES

LINE = ServiceSpecification(
    "rfs-wire", "1", "line", "Active", [ResourceComponent("vlan", VLAN)], POLICY, Facing.RESOURCE
)
HOME = ServiceSpecification(
    "cfs-house",
    "1",
    "home",
    activation=POLICY,
    services=[
        ServiceComponent(
            "line",
            LINE.id,
            characteristics=[Mapping("speed", "bandwidth")],
            results=[Mapping("vlan", "vlan")],
        )
    ],
)


def home(inventories: Inventories) -> tuple[str, str]:
    """A service that stands, of a product, and the one it stands on."""
    inventories.offer(LINE, HOME)
    wanted = Service(
        service_specification=SpecificationRef(id=HOME.id),
        service_characteristic=values({"bandwidth": 100}),
        related_entity=[RelatedEntity(id="p", referred_type="Product")],
    )
    item = ServiceOrderItem(id="1", action="add", service=wanted)
    inventories.put(CreateServiceOrder(id="so", external_id="o", service_order_item=[item]), "so")
    inventories.run()
    assert inventories.mismatches() == []
    found = {service.specification_id: str(service.id) for service in inventories.all(SERVICES)}
    return found[HOME.id], found[LINE.id]


def test_only_what_was_ordered_for_a_product_is_told_of_it(inventories: Inventories) -> None:
    service, _ = home(inventories)
    inventories.put(ReportServices(reconciliation_id="rec"), "rec")
    inventories.run()
    assert [s.id for report in inventories.reports() for s in report.service] == [service]


def test_each_service_of_several_is_configured_again_by_itself(inventories: Inventories) -> None:
    service, line = home(inventories)
    inventories.forget(line)
    inventories.reconfigure(service, bandwidth=5)
    found = inventories.mismatches()
    assert {m.service_id for m in found} == {service, line}
    for mismatch in found:
        assert said(inventories.repair(mismatch, RE_APPLY)) == DONE
    assert inventories.mismatches() == []


def test_what_a_service_adopts_goes_down_to_what_it_stands_on(inventories: Inventories) -> None:
    service, line = home(inventories)
    inventories.reconfigure(service, bandwidth=5)
    assert said(inventories.repair(only(inventories), ADOPT)) == DONE
    assert inventories.network()[line]["speed"] == 5
    assert inventories.mismatches() == []


def test_a_service_that_is_ended_takes_along_what_it_stood_on_and_comes_back_with_it(
    inventories: Inventories,
) -> None:
    service, _ = home(inventories)
    inventories.forget(service)
    assert said(inventories.repair(only(inventories), ADOPT)) == DONE
    assert (inventories.held(), inventories.network()) == ({}, {})
    missing = about(service, Difference.MISSING)
    wanted = values({"bandwidth": 9})
    assert said(inventories.repair(missing, RE_APPLY, state="active", service_characteristic=wanted)) == DONE
    assert [c.get("bandwidth", c.get("speed")) for c in inventories.network().values()] == [9, 9]
    assert inventories.mismatches() == []


@pytest.mark.parametrize(("repair", "state"), [(RE_APPLY, "active"), (ADOPT, "suspended")])
def test_a_service_is_let_work_again_or_suspended_and_stays_so_when_it_is_configured_again(
    inventories: Inventories, repair: Repair, state: str
) -> None:
    service = built(inventories, BARE)
    inventories.change(CONFIGURATIONS, service, state="inactive")
    found = only(inventories)
    assert (found.upper, found.lower["state"]) == ({"state": "active"}, "inactive")
    assert said(inventories.repair(found, repair)) == DONE
    inventories.forget(service)
    assert said(inventories.repair(only(inventories), RE_APPLY, 2)) == DONE
    assert inventories.service("so-1").state == state
    assert inventories.mismatches() == []
