"""What could be had, and holding it for a while."""

from collections.abc import Iterable

from hub.kernel.errors import Code, Reason
from hub.kernel.values import Place, Ref
from hub.messages.rom import CheckResourceAvailability, ReleaseReservation
from hub.platform.unit_of_work import Need, Step
from workers.rom.drivers import Refusal, Taken, Wanted, source_of
from workers.rom.model import ADD
from workers.rom.reservation import Reservation, ReservedItem
from workers.rom.resource import Resource, value_name
from workers.rom.sending import fingerprint, publish_availability
from workers.rom.store import RESERVATIONS, RESOURCES
from workers.rom.taking import Outcome, objection, put_back, release, take


def check(step: Step, message: CheckResourceAvailability) -> Reservation:
    """Says what could be had; with a date all of it is held till then, or nothing. A known id is answered as before."""
    known = step.look(RESERVATIONS, message.id)
    if known is not None:
        if not known.items:
            known = step.get(RESERVATIONS, message.id)
            known.come_late(_requested(step, message))
        publish_availability(step, known)
        return known
    reservation = _requested(step, message)
    outcomes = _answer(step, reservation, message)
    if reservation.until is None:
        _put_back(step, reservation, outcomes)
    else:
        step.add(RESERVATIONS, reservation)
        _hold(step, reservation, outcomes)
    publish_availability(step, reservation)
    return reservation


def _requested(step: Step, message: CheckResourceAvailability) -> Reservation:
    """What is asked for, nothing of it answered yet."""
    return Reservation(
        id=message.id,
        external_id=message.external_id,
        requested_at=step.now,
        until=message.reserve_until,
        fingerprint=fingerprint(message),
        items=[
            ReservedItem(
                id=item.id,
                specification_id=item.resource.resource_specification.id,
                site=item.resource.place.id if item.resource.place else "",
                value=item.resource.value or "",
            )
            for item in message.order_item
        ],
    )


def give_up(step: Step, message: ReleaseReservation) -> Reservation:
    """What a reservation holds is free again; one that is not known will never hold anything."""
    known = step.find(RESERVATIONS, message.id)
    if known is None:
        known = Reservation(id=message.id, external_id=message.external_id, requested_at=step.now)
        step.add(RESERVATIONS, known)
        known.release()
    elif known.held:
        hand_back(step, known)
        known.release()
    return known


def expired(step: Step, reservation: Reservation) -> None:
    """The moment it was held until has come."""
    hand_back(step, reservation)
    reservation.expire()


def held_by(reservation: Reservation) -> Iterable[Need]:
    """What it holds."""
    if reservation.held:
        yield from ((RESOURCES, reservation.resource_id(item)) for item in reservation.left)


def concerned(reservation: Reservation) -> Iterable[Need]:
    """What changes when it ends: what it holds, and what that goes back to."""
    yield from held_by(reservation)
    for item in reservation.left if reservation.held else ():
        yield from source_of(item.specification_id).needs(item.specification_id)


def hand_back(step: Step, reservation: Reservation) -> None:
    """Whatever it still holds goes back."""
    for resource in held(step, reservation):
        release(step, resource)


def held(step: Step, reservation: Reservation) -> list[Resource]:
    """What a reservation holds now, in the order of its items."""
    found = (step.find(RESOURCES, reservation.resource_id(item)) for item in reservation.left)
    return [resource for resource in found if resource is not None]


def _answer(step: Step, reservation: Reservation, message: CheckResourceAvailability) -> list[Outcome]:
    """Writes into each item what could be had, one behind the other, and returns it taken."""
    ids = [item.id for item in reservation.items]
    for item in reservation.items:
        wanted = _wanted(item)
        known = objection(step, wanted.specification_id) is None
        item.free = source_of(wanted.specification_id).look(step, wanted) if known else 0
    outcomes: list[Outcome] = []
    for item, asked in zip(reservation.items, message.order_item, strict=True):
        outcome: Outcome
        if asked.action != ADD:
            text = f"only what is to be added can be looked for, not {asked.action}"
            outcome = Refusal(Code.ACTION_UNSUPPORTED, text)
        elif ids.count(item.id) > 1:
            outcome = Refusal(Code.ITEM_ID_REPEATED, f"more than one item is called {item.id}")
        else:
            outcome = take(step, _wanted(item))
        item.available = isinstance(outcome, Taken)
        item.reason = Reason(outcome.code, outcome.text, item.id) if isinstance(outcome, Refusal) else None
        outcomes.append(outcome)
    return outcomes


def _hold(step: Step, reservation: Reservation, outcomes: list[Outcome]) -> None:
    """All or nothing; what may be held until a moment that has passed is not held at all."""
    taken = [outcome for outcome in outcomes if isinstance(outcome, Taken)]
    if len(taken) < len(outcomes):
        _put_back(step, reservation, outcomes)
        reservation.refuse()
    elif reservation.until is None or reservation.until <= step.now:
        _put_back(step, reservation, outcomes)
        reservation.expire()
    else:
        for item, value in zip(reservation.items, taken, strict=True):
            step.add(RESOURCES, _reserved(step, reservation, item, value))
        reservation.hold(step.now)


def _put_back(step: Step, reservation: Reservation, outcomes: list[Outcome]) -> None:
    for item, outcome in zip(reservation.items, outcomes, strict=True):
        put_back(step, _wanted(item), outcome)


def _reserved(step: Step, reservation: Reservation, item: ReservedItem, taken: Taken) -> Resource:
    """What is held for an item, as it is in the inventory."""
    made = Resource(
        id=reservation.resource_id(item),
        name=value_name(item.specification_id, taken.value),
        specification=Ref(item.specification_id),
        pool_id=taken.pool_id,
        value=taken.value,
        since=step.now,
        place=Place(item.site) if item.site else None,
        reservation_id=reservation.id,
    )
    made.reserve()
    return made


def _wanted(item: ReservedItem) -> Wanted:
    return Wanted(item.specification_id, item.site, item.value)
