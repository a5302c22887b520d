"""What could be had, what is held for a while, and who gets it then."""

from datetime import timedelta
from typing import Any

import pytest

from hub.kernel.errors import Code, HubError, Kind
from hub.messages.rom import CheckResourceAvailability, ReleaseReservation
from tests.unit.rooms.making import NOW
from tests.unit.rooms.rom_room import PORT, VLAN, Rom, item
from workers.rom.catalog import ResourceSpecification
from workers.rom.commands import ChangeResource, ReserveResources
from workers.rom.reservation import RESERVATION
from workers.rom.resource import AdministrativeState
from workers.rom.store import RESERVATIONS, RESOURCE_ORDERS, RESOURCES

HOUR = timedelta(hours=1)
UNTIL = NOW + HOUR


def reserve(rom: Rom, *items: Any, identifier: str = "r") -> dict[str, Any]:
    return rom.check(identifier, *items, until=UNTIL)


def state(rom: Rom, identifier: str = "r") -> str:
    return str(rom.one(RESERVATIONS, identifier).state)


def test_a_question_takes_nothing_and_says_how_many_there_are(rom: Rom) -> None:
    answer = rom.check("q", item("v"), item("e", PORT, site="east"), item("w", PORT, site="west"))

    assert [(i["available"], i["free"]) for i in answer["item"]] == [(True, 3), (True, 2), (True, 1)]
    assert "reservedUntil" not in answer
    assert rom.inventory() == {}


def test_items_that_want_the_same_last_one_cannot_both_have_it(rom: Rom) -> None:
    answer = rom.check("q", item("a", PORT, site="west"), item("b", PORT, site="west"))

    assert [(i["available"], i["free"]) for i in answer["item"]] == [(True, 1), (False, 1)]
    assert answer["item"][1]["errorMessage"][0]["code"] == Code.POOL_EXHAUSTED


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (item("x", "nobody's"), Code.SPECIFICATION_UNKNOWN),
        (item("x", "retired"), Code.SPECIFICATION_INACTIVE),
        (item("x", PORT, site="north"), Code.POOL_EXHAUSTED),
        (item("x", value="1"), Code.RESOURCE_TAKEN),
        (item("x", value="77"), Code.ATTRIBUTE_INVALID),
    ],
)
def test_a_question_is_answered_with_what_an_order_would_meet(rom: Rom, asked: Any, reason: Code) -> None:
    rom.load([ResourceSpecification("retired", "1", "retired", lifecycle_status="Retired")])
    rom.order("taken", item("v", value="1"), of="other")

    (answer,) = rom.check("q", asked)["item"]
    met = rom.order("ro", asked)["errorMessage"][0]

    assert (answer["available"], answer["errorMessage"][0]["code"]) == (False, reason)
    assert met == answer["errorMessage"][0]


@pytest.mark.parametrize("twice", [[item("x", action="delete")], [item("x"), item("x", PORT)]])
def test_only_what_is_to_be_added_under_a_name_of_its_own_can_be_looked_for(
    rom: Rom, twice: list[Any]
) -> None:
    answer = reserve(rom, *twice)

    assert {i["available"] for i in answer["item"]} == {False}
    assert (state(rom), rom.inventory()) == ("refused", {})


def test_what_is_reserved_is_nobody_elses_until_it_expires(rom: Rom) -> None:
    answer = reserve(rom, item("p", PORT, site="west"))
    assert answer["reservedUntil"] == "2026-01-01T01:00:00Z"
    (held,) = rom.all(RESOURCES)
    assert (held.state, held.status, held.usage_state) == ("reserved", "reserved", "idle")
    assert rom.order("ro-1", item("p", PORT, site="west"))["state"] == "failed"

    rom.pass_time(HOUR)

    assert (state(rom), rom.inventory()) == ("expired", {})
    assert rom.order("ro-2", item("p", PORT, site="west"))["state"] == "completed"


def test_all_is_held_or_nothing(rom: Rom) -> None:
    answer = reserve(rom, item("v"), item("a", PORT, site="west"), item("b", PORT, site="west"))

    assert [i["available"] for i in answer["item"]] == [True, True, False]
    assert (state(rom), rom.inventory()) == ("refused", {})


def test_the_same_question_has_the_same_answer_and_holds_nothing_more(rom: Rom) -> None:
    first = reserve(rom, item("v"))
    assert reserve(rom, item("v"), item("p", PORT)) == first
    assert rom.inventory() == {"vlans 1": "reserved"}


def test_a_refusal_stays_one_when_something_has_become_free(rom: Rom) -> None:
    rom.order("ro", item("p", PORT, site="west"))
    first = reserve(rom, item("p", PORT, site="west"))
    rom.order("back", item("p", PORT, "delete"))

    assert reserve(rom, item("p", PORT, site="west")) == first
    assert rom.inventory() == {}


def test_what_should_be_held_until_a_moment_that_has_passed_is_not_held(rom: Rom) -> None:
    answer = rom.check("r", item("v"), until=NOW)

    assert ("reservedUntil" in answer, state(rom), rom.inventory()) == (False, "expired", {})


def test_nothing_is_held_for_ever(rom: Rom) -> None:
    answer = rom.check("r", item("v"), until=NOW + timedelta(days=365))

    limit = RESERVATION.waits[rom.one(RESERVATIONS, "r").state].limit
    assert limit is not None
    assert answer["reservedUntil"] == (NOW + limit).isoformat().replace("+00:00", "Z")


