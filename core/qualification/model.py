"""A qualification: whether what somebody wants could be ordered, item by item, and what else. No I/O, no TMF words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.ordering.items import ItemRelationship, ProductValue
from core.qualification.machine import LONGEST_ANSWER, MACHINE, QualificationEvent, QualificationState
from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Reason
from hub.kernel.values import Party, Ref

S = QualificationState


class Result(StrEnum):
    """Of an item; TMF679 names them."""

    QUALIFIED = "qualified"
    ALTERNATE = "alternate"  # not itself, but something that would do instead
    UNQUALIFIED = "unqualified"


@dataclass(frozen=True, slots=True)
class Alternate:
    """What could be ordered instead; `id` tells those of one item apart."""

    id: str
    offering: Ref


@dataclass(slots=True, kw_only=True)
class QualificationItem:
    id: str
    action: str = "add"
    offering: Ref | None = None
    product: ProductValue | None = None
    relationships: list[ItemRelationship] = field(default_factory=list)
    extension: str = ""
    state: QualificationState = MACHINE.initial
    # None before the end, and when nothing can be said.
    result: Result | None = None
    # Why it could not be ordered as it is, when that was asked for.
    reasons: list[Reason] = field(default_factory=list)
    # Why nothing can be said.
    errors: list[Reason] = field(default_factory=list)
    alternates: list[Alternate] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What there is to say; by the ids of the items, an item without reasons qualifies."""

    # Items of a qualification that names none.
    found: list[QualificationItem] = field(default_factory=list)
    reasons: Mapping[str, list[Reason]]
    alternatives: Mapping[str, list[Ref]] = field(default_factory=dict)
    # From then on it may be otherwise.
    until: datetime | None = None


@dataclass(kw_only=True)
class Qualification(Aggregate):
    """`state`, of the whole and of its items, is only ever assigned by `fire`."""

    requested_at: datetime
    description: str = ""
    wanted_by: datetime | None = None
    instant: bool = False
    provide_alternative: bool = False
    provide_only_available: bool = True
    provide_unavailability_reason: bool = False
    channel: Ref | None = None
    category: Ref | None = None
    parties: list[Party] = field(default_factory=list)
    items: list[QualificationItem] = field(default_factory=list)
    extension: str = ""
    state: QualificationState = MACHINE.initial
    # Empty before the end; see `_whole`.
    result: str = ""
    expected_at: datetime | None = None
    completed_at: datetime | None = None
    expires_at: datetime | None = None

    @property
    def settled(self) -> bool:
        return MACHINE.is_final(self.state)

    @property
    def product_ids(self) -> list[str]:
        """The products in the inventory it is about."""
        named = (i.product.id for i in self.items if i.product is not None and i.action != "add")
        return list(dict.fromkeys(identifier for identifier in named if identifier))

    def accept(self, now: datetime) -> None:
        """It has been stored; it is answered when its time comes, which is now."""
        self.requested_at, self.expected_at = now, now + LONGEST_ANSWER
        self.record("accept", target=self.state, items=[item.id for item in self.items])
        self.wake_at = now

    def begin(self, now: datetime) -> None:
        self._move(QualificationEvent.BEGIN, self.items)
        self.fire(MACHINE, QualificationEvent.BEGIN)
        self.wake_at = now + LONGEST_ANSWER

    def finish(self, answer: Answer, now: datetime) -> None:
        """With what there is to say."""
        if not self.items:
            self.items = answer.found
            self._move(QualificationEvent.BEGIN, self.items)
        self._move(QualificationEvent.FINISH, self.items)
        for item in self.items:
            reasons = answer.reasons.get(item.id, [])
            instead = answer.alternatives.get(item.id, [])
            item.alternates = [Alternate(str(number), each) for number, each in enumerate(instead, 1)]
            item.result = _result(reasons, instead)
            item.reasons = reasons if self.provide_unavailability_reason else []
        self.result, self.expires_at = _whole({item.result for item in self.items}), answer.until
        self._end(QualificationEvent.FINISH, now, results={i.id: i.result for i in self.items})

    def give_up(self, errors: Mapping[str, Sequence[Reason]], now: datetime) -> None:
        """Nothing can be said, because of this: about the items named, or ('') about all."""
        self._move(QualificationEvent.GIVE_UP, self.items)
        for item in self.items:
            item.errors = list(errors.get(item.id, errors.get("", ())))
        codes = sorted({str(reason.code) for why in errors.values() for reason in why})
        self._end(QualificationEvent.GIVE_UP, now, codes=codes)

    def _move(self, event: QualificationEvent, items: Iterable[QualificationItem]) -> None:
        """Its items go with it."""
        for item in items:
            self.fire(MACHINE, event, part=item, item=item.id)

    def _end(self, event: QualificationEvent, now: datetime, **detail: object) -> None:
        self.fire(MACHINE, event, **detail)
        self.completed_at, self.wake_at = now, None


def _result(reasons: Sequence[Reason], alternatives: Sequence[Ref]) -> Result:
    if not reasons:
        return Result.QUALIFIED
    return Result.ALTERNATE if alternatives else Result.UNQUALIFIED


def _whole(results: set[Result | None]) -> str:
    """All of it could be ordered, some of it (or something else instead), or nothing; to find nothing is no success."""
    if results == {Result.QUALIFIED}:
        return "green"
    return "yellow" if results - {Result.UNQUALIFIED} else "red"
