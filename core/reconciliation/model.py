"""A reconciliation: one run through the inventories; and when the next one begins by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from core.reconciliation.machine import RECONCILIATION, ReconciliationEvent, ReconciliationState
from hub.kernel.aggregate import Aggregate
from hub.kernel.clock import doubled
from hub.kernel.errors import Code, Reason
from hub.messages.reconciliation import Between, Difference

_LIMIT = RECONCILIATION.waits[ReconciliationState.RUNNING].limit or timedelta()


class Policy(StrEnum):
    """What becomes of a mismatch when it is found."""

    REPORT = "report"
    RE_APPLY = "re-apply"
    ADOPT = "adopt"
    FALLOUT = "fallout"


Policies = dict[Between, Policy]


def policies(given: Mapping[Between, Policy]) -> Policies:
    """One for each two inventories: what nothing is said about is reported."""
    return {between: given.get(between, Policy.REPORT) for between in Between}


@dataclass(kw_only=True)
class Reconciliation(Aggregate):
    """Two halves at the same time: the core walks its products, SOM walks its services.

    The core asks for its services in ranges of product ids, above `after` and at most `through` ('' for no end).
    """

    started_at: datetime
    by: str
    why: str = ""
    policy: Policies
    state: ReconciliationState = RECONCILIATION.initial
    after: str = ""
    through: str = ""
    # The products of the range, as they were when SOM was asked for the first time.
    versions: dict[str, int] = field(default_factory=dict)
    products_done: bool = False
    services_done: bool = False
    # How many were compared, and how many products were left out because somebody worked on them.
    products: int = 0
    services: int = 0
    left_out: int = 0
    # Services SOM has left out because somebody works on them.
    busy_services: list[str] = field(default_factory=list)
    # The numbers of what SOM has told, and how many there are once the last one has said so.
    pages: list[int] = field(default_factory=list)
    pages_told: int | None = None
    found: dict[Between, dict[Difference, int]] = field(default_factory=dict)
    # How often SOM was asked for what it has not answered.
    asks: int = 0
    reasons: list[Reason] = field(default_factory=list)
    ended_at: datetime | None = None

    @property
    def running(self) -> bool:
        return self.state is ReconciliationState.RUNNING

    def expect(self, now: datetime) -> None:
        """SOM has been asked, or has answered, and goes on from here."""
        self.asks = 0
        self.wake_at = now + _LIMIT

    def told(self, page: int, *, of: int | None) -> None:
        """SOM has told something under this number, 0 for none; `of` is how many there are, when it says so."""
        if page:
            self.pages.append(page)
        if of is not None:
            self.pages_told = of

    @property
    def told_all(self) -> bool:
        """Whether SOM has said how many messages there are, and all of them have come."""
        return self.pages_told is not None and len(self.pages) >= self.pages_told

    def count(self, between: Between, difference: Difference) -> None:
        of = self.found.setdefault(between, {})
        of[difference] = of.get(difference, 0) + 1

    def finish(self, now: datetime) -> None:
        """If both halves are through."""
        if self.products_done and self.services_done:
            self._end(now)
            self.fire(
                RECONCILIATION,
                ReconciliationEvent.FINISH,
                products=self.products,
                services=self.services,
                found=self.found,
            )

    def fail(self, reasons: list[Reason], now: datetime) -> None:
        """SOM cannot go on."""
        self.reasons = reasons
        self._end(now)
        self.fire(RECONCILIATION, ReconciliationEvent.FAIL, reasons=[r.code for r in reasons])

    def overdue(self, now: datetime) -> bool:
        """SOM is silent; whether it is to be asked again."""
        self.fire(RECONCILIATION, ReconciliationEvent.OVERDUE, asks=self.asks)
        if self.running:
            self.asks += 1
            self.wake_at = now + doubled(_LIMIT, self.asks)
            return True
        missing = [
            name
            for name, done in (("products", self.products_done), ("services", self.services_done))
            if not done
        ]
        text = f"SOM has not answered for so long that nobody expects it to: open are {' and '.join(missing)}"
        self.reasons = [Reason(Code.ANSWER_OVERDUE, text)]
        self._end(now)
        return False

    def _end(self, now: datetime) -> None:
        self.ended_at, self.wake_at, self.versions, self.busy_services = now, None, {}, []
        self.pages, self.pages_told = [], None


@dataclass(kw_only=True)
class Schedule(Aggregate):
    """There is one. It knows which reconciliation runs, so that there is one at a time, and begins the next one."""

    # 0: only when somebody asks for it.
    every_seconds: int = 0
    policy: Policies = field(default_factory=lambda: policies({}))
    by: str = ""
    why: str = ""
    # The latest one.
    reconciliation_id: str = ""

    def set(self, every_seconds: int, policy: Policies, by: str, why: str, now: datetime) -> None:
        self.every_seconds, self.policy, self.by, self.why = every_seconds, policy, by, why
        self.record("set", everySeconds=every_seconds, policy=policy, by=by, why=why)
        self.wait(now)

    def wait(self, now: datetime) -> None:
        """From now on until the next one."""
        self.wake_at = now + timedelta(seconds=self.every_seconds) if self.every_seconds else None
