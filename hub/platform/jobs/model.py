"""A job: what it moves, where to, and how far it has come."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Reason
from hub.platform.jobs.machine import ATTEMPT_LIMIT, JOB, JobEvent, JobState
from hub.platform.search_query import KeptQuery

_DIED = Reason(Code.DEADLINE_PASSED, "it was begun several times, and nobody has ended it in time", "")


class JobKind(StrEnum):
    IMPORT = "import"
    EXPORT = "export"


@dataclass(kw_only=True)
class Job(Aggregate):
    """`path` names the kinds that are moved, with commas between them; '' for all."""

    kind: JobKind
    url: str
    path: str = ""
    content_type: str = ""
    creation_date: datetime
    state: JobState = JOB.initial
    attempts: int = 0
    completion_date: datetime | None = None
    # Entries that were moved, and what was wrong.
    entries: int = 0
    reasons: list[Reason] = field(default_factory=list)
    extension: str = ""
    # Which entries are exported; None: all.
    query: KeptQuery | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.state is JOB.initial and self.wake_at is None:
            self.wake_at = self.creation_date

    @property
    def running(self) -> bool:
        return self.state is JobState.RUNNING

    def begin(self, now: datetime) -> None:
        """A process takes it up, or it has failed: too many have."""
        self.fire(JOB, JobEvent.BEGIN, attempt=self.attempts + 1)
        if self.running:
            self.attempts += 1
            self.wake_at = now + ATTEMPT_LIMIT
        else:
            self._end(now, [_DIED])

    def end(self, entries: int, reasons: list[Reason], now: datetime) -> None:
        """It is done; with reasons it has failed."""
        self.fire(JOB, JobEvent.FAIL if reasons else JobEvent.SUCCEED, entries=entries)
        self.entries = entries
        self._end(now, reasons)

    def _end(self, now: datetime, reasons: list[Reason]) -> None:
        self.reasons = reasons
        self.completion_date = now
        self.wake_at = None
