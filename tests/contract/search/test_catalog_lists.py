"""A room's catalogue as a partner searches it, by the database."""

from typing import Any

import pytest
from msgspec.json import encode

from core.catalog.store import CATALOGUE
from hub.kernel.clock import ManualClock
from hub.messages.catalog_service import CatalogService
from hub.platform.database import Database
from proto.shared.v1 import catalog_pb2 as pb
from proto.shared.v1.query_pb2 import AnyOf, Condition, Operator, Query, SortKey

pytestmark = pytest.mark.asyncio(loop_scope="module")

ANY: Any = None
KIND = "productOffering"


def entry(identifier: str, content: Any, **more: Any) -> pb.CatalogEntry:
    said = {"name": identifier.upper(), "lifecycle_status": "Active", **more}
    return pb.CatalogEntry(kind=KIND, id=identifier, content_json=encode(content).decode(), **said)


async def test_a_list_is_what_it_is_asked_for_by_what_we_know_and_by_what_we_do_not(
    database: Database,
) -> None:
    service = CatalogService(CATALOGUE, database, ManualClock())
    for number, colour in enumerate(("red", "blue", "red"), 1):
        content = {"category": [{"id": "c1"}, {"id": f"x{number}"}], "colour": colour, "rank": 10 - number}
        status = "Retired" if number == 3 else "Active"
        made = entry(f"o{number}", content, lifecycle_status=status)
        await service.CreateCatalogEntry(pb.CreateCatalogEntryRequest(entry=made), ANY)
    second = entry("o1", {"colour": "green"}, version="2")
    await service.UpdateCatalogEntry(pb.UpdateCatalogEntryRequest(entry=second), ANY)

    async def found(*conditions: Condition, sort: str = "", **more: Any) -> list[str]:
        keys = [SortKey(path=sort.split("."), name=sort)] if sort else []
        query = Query(all=[AnyOf(condition=[condition]) for condition in conditions], sort=keys)
        request = pb.ListCatalogEntriesRequest(kind=KIND, query=query, **more)
        return [f"{e.id} {e.version}" for e in (await service.ListCatalogEntries(request, ANY)).entry]

    assert await found() == ["o1 2", "o2 1", "o3 1"]
    assert await found(equals("lifecycle_status", "Active")) == ["o1 2", "o2 1"]
    assert await found(equals("content_json.colour", "red")) == ["o3 1"]
    assert await found(equals("content_json.colour", "red"), all_versions=True) == ["o1 1", "o3 1"]
    assert await found(equals("content_json.category.id", "x2", "x3")) == ["o2 1", "o3 1"]
    assert await found(equals("id", "o1", "o2"), equals("name", "O2")) == ["o2 1"]
    assert await found(equals("content_json.category.id", "c1"), sort="content_json.rank") == ["o3 1", "o2 1"]
    assert await found(equals("last_update", "2026-01-01T01:00:00+01:00")) == ["o1 2", "o2 1", "o3 1"]
    assert await found(equals("revision", "2")) == ["o1 2"]


def equals(path: str, *values: str) -> Condition:
    return Condition(path=path.split("."), operator=Operator.OPERATOR_EQ, value=values, name=path)
