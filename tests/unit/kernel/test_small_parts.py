"""Ids, clocks, errors and aggregates: small parts that everything stands on."""

import uuid
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hub.kernel.aggregate import Aggregate, Fact
from hub.kernel.clock import ManualClock, SystemClock, doubled
from hub.kernel.errors import Code, HubError, Kind, Reason, refuse
from hub.kernel.ids import derived_id, new_id, seeded_ids

parts = st.lists(st.text(), max_size=4)


@given(parts)
def test_the_same_parts_give_the_same_uuid(given_parts: list[str]) -> None:
    assert derived_id(*given_parts) == derived_id(*given_parts)
    assert uuid.UUID(derived_id(*given_parts)).version == 5


@given(parts, parts)
@example(["a", "b"], ["a\x1fb"])
@example([], [""])
@example(["1:a"], ["", "a"])
def test_different_parts_give_different_uuids(some: list[str], others: list[str]) -> None:
    assert (some == others) == (derived_id(*some) == derived_id(*others))


def test_derived_ids_stay_what_they_are_from_release_to_release() -> None:
    """Orders in flight find their plan's steps again only if the same parts always give the same id."""
    assert derived_id("order", "100", "cfs-fiber-access") == "7526fc28-67c3-5187-9f7f-ad572aeca76a"


def test_new_ids_are_uuids_of_version_7_and_no_two_are_equal() -> None:
    made = [new_id() for _ in range(1000)]

    assert {(uuid.UUID(i).version, uuid.UUID(i).variant) for i in made} == {(7, uuid.RFC_4122)}
    assert len(set(made)) == 1000


def test_new_ids_of_later_milliseconds_sort_behind_earlier_ones() -> None:
    made = [new_id() for _ in range(1000)]

    assert [i[:13] for i in made] == sorted(i[:13] for i in made)


def test_the_system_clock_says_the_time_in_utc_to_the_millisecond() -> None:
    before = datetime.now(UTC) - timedelta(milliseconds=1)

    now = SystemClock().now()

    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is UTC
    assert now.microsecond % 1000 == 0


def test_a_manual_clock_moves_only_when_it_is_told_to() -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    clock = ManualClock(start)

    assert clock.now() == clock.now() == start
    clock.advance(timedelta(minutes=5))
    assert clock.now() == start + timedelta(minutes=5)


def test_an_error_reads_as_its_reasons() -> None:
    error = HubError(
        Kind.INVALID,
        Reason(Code.ATTRIBUTE_INVALID, "is not a date", "requestedStartDate"),
        Reason(Code.OFFERING_UNKNOWN, "there is no offering x"),
    )

    assert str(error) == (
        "attribute-invalid: requestedStartDate: is not a date; offering-unknown: there is no offering x"
    )


def test_an_error_without_reasons_reads_as_its_kind() -> None:
    assert str(HubError(Kind.UNAVAILABLE)) == "unavailable"


def test_refusing_makes_an_error_with_one_reason() -> None:
    error = refuse(Kind.STALE, Code.VERSION_STALE, "somebody was faster", "version")

    assert error.kind is Kind.STALE
    assert error.reasons == (Reason(Code.VERSION_STALE, "somebody was faster", "version"),)


def test_facts_are_taken_once_and_in_the_order_they_happened() -> None:
    aggregate = Aggregate(id="1")
    aggregate.record("accept", "new", "accepted")
    aggregate.record("note", text="hello")

    assert aggregate.take_facts() == [
        Fact("accept", "new", "accepted"),
        Fact("note", detail={"text": "hello"}),
    ]
    assert aggregate.take_facts() == []


def test_facts_are_no_part_of_the_document_and_a_decoded_aggregate_has_none() -> None:
    aggregate = Aggregate(id="1", version=3, wake_at=datetime(2026, 1, 1, tzinfo=UTC))
    aggregate.record("accept")

    copy = msgspec.json.decode(msgspec.json.encode(aggregate), type=Aggregate)

    assert copy == aggregate
    assert copy.take_facts() == []


def test_seeded_ids_are_the_same_each_time_and_sort_as_they_were_made() -> None:
    with seeded_ids("7"):
        first = [new_id() for _ in range(20)]
    with seeded_ids("7"):
        again = [new_id() for _ in range(20)]

    assert first == again == sorted(set(first))
    assert {uuid.UUID(identifier).version for identifier in first} == {7}
    assert new_id() not in first


@pytest.mark.parametrize(("times", "seconds"), [(0, 5), (1, 10), (3, 40), (4, 60), (10_000, 60)])
def test_a_pause_doubles_up_to_its_limit(times: int, seconds: int) -> None:
    assert doubled(timedelta(seconds=5), times, timedelta(minutes=1)) == timedelta(seconds=seconds)


def test_a_pause_without_a_limit_can_double_for_ever() -> None:
    assert doubled(timedelta(days=365), 10_000) > timedelta(days=365)
