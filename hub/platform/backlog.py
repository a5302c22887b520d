"""What a room still has to do, taken by rank: 0 is at once, a higher one has to wait for all below it.

Within a rank the order of arrival is kept. Every so many batches go by arrival alone, so what has waited long is
not passed by for ever by what keeps coming.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Generic, TypeVar

T = TypeVar("T")

#: One batch in so many takes the oldest, whatever their rank.
OLDEST_EVERY = 8


class Backlog(Generic[T]):
    """Tasks that wait, by rank and in order of arrival."""

    def __init__(self) -> None:
        self._by_rank: dict[int, deque[tuple[int, T]]] = {}
        self._arrivals = count()
        self._returns = count(-1, -1)
        self._batches = 0

    def add(self, task: T, rank: int = 0) -> None:
        """Behind the others of its rank."""
        self._by_rank.setdefault(rank, deque()).append((next(self._arrivals), task))

    def put_back(self, tasks: Sequence[tuple[T, int]]) -> None:
        """What was taken, with its rank: before all others of its rank, in the order given."""
        for task, rank in reversed(tasks):
            self._by_rank.setdefault(rank, deque()).appendleft((next(self._returns), task))

    def begin_batch(self) -> Iterator[T]:
        """The tasks of the next batch, the most urgent first; who stops asking leaves the rest here."""
        self._batches += 1
        by_age = self._batches % OLDEST_EVERY == 0
        while self._by_rank:
            rank = min(self._by_rank, key=lambda r: (self._by_rank[r][0][0], r) if by_age else (r, 0))
            tasks = self._by_rank[rank]
            _, task = tasks.popleft()
            if not tasks:
                del self._by_rank[rank]
            yield task

    def clear(self) -> None:
        self._by_rank.clear()

    def __iter__(self) -> Iterator[T]:
        """All of them, by rank."""
        return (task for rank in sorted(self._by_rank) for _, task in self._by_rank[rank])

    def __len__(self) -> int:
        return sum(map(len, self._by_rank.values()))
