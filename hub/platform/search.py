"""What callers filter and sort a store by: paths of protobuf fields become columns, or places in the document.

A `Search` knows the dataclass its store keeps. A field is found under its protobuf name, or that with an `s`
(`note` → `notes`); `x_json` is the member `x`, which holds JSON, as text when it is a `str`. Only what differs is declared:

    SEARCH = Search(ORDERS, {
        "state": At(words=words(STATES, pb.ProductOrderState)),
        "related_party": At("parties", {"id": At(beside=(parties.c.order_id, parties.c.party_id))}),
        "item": At("items", {"product_offering": At("offering")}, level=("id", "parent")),
        "cancellability": None,
    })

A column with the name of the member is used by itself. The texts of conditions only ever are bound parameters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Table,
    bindparam,
    false,
    func,
    literal,
    or_,
    select,
)

from hub.kernel.errors import Code, Kind, refuse
from hub.platform.search_columns import by_column, ordered_column
from hub.platform.search_path import At, Below, Place, place
from hub.platform.search_pattern import checked
from hub.platform.search_query import OPERATORS, Condition, Query, SortKey, attributes, check
from hub.platform.search_value import instant, number
from hub.platform.tables import Document

__all__ = ["At", "Query", "Search"]


class Documents(Protocol):
    """A table with a column `document`, and the dataclass that is in it."""

    @property
    def table(self) -> Table: ...
    @property
    def kind(self) -> type: ...


@dataclass(frozen=True, eq=False)
class Search:
    """How the attributes of one store are found; `declared` holds what does not follow from their names."""

    store: Documents
    declared: Below = field(default_factory=dict)

    def conditions(self, connection: Connection, query: Query) -> list[ColumnElement[bool]]:
        """What a resource has to meet; a `HubError` when the query asks too much, or for what cannot be asked."""
        check(query)
        return [
            or_(false(), *(self._condition(connection, c) for c in any_of.condition)) for any_of in query.all
        ]

    def order(self, query: Query) -> list[ColumnElement[Any]]:
        """Columns to sort by: numbers and dates, then texts, at last what has no value."""
        return [column for key in query.sort for column in self._ordered(key)]

    def unknown(
        self, connection: Connection, query: Query, conditions: Sequence[ColumnElement[bool]]
    ) -> Iterator[str]:
        """Names of attributes that no contract has, and none of those that meet the conditions."""
        asked = {tuple(a.path): a.name for a in attributes(query) if a.undeclared}
        for path, name in asked.items():
            found = self._place(path, name)
            there = false() if found.nothing else self._matches(found.steps, "ne", [])
            if connection.execute(select(literal(1)).where(*conditions, there).limit(1)).first() is None:
                yield name

    def _condition(self, connection: Connection, condition: Condition) -> ColumnElement[bool]:
        found = self._place(condition.path, condition.name)
        if found.nothing:
            return false()
        operator = OPERATORS[condition.operator]
        values = [v for text in condition.value if (v := found.stored(text)) is not None]
        if operator == "regex":
            values = [checked(value, condition.name) for value in values]
        chosen = by_column(connection, self.store.table, found, operator, values)
        if chosen is not None:
            return chosen
        return self._matches(found.steps, operator, values)

    def _matches(self, steps: Sequence[Any], operator: str, values: Sequence[str]) -> ColumnElement[bool]:
        asked = [(v, None if (n := number(v)) is None else str(n), _as_text(instant(v))) for v in values]
        document = self.store.table.c.document
        return func.hub_matches(document, _json(steps), operator, _json(asked), type_=Boolean())

    def _ordered(self, key: SortKey) -> Iterator[ColumnElement[Any]]:
        found = self._place(key.path, key.name)
        if found.nothing:
            return
        column = ordered_column(self.store.table, found)
        document, steps = self.store.table.c.document, _json(found.steps)
        chosen = (
            [column]
            if column is not None
            else [func.hub_number(document, steps), func.hub_text(document, steps)]
        )
        for element in chosen:
            yield (element.desc() if key.descending else element.asc()).nulls_last()

    def _place(self, path: Sequence[str], name: str) -> Place:
        found = place(self.store.kind, self.declared, tuple(path))
        if found is None:
            raise refuse(
                Kind.INVALID, Code.FILTER_UNKNOWN, "cannot be filtered or sorted by", name or ".".join(path)
            )
        return found


def _as_text(moment: int | None) -> str | None:
    return None if moment is None else str(moment)


def _json(value: Any) -> Any:
    """A parameter of the type documents have."""
    return bindparam(None, msgspec.json.encode(value).decode(), type_=Document)
