"""What can be had where (TMF645): the answer to each item, its reason, and what would do instead."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hub.kernel.errors import Code, HubError, Kind, Reason
from tests.unit.rooms.making import NOW
from tests.unit.rooms.qualifying import CATALOG, FIBER, Office, places, results
from workers.som.catalog import Catalog
from workers.som.coverage import parts
from workers.som.qualification.machine import QualificationState as S
from workers.som.qualification.model import Qualification, QualificationKind


def why(of: Qualification) -> Reason | None:
    return of.items[0].wanted.reason


def code(of: Qualification) -> Code | None:
    reason = why(of)
    return reason.code if reason else None


def instead(of: Qualification) -> list[str]:
    return [a.specification_id for a in of.items[0].alternatives if a.qualified]


# -- each answer ---------------------------------------------------------------------------


def test_what_lies_there_and_is_free_qualifies_and_is_told_how_often(office: Office) -> None:
    answer = office.check(("fiber", "AA1"))

    assert (answer.state, results(answer), why(answer)) == (S.DONE, {"1": "qualified"}, None)
    assert (answer.items[0].wanted.free, answer.completed_at) == (5, NOW)
    assert answer.result == "qualified"
    (asked,) = office.asked()
    needed = [(i.resource.resource_specification.id, i.resource.place) for i in asked.order_item]
    assert [(name, place.id if place else "") for name, place in needed] == [("gpon", "olt"), ("vlan", "olt")]


@pytest.mark.parametrize(
    ("wanted", "where", "reason"),
    [
        ("nobody", "AA1", Code.SPECIFICATION_UNKNOWN),
        ("gone", "AA1", Code.SPECIFICATION_INACTIVE),
        ("line", "AA1", Code.ACTION_UNSUPPORTED),
        ("fiber", "ZZ1", Code.NO_COVERAGE),
        ("fiber", "BB1", Code.NO_COVERAGE),
        ("home", "BB1", Code.NO_COVERAGE),
        ("mobile", "", Code.POOL_EXHAUSTED),
    ],
)
def test_what_cannot_be_had_is_told_with_the_reason(
    office: Office, wanted: str, where: str, reason: Code
) -> None:
    answer = office.check((wanted, where))

    assert (answer.state, results(answer), code(answer)) == (S.DONE, {"1": "unqualified"}, reason)


def test_an_order_would_meet_the_very_same_reason(office: Office) -> None:
    answer = office.check(("fiber", "BB1"))

    assert why(answer) == parts(Catalog(CATALOG), "fiber", places("BB1"))


def test_what_is_exhausted_is_told_in_the_words_of_rom(office: Office) -> None:
    office.rom.free["gpon", "olt"] = 0

    assert why(office.check(("fiber", "AA1"))) == Reason(Code.POOL_EXHAUSTED, "all of gpon are allocated")


def test_a_service_that_needs_two_of_a_kind_does_not_qualify_with_one_left(office: Office) -> None:
    assert results(office.check(("home", ""), identifier="before")) == {"1": "qualified"}

    office.rom.free["gpon", ""] = 1

    after = office.check(("home", ""), identifier="after")
    assert (results(after), code(after)) == ({"1": "unqualified"}, Code.POOL_EXHAUSTED)


def test_how_many_could_be_had_counts_what_each_of_them_needs(office: Office) -> None:
    assert office.check(("home", "")).items[0].wanted.free == 2


def test_what_stands_on_nothing_finite_is_known_at_once(office: Office) -> None:
    answer = office.check(("paper", "ZZ1"))

    assert (results(answer), answer.items[0].wanted.free, office.sent) == ({"1": "qualified"}, None, [])


def test_who_does_not_say_where_gets_it_from_anywhere(office: Office) -> None:
    answer = office.check(("fiber", ""))

    assert results(answer) == {"1": "qualified"}
    assert {i.resource.place for a in office.asked() for i in a.order_item} == {None}


def test_a_rule_that_is_not_the_newest_does_not_count(office: Office) -> None:
    office.load(replace(FIBER, version="2", lifecycle_status="Obsolete"))

    assert code(office.check(("fiber", "AA1"))) is Code.SPECIFICATION_INACTIVE


# -- alternatives --------------------------------------------------------------------------


def test_where_only_dsl_lies_dsl_is_offered_in_the_place_of_fiber(office: Office) -> None:
    answer = office.check(("fiber", "BB1"), provide_alternative=True)

    assert (answer.result, code(answer)) == ("alternate", Code.NO_COVERAGE)
    assert instead(answer) == ["dsl", "paper"]
    assert answer.items[0].alternatives[0].free == 1


def test_an_alternative_that_is_used_up_is_none(office: Office) -> None:
    office.rom.free["copper", "dslam-2"] = 0

    assert instead(office.check(("fiber", "BB1"), provide_alternative=True)) == ["paper"]


def test_alternatives_are_looked_at_only_when_they_are_wanted(office: Office) -> None:
    answer = office.check(("fiber", "BB1"))

    assert (answer.result, answer.items[0].alternatives) == ("unqualified", [])


def test_the_whole_is_as_good_as_its_worst_item(office: Office) -> None:
    def whole(*items: tuple[str, str]) -> str:
        answer = office.check(*items, identifier="-".join(map("".join, items)), provide_alternative=True)
        return str(answer.result)

    assert whole(("fiber", "AA1"), ("dsl", "AA1")) == "qualified"
    assert whole(("fiber", "AA1"), ("fiber", "BB1")) == "alternate"
    assert whole(("fiber", "AA1"), ("fiber", "BB1"), ("gone", "AA1")) == "unqualified"


def test_who_wants_only_what_is_available_sees_nothing_else(office: Office) -> None:
    answer = office.check(("gone", "AA1"), ("fiber", "AA1"), provide_only_available=True)

    assert [item.id for item in answer.answered_items] == ["2"]
    assert answer.result == "unqualified"


# -- queries -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "more", "found"),
    [
        ("AA1", {}, ["dsl", "fiber", "home", "paper"]),
        ("", {"category": "all"}, ["fiber"]),
        ("BB1", {}, ["dsl", "paper"]),
        ("ZZ1", {}, ["paper"]),
        ("AA1", {"category": "fixed"}, ["fiber"]),
        ("AA1", {"category": "all"}, ["fiber"]),
        ("AA1", {"category": "nobody"}, []),
        ("AA1", {"specification": "dsl"}, ["dsl"]),
        ("AA1", {"specification": "dsl", "category": "fixed"}, []),
        ("BB1", {"specification": "fiber"}, []),
    ],
)
def test_a_query_finds_what_can_be_ordered_there(
    office: Office, where: str, more: dict[str, str], found: list[str]
) -> None:
    office.rom.free["gpon", "olt"] = 2
    answer = office.query(where, **more)

    assert (answer.state, answer.result) == (S.DONE, None)
    assert [item.wanted.specification_id for item in answer.items] == found


def test_a_query_finds_nothing_that_is_used_up(office: Office) -> None:
    office.rom.free["copper", "dslam-2"] = 0

    assert [item.id for item in office.query("BB1").items] == ["paper"]


# -- asking again, silence -----------------------------------------------------------------


def test_the_same_request_again_has_the_same_answer_and_asks_nobody(office: Office) -> None:
    first = office.check(("fiber", "AA1"))
    sent = len(office.sent)
    office.rom.free["gpon", "olt"] = 0

    assert office.check(("fiber", "AA1")) == first
    assert len(office.sent) == sent


def test_another_request_under_the_same_id_is_a_conflict(office: Office) -> None:
    office.check(("fiber", "AA1"))

    with pytest.raises(HubError) as refused:
        office.check(("fiber", "AA1"), fingerprint="other")

    assert (refused.value.kind, refused.value.reasons[0].code) == (Kind.CONFLICT, Code.KEY_REUSED)


@pytest.mark.parametrize(
    ("items", "more", "path"),
    [
        ([], {}, "serviceQualificationItem"),
        ([("fiber", "AA1")], {"reserve_until": NOW}, "reserveUntil"),
        ([("fiber", "AA1")], {"reserve_until": NOW + timedelta(days=8)}, "reserveUntil"),
        ([("fiber", "AA1")], {"identifier": "q" * 65}, "id"),
    ],
)
def test_a_request_that_cannot_be_right_is_told_where_it_is_wrong(
    office: Office, items: list[tuple[str, str]], more: dict[str, Any], path: str
) -> None:
    with pytest.raises(HubError) as refused:
        office.check(*items, **more)

    assert (refused.value.kind, [r.path for r in refused.value.reasons]) == (Kind.INVALID, [path])
    assert office.all == []


def test_an_item_that_says_nothing_is_answered_like_any_that_cannot_be_had(office: Office) -> None:
    answer = office.check(("", ""), ("paper", ""))

    assert (answer.state, results(answer)) == (S.DONE, {"1": "unqualified", "2": "qualified"})
    assert answer.items[0].wanted.reason is not None
    assert answer.items[0].wanted.reason.code is Code.SPECIFICATION_UNKNOWN


def test_two_items_of_one_id_are_refused(office: Office) -> None:
    item = office.check(("paper", "")).items[0]
    with pytest.raises(HubError, match="1 is there 2 times"):
        office.ask(QualificationKind.CHECK, "other", items=[item, replace(item)])
