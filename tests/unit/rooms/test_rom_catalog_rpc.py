"""What callers load into ROM's catalogue and pools, and find there."""

from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from msgspec.json import decode

from hub.kernel.errors import Code, HubError, Kind
from proto.rom.v1 import resource_order_pb2 as pb
from proto.shared.v1.catalog_pb2 import GetCatalogEntryRequest
from tests.unit.rooms.rom_callers import ANY, Callers
from tests.unit.rooms.rom_room import PORT, VLAN, Rom, pool


@pytest.fixture
def callers(rom: Rom) -> Callers:
    return Callers(rom)


CATALOG: dict[str, list[Any]] = {
    "resourceSpecification": [
        {
            "id": "sim",
            "version": version,
            "name": "SIM card",
            "lifecycleStatus": status,
            "description": "d",
            "category": "cards",
            "characteristic": [
                {"name": "size", "valueType": "string", "defaultValue": "nano", "allowedValue": ["nano", 3.0]}
            ],
        }
        for version, status in (("1", "Active"), ("2", "Retired"))
    ],
    "resourceCandidate": [
        {
            "id": "c",
            "version": "1",
            "name": "C",
            "resourceSpecificationId": "sim",
            "category": ["cards"],
            "lifecycleStatus": "Active",
        }
    ],
    "resourceCategory": [
        {"id": "cards", "version": "1", "name": "Cards", "parentId": "all", "lifecycleStatus": "Active"}
    ],
    "resourceCatalog": [
        {"id": "k", "version": "1", "name": "K", "category": ["cards"], "lifecycleStatus": "Active"}
    ],
}


async def test_what_is_loaded_is_in_the_catalogue_in_the_words_of_tmf634(callers: Callers) -> None:
    load = ParseDict(CATALOG, pb.LoadResourceCatalogRequest())
    for added in (5, 0):
        assert (await callers.catalog.LoadResourceCatalog(load, ANY)).added == added

    async def content(kind: str, identifier: str) -> Any:
        request = GetCatalogEntryRequest(kind=kind, id=identifier)
        return decode((await callers.entries.GetCatalogEntry(request, ANY)).content_json)

    assert await content("resourceSpecification", "sim") == {
        "isBundle": False,
        "category": "cards",
        "resourceSpecCharacteristic": [
            {
                "name": "size",
                "valueType": "string",
                "resourceSpecCharacteristicValue": [{"value": "nano", "isDefault": True}, {"value": 3}],
            }
        ],
    }
    assert await content("resourceCandidate", "c") == {
        "resourceSpecification": {"id": "sim"},
        "category": [{"id": "cards"}],
    }
    assert await content("resourceCategory", "cards") == {"parentId": "all", "isRoot": False}
    assert await content("resourceCatalog", "k") == {"category": [{"id": "cards"}]}


async def test_the_newest_version_counts_unless_another_is_named(callers: Callers) -> None:
    await callers.catalog.LoadResourceCatalog(ParseDict(CATALOG, pb.LoadResourceCatalogRequest()), ANY)

    async def status(version: str = "") -> str:
        request = GetCatalogEntryRequest(kind="resourceSpecification", id="sim", version=version)
        return str((await callers.entries.GetCatalogEntry(request, ANY)).lifecycle_status)

    assert [await status(), await status("1"), await status("2")] == ["Retired", "Active", "Retired"]


@pytest.mark.parametrize(
    "other",
    [
        {"numberRange": {"first": 1, "last": 2}, "resourceSpecificationId": VLAN},
        {"numberRange": {"first": 1, "last": 3}, "resourceSpecificationId": PORT},
        {"numberRange": {"first": 1, "last": 3}, "resourceSpecificationId": VLAN, "site": ["east"]},
    ],
)
async def test_a_known_pool_keeps_what_it_is(callers: Callers, other: Any) -> None:
    def load(content: Any) -> Any:
        request = {"resourcePool": [{"id": "vlans", **content}]}
        return callers.catalog.LoadResourceCatalog(ParseDict(request, pb.LoadResourceCatalogRequest()), ANY)

    await callers.order("mine")
    same = {"numberRange": {"first": 1, "last": 3}, "resourceSpecificationId": VLAN}
    assert (await load(same)).added == 0
    with pytest.raises(HubError) as refused:
        await load(other)
    assert (refused.value.kind, refused.value.reasons[0].code) == (Kind.CONFLICT, Code.ENTRY_CHANGED)


async def test_a_pool_that_has_become_larger_has_more_and_keeps_what_it_gave(
    callers: Callers, rom: Rom
) -> None:
    await callers.order("mine")
    larger = {"id": "vlans", "resourceSpecificationId": VLAN, "numberRange": {"first": 1, "last": 5}}
    asked = ParseDict({"resourcePool": [larger]}, pb.LoadResourceCatalogRequest())

    await callers.catalog.LoadResourceCatalog(asked, ANY)

    (found,) = (p for p in (await callers.pools()) if p.id == "vlans")
    assert (found.capacity, found.allocated, found.free) == (5, 1, 4)


async def test_a_specification_gets_another_pool(callers: Callers, rom: Rom) -> None:
    assert rom.load([], [pool("a-vlans", VLAN, 1)]) == 1

    made = await callers.order("mine")

    assert rom.inventory() == {"a-vlans 1": "allocated"}
    assert made.item[0].resource.value == "1"
