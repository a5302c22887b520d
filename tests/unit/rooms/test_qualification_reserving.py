"""Holding what qualifies for whom wants it: all of it or nothing, for a time, and given back."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from hub.kernel.errors import Code, HubError
from hub.messages.rom import CheckResourceAvailability, ResourceAvailability
from tests.unit.rooms.making import NOW
from tests.unit.rooms.qualifying import Office, results, specification
from workers.som.qualification.machine import ANSWER_WITHIN, QUESTIONS
from workers.som.qualification.machine import QualificationState as S

UNTIL = NOW + timedelta(hours=1)
LINE = ("line", "")


@pytest.fixture
def office() -> Iterator[Office]:
    opened = Office(
        [specification("line", "port", "vlan"), specification("big", "port", "port"), specification("paper")],
        {("port", ""): 3, ("vlan", ""): 9},
    )
    yield opened
    opened.close()


def codes(office: Office) -> list[Code | None]:
    return [i.wanted.reason.code if i.wanted.reason else None for i in office.found().items]


def test_what_qualifies_is_held_under_the_id_of_the_qualification(office: Office) -> None:
    held = office.check(LINE, reserve_until=UNTIL)

    assert (held.state, held.reservation, held.reserved_until, held.wake_at) == (S.DONE, "held", UNTIL, UNTIL)
    assert office.rom.held == {"q": [("port", ""), ("vlan", "")]}
    assert [a.reserve_until for a in office.asked()] == [None, UNTIL]


def test_what_does_not_qualify_is_not_held(office: Office) -> None:
    office.rom.free["vlan", ""] = 0
    held = office.check(LINE, ("big", ""), ("paper", ""), reserve_until=UNTIL)

    assert results(held) == {"1": "unqualified", "2": "qualified", "3": "qualified"}
    assert office.rom.held == {"q": [("port", ""), ("port", "")]}


def test_where_nothing_is_finite_nothing_is_held(office: Office) -> None:
    done = office.check(("paper", ""), reserve_until=UNTIL)

    assert (done.result, done.reservation, office.sent) == ("qualified", "none", [])


def test_of_what_cannot_be_had_together_the_first_is_held(office: Office) -> None:
    """Each of them qualifies by itself: three ports are there, and four are wanted."""
    held = office.check(("big", ""), ("big", ""), LINE, reserve_until=UNTIL)

    assert results(held) == {"1": "qualified", "2": "unqualified", "3": "qualified"}
    assert codes(office) == [None, Code.POOL_EXHAUSTED, None]
    assert office.rom.held["q"] == [("port", "")] * 3 + [("vlan", "")]


def test_without_a_reservation_each_item_is_judged_by_itself(office: Office) -> None:
    assert results(office.check(("big", ""), ("big", ""))) == {"1": "qualified", "2": "qualified"}


def test_somebody_who_is_faster_takes_it(office: Office) -> None:
    """Between the answer and the reservation the last port goes."""
    taken_when_reserved(office, 0)

    assert results(office.check(LINE, reserve_until=UNTIL)) == {"1": "unqualified"}
    assert (codes(office), office.found().reservation) == ([Code.POOL_EXHAUSTED], "none")


def test_what_is_not_held_because_of_another_does_not_qualify_either(office: Office) -> None:
    taken_when_reserved(office, 1)

    assert results(office.check(LINE, LINE, reserve_until=UNTIL)) == {"1": "unqualified", "2": "unqualified"}
    assert codes(office) == [Code.RESERVATION_GONE, Code.POOL_EXHAUSTED]


def taken_when_reserved(office: Office, left: int) -> None:
    def overtaken(asked: CheckResourceAvailability) -> ResourceAvailability:
        if asked.reserve_until is not None:
            office.rom.free["port", ""] = left
        return office.rom.check(asked)

    office.answer = overtaken


def test_what_is_held_is_free_again_when_its_time_is_over(office: Office) -> None:
    office.check(LINE, reserve_until=UNTIL)

    office.pass_time(UNTIL - NOW)

    over = office.found()
    assert (over.state, over.reservation, over.wake_at) == (S.DONE, "expired", None)
    assert over.reserved_until == UNTIL


@pytest.mark.parametrize("told_first", ["that it is held", "that it is used"])
def test_what_an_order_has_got_is_used_and_not_held_any_more(office: Office, told_first: str) -> None:
    if told_first == "that it is used":
        stop_at_reserving(office)
    office.check(LINE, reserve_until=UNTIL)
    held = office.rom.check(office.asked()[-1])
    used = msgspec.structs.replace(held, reserved_until=None, used=True)

    office.tell(used)
    office.tell(held)

    found = office.found()
    assert (found.state, found.reservation, found.wake_at) == (S.DONE, "used", None)
    assert results(found) == {"1": "qualified"}
    office.delete()
    assert not office.rom.released


def test_who_deletes_a_qualification_gives_back_what_it_holds(office: Office) -> None:
    office.check(LINE, reserve_until=UNTIL)

    office.delete()
    office.run()

    assert (office.all, office.rom.held, office.rom.free["port", ""]) == ([], {}, 3)


@pytest.mark.parametrize("more", [{}, {"reserve_until": UNTIL}])
def test_what_holds_nothing_any_more_is_deleted_without_a_word(office: Office, more: dict[str, Any]) -> None:
    office.check(LINE, **more)
    office.pass_time(timedelta(days=1))
    sent = len(office.sent)

    office.delete()

    assert (office.all, len(office.sent)) == ([], sent)
    with pytest.raises(HubError):
        office.delete()


def test_one_that_is_deleted_while_rom_reserves_gets_nothing_later(office: Office) -> None:
    stop_at_reserving(office)
    office.check(LINE, reserve_until=UNTIL)
    late = office.asked()[-1]

    office.delete()
    office.run()
    office.tell(office.rom.check(late))

    assert (office.all, office.rom.held) == ([], {})


def stop_at_reserving(office: Office) -> None:
    """Nobody answers the question to hold it."""
    office.answer = lambda asked: office.rom.check(asked) if asked.reserve_until is None else None


def test_a_reservation_nobody_answers_is_asked_for_again_and_in_the_end_given_back(office: Office) -> None:
    stop_at_reserving(office)
    office.check(LINE, reserve_until=UNTIL)
    for _ in range(QUESTIONS + 1):
        assert office.found().state is S.RESERVING
        office.pass_time(ANSWER_WITHIN)
        assert not office.rom.released
        office.run()

    given_up = office.found()
    assert (given_up.state, given_up.reservation) == (S.TERMINATED_WITH_ERROR, "none")
    assert given_up.reason is not None
    assert given_up.reason.code is Code.ANSWER_OVERDUE
    assert office.rom.released == {"q"}
    assert [a.id for a in office.asked()].count("q") == 1 + QUESTIONS


def test_an_answer_to_an_earlier_question_about_more_is_passed_over(office: Office) -> None:
    held = office.check(("big", ""), ("big", ""), LINE, reserve_until=UNTIL)
    together = [a for a in office.asked() if len(a.order_item) > 2]
    assert [len(a.order_item) for a in together] == [6, 4, 4]

    office.tell(office.rom.check(together[0]))

    assert office.found() == held
