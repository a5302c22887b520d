"""Asking ROM what could be had: lost, late and superfluous answers, and silence."""

from hub.kernel.errors import Code
from hub.messages.rom import AvailableResource, ResourceAvailability
from tests.unit.rooms.qualifying import Office, results
from workers.som.qualification.machine import ANSWER_WITHIN, PUBLISHED, QUESTIONS
from workers.som.qualification.machine import QualificationState as S


def test_rom_is_asked_again_when_an_answer_is_lost(office: Office) -> None:
    office.answer = lambda asked: None if len(asked.order_item) > 2 else office.rom.check(asked)
    office.check(("fiber", "AA1"), ("home", ""))
    office.answer = office.rom.check

    office.pass_time(ANSWER_WITHIN)
    office.run()

    assert results(office.found()) == {"1": "qualified", "2": "qualified"}
    assert [len(asked.order_item) for asked in office.asked()] == [2, 3, 3]


def test_the_silence_of_rom_is_an_answer_in_the_end(office: Office) -> None:
    office.answer = lambda _: None
    office.check(("fiber", "AA1"), ("paper", "AA1"))
    by = office.found().response_by

    for _ in range(QUESTIONS):
        office.pass_time(ANSWER_WITHIN)
        assert office.found().state is S.CHECKING
    office.pass_time(ANSWER_WITHIN)

    given_up = office.found()
    assert (given_up.state, given_up.completed_at, given_up.wake_at) == (S.TERMINATED_WITH_ERROR, by, None)
    assert given_up.reason is not None
    assert given_up.reason.code is Code.ANSWER_OVERDUE
    assert (given_up.result, len(office.asked())) == (None, 1 + QUESTIONS)


def test_an_answer_that_comes_late_twice_or_for_nobody_changes_nothing(office: Office) -> None:
    done = office.check(("fiber", "AA1"))
    asked = office.asked()[0]
    office.rom.free = {}

    office.tell(office.rom.check(asked))
    office.tell(
        ResourceAvailability(
            id="x", external_id="nobody", item=[AvailableResource(id="1", available=True, free=1)]
        )
    )

    assert office.found() == done


def test_every_state_has_a_name_that_is_published() -> None:
    assert set(PUBLISHED) == set(S)
    assert set(PUBLISHED.values()) == {"accepted", "inProgress", "done", "terminatedWithError"}
