"""Resource orders: added, changed, given back, all or none, and each only once."""

from datetime import timedelta
from typing import Any

import pytest

from hub.kernel.errors import Code
from hub.messages.rom import CancelResourceOrder
from tests.unit.rooms.making import NOW
from tests.unit.rooms.rom_room import PORT, VLAN, Rom, item, pool
from workers.rom.catalog import ResourceSpecification
from workers.rom.commands import WithdrawResourceOrder
from workers.rom.describing import values as values_of
from workers.rom.drivers import SOURCES, Refusal, Taken
from workers.rom.store import CANCELLATIONS, RESOURCE_ORDERS, RESOURCES

LATER = timedelta(days=2)


def values(answer: dict[str, Any]) -> list[str]:
    return [item["resource"].get("value", "") for item in answer["orderItem"]]


def code(answer: dict[str, Any]) -> tuple[str, str]:
    return answer["state"], answer["errorMessage"][0]["code"]


def test_what_is_added_is_in_the_inventory_with_all_that_was_said_of_it(rom: Rom) -> None:
    answer = rom.order("ro", item("v", service="s", tagged=True), item("p", PORT, site="east"))

    assert (answer["state"], values(answer)) == ("completed", ["1", "1"])
    vlan, port = sorted(rom.all(RESOURCES), key=lambda r: r.specification_id, reverse=True)
    assert (vlan.service_id, vlan.service_order_id, vlan.resource_order_id) == ("s", "so", "ro")
    assert (values_of(vlan.characteristics), vlan.since) == ({"tagged": True}, NOW)
    assert (vlan.state, vlan.usage_state, vlan.status) == ("allocated", "busy", "available")
    assert (port.pool_id, port.site, port.service_id) == ("b-east", "east", "")


def test_the_first_pool_that_fits_gives_its_lowest_value_and_then_the_next_one(rom: Rom) -> None:
    rom.order("ro", *(item(str(n), PORT) for n in range(3)))

    assert sorted(rom.inventory()) == ["a-west 1", "b-east 1", "b-east 2"]


def test_an_order_takes_one_of_each_or_nothing_at_all(rom: Rom) -> None:
    rom.order("first", item("p", PORT, site="west"))

    answer = rom.order("second", item("v"), item("p", PORT, site="west"), of="other")

    assert code(answer) == ("failed", Code.POOL_EXHAUSTED)
    assert rom.inventory() == {"a-west 1": "allocated"}
    assert values(answer) == ["", ""]


def test_a_mixed_order_that_fails_gives_nothing_back_either(rom: Rom) -> None:
    rom.order("first", item("v"), item("p", PORT, site="west"))
    before = rom.inventory()

    answer = rom.order(
        "second",
        item("v", action="delete"),
        item("w", action="modify", tagged=1),
        item("q", PORT, site="west"),
    )
    assert code(answer) == ("rejected", Code.ID_UNKNOWN)
    answer = rom.order("third", item("v", action="delete"), item("q", PORT, site="west"))

    assert code(answer) == ("failed", Code.POOL_EXHAUSTED)
    assert rom.inventory() == before


def test_adding_changing_and_giving_back_go_together_in_one_order(rom: Rom) -> None:
    rom.order("first", item("v", tagged=True, colour="red"), item("p", PORT))

    answer = rom.order(
        "second",
        item("v", action="modify", colour=None, speed=9),
        item("p", PORT, "delete"),
        item("q"),
        item("v2", action="noChange", resource=rom.all(RESOURCES)[0].id),
    )

    assert (answer["state"], values(answer)) == ("completed", ["1", "1", "2", "1"])
    assert rom.inventory() == {"vlans 1": "allocated", "vlans 2": "allocated"}
    assert [values_of(r.characteristics) for r in rom.all(RESOURCES) if r.value == "1"] == [
        {"tagged": True, "speed": 9}
    ]


def test_the_same_node_of_a_plan_gets_the_same_resource_whichever_order_asks(rom: Rom) -> None:
    first = rom.order("ro-1", item("v"))
    again = rom.order("ro-2", item("v"))
    somebody = rom.order("ro-3", item("v"), of="other")

    assert first["orderItem"][0]["resource"] == again["orderItem"][0]["resource"]
    assert values(somebody) == ["2"]
    assert len(rom.inventory()) == 2


def test_a_known_order_is_a_question_and_answered_with_how_it_is(rom: Rom) -> None:
    first = rom.order("ro", item("v"))
    assert rom.order("ro", item("v"), item("w")) == first
    assert len(rom.inventory()) == 1


def test_giving_back_what_is_gone_is_done_already(rom: Rom) -> None:
    rom.order("ro-1", item("v"))
    for number in (2, 3):
        assert rom.order(f"ro-{number}", item("v", action="delete"))["state"] == "completed"
    assert rom.free()["vlans"] == 3


def test_one_value_can_be_asked_for_and_is_refused_when_it_is_not_free(rom: Rom) -> None:
    assert values(rom.order("ro-1", item("v", value="3"))) == ["3"]
    assert code(rom.order("ro-2", item("w", value="3"))) == ("failed", Code.RESOURCE_TAKEN)
    assert code(rom.order("ro-3", item("w", value="4"))) == ("rejected", Code.ATTRIBUTE_INVALID)
    assert code(rom.order("ro-4", item("v", value="1"))) == ("rejected", Code.ATTRIBUTE_INVALID)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ([item("x", "nobody's")], Code.SPECIFICATION_UNKNOWN),
        ([item("x", action="destroy")], Code.ACTION_UNSUPPORTED),
        ([item("x", action="modify")], Code.ID_UNKNOWN),
        ([item("x"), item("x", PORT)], Code.ITEM_ID_REPEATED),
        ([item("x", PORT, resource="r"), item("v", PORT)], Code.ATTRIBUTE_INVALID),
    ],
)
def test_what_can_never_be_is_rejected_with_its_reason(rom: Rom, asked: list[Any], reason: Code) -> None:
    rom.order("known", item("v"))
    before = rom.inventory()
    # The schema knows no other actions; whoever does not keep to it is told so all the same.
    rom.checked = False
    assert code(rom.order("ro", *asked)) == ("rejected", reason)
    assert rom.inventory() == before


