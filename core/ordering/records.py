"""What an order keeps about itself beside its items and nodes: questions, holds, earlier versions, alarms."""

from dataclasses import dataclass
from datetime import datetime

from core.ordering.items import Item


@dataclass(slots=True, kw_only=True)
class Question:
    """What somebody outside has to answer before the order is decomposed."""

    item_id: str
    name: str
    text: str = ""
    answer_by: datetime | None = None
    answered: bool = False
    by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Why nothing new is begun; `by` is empty for a rule."""

    why: str
    since: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An order that waits until this one has ended, and how urgent it is."""

    order_id: str
    priority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What was ordered before a change."""

    number: int
    at: datetime
    plan_hash_before: str
    plan_hash_after: str
    items_before: list[Item]


@dataclass(slots=True, kw_only=True)
class Jeopardy:
    """From when to when the forecast was behind the requested completion date."""

    raised_at: datetime
    forecast: datetime
    requested: datetime
    cleared_at: datetime | None = None
