"""Something two inventories do not agree about, from when it is found until they agree."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from core.reconciliation.machine import (
    ATTEMPTS,
    MISMATCH,
    STANDING,
    UNSETTLED,
    MismatchEvent,
    MismatchState,
)
from hub.kernel.aggregate import Aggregate
from hub.kernel.clock import doubled
from hub.kernel.errors import Code, Reason
from hub.messages import reconciliation as contract
from hub.messages.reconciliation import Between, Difference, Repair

S, E = MismatchState, MismatchEvent
_SILENCE = MISMATCH.waits[S.REPAIRING].limit or timedelta()
_PAUSE = MISMATCH.waits[S.RETRYING].limit or timedelta()


@dataclass(kw_only=True)
class Mismatch(Aggregate):
    """Its id follows from what it is about: found again, it is the same one."""

    between: Between
    difference: Difference
    subject_id: str
    # When it was found for the first time since both sides agreed, or since they say what they say: since when.
    found_at: datetime
    # When, and by which reconciliation, it was found last.
    seen_at: datetime
    reconciliation_id: str
    service_id: str = ""
    product_id: str = ""
    specification_id: str = ""
    upper: dict[str, Any] = field(default_factory=dict)
    lower: dict[str, Any] = field(default_factory=dict)
    state: MismatchState = MISMATCH.initial
    # The repair that is tried, or was last, who wants it and why.
    repair: Repair | None = None
    by: str = ""
    why: str = ""
    # What a service of a product is to become, as SOM was told.
    wanted_state: str = ""
    wanted: dict[str, Any] = field(default_factory=dict)
    # Counts up for ever: SOM does nothing twice for one number.
    attempt: int = 0
    attempts_left: int = ATTEMPTS
    asks: int = 0
    # Why the last repair has failed.
    reason: Reason | None = None
    # Its open fallout, and how many there have been.
    fallout_id: str = ""
    fallouts: int = 0

    @property
    def unsettled(self) -> bool:
        return self.state in UNSETTLED

    @property
    def standing(self) -> bool:
        return self.state in STANDING

    def see(self, found: contract.Mismatch, reconciliation_id: str, now: datetime) -> None:
        """A later reconciliation has found it again."""
        other = (self.difference, self.upper, self.lower) != (found.difference, found.upper, found.lower)
        self.difference, self.upper, self.lower = found.difference, found.upper, found.lower
        self.service_id, self.product_id = found.service_id, found.product_id
        self.specification_id = found.specification_id
        self.seen_at, self.reconciliation_id = now, reconciliation_id
        if self.state in {S.REPAIRED, S.GONE} or (self.state is S.IGNORED and other):
            self.found_at, self.attempts_left = now, ATTEMPTS
            self.fire(MISMATCH, E.FIND, reconciliation=reconciliation_id)
            self.wake_at = None
        elif other:
            self.record("change", self.state, self.state, upper=self.upper, lower=self.lower)

    def wish(self, by: str, why: str) -> None:
        """A person has decided: it is tried as often as anything new."""
        self.by, self.why, self.attempts_left = by, why, ATTEMPTS

    def begin(self, repair: Repair, now: datetime) -> None:
        """SOM is asked to put it right."""
        self.repair, self.reason = repair, None
        self.attempt += 1
        self.attempts_left -= 1
        self.fire(MISMATCH, E.REPAIR, repair=repair, attempt=self.attempt, by=self.by, why=self.why)
        self.at_work(now)

    def at_work(self, now: datetime) -> None:
        """Somebody works on it, and says so."""
        self.asks, self.wake_at = 0, now + _SILENCE

    def overdue(self, now: datetime) -> None:
        """SOM is silent about the repair: it is asked again, or the mismatch becomes fallout."""
        self.fire(MISMATCH, E.OVERDUE, asks=self.asks)
        if self.state is S.REPAIRING:
            self.asks += 1
            self.wake_at = now + doubled(_SILENCE, self.asks)
        else:
            self.wake_at = None
            self.reason = Reason(Code.ANSWER_OVERDUE, "SOM does not say what has become of the repair")

    def fail(self, reason: Reason, now: datetime) -> None:
        """SOM could not do it."""
        self.reason = reason
        self.fire(MISMATCH, E.FAIL, code=reason.code, text=reason.text)
        self.wake_at = now + _PAUSE if self.state is S.RETRYING else None

    def give_way(self) -> None:
        """An order works on the product: what is left of the mismatch then is found the next time."""
        self.wake_at = None
        self.fire(MISMATCH, E.YIELD)

    def settle(self, how: Repair) -> None:
        """Both sides say the same again."""
        self.repair, self.reason, self.wake_at = how, None, None
        self.fire(MISMATCH, E.SETTLE, repair=how, by=self.by, why=self.why)

    def ignore(self) -> None:
        """It is well as it is, as long as both sides say what they say."""
        self.wake_at = None
        self.fire(MISMATCH, E.IGNORE, by=self.by, why=self.why)

    def vanish(self, reconciliation_id: str) -> None:
        """A reconciliation that has compared it has not found it."""
        self.wake_at = None
        self.fire(MISMATCH, E.VANISH, reconciliation=reconciliation_id)


def first_found(found: contract.Mismatch, reconciliation_id: str, now: datetime) -> Mismatch:
    """A mismatch nobody has known."""
    made = Mismatch(
        id=found.id,
        between=found.between,
        difference=found.difference,
        subject_id=found.subject_id,
        found_at=now,
        seen_at=now,
        reconciliation_id=reconciliation_id,
        service_id=found.service_id,
        product_id=found.product_id,
        specification_id=found.specification_id,
        upper=found.upper,
        lower=found.lower,
    )
    made.record(
        "find",
        target=made.state,
        between=made.between,
        difference=made.difference,
        reconciliation=reconciliation_id,
    )
    return made
