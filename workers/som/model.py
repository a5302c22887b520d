"""A service order: its items, and the parts that carry them out. No I/O, no TMF words."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hub.kernel.errors import Code, Reason
from hub.kernel.ids import derived_id
from hub.kernel.values import Party
from workers.som.item import Item
from workers.som.machine import MACHINE, ServiceOrderEvent, ServiceOrderState
from workers.som.machine_part import PartState
from workers.som.part import DELETE, Part, Parts

S = ServiceOrderState

# As it was asked for; others may begin after it.
_COMPLETED = frozenset({PartState.COMPLETED})
_DONE = _COMPLETED | {PartState.DONE}
# The network does not have it any more.
_REMOVED = _DONE | {PartState.RETURNING}
# It will not be what it was asked for.
_LOST = frozenset({PartState.RELEASING, PartState.FAILED, PartState.CANCELLED})


def new_service_id(order_id: str, item_id: str, path: str = "") -> str:
    """The service that an order builds for an item, or under what it builds there."""
    return derived_id("service", order_id, item_id, path)


@dataclass(kw_only=True)
class ServiceOrder(Parts):
    """The aggregate of SOM. `state` is only ever assigned by `fire`; `parts` are there from when it begins.

    One that was cancelled before it came has nothing but its ids. `content` is a hash of what was asked.
    """

    external_id: str
    order_date: datetime
    items: list[Item] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    state: ServiceOrderState = MACHINE.initial
    start_date: datetime | None = None
    wanted_by: datetime | None = None
    # When it was begun, and has ended.
    begun_at: datetime | None = None
    completion_date: datetime | None = None
    description: str = ""
    category: str = ""
    priority: str = ""
    parties: list[Party] = field(default_factory=list)
    extension: str = ""
    # A qualification that holds what the order needs.
    reservation_id: str = ""
    content: str = ""
    # Services that are kept for it as long as it waits for its date.
    foreseen: list[str] = field(default_factory=list)
    # The requests to take it back that wait for its end.
    cancellation_ids: list[str] = field(default_factory=list)
    cancelled_because: str = ""
    # Why it was rejected, or cancelled before it began.
    refusal: Reason | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        # As `_moved`; made when it is asked for.
        self._by_item: dict[str, list[Part]] = {}

    @property
    def settled(self) -> bool:
        return MACHINE.is_final(self.state)

    @property
    def stands(self) -> bool:
        """Whether something of it is left."""
        return any(part.state in _DONE for part in self.parts)

    @property
    def can_cancel(self) -> bool:
        """Whether it can be taken back now; if not it has ended, or will end without leaving anything undecided."""
        if self.state is S.IN_PROGRESS:
            return any(self._can_take_back(part) for part in self.parts)
        return MACHINE.next(self.state, ServiceOrderEvent.CANCEL, self) is not None

    def part(self, number: int) -> Part | None:
        return self.parts[number - 1] if 0 < number <= len(self.parts) else None

    def parts_of(self, item: Item) -> list[Part]:
        """Those that stand under others first; the last is what the item asks for."""
        return self._of_item(item.id)

    def item_state(self, item: Item) -> ServiceOrderState:
        """How an item stands follows from its parts, and from the order as long as there are none."""
        states = {part.state for part in self.parts_of(item)}
        if not states:
            return self.state if self.state in _BEFORE else S.COMPLETED
        if states <= (_COMPLETED if self.state is S.PENDING_CANCELLATION else _DONE):
            return S.COMPLETED
        if all(part.at_rest for part in self.parts_of(item)):
            return S.CANCELLED if states == {PartState.CANCELLED} else S.FAILED
        if self.state is S.PENDING_CANCELLATION:
            return S.PENDING_CANCELLATION
        return S.ACKNOWLEDGED if states == {PartState.WAITING} else S.IN_PROGRESS

    def item_reason(self, item: Item) -> Reason | None:
        """Why an item is not what it was meant to be: what has failed says more than what was taken back for it."""
        parts = sorted(
            self.parts_of(item), key=lambda part: (part.state is not PartState.FAILED, -part.number)
        )
        return next((part.reason for part in parts if part.reason), None)

    @property
    def reason(self) -> Reason | None:
        """The same of the order."""
        return self.refusal or next(filter(None, map(self.item_reason, self.items)), None)

    def wait(self, now: datetime) -> None:
        """It begins at its date."""
        limit = MACHINE.waits[self.state].limit
        self.wake_at = self.start_date or now + limit if limit else None

    def reject(self, reason: Reason, now: datetime) -> None:
        """It asks for something nobody can do."""
        self.refusal = reason
        self._settle(ServiceOrderEvent.REJECT, now)

    def begin(self, parts: list[Part], now: datetime) -> None:
        """`parts` is what carries it out."""
        self.parts, self._by_item = parts, {}
        self.begun_at = now
        self.wake_at = None
        self.fire(MACHINE, ServiceOrderEvent.BEGIN)
        self.advance(now)

    def cancel(self, why: str, now: datetime) -> None:
        """Nobody wants it any more: it ends cancelled when nothing of it is left."""
        self.cancelled_because = why
        reason = Reason(Code.CANCELLED, why or "cancelled", self.id)
        if self.state is S.ACKNOWLEDGED:
            self.refusal = reason
            self._settle(ServiceOrderEvent.CANCEL, now)
            return
        back = [part for part in self.parts if self._can_take_back(part)]
        self.fire(MACHINE, ServiceOrderEvent.CANCEL, code=reason.code)
        for part in back:
            if part.can_cancel:
                self.take_back(part, reason, now)
        self.advance(now)

    def overdue(self, now: datetime) -> None:
        """A deadline of its parts has come."""
        for part in self.parts:
            if part.wake_at is not None and part.wake_at <= now:
                self.part_overdue(part, now)
        self.advance(now)

    def advance(self, now: datetime) -> None:
        """Moves every part that the others let move, until none does; then, if all have ended, the order ends."""
        # All are looked at before the first one is again: an order may have thousands.
        while sum(self._advance(part, now) for part in self.parts) or self._complete(now):
            pass
        if all(part.at_rest for part in self.parts) and not self.settled:
            self._settle(ServiceOrderEvent.FINISH, now)

    def take_moved(self) -> list[Part]:
        """The parts that have moved, or have to ask again, since somebody asked last."""
        moved, self._moved = sorted(self._moved), set()
        return [self.parts[number - 1] for number in moved]

    def look_again(self) -> None:
        self.wake_at = min((part.wake_at for part in self.parts if part.wake_at is not None), default=None)

    def _advance(self, part: Part, now: datetime) -> bool:
        """Whether it has moved."""
        if part.at_rest:
            return False
        if self._given_up(part):
            return self._give_up(part, now)
        return part.state is PartState.WAITING and self._may_begin(part, now)

    def _complete(self, now: datetime) -> bool:
        """Whether some parts have moved that nobody will want undone: a removal with its item, others with the order."""
        over = all(part.at_rest or part.state is PartState.DONE for part in self.parts)
        final = [p for p in self.parts if p.state is PartState.DONE and (over or self._is_removed(p))]
        for part in final:
            self.complete_part(part, now)
        return bool(final)

    def _is_removed(self, part: Part) -> bool:
        return part.action == DELETE and all(other.state in _REMOVED for other in self._siblings(part))

    def _may_begin(self, part: Part, now: datetime) -> bool:
        before = [self.parts[number - 1] for number in part.after]
        lost = next(
            (other for other in before if other.state in {PartState.FAILED, PartState.CANCELLED}), None
        )
        if lost is not None:
            text = f"it relies on item {lost.item_id}, which was not carried out"
            self.refused(part, Reason(Code.PREREQUISITE_FAILED, text, lost.item_id), now)
        elif all(other.state in _DONE for other in before):
            self.begin_part(part, self._found(part), now)
        else:
            return False
        return True

    def _give_up(self, part: Part, now: datetime) -> bool:
        """Of what will not be nothing stays; what others stand on goes after them, or stays with them."""
        if part.state is PartState.DONE:
            others = [other for other in self.parts if part.number in other.after]
            if not all(other.at_rest for other in others):
                return False
            standing = next((other for other in others if other.state is PartState.COMPLETED), None)
            if standing is not None:
                text = f"stays, as {standing.specification_id} could not be taken back"
                part.reason = Reason(Code.COMPENSATION_FAILED, text, self.id)
                self.complete_part(part, now)
                return True
        elif not part.can_cancel:
            return False
        self.take_back(part, self._why(part), now)
        return True

    def _given_up(self, part: Part) -> bool:
        cancelled = self.state is S.PENDING_CANCELLATION and part.action != DELETE
        return cancelled or any(other.state in _LOST for other in self._siblings(part))

    def _why(self, part: Part) -> Reason:
        lost = next((o.reason for o in self._siblings(part) if o.state in _LOST and o.reason), None)
        if lost is None or lost.code is Code.CANCELLED:
            return Reason(Code.CANCELLED, self.cancelled_because or "cancelled", self.id)
        return Reason(Code.ROLLED_BACK, f"what it belongs to was not carried out: {lost.text}", self.id)

    def _can_take_back(self, part: Part) -> bool:
        """Anything that is under way or done, but a removal only as long as none of its item was made."""
        if part.action != DELETE:
            return (part.can_cancel or part.state is PartState.DONE) and not self._given_up(part)
        states = {other.state for other in self._siblings(part)}
        # What waits for another part waits until it is known what became of that.
        begun = part.state is not PartState.WAITING or states == {PartState.WAITING}
        return part.can_cancel and begun and not states & _REMOVED

    def _siblings(self, part: Part) -> list[Part]:
        return self._of_item(part.item_id)

    def _of_item(self, item_id: str) -> list[Part]:
        """Looked up, not looked for: every part asks for those of its item again and again."""
        if not self._by_item:
            for part in self.parts:
                self._by_item.setdefault(part.item_id, []).append(part)
        return self._by_item.get(item_id, [])

    def _found(self, part: Part) -> dict[str, Any]:
        """What the services it stands on have for it."""
        below = (other for other in self.parts if other.above == part.number)
        return {name: value for other in below for name, value in other.gives().items()}

    def _settle(self, event: ServiceOrderEvent, now: datetime) -> None:
        reason = self.reason
        self.fire(MACHINE, event, **({"code": reason.code} if reason else {}))
        self.completion_date = now
        self.wake_at = None


_BEFORE = frozenset({S.ACKNOWLEDGED, S.REJECTED, S.CANCELLED})
