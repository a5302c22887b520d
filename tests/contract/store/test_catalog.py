"""The catalogue of a room on both databases: entries are made, changed and taken away; what was accepted stays found."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.json import decode, encode

from core.catalog.model import Catalog
from core.catalog.store import CATALOGUE, ENTRIES
from hub.kernel.clock import ManualClock
from hub.kernel.errors import Code, HubError, Kind
from hub.messages.catalog_service import CatalogService
from hub.platform import catalog
from hub.platform.catalog_entry import Entry
from hub.platform.database import Database
from proto.shared.v1 import catalog_pb2 as pb

ANY: Any = None
KIND = "productOffering"


class Desk:
    """Whoever keeps the product catalogue."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = ManualClock(datetime(2026, 5, 1, tzinfo=UTC))
        self.service = CatalogService(CATALOGUE, database, self.clock)

    async def create(self, identifier: str = "", kind: str = KIND, **more: Any) -> pb.CatalogEntry:
        request = pb.CreateCatalogEntryRequest(entry=_entry(identifier, kind, **more))
        return await self.service.CreateCatalogEntry(request, ANY)

    async def update(self, identifier: str, if_revision: int = 0, **more: Any) -> pb.CatalogEntry:
        self.clock.advance(timedelta(seconds=1))
        request = pb.UpdateCatalogEntryRequest(
            entry=_entry(identifier, more.pop("kind", KIND), **more), if_revision=if_revision
        )
        return await self.service.UpdateCatalogEntry(request, ANY)

    async def get(self, identifier: str, version: str = "", kind: str = KIND) -> pb.CatalogEntry:
        request = pb.GetCatalogEntryRequest(kind=kind, id=identifier, version=version)
        return await self.service.GetCatalogEntry(request, ANY)

    async def delete(self, identifier: str, if_revision: int = 0, kind: str = KIND) -> None:
        request = pb.DeleteCatalogEntryRequest(kind=kind, id=identifier, if_revision=if_revision)
        await self.service.DeleteCatalogEntry(request, ANY)

    async def listed(self, **more: Any) -> list[tuple[str, str, str]]:
        request = pb.ListCatalogEntriesRequest(kind=KIND, **more)
        found = await self.service.ListCatalogEntries(request, ANY)
        return [(entry.id, entry.version, entry.name) for entry in found.entry]

    async def sold(self) -> Catalog:
        return Catalog(await self.database.read(ENTRIES.read))


def _entry(identifier: str, kind: str, content: Any = None, **more: Any) -> pb.CatalogEntry:
    return pb.CatalogEntry(kind=kind, id=identifier, content_json=encode(content or {}).decode(), **more)


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


async def refusal(work: Any) -> HubError:
    with pytest.raises(HubError) as refused:
        await work
    return refused.value


async def test_what_is_made_comes_back_as_it_was_with_what_we_add(desk: Desk) -> None:
    said = {"isSellable": True, "note": [{"text": "ä"}], "x": {"deep": [1, 2.5, None, {"y": False}]}}
    made = await desk.create(name="Line", content=said)

    found = await desk.get(made.id)

    assert decode(made.content_json) == decode(found.content_json) == {"isBundle": False, **said}
    found.content_json = made.content_json
    assert found == made
    assert (made.version, made.revision, made.lifecycle_status) == ("1", 1, "Active")
    assert made.last_update.ToDatetime(tzinfo=UTC) == desk.clock.now()


async def test_a_change_is_a_revision_and_the_newest_is_what_is_asked_for(desk: Desk) -> None:
    await desk.create("a", name="One")
    changed = await desk.update("a", name="Two")
    other = await desk.update("a", name="Three", version="2", lifecycle_status="In design")

    assert [changed.revision, other.revision] == [2, 3]
    assert [(await desk.get("a", v)).name for v in ("", "1", "2")] == ["Three", "Two", "Three"]
    assert await desk.listed() == [("a", "2", "Three")]
    assert await desk.listed(all_versions=True) == [("a", "1", "Two"), ("a", "2", "Three")]
    assert other.last_update.ToDatetime(tzinfo=UTC) == desk.clock.now()


