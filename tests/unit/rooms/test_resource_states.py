"""Resources that are locked, broken or taken out of service, and what of the inventory is reported."""

from typing import Any

import pytest

from hub.kernel.errors import Code, HubError, Kind
from hub.messages.reconciliation import ReportResources
from hub.messages.rom import CancelResourceOrder, CreateResourceOrder
from tests.unit.rooms.making import NOW
from tests.unit.rooms.rom_room import PORT, VLAN, Rom, item
from workers.rom.asked import order_of
from workers.rom.commands import ChangeResource, DeleteResourceOrder, SubmitResourceOrder, WithdrawValue
from workers.rom.resource import AdministrativeState, OperationalState
from workers.rom.store import CANCELLATIONS, RESOURCE_ORDERS, RESOURCES

LOCKED, UNLOCKED = AdministrativeState.LOCKED, AdministrativeState.UNLOCKED
DISABLED, ENABLED = OperationalState.DISABLE, OperationalState.ENABLE


def change(
    rom: Rom, administrative: AdministrativeState | None = None, operational: OperationalState | None = None
) -> Any:
    (resource,) = rom.all(RESOURCES)
    return rom.tell(
        ChangeResource(
            id=resource.id,
            by="ann",
            why="a test",
            administrative_state=administrative,
            operational_state=operational,
        )
    )


def withdraw(rom: Rom, value: str = "") -> Any:
    return rom.tell(WithdrawValue(VLAN, value, "ann", "a test"))


@pytest.mark.parametrize(
    ("administrative", "operational", "status"),
    [
        (None, None, "available"),
        (LOCKED, None, "suspended"),
        (None, DISABLED, "alarm"),
        (LOCKED, DISABLED, "alarm"),
    ],
)
def test_the_status_of_a_resource_follows_from_its_states(
    rom: Rom, administrative: Any, operational: Any, status: str
) -> None:
    rom.order("ro", item("v"))

    found = change(rom, administrative, operational)

    assert (found.status, found.usage_state, found.state) == (status, "busy", "allocated")


def test_a_locked_resource_that_is_given_back_is_nobodys_and_nobody_gets_it(rom: Rom) -> None:
    rom.order("ro", item("v", service="s"))
    change(rom, LOCKED, DISABLED)

    rom.order("back", item("v", action="delete"))

    (left,) = rom.all(RESOURCES)
    assert (left.state, left.service_id, left.service_order_id) == ("outOfService", "", "")
    assert rom.order("next", item("v"))["orderItem"][0]["resource"]["value"] == "2"


def test_it_is_free_again_when_it_is_unlocked_and_works(rom: Rom) -> None:
    rom.order("ro", item("v"))
    change(rom, LOCKED, DISABLED)
    rom.order("back", item("v", action="delete"))

    assert change(rom, UNLOCKED).state == "outOfService"
    assert rom.free()["vlans"] == 2
    assert change(rom, None, ENABLED).state == "released"
    assert (rom.inventory(), rom.free()["vlans"]) == ({}, 3)


def test_unlocking_what_somebody_has_leaves_it_his(rom: Rom) -> None:
    rom.order("ro", item("v"))
    change(rom, LOCKED)

    assert change(rom, UNLOCKED).state == "allocated"


def test_a_free_value_can_be_taken_out_of_service_and_is_given_to_nobody(rom: Rom) -> None:
    found = withdraw(rom, "1")

    assert (found.value, found.state, found.administrative_state) == ("1", "outOfService", "locked")
    assert rom.order("ro", item("v"))["orderItem"][0]["resource"]["value"] == "2"
    assert [i["free"] for i in rom.check("q", item("w"))["item"]] == [1]


@pytest.mark.parametrize(
    ("value", "kind", "code"),
    [("1", Kind.NOT_ALLOWED, Code.RESOURCE_TAKEN), ("9", Kind.INVALID, Code.ATTRIBUTE_INVALID)],
)
def test_only_a_value_that_is_free_can_be(rom: Rom, value: str, kind: Kind, code: Code) -> None:
    rom.order("ro", item("v"))

    with pytest.raises(HubError) as refused:
        withdraw(rom, value)

    assert (refused.value.kind, refused.value.reasons[0].code) == (kind, code)


