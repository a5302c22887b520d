"""The histories of several rooms as one: by time, each room's in its own order, nothing before what caused it."""

from gateway.facades.operations_v1_timeline import merged
from proto.shared.v1.history_pb2 import HistoryEntry


def entry(message: str, seconds: int, cause: str = "", position: int = 0) -> HistoryEntry:
    made = HistoryEntry(message_id=message, causation_id=cause, position=position)
    made.at.seconds = seconds
    return made


def order(*histories: list[HistoryEntry]) -> list[str]:
    return [each.message_id for each in merged(histories)]


def test_what_happened_first_comes_first() -> None:
    assert order([entry("a", 1), entry("d", 4)], [entry("b", 2), entry("c", 3)], []) == ["a", "b", "c", "d"]


def test_a_clock_that_is_behind_puts_nothing_before_what_caused_it() -> None:
    com = [entry("ask", 10), entry("told", 12, cause="done")]
    som = [entry("do", 1, cause="ask"), entry("done", 2, cause="do")]

    assert order(com, som) == ["ask", "do", "done", "told"]
    assert order(som, com) == ["ask", "do", "done", "told"]


def test_a_room_keeps_its_own_order_whatever_its_clock_says() -> None:
    assert order([entry("a", 5), entry("b", 3)], [entry("c", 4)]) == ["c", "a", "b"]


def test_at_one_moment_the_position_decides() -> None:
    assert order([entry("b", 1, position=2)], [entry("a", 1, position=1)]) == ["a", "b"]


def test_a_cause_that_nobody_tells_of_is_not_waited_for() -> None:
    assert order([entry("a", 2, cause="elsewhere")], [entry("b", 1)]) == ["b", "a"]


def test_an_event_that_two_rooms_were_told_is_not_waited_for_in_both() -> None:
    # The other room's own entry for the event is missing: it is away.
    assert order([entry("next", 1, cause="event"), entry("event", 2)]) == ["next", "event"]
