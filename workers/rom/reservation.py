"""Reservations: resources held for a while for an order that may come (TMF716 in spirit)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Reason
from hub.kernel.ids import derived_id
from hub.kernel.machine import Actor, Machine, Row, Wait


class ReservationState(StrEnum):
    REQUESTED = "requested"
    REFUSED = "refused"  # not all could be had: nothing was held
    HELD = "held"
    USED = "used"  # by an order
    RELEASED = "released"
    EXPIRED = "expired"


class ReservationEvent(StrEnum):
    HOLD = "hold"
    REFUSE = "refuse"
    USE = "use"
    RELEASE = "release"
    EXPIRE = "expire"


S, E = ReservationState, ReservationEvent

RESERVATION = Machine(
    "reservation",
    initial=S.REQUESTED,
    final=(S.REFUSED, S.USED, S.RELEASED, S.EXPIRED),
    rows=(
        Row(S.REQUESTED, E.HOLD, S.HELD),
        Row(S.REQUESTED, E.REFUSE, S.REFUSED),
        Row(S.REQUESTED, E.RELEASE, S.RELEASED),  # the release was there first
        Row(S.REQUESTED, E.EXPIRE, S.EXPIRED),
        Row(S.HELD, E.USE, S.HELD, "something is left"),
        Row(S.HELD, E.USE, S.USED),
        Row(S.HELD, E.RELEASE, S.RELEASED),
        Row(S.HELD, E.EXPIRE, S.EXPIRED),
    ),
    waits=(
        Wait(S.REQUESTED, Actor.MACHINE, "ROM, in the step that stores it", timedelta(minutes=1), E.EXPIRE),
        Wait(
            S.HELD,
            Actor.TIMER,
            "the moment it is held until",
            timedelta(days=30),
            E.EXPIRE,
        ),
    ),
    guards={"something is left": lambda reservation: bool(reservation.left)},
)


@dataclass(slots=True, kw_only=True)
class ReservedItem:
    """What was asked for, and the answer: whether it could be had, of how many that were free by themselves.

    `order_id` is the order that has got it, '' for none.
    """

    id: str
    specification_id: str
    site: str = ""
    value: str = ""
    available: bool = False
    free: int = 0
    reason: Reason | None = None
    order_id: str = ""


@dataclass(kw_only=True)
class Reservation(Aggregate):
    """What it holds is in the inventory, reserved, until an order gets it: one for all of it, or one after the other."""

    external_id: str
    requested_at: datetime
    until: datetime | None = None
    items: list[ReservedItem] = field(default_factory=list)
    state: ReservationState = RESERVATION.initial
    fingerprint: str = ""

    @property
    def held(self) -> bool:
        return self.state is S.HELD

    @property
    def used(self) -> bool:
        return self.state is S.USED

    @property
    def left(self) -> list[ReservedItem]:
        """What no order has got."""
        return [item for item in self.items if not item.order_id]

    def resource_id(self, item: ReservedItem) -> str:
        """The resource that is held for an item."""
        return derived_id("reserved", self.id, item.id)

    def come_late(self, asked: "Reservation") -> None:
        """What was asked for only after the release: none of it will ever be held."""
        gone = Reason(Code.RESERVATION_GONE, "it was released before it was asked for")
        for item in asked.items:
            item.reason = gone
        self.items, self.until, self.fingerprint = asked.items, asked.until, asked.fingerprint
        self.record("come late", self.state, self.state)

    def hold(self, now: datetime) -> None:
        """All of it is in the inventory, until its date and no longer than the limit."""
        self.fire(RESERVATION, E.HOLD, items=[item.id for item in self.items])
        limit = RESERVATION.waits[S.HELD].limit
        latest = now + limit if limit else None
        self.until = min(moment for moment in (self.until, latest) if moment is not None)
        self.wake_at = self.until

    def refuse(self) -> None:
        self.fire(RESERVATION, E.REFUSE, codes=[item.reason.code for item in self.items if item.reason])

    def use(self, resource_ids: Collection[str], order_id: str) -> None:
        """An order has got these."""
        used = [item for item in self.left if self.resource_id(item) in resource_ids]
        for item in used:
            item.order_id = order_id
        self._move(E.USE, order=order_id, items=[item.id for item in used])

    def release(self) -> None:
        self._move(E.RELEASE)

    def expire(self) -> None:
        self._move(E.EXPIRE)

    def _move(self, event: ReservationEvent, **detail: Any) -> None:
        self.fire(RESERVATION, event, **detail)
        if not self.held:
            self.wake_at = None
