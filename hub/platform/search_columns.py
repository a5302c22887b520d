"""Conditions that a column, or a table beside, answers by its index instead of the documents."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, String, Table, and_, false, or_, select

from hub.platform.database import Instant
from hub.platform.search_path import Place
from hub.platform.search_value import instant
from hub.platform.store import one_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def by_column(
    connection: Connection, table: Table, place: Place, operator: str, values: Sequence[str]
) -> ColumnElement[bool] | None:
    """The condition on columns; None when only the documents tell."""
    column = _column(table, place)
    if column is not None and isinstance(column.type, Instant):
        return _dated(column, operator, values)
    if operator != "eq":
        return None
    if place.beside is not None:
        owner, member = place.beside
        if not _comparable(member, values):
            return None
        return table.c.id.in_(select(owner).where(one_of(connection, member, filter(None, values))))
    if column is not None and isinstance(column.type, String) and _comparable(column, values):
        return one_of(connection, column, filter(None, values))
    return None


def ordered_column(table: Table, place: Place) -> Column[Any] | None:
    """The column that sorts as the documents would: dates and ids do, by the same rule in every database."""
    column = _column(table, place)
    return (
        column if column is not None and (isinstance(column.type, Instant) or column.name == "id") else None
    )


def _column(table: Table, place: Place) -> Column[Any] | None:
    return place.column if place.column is not None else table.c.get(place.member)


def _comparable(column: Column[Any], values: Sequence[str]) -> bool:
    """Whether equal texts are all there is to it: a date equals others of its moment, a long text is cut off."""
    longest = getattr(column.type, "length", None)
    return all(instant(v) is None and (longest is None or len(v) < longest) for v in values)


def _dated(column: Column[Any], operator: str, values: Sequence[str]) -> ColumnElement[bool] | None:
    moments = [instant(value) for value in values]
    if operator not in _BOUNDS or None in moments:
        return None
    try:
        return or_(false(), *(_bounded(column, operator, m) for m in moments if m is not None))
    except OverflowError:
        return None


def _bounded(column: Column[Any], operator: str, milliseconds: int) -> ColumnElement[bool]:
    start = _EPOCH + timedelta(milliseconds=milliseconds)
    return and_(*_BOUNDS[operator](column, start, start + _MILLISECOND))


# By the first moment of the millisecond and of the next.
_BOUNDS: Mapping[str, Any] = {
    "eq": lambda c, start, end: (c >= start, c < end),
    "gt": lambda c, _, end: (c >= end,),
    "gte": lambda c, start, _: (c >= start,),
    "lt": lambda c, start, _: (c < start,),
    "lte": lambda c, _, end: (c < end,),
}