async def test_a_change_of_an_older_version_leaves_the_newest_what_is_asked_for(desk: Desk) -> None:
    await desk.create("a", name="One")
    second = await desk.update("a", name="Two", version="2")
    first = await desk.update("a", if_revision=1, name="Uno", version="1", lifecycle_status="Retired")

    assert first.revision == 3
    assert await desk.get("a") == second
    assert [(await desk.get("a", v)).name for v in ("1", "2")] == ["Uno", "Two"]
    assert getattr((await desk.sold()).offering("a"), "name", None) == "Two"
    assert (await refusal(desk.update("a", if_revision=1, name="x", version="1"))).kind is Kind.STALE
    assert (await desk.update("a", if_revision=2, name="Due")).version == "2"


async def test_a_change_that_changes_nothing_is_no_revision(desk: Desk) -> None:
    made = await desk.create("a", name="One")

    assert await desk.update("a", name="One") == made


async def test_an_order_finds_what_it_was_accepted_with_whatever_becomes_of_it(desk: Desk) -> None:
    await desk.create("a", name="One")
    before = (await desk.sold()).offering("a")
    await desk.update("a", name="Two")
    between = (await desk.sold()).offering("a")
    await desk.delete("a")
    await desk.create("a", name="Another")

    sold = await desk.sold()

    assert before is not None
    assert between is not None
    assert (before.pin, between.pin) == ("1", "1@2")
    assert [getattr(sold.offering("a", pin), "name", None) for pin in ("1", "1@2", "")] == [
        "One",
        "Two",
        "Another",
    ]
    assert sold.offering("a", "3") is None


async def test_what_was_taken_away_is_not_there_and_its_id_can_be_used_again(desk: Desk) -> None:
    await desk.create("a", name="One")
    await desk.update("a", version="2", name="Two")
    await desk.delete("a")

    assert (await refusal(desk.get("a"))).kind is Kind.NOT_FOUND
    assert (await refusal(desk.get("a", "1"))).kind is Kind.NOT_FOUND
    assert await desk.listed(all_versions=True) == []
    assert (await desk.sold()).offering("a") is None
    assert (await refusal(desk.update("a"))).kind is Kind.NOT_FOUND
    assert (await refusal(desk.delete("a"))).kind is Kind.NOT_FOUND
    assert (await desk.create("a", name="New")).revision == 4


async def test_an_id_is_taken_once(desk: Desk) -> None:
    made = [desk.create("a", name=str(n)) for n in range(4)]

    answers = await asyncio.gather(*made, return_exceptions=True)

    refused = [(a.kind, a.reasons[0].code) for a in answers if isinstance(a, HubError)]
    assert refused == [(Kind.CONFLICT, Code.ID_TAKEN)] * 3
    assert len(await desk.listed()) == 1


async def test_who_knows_an_older_revision_changes_nothing(desk: Desk) -> None:
    await desk.create("a", name="One")
    changes = [desk.update("a", if_revision=1, name=str(n)) for n in range(3)]

    answers = await asyncio.gather(*changes, return_exceptions=True)

    assert [a.kind for a in answers if isinstance(a, HubError)] == [Kind.STALE] * 2
    assert (await desk.get("a")).revision == 2
    assert (await refusal(desk.delete("a", if_revision=1))).kind is Kind.STALE


