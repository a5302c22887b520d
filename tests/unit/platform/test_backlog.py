"""What is taken first when there is more to do than a batch holds."""

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from hub.platform.backlog import OLDEST_EVERY, Backlog


def batch(backlog: Backlog[str], size: int) -> list[str]:
    return list(islice(backlog.begin_batch(), size))


def test_a_lower_rank_goes_first_and_within_a_rank_who_came_first() -> None:
    backlog: Backlog[str] = Backlog()
    for task, rank in (("c1", 3), ("a1", 0), ("b1", 1), ("a2", 0), ("c2", 3), ("b2", 1)):
        backlog.add(task, rank)

    assert batch(backlog, 4) == ["a1", "a2", "b1", "b2"]
    assert batch(backlog, 4) == ["c1", "c2"]
    assert len(backlog) == 0


def test_what_was_put_back_goes_before_the_others_of_its_rank_in_its_old_order() -> None:
    backlog: Backlog[str] = Backlog()
    backlog.add("c", 1)

    backlog.put_back([("a", 1), ("b", 1), ("urgent", 0)])

    assert batch(backlog, 10) == ["urgent", "a", "b", "c"]


def test_what_was_not_asked_for_stays() -> None:
    backlog: Backlog[str] = Backlog()
    for task in "abc":
        backlog.add(task)

    assert (batch(backlog, 1), list(backlog), len(backlog)) == (["a"], ["b", "c"], 2)


def test_an_old_task_is_taken_though_more_urgent_ones_never_end() -> None:
    backlog: Backlog[str] = Backlog()
    backlog.add("old", 5)
    taken: list[str] = []

    for _ in range(OLDEST_EVERY):
        assert "old" not in taken
        backlog.add("urgent 1")
        backlog.add("urgent 2")
        taken += batch(backlog, 2)

    assert "old" in taken


def test_what_was_put_back_is_older_than_what_came_meanwhile() -> None:
    backlog: Backlog[str] = Backlog()
    for task in ("x", "y"):
        backlog.add(task, 5)
    backlog.put_back([("old", 5)])

    for n in range(OLDEST_EVERY - 1):
        backlog.add(f"urgent {n}")
        assert batch(backlog, 1) == [f"urgent {n}"]
    backlog.put_back([("urgent again", 0)])

    assert batch(backlog, 3) == ["urgent again", "old", "x"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=60))
def test_every_task_is_taken_once_and_those_of_a_rank_in_the_order_they_came(
    moves: list[tuple[int, int]],
) -> None:
    backlog: Backlog[tuple[int, int]] = Backlog()
    taken: list[tuple[int, int]] = []
    for number, (rank, size) in enumerate(moves):
        backlog.add((rank, number), rank)
        taken += islice(backlog.begin_batch(), size)
    taken += backlog.begin_batch()

    assert sorted(taken, key=lambda t: t[1]) == [(rank, n) for n, (rank, _) in enumerate(moves)]
    for rank in range(6):
        numbers = [n for r, n in taken if r == rank]
        assert numbers == sorted(numbers)
