"""What a condition's text can stand for: a number, an instant, or itself; the same for every database."""

import re
from datetime import date
from decimal import Decimal

_NUMBER = re.compile(r"[+-]?[0-9]{1,300}(?:\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,3})?")
_INSTANT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,30}))?)?"
    r"(?:[Zz]|([+-])([0-9]{2}):?([0-9]{2})?)?)?"
)
_EPOCH = date(1970, 1, 1).toordinal()
_HOURS, _MINUTES = range(24), range(60)


def number(text: str) -> Decimal | None:
    """A number of bounded size, as JSON writes them; a plus and leading zeros do not matter."""
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def instant(text: str) -> int | None:
    """Milliseconds since 1970 of an ISO 8601 date, with or without a time; UTC without an offset.

    Dates are shown to the millisecond, so they are compared to the millisecond: what is smaller is cut off.
    """
    found = _INSTANT.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, fraction, sign, ahead, past = found.groups(default="0")
    try:
        days = date(int(year), int(month), int(day)).toordinal() - _EPOCH
    except ValueError:
        return None
    hours, minutes, seconds = int(hour), int(minute), int(second)
    if hours not in _HOURS or minutes not in _MINUTES or seconds not in _MINUTES:
        return None
    if int(ahead) not in _HOURS or int(past) not in _MINUTES:
        return None
    offset = (int(ahead) * 60 + int(past)) * (-1 if sign == "-" else 1)
    total = days * 86_400 + hours * 3600 + (minutes - offset) * 60 + seconds
    return total * 1000 + int(fraction[:3].ljust(3, "0"))
