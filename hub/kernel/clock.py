"""Time as a dependency: everything that asks what time it is takes a `Clock`."""

from datetime import UTC, datetime, timedelta
from typing import Protocol

# More would be beyond what a timedelta holds, for pauses of up to hours.
_MOST_DOUBLINGS = 30


class Clock(Protocol):
    """Says what time it is, with a time zone."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock, to the millisecond, in UTC: as fine as TMF dates are printed."""

    def now(self) -> datetime:
        moment = datetime.now(UTC)
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


class ManualClock:
    """Stands still until it is told to move."""

    def __init__(self, start: datetime | None = None) -> None:
        self._now = start or datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, step: timedelta) -> None:
        self._now += step


def doubled(pause: timedelta, times: int, most: timedelta = timedelta.max) -> timedelta:
    """A pause that has doubled so many times, `most` at the most: how patience with the silent and the failing grows."""
    factor = 1 << min(times, _MOST_DOUBLINGS)
    return pause * factor if pause <= most / factor else most
