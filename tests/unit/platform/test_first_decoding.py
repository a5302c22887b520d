"""How a kind is decoded is found out while one thread runs: two that do it at once end the process."""

from dataclasses import dataclass

import pytest
from sqlalchemy import Table

from hub.kernel.aggregate import Aggregate
from hub.platform.entries import Entries
from hub.platform.store import Store
from hub.platform.tables import metadata


@dataclass(kw_only=True)
class Unreadable(Aggregate):
    """Looking closely at it fails: so it is seen when somebody does."""

    part: "NobodyKnows"  # type: ignore[name-defined]  # noqa: F821


def test_a_store_looks_at_its_kind_when_it_is_made() -> None:
    with pytest.raises(NameError):
        Store(Table("unreadable", metadata.__class__()), Unreadable, lambda _: {})


def test_entries_look_at_their_kinds_when_they_are_made() -> None:
    with pytest.raises(NameError):
        Entries("unreadable", {"unreadable": Unreadable})