def test_what_was_retired_cannot_be_had_any_more_but_given_back(rom: Rom) -> None:
    rom.order("ro-1", item("v"))
    rom.load([ResourceSpecification(VLAN, "2", "VLAN", lifecycle_status="Retired")])

    assert code(rom.order("ro-2", item("w"))) == ("rejected", Code.SPECIFICATION_INACTIVE)
    assert rom.order("ro-3", item("v", action="modify"))["state"] == "completed"
    assert rom.order("ro-4", item("v", action="delete"))["state"] == "completed"


def test_what_is_obsolete_can_only_be_given_back(rom: Rom) -> None:
    rom.order("ro-1", item("v"))
    rom.load([ResourceSpecification(VLAN, "2", "VLAN", lifecycle_status="Obsolete")])

    assert code(rom.order("ro-2", item("v", action="modify"))) == ("rejected", Code.SPECIFICATION_INACTIVE)
    assert rom.order("ro-3", item("v", action="delete"))["state"] == "completed"


def test_a_version_in_design_does_not_stop_what_there_is(rom: Rom) -> None:
    rom.load([ResourceSpecification(VLAN, "2", "VLAN", lifecycle_status="In design")])

    assert rom.order("ro", item("v"))["state"] == "completed"


def test_a_site_nobody_serves_has_nothing(rom: Rom) -> None:
    answer = rom.order("ro", item("p", PORT, site="north"))

    assert code(answer) == ("failed", Code.POOL_EXHAUSTED)
    assert answer["errorMessage"][0]["reason"] == "there is no pool of port at north"


def test_an_order_for_later_waits_for_its_date_and_takes_nothing_before(rom: Rom) -> None:
    answer = rom.order("ro", item("v"), requested_start_date=NOW + LATER)
    assert (answer["state"], rom.inventory()) == ("acknowledged", {})

    rom.pass_time(LATER)

    assert rom.one(RESOURCE_ORDERS, "ro").state == "completed"
    assert rom.said[-1][1]["event"]["resourceOrder"]["state"] == "completed"
    assert rom.inventory() == {"vlans 1": "allocated"}


def cancel(rom: Rom) -> tuple[str, str]:
    """What ROM says of the order, and what has become of the task."""
    rom.tell(CancelResourceOrder(id="ro", external_id="so", cancellation_reason="changed his mind"))
    (task,) = rom.all(CANCELLATIONS)
    return rom.said[-1][1]["event"]["resourceOrder"]["state"], str(task.state)


def test_an_order_that_waits_is_cancelled_once_and_never_carried_out(rom: Rom) -> None:
    rom.order("ro", item("v"), requested_start_date=NOW + LATER)

    assert [cancel(rom), cancel(rom)] == [("cancelled", "done")] * 2
    rom.pass_time(LATER)

    assert rom.inventory() == {}


def test_an_order_that_has_ended_is_not_cancelled_and_says_how_it_ended(rom: Rom) -> None:
    rom.order("ro", item("v"))

    assert [cancel(rom), cancel(rom)] == [("completed", "terminatedWithError")] * 2
    assert rom.inventory() == {"vlans 1": "allocated"}


def test_an_order_that_was_cancelled_before_it_came_is_never_carried_out(rom: Rom) -> None:
    assert cancel(rom) == ("cancelled", "done")

    assert rom.order("ro", item("v"))["state"] == "cancelled"
    assert rom.inventory() == {}


class Registry:
    """An address management system, as small as can be."""

    def __init__(self) -> None:
        self.free = ["10.0.0.1"]

    def needs(self, specification_id: str) -> list[Any]:
        assert specification_id == VLAN
        return []

    def look(self, *_: Any) -> int:
        return len(self.free)

    def take(self, *_: Any) -> Taken | Refusal:
        return Taken("registry", self.free.pop()) if self.free else Refusal(Code.POOL_EXHAUSTED, "no more")

    def fits(self, *_: Any) -> bool:
        return True

    def give_back(self, step: Any, specification_id: str, taken: Taken) -> None:
        assert (step.room, specification_id, taken.pool_id) == ("rom", VLAN, "registry")
        self.free.append(taken.value)


def test_another_system_can_supply_a_specification(monkeypatch: pytest.MonkeyPatch) -> None:
    rom, registry = Rom(pool("vlans", VLAN, 3)), Registry()
    monkeypatch.setitem(SOURCES, VLAN, registry)

    assert values(rom.order("ro-1", item("v"))) == ["10.0.0.1"]
    assert code(rom.order("ro-2", item("w"))) == ("failed", Code.POOL_EXHAUSTED)
    rom.order("ro-3", item("v", action="delete"))

    assert (registry.free, rom.free()) == (["10.0.0.1"], {"vlans": 3})
    rom.close()


def test_a_cancellation_at_a_date_has_a_history_from_its_beginning(rom: Rom) -> None:
    rom.order("ro", item("v"), requested_start_date=NOW + LATER)
    rom.tell(WithdrawResourceOrder("ro", "", NOW + LATER / 2))
    (task,) = rom.all(CANCELLATIONS)

    assert rom.moves(task.id)[0] == ("", "acknowledged")
    assert {source for source, _ in rom.moves(task.id)[1:]} == {"acknowledged"}