def test_what_is_out_of_service_is_no_orders(rom: Rom) -> None:
    left = withdraw(rom)

    answer = rom.order("ro", item("v", action="delete", resource=left.id))

    assert answer["errorMessage"][0]["code"] == Code.STATE_FORBIDS


def report(rom: Rom, after: str = "", through: str = "") -> list[tuple[str, str]]:
    rom.tell(ReportResources(reconciliation_id="rec", after=after, through=through))
    kind, said = rom.said[-1]
    assert (kind, said["reconciliationId"], said["after"], said["through"]) == (
        "ResourcesReported",
        "rec",
        after,
        through,
    )
    return [(r["serviceId"], r["specificationId"]) for r in said.get("resource", [])]


def test_all_that_is_allocated_for_the_services_of_a_range_is_reported(rom: Rom) -> None:
    rom.order("ro-1", item("v", service="b"), item("p", PORT, service="a"))
    rom.order("ro-2", item("v", service="c"), of="other")

    assert report(rom) == [("a", PORT), ("b", VLAN), ("c", VLAN)]
    assert report(rom, "a", "b") == [("b", VLAN)]
    assert report(rom, "b") == [("c", VLAN)]
    assert report(rom, "", "a") == [("a", PORT)]


def test_what_is_for_nobody_is_reported_once_and_only_when_it_is_allocated(rom: Rom) -> None:
    rom.order("ro", item("v"))
    withdraw(rom)
    rom.check("r", item("v"), until=NOW.replace(year=2027))

    assert report(rom, "", "x") == [("", VLAN)]
    assert report(rom, "x") == []


def test_what_a_caller_has_ordered_for_no_service_is_his_and_nobodys_leak(rom: Rom) -> None:
    submit(rom, service="")
    submit(rom, identifier="another", service="s")

    assert report(rom) == [("s", VLAN)]


def submit(rom: Rom, specification: str = VLAN, identifier: str = "mine", service: str = "s") -> Any:
    order = CreateResourceOrder(
        id=identifier, external_id="my name", order_item=[item("1", specification, service=service)]
    )
    return rom.tell(SubmitResourceOrder(order_of(order))).order


def test_a_callers_order_is_his_own_and_told_to_whoever_listens(rom: Rom) -> None:
    found = submit(rom)
    other = submit(rom, identifier="another")

    assert (found.state, found.service_order_id, found.items[0].resource.value) == ("completed", "", "1")
    assert other.items[0].resource.value == "2"
    assert rom.said[0][1]["event"]["resourceOrder"]["externalId"] == "my name"


def test_the_same_order_again_is_answered_with_it_and_another_by_its_id_is_a_conflict(rom: Rom) -> None:
    assert submit(rom).completion_date == submit(rom).completion_date
    with pytest.raises(HubError) as refused:
        submit(rom, PORT)

    assert (refused.value.kind, refused.value.reasons[0].code) == (Kind.CONFLICT, Code.KEY_REUSED)
    assert rom.inventory() == {"vlans 1": "allocated"}


def test_a_callers_order_that_was_taken_back_before_it_came_is_answered_so(rom: Rom) -> None:
    rom.tell(CancelResourceOrder(id="mine", external_id="mine"))

    assert (submit(rom).state, rom.inventory()) == ("cancelled", {})


def test_only_an_order_that_has_ended_can_be_deleted(rom: Rom) -> None:
    submit(rom)
    rom.order("waits", item("v"), requested_start_date=NOW.replace(year=2027))

    rom.tell(DeleteResourceOrder("mine"))
    with pytest.raises(HubError) as refused:
        rom.tell(DeleteResourceOrder("waits"))

    assert refused.value.reasons[0].code == Code.STATE_FORBIDS
    assert [order.id for order in rom.all(RESOURCE_ORDERS)] == ["waits"]
    assert rom.all(CANCELLATIONS) == []