async def test_the_end_of_a_version_is_final_and_another_version_is_not(desk: Desk) -> None:
    await desk.create("a", name="One")
    await desk.update("a", name="One", lifecycle_status="Obsolete")
    await desk.update("a", name="Renamed", lifecycle_status="Obsolete")

    refused = await refusal(desk.update("a", name="One", lifecycle_status="Active"))

    assert (refused.kind, refused.reasons[0].path) == (Kind.NOT_ALLOWED, "lifecycleStatus")
    assert "Obsolete" in refused.reasons[0].text
    assert (await desk.update("a", name="One", version="2")).lifecycle_status == "Active"


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ({"productSpecification": {"id": "x"}}, "productSpecification.id"),
        ({"isBundle": True, "bundledProductOffering": [{"id": "x"}]}, "bundledProductOffering[0].id"),
        ({"bundledProductOffering": [{"id": "a"}]}, "isBundle"),
        ({"isBundle": "yes"}, "isBundle"),
    ],
)
async def test_what_the_engine_cannot_work_with_is_named_in_the_words_of_the_content(
    desk: Desk, content: Any, path: str
) -> None:
    await desk.create("a", name="Other")

    refused = await refusal(desk.create("b", name="Wrong", content=content))

    assert (refused.kind, [reason.path for reason in refused.reasons]) == (Kind.INVALID, [path])
    assert await desk.listed() == [("a", "1", "Other")]


async def test_an_offering_in_the_making_may_name_what_is_not_there_yet(desk: Desk) -> None:
    content = {"productSpecification": {"id": "later"}}
    await desk.create("a", name="Soon", content=content, lifecycle_status="In design")

    refused = await refusal(desk.update("a", name="Soon", content=content, lifecycle_status="Active"))
    assert refused.reasons[0].path == "productSpecification.id"

    await desk.create("later", kind="productSpecification", name="Later")
    assert (await desk.update("a", name="Soon", content=content)).lifecycle_status == "Active"


async def test_what_others_name_cannot_go_before_they_are_retired(desk: Desk) -> None:
    await desk.create("s", kind="productSpecification", name="S")
    content = {"productSpecification": {"id": "s"}}
    await desk.create("a", name="A", content=content)

    refused = await refusal(desk.delete("s", kind="productSpecification"))
    assert (refused.kind, "productOffering a" in refused.reasons[0].text) == (Kind.NOT_ALLOWED, True)

    await desk.update("a", name="A", content=content, lifecycle_status="Retired")
    await desk.delete("s", kind="productSpecification")
    assert (await refusal(desk.get("s", kind="productSpecification"))).kind is Kind.NOT_FOUND


async def test_nor_can_what_a_version_on_the_market_is_built_of_while_another_is_in_the_making(
    desk: Desk,
) -> None:
    for identifier in ("s", "t"):
        await desk.create(identifier, kind="productSpecification", name=identifier)
    await desk.create("a", name="A", content={"productSpecification": {"id": "s"}})
    await desk.update(
        "a",
        name="A",
        version="2",
        lifecycle_status="In design",
        content={"productSpecification": {"id": "t"}},
    )

    refused = await refusal(desk.delete("s", kind="productSpecification"))
    assert "productOffering a version 1" in refused.reasons[0].text

    await desk.update(
        "a", name="A", version="1", lifecycle_status="Retired", content={"productSpecification": {"id": "s"}}
    )
    await desk.delete("s", kind="productSpecification")


async def test_many_entries_at_once_cost_so_many_times_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = 200
    looks = 0

    def counting(
        entry: Entry, key: Callable[[Entry], tuple[str, str, str]] = catalog._key
    ) -> tuple[str, str, str]:
        nonlocal looks
        looks += 1
        return key(entry)

    monkeypatch.setattr(catalog, "_key", counting)
    for name in ("before", "after"):
        entries = [Entry(kind="category", id=str(number), name=name) for number in range(many)]
        await desk.database.write(lambda c, new=entries: CATALOGUE.put(c, new, desk.clock.now()))  # type: ignore[misc]

    assert looks < 20 * many


async def test_a_kind_that_is_not_of_this_room_is_refused(desk: Desk) -> None:
    assert (await refusal(desk.create(kind="serviceCatalog"))).reasons[0].path == "kind"