def test_an_order_gets_what_fits_and_the_rest_stays_held(rom: Rom) -> None:
    reserve(rom, item("v"), item("p", PORT, site="east"), item("w"))
    rom.order("others", item("p", PORT, site="east"), of="other")

    answer = rom.order("ro", item("a", PORT, site="east"), item("b"), reservation_id="r")

    assert [i["resource"]["value"] for i in answer["orderItem"]] == ["1", "1"]
    assert (state(rom), rom.free()) == ("held", {"vlans": 1, "a-west": 1, "b-east": 0})
    rom.pass_time(HOUR)
    assert (state(rom), rom.free()) == ("expired", {"vlans": 2, "a-west": 1, "b-east": 0})
    assert {r.state for r in rom.all(RESOURCES)} == {"allocated"}


def test_a_service_order_of_several_resource_orders_gets_all_that_was_held_for_it(rom: Rom) -> None:
    reserve(rom, item("v"), item("p", PORT, site="west"))

    rom.order("first", item("1.v"), reservation_id="r")
    others = rom.order("others", item("p", PORT, site="west"), of="other")
    second = rom.order("second", item("2.p", PORT, site="west"), reservation_id="r")

    assert (others["state"], second["state"], state(rom)) == ("failed", "completed", "used")


def test_what_does_not_fit_comes_from_the_pools(rom: Rom) -> None:
    reserve(rom, item("p", PORT, site="west"), item("v"))

    answer = rom.order("ro", item("a", PORT, site="east"), item("b", value="2"), reservation_id="r")

    assert [i["resource"]["value"] for i in answer["orderItem"]] == ["1", "2"]
    assert rom.inventory() == {
        "a-west 1": "reserved",
        "vlans 1": "reserved",
        "b-east 1": "allocated",
        "vlans 2": "allocated",
    }


def test_what_was_locked_while_it_was_held_is_not_given_to_the_order(rom: Rom) -> None:
    reserve(rom, item("v"))
    (held,) = rom.all(RESOURCES)
    rom.tell(ChangeResource(held.id, "ann", "a test", administrative_state=AdministrativeState.LOCKED))

    rom.order("ro", item("v"), reservation_id="r")

    assert rom.inventory() == {"vlans 1": "reserved", "vlans 2": "allocated"}
    rom.pass_time(HOUR)
    assert rom.inventory() == {"vlans 1": "outOfService", "vlans 2": "allocated"}


def test_an_order_that_fails_leaves_the_reservation_as_it_was(rom: Rom) -> None:
    reserve(rom, item("v"), item("p", PORT, site="west"))

    answer = rom.order(
        "ro", item("v"), item("p", PORT, site="west"), item("q", PORT, site="west"), reservation_id="r"
    )

    assert (answer["state"], state(rom)) == ("failed", "held")
    assert rom.inventory() == {"vlans 1": "reserved", "a-west 1": "reserved"}


@pytest.mark.parametrize("gone", ["unknown", "expired", "used"])
def test_a_reservation_that_is_gone_is_no_mistake_but_is_told_in_the_history(rom: Rom, gone: str) -> None:
    if gone != "unknown":
        reserve(rom, item("v"))
    if gone == "expired":
        rom.pass_time(HOUR)
    if gone == "used":
        rom.order("first", item("v"), of="other", reservation_id="r")

    assert rom.order("ro", item("v"), reservation_id="r")["state"] == "completed"
    assert {"code": Code.RESERVATION_GONE, "is": gone, "reservation": "r"} in rom.history("ro")
    assert rom.one(RESOURCE_ORDERS, "ro").reason is None


def test_what_is_released_is_free_at_once_and_again_changes_nothing(rom: Rom) -> None:
    reserve(rom, item("v"), item("p", PORT))
    for _ in range(2):
        rom.tell(ReleaseReservation(id="r", external_id="q"))

    assert (state(rom), rom.inventory()) == ("released", {})
    rom.pass_time(HOUR)
    assert state(rom) == "released"


def test_what_was_released_before_it_was_asked_for_never_holds_anything(rom: Rom) -> None:
    rom.tell(ReleaseReservation(id="r", external_id="q"))

    first = reserve(rom, item("v"))
    assert first["item"][0]["errorMessage"][0]["code"] == Code.RESERVATION_GONE
    assert reserve(rom, item("v")) == first
    assert (state(rom), rom.inventory()) == ("released", {})


def test_a_caller_whose_reservation_was_released_before_is_told_so_and_others_that_it_is_his(
    rom: Rom,
) -> None:
    rom.tell(ReleaseReservation(id="r", external_id="q"))

    def ask(specification: str) -> Any:
        check = CheckResourceAvailability(
            id="r", external_id="r", order_item=[item("v", specification)], reserve_until=UNTIL
        )
        return rom.tell(ReserveResources(check))

    assert [i.reason.code for i in ask(VLAN).items] == [Code.RESERVATION_GONE]
    with pytest.raises(HubError):
        ask(PORT)


def test_what_is_only_reserved_is_no_orders_to_change_or_give_back(rom: Rom) -> None:
    reserve(rom, item("v"))
    (held,) = rom.all(RESOURCES)

    answer = rom.order("ro", item("v", action="delete", resource=held.id))

    assert (answer["state"], answer["errorMessage"][0]["code"]) == ("rejected", Code.STATE_FORBIDS)
    assert rom.inventory() == {"vlans 1": "reserved"}


def test_a_caller_is_told_when_an_id_is_somebody_elses(rom: Rom) -> None:
    def ask(specification: str) -> Any:
        check = CheckResourceAvailability(
            id="r", external_id="r", order_item=[item("v", specification)], reserve_until=UNTIL
        )
        return rom.tell(ReserveResources(check))

    assert ask(VLAN).id == ask(VLAN).id == "r"
    with pytest.raises(HubError) as refused:
        ask(PORT)
    assert (refused.value.kind, refused.value.reasons[0].code) == (Kind.CONFLICT, Code.KEY_REUSED)
