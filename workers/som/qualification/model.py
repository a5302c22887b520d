"""A qualification: whether services could be had, each at its place, and what is held for whom wants them. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Kind, Reason, refuse
from hub.kernel.ids import derived_id
from hub.messages.rom import AvailableResource
from workers.som.catalog import Catalog, Facing, ServiceSpecification
from workers.som.qualification.item import QualificationItem, Result, Search, Service, SpecificationRef
from workers.som.qualification.machine import (
    LONGEST_ANSWER,
    MACHINE,
    PUBLISHED,
    QualificationEvent,
    QualificationState,
)
from workers.som.qualification.proposal import NeededResource, Proposal, proposal

S = QualificationState
# By the ids of what was asked for.
Available = Mapping[str, AvailableResource]


class QualificationKind(StrEnum):
    CHECK = "check"  # whether certain services can be had
    QUERY = "query"  # which ones can be had at a place


class Reservation(StrEnum):
    NONE = "none"
    HELD = "held"
    USED = "used"  # an order has got all of it
    EXPIRED = "expired"


@dataclass(kw_only=True)
class Qualification(Aggregate):
    """`state` is only ever assigned by `fire`. `fingerprint` tells another request under the same id.

    With `reserve_until` what qualifies is held by ROM, under the id of the qualification; `reserved_until` when it is.
    `answer` is the result as it was when all was known: to look it up by.
    """

    kind: QualificationKind
    fingerprint: str
    requested_at: datetime
    external_id: str = ""
    description: str = ""
    items: list[QualificationItem] = field(default_factory=list)
    search: Search | None = None
    provide_alternative: bool = False
    provide_only_available: bool = False
    provide_unavailability_reason: bool = False
    reserve_until: datetime | None = None
    expected_date: datetime | None = None
    instant: bool = False
    extension: str = ""
    state: QualificationState = MACHINE.initial
    questions: int = 0
    response_by: datetime | None = None
    completed_at: datetime | None = None
    reservation: Reservation = Reservation.NONE
    reserved_until: datetime | None = None
    answer: Result | None = None
    reason: Reason | None = None

    @property
    def settled(self) -> bool:
        return MACHINE.is_final(self.state)

    @property
    def done(self) -> bool:
        return self.state is S.DONE

    @property
    def result(self) -> Result | None:
        """The worst of its items, None for a query and before the end."""
        return _worst(self.items) if self.done and self.search is None else None

    @property
    def answered_items(self) -> list[QualificationItem]:
        """The items the client is to see: of a query what was found, where only what is available is wanted no more."""
        if self.search is not None and not self.done:
            return []
        only = self.provide_only_available and self.done
        return [item for item in self.items if not (only and item.result is Result.UNQUALIFIED)]

    @property
    def open(self) -> list[Proposal]:
        """What ROM has still to answer."""
        return [proposal for item in self.items for proposal in item.proposals if proposal.open]

    @property
    def to_hold(self) -> list[QualificationItem]:
        """The items that qualify and stand on something finite."""
        return [item for item in self.items if item.wanted.qualified and item.wanted.resources]

    @property
    def together(self) -> dict[str, NeededResource]:
        """All that they stand on, by what it is called when ROM is asked for all of it."""
        return {f"{item.id}/{n.id}": n for item in self.to_hold for n in item.wanted.resources}

    @property
    def question(self) -> str:
        """The id of what ROM is asked about all of it: under the qualification's own it is held."""
        return self.id if self.state is S.RESERVING else derived_id("together", self.id)

    @property
    def may_hold(self) -> bool:
        """Whether ROM holds something for it, or may yet."""
        return self.state is S.RESERVING or self.reservation is Reservation.HELD

    def begin(self, catalog: Catalog, now: datetime) -> None:
        """Looks up what it would take; what stands on nothing finite is known at once."""
        if self.search is not None:
            self.items = _found(catalog, self.id, self.search)
        for item in self.items:
            specification = catalog.specification(item.wanted.specification_id)
            if self.provide_alternative and specification is not None:
                item.alternatives = [proposal(self.id, item.id, a) for a in specification.alternatives]
            for each in item.proposals:
                each.look_up(catalog, item.service.places)
            item.service.name(item.wanted)
        if self.search is not None:
            # A query tells what there is: what cannot be had by the catalogue is not asked for.
            self.items = [item for item in self.items if item.wanted.reason is None]
        if self.open:
            self.response_by = now + LONGEST_ANSWER
            self._move(QualificationEvent.CHECK, now, questions=len(self.open))
        else:
            self._finish(now)

    def answered(
        self,
        question: str,
        available: Available,
        until: datetime | None,
        now: datetime,
        *,
        used: bool = False,
    ) -> bool:
        """ROM's answer to a question; whether that has moved anything.

        `until` when it holds what was asked for, `used` when an order has got all of it already.
        """
        if self.state is S.CHECKING:
            return self._each(question, available, now)
        # One to an earlier question is about more than is asked for now.
        if self.settled or question != self.question or set(available) != set(self.together):
            return False
        if self.state is S.COMBINING:
            self._combined(available, now)
        else:
            self._reserved(available, until, now, used=used)
        return True

    def _each(self, question: str, available: Available, now: datetime) -> bool:
        """What there is for one proposal."""
        asked = next((p for p in self.open if p.id == question), None)
        if asked is None:
            return False
        asked.answered(available)
        if self.open:
            return False
        self._go_on(now, alone=len(self.to_hold) == 1)
        return True

    def _combined(self, available: Available, now: datetime) -> None:
        """The first that cannot be had together with those before it does not qualify; the rest is asked for again."""
        lacking = self._lacking(available)
        for item, own in lacking[:1]:
            item.wanted.answered(own)
        self._go_on(now, alone=not lacking)

    def _reserved(self, available: Available, until: datetime | None, now: datetime, *, used: bool) -> None:
        """ROM holds all of it, or nothing: then somebody was faster, or the time is over."""
        if used:
            self.reservation = Reservation.USED
        elif until is not None:
            self.reservation, self.reserved_until = Reservation.HELD, until
        else:
            for item, own in self._lacking(available):
                item.wanted.answered(own)
            for item in self.to_hold:
                item.wanted.reason = Reason(
                    Code.RESERVATION_GONE, "could not be held: it may be asked for again"
                )
        self._finish(now)

    def _lacking(self, available: Available) -> list[tuple[QualificationItem, Available]]:
        """The items that lack something, with what was said of what they need."""
        said = [
            (item, {needed.id: available[f"{item.id}/{needed.id}"] for needed in item.wanted.resources})
            for item in self.to_hold
        ]
        return [(item, own) for item, own in said if not all(r.available for r in own.values())]

    def overdue(self, now: datetime) -> None:
        """ROM is silent: it is asked again, and in the end that is the answer."""
        self._move(QualificationEvent.OVERDUE, now)
        if self.settled:
            self.completed_at = now
            self.reason = Reason(Code.ANSWER_OVERDUE, "ROM has not said what could be had")
        else:
            self.questions += 1

    def use(self) -> None:
        """An order has got all that was held."""
        self.wake_at = self.reserved_until = None
        self.reservation = Reservation.USED
        self.record("use", self.state, self.state)

    def change(
        self, external_id: str, description: str, expected_date: datetime | None, extension: str
    ) -> None:
        """What a caller may still say; by when it is wanted only before it is answered."""
        if expected_date != self.expected_date and self.settled:
            text = (
                f"the qualification is {PUBLISHED[self.state]}: when it was wanted does not matter any more"
            )
            raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "expectedQualificationDate")
        self.external_id, self.description = external_id, description
        self.expected_date, self.extension = expected_date, extension
        self.record("change", self.state, self.state)

    def expire(self) -> None:
        """What was held is free again."""
        self.wake_at = None
        self.reservation = Reservation.EXPIRED
        self.record("expire", self.state, self.state)

    def _go_on(self, now: datetime, *, alone: bool) -> None:
        """To the end, or to what is to be held: `alone` when nothing else of it can be in the way."""
        self.questions = 0
        if self.reserve_until is None or not self.to_hold:
            self._finish(now)
        else:
            event = QualificationEvent.RESERVE if alone else QualificationEvent.COMBINE
            self._move(event, now, items=[item.id for item in self.to_hold])

    def _finish(self, now: datetime) -> None:
        if self.search is not None:
            self.items = [item for item in self.items if item.result is Result.QUALIFIED]
        self.completed_at = now
        for item in self.items:
            item.answer = item.result
        self.answer = None if self.search else _worst(self.items)
        held = self.reserved_until.isoformat() if self.reserved_until else None
        results = {item.id: item.result for item in self.items}
        self._move(QualificationEvent.FINISH, now, results=results, heldUntil=held)
        self.wake_at = self.reserved_until

    def _move(self, event: QualificationEvent, now: datetime, **detail: object) -> None:
        self.fire(MACHINE, event, **detail)
        wait = MACHINE.waits.get(self.state)
        self.wake_at = now + wait.limit if wait is not None and wait.limit is not None else None


def _worst(items: list[QualificationItem]) -> Result:
    return max((item.result for item in items), key=list(Result).index)


def _found(catalog: Catalog, qualification_id: str, search: Search) -> list[QualificationItem]:
    """What may be ordered and is searched for, each by the id of its specification."""
    offered = catalog.offered(catalog.inside(search.category.id)) if search.category else None
    wanted, places = search.service.service_specification.id, search.service.places
    return [
        QualificationItem(
            id=specification.id,
            wanted=proposal(qualification_id, specification.id, specification.id),
            service=Service(service_specification=SpecificationRef(id=specification.id), places=places),
        )
        for specification in catalog.newest(ServiceSpecification)
        if specification.facing is Facing.CUSTOMER
        and wanted in {"", specification.id}
        and (offered is None or specification.id in offered)
    ]
