"""The service catalogue over gRPC: what is loaded can be asked for, by kind, version and what it says."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from msgspec.json import decode
from sqlalchemy import select

from hub.kernel.clock import ManualClock
from hub.kernel.errors import Code, HubError, Kind
from hub.messages.catalog_service import CatalogService
from hub.platform.database import Database, open_database
from hub.platform.tables import metadata
from proto.shared.v1.catalog_pb2 import CatalogEntry, GetCatalogEntryRequest
from proto.som.v1 import service_catalog_pb2 as pb
from workers.som.catalog_rpc import ServiceCatalogService
from workers.som.catalog_store import CATALOGUE, ENTRIES


def request(**content: Any) -> pb.LoadServiceCatalogRequest:
    return ParseDict(content, pb.LoadServiceCatalogRequest())


FULL = request(
    serviceSpecification=[
        {
            "id": "cfs",
            "name": "Line",
            "resourceComponent": [{"name": "vlan", "resourceSpecificationId": "vlan-id"}],
            "activation": {
                "attempts": 3,
                "backOffSeconds": 2,
                "answerWithinSeconds": 9,
                "parameter": {"element": "a"},
            },
            "serviceComponent": [
                {"name": "first", "serviceSpecificationId": "rfs"},
                {
                    "name": "second",
                    "serviceSpecificationId": "rfs",
                    "requires": ["first"],
                    "characteristic": [
                        {"name": "speed", "source": "bandwidth"},
                        {"name": "level", "value": 3},
                    ],
                    "result": [{"name": "vlan", "source": "vlan"}],
                },
            ],
            "alternative": ["rfs"],
            "technology": "fiber",
            "description": "x",
        },
        {"id": "rfs", "facing": "resource"},
    ]
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'som.db'}")
    asyncio.run(opened.write(metadata.create_all))
    yield opened
    asyncio.run(opened.close())


CONTEXT: Any = None
CLOCK = ManualClock()


async def entry(database: Database, kind: str, identifier: str, version: str = "") -> CatalogEntry:
    request = GetCatalogEntryRequest(kind=kind, id=identifier, version=version)
    return await CatalogService(CATALOGUE, database, CLOCK).GetCatalogEntry(request, CONTEXT)


SHOP = request(
    serviceSpecification=[
        {"id": "cfs", "name": "Line"},
        {"id": "cfs", "version": "2", "name": "Line", "lifecycleStatus": "Retired"},
        {"id": "cfs-tv", "name": "Television"},
        {"id": "rfs", "facing": "resource"},
    ],
    serviceCategory=[{"id": "all"}, {"id": "home", "parentId": "all"}],
    serviceCandidate=[{"id": "c", "serviceSpecificationId": "cfs-tv", "category": ["home"]}],
    serviceCatalog=[{"id": "k", "category": ["all"]}],
    servingArea=[{"id": "a", "prefix": ["A"], "site": {"fiber": "olt-01"}}],
)


async def test_what_is_loaded_is_in_the_catalogue_in_the_words_of_tmf633(database: Database) -> None:
    await ServiceCatalogService(database, CLOCK).LoadServiceCatalog(FULL, CONTEXT)

    found = await entry(database, "serviceSpecification", "cfs")

    assert (found.version, found.lifecycle_status, found.description) == ("1", "Active", "x")
    assert decode(found.content_json) == {
        "@type": "CustomerFacingServiceSpecification",
        "isBundle": False,
        "resourceSpecification": [{"id": "vlan-id", "serviceCharacteristic": "vlan"}],
        "activation": {
            "attempts": 3,
            "backOffSeconds": 2,
            "answerWithinSeconds": 9,
            "parameter": {"element": "a"},
        },
        "serviceSpecRelationship": [
            {"id": "rfs", "relationshipType": "contains", "name": "first"},
            {
                "id": "rfs",
                "relationshipType": "contains",
                "name": "second",
                "requires": ["first"],
                "characteristic": [{"name": "speed", "source": "bandwidth"}, {"name": "level", "value": 3}],
                "result": [{"name": "vlan", "source": "vlan"}],
            },
        ],
        "alternative": ["rfs"],
        "technology": "fiber",
    }


@pytest.mark.parametrize(
    ("kind", "identifier", "content"),
    [
        ("serviceSpecification", "rfs", {"@type": "ResourceFacingServiceSpecification", "isBundle": False}),
        (
            "serviceCandidate",
            "c",
            {"serviceSpecification": {"id": "cfs-tv"}, "category": [{"id": "home"}]},
        ),
        ("serviceCategory", "home", {"parentId": "all", "isRoot": False}),
        ("serviceCatalog", "k", {"category": [{"id": "all"}]}),
        ("servingArea", "a", {"prefix": ["A"], "site": {"fiber": "olt-01"}}),
    ],
)
async def test_each_kind_is_in_the_catalogue(
    database: Database, kind: str, identifier: str, content: dict[str, Any]
) -> None:
    service = ServiceCatalogService(database, CLOCK)
    added = await service.LoadServiceCatalog(SHOP, CONTEXT)
    assert added.added == 9
    assert (await service.LoadServiceCatalog(SHOP, CONTEXT)).added == 0

    assert decode((await entry(database, kind, identifier)).content_json) == content


async def test_an_older_version_can_still_be_had(database: Database) -> None:
    await ServiceCatalogService(database, CLOCK).LoadServiceCatalog(SHOP, CONTEXT)

    versions = [await entry(database, "serviceSpecification", "cfs", version) for version in ("1", "")]

    assert [(v.version, v.lifecycle_status) for v in versions] == [("1", "Active"), ("2", "Retired")]


async def test_nothing_of_a_catalogue_with_a_mistake_is_loaded(database: Database) -> None:
    wrong = request(
        serviceSpecification=[{"id": "cfs"}],
        serviceCandidate=[{"id": "c", "serviceSpecificationId": "x", "category": ["y"]}],
    )

    with pytest.raises(HubError) as refused:
        await ServiceCatalogService(database, CLOCK).LoadServiceCatalog(wrong, CONTEXT)

    assert refused.value.kind is Kind.INVALID
    assert [(r.code, r.path) for r in refused.value.reasons] == [
        (Code.ATTRIBUTE_INVALID, "serviceCandidate[c].serviceSpecificationId"),
        (Code.ATTRIBUTE_INVALID, "serviceCandidate[c].category"),
    ]
    assert await database.read(lambda c: c.execute(select(ENTRIES.table)).all()) == []


async def test_a_known_version_that_says_something_else_is_a_conflict(database: Database) -> None:
    service = ServiceCatalogService(database, CLOCK)
    await service.LoadServiceCatalog(SHOP, CONTEXT)

    with pytest.raises(HubError) as refused:
        await service.LoadServiceCatalog(
            request(serviceSpecification=[{"id": "cfs", "name": "Other"}]), CONTEXT
        )

    assert refused.value.reasons[0].code is Code.ENTRY_CHANGED
