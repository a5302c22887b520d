"""What is wrong with a request for a qualification in itself."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from hub.kernel.errors import Code, Reason
from workers.som.qualification.model import Qualification

#: Who wants something held for longer should order it.
LONGEST_RESERVATION = timedelta(days=7)
# It stands beside everything that belongs to it.
LONGEST_ID = 64


def reasons_against(asked: Qualification, now: datetime) -> list[Reason]:
    """Every mistake, with its place; empty when it can be answered."""
    return [Reason(Code.ATTRIBUTE_INVALID, text, place) for place, text in _mistakes(asked, now)]


def _mistakes(asked: Qualification, now: datetime) -> Iterator[tuple[str, str]]:
    if len(asked.id) > LONGEST_ID:
        yield "id", f"has at most {LONGEST_ID} characters"
    if asked.search is None and not asked.items:
        yield "serviceQualificationItem", "there is at least one"
    for identifier, count in Counter(item.id for item in asked.items).items():
        if count > 1:
            yield "serviceQualificationItem", f"{identifier} is there {count} times"
    until = asked.reserve_until
    if until is not None and not now < until <= now + LONGEST_RESERVATION:
        yield "reserveUntil", f"has to lie ahead, by at most {LONGEST_RESERVATION.days} days"
